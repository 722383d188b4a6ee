"""Intervals and the comparison of two runs."""

import numpy as np
import pytest

from annotations.counts import Column, Counts, Scores, Unit
from annotations.intervals import bootstrap, compare, f1_of, unit_counts


def run_of(*rows, document="d{}"):
    cells = {Unit(document.format(number), number): Counts(*row) for number, row in enumerate(rows)}
    return Scores(frozenset(cells), {Column("m", "x"): cells})


def test_array_f1_is_the_f1_of_counts():
    rows = [(3, 4, 2, 1), (0, 0, 0, 0), (5, 0, 0, 0), (0, 2, 0, 0)]
    assert f1_of(np.array(rows, dtype=float)).tolist() == [Counts(*row).f1 for row in rows]


def test_interval_is_a_point_where_all_documents_agree():
    interval = bootstrap(unit_counts(run_of((4, 4, 3), (8, 8, 6), (4, 4, 3)), "m"))
    assert (interval.low, interval.high) == (0.75, 0.75)


def test_interval_holds_the_score_and_is_repeatable():
    scores = run_of((4, 4, 1), (9, 8, 6), (4, 4, 4), (5, 6, 2))
    first, second = (bootstrap(unit_counts(scores, "m")) for _ in range(2))
    assert first == second
    assert first.low < scores.total("m").f1 < first.high


def test_single_document_is_resampled_by_block():
    assert list(unit_counts(run_of((1, 1, 1), (2, 2, 1), document="only"), "m")) == ["only:0", "only:1"]
    assert list(unit_counts(run_of((1, 1, 1), (2, 2, 1)), "m")) == ["d0", "d1"]


def test_single_unit_has_no_interval():
    assert bootstrap(unit_counts(run_of((4, 4, 3)), "m")) is None


def test_run_does_not_differ_from_itself():
    scores = run_of((4, 4, 1), (9, 8, 6), (4, 4, 4))
    comparison = compare(scores, scores, "m")
    assert (comparison.difference, comparison.p_value) == (0, 1)
    assert (comparison.interval.low, comparison.interval.high) == (0, 0)


def test_run_that_is_better_everywhere_differs_beyond_chance():
    worse, better = run_of(*[(10, 10, 5)] * 12), run_of(*[(10, 10, 8)] * 12)
    comparison = compare(worse, better, "m")
    assert comparison.difference == pytest.approx(0.3)
    assert comparison.p_value < 0.01
    assert comparison.interval.low == pytest.approx(0.3)


def test_runs_on_different_documents_are_not_compared():
    with pytest.raises(ValueError, match="different documents"):
        compare(run_of((1, 1, 1)), run_of((1, 1, 1), document="other{}"), "m")
