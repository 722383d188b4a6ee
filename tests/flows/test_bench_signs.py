import json
from collections import Counter
from pathlib import Path

import pytest

from flows.bench_signs import Case, Outcome, SuiteError, grammar_of, judge, read_suite, shares
from pipeline.records import Mention, Relation

SUITE = Path(__file__).parents[1] / "sign_suite" / "own.jsonl"
SPAN = {"text": "MSCs", "label": "CELL_THERAPY", "start": 0, "end": 4}
ROW = {
    "construction": "active verb", "text": "MSCs lower IL-6.", "agent": SPAN,
    "target": {"text": "IL-6", "label": "CYTOKINE", "start": 11, "end": 15},
    "direction": "decrease", "certainty": "asserted", "perturbation": "none",
}  # fmt: skip


def effect(direction: str, head: str = "m0", tail: str = "m1") -> Relation:
    return Relation("r", "EFFECT", head, tail, direction=direction)  # type: ignore[arg-type]


def test_suite_has_two_hundred_sentences_over_forty_constructions():
    cases = read_suite(SUITE)
    constructions = Counter(case.construction for case in cases)
    assert len(cases) >= 200
    assert len(constructions) >= 40
    assert min(constructions.values()) >= 4


def test_suite_has_pairs_that_differ_in_what_they_say():
    readings: dict[str, set[tuple[str | None, ...]]] = {}
    for case in read_suite(SUITE):
        reading = (case.direction, case.certainty, case.perturbation, case.mentions[0].text, case.mentions[1].text)
        readings.setdefault(case.construction, set()).add(reading)
    assert [name for name, found in readings.items() if len(found) < 2] == []


def test_suite_refuses_a_span_that_stands_elsewhere(tmp_path):
    path = tmp_path / "suite.jsonl"
    path.write_text(json.dumps(ROW | {"text": "The MSCs lower IL-6."}) + "\n")
    with pytest.raises(SuiteError, match="line 1: 'MSCs'"):
        read_suite(path)


@pytest.mark.parametrize(
    ("direction", "found", "right"),
    [
        ("decrease", [effect("decrease")], True),
        ("decrease", [effect("increase")], False),
        ("decrease", [effect("decrease"), effect("increase")], False),
        ("decrease", [], False),
        ("decrease", [effect("decrease", "m1", "m0")], False),
        (None, [], True),
        (None, [effect("decrease")], False),
    ],
)
def test_outcome_is_right_if_just_the_effect_of_the_case_is_found(direction, found, right):
    mentions = (Mention("m0", "CELL_THERAPY", 0, 4, "MSCs"), Mention("m1", "CYTOKINE", 11, 15, "IL-6"))
    certainty, perturbation = ("asserted", "none") if direction else (None, None)
    case = Case("active verb", "MSCs lower IL-6.", mentions, direction, certainty, perturbation)
    (outcome,) = judge([case], lambda text, given: found)
    assert outcome.right is right


def test_shares_count_each_construction_and_all():
    case = Case("a", "", (), None, None, None)
    outcomes = [Outcome(case, ()), Outcome(case, (("increase", "asserted", "none"),))]
    assert shares(outcomes) == {"a": (1, 2), "all": (1, 2)}


@pytest.mark.slow
def test_grammar_reads_nineteen_of_twenty_sentences_of_the_suite():
    pytest.importorskip("pipeline.nlp")
    right, count = shares(list(judge(read_suite(SUITE), grammar_of("accurate"))))["all"]
    assert right >= 0.95 * count
