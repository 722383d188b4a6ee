"""The laws that any scorer must obey, on made-up documents."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.counts import Counts, Scores
from annotations.scorer import TextMismatch, score, score_relations

FAST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def all_scores(gold, predicted, name="d"):
    return score(gold, predicted, name=name) + score_relations(gold, predicted, name=name)


@FAST
@given(data=st.data())
def test_gold_against_itself_scores_one(readings, data):
    gold, _ = data.draw(readings)
    scores = all_scores(gold, gold)
    for measure in scores.measures():
        counts = scores.total(measure)
        assert (counts.precision, counts.recall, counts.f1) == (1, 1, 1), measure
        assert scores.macro_f1(measure) == 1


@FAST
@given(data=st.data())
def test_swapping_the_sides_swaps_precision_and_recall(readings, data):
    a, b = data.draw(readings)
    there, back = all_scores(a, b), all_scores(b, a)
    assert set(there.measures()) == set(back.measures())
    for measure in there.measures():
        if measure.startswith("attributes"):  # of relations paired one to one; which of two equal candidates is open
            continue
        for label in (None, *there.labels(measure)):
            one, other = there.total(measure, label), back.total(measure, label)
            assert (one.gold, one.predicted) == (other.predicted, other.gold), measure
            assert (one.correct, one.partial) == (other.correct, other.partial), measure
            assert one.f1 == other.f1


@FAST
@given(data=st.data())
def test_counts_of_two_documents_are_the_sum_of_their_counts(readings, data):
    (a, b), (c, d) = data.draw(readings), data.draw(readings)
    first, second = all_scores(a, b, "first"), all_scores(c, d, "second")
    both = first + second
    assert both.units == first.units | second.units
    for measure in both.measures():
        assert both.total(measure) == Counts(*map(sum, zip(first.total(measure), second.total(measure), strict=True)))


@FAST
@given(data=st.data())
def test_no_more_is_correct_than_gold_or_predictions_hold(readings, data):
    scores = all_scores(*data.draw(readings))
    for measure in scores.measures():
        for label in (None, *scores.labels(measure)):
            counts = scores.total(measure, label)
            assert counts.correct + counts.partial <= min(counts.gold, counts.predicted), measure
            assert 0 <= counts.f1 <= 1


@FAST
@given(data=st.data())
def test_rules_grow_more_lenient_from_strict_over_partial_to_type(readings, data):
    scores = all_scores(*data.draw(readings))
    for group in ("entities/{}", "relations/{}", "relations/{}_direction", "relations_gold_mentions/{}"):
        strict, partial, loose = (scores.total(group.format(rule)).credit for rule in ("strict", "partial", "type"))
        assert strict <= partial <= loose


@FAST
@given(data=st.data())
def test_relation_never_proposed_costs_recall(readings, data):
    gold, _ = data.draw(readings)
    silent = replace(gold, relations=())
    counts = all_scores(gold, silent).total("relations/strict")
    expected = all_scores(gold, gold).total("relations/strict").gold
    assert counts == Counts(gold=expected)
    assert counts.recall == (0 if expected else 1)


@FAST
@given(data=st.data())
def test_order_of_predictions_does_not_matter(readings, data):
    gold, predicted = data.draw(readings)
    turned = replace(predicted, mentions=predicted.mentions[::-1], relations=predicted.relations[::-1])
    one, other = all_scores(gold, predicted), all_scores(gold, turned)
    for measure in one.measures():
        if not measure.startswith("attributes"):
            assert one.total(measure) == other.total(measure), measure


@FAST
@given(data=st.data())
def test_units_partition_the_counts(readings, data):
    scores = all_scores(*data.draw(readings))
    for measure in scores.measures():
        parts = scores.by_unit(measure).values()
        assert Counts(*map(sum, zip(*parts, strict=True))) == scores.total(measure)


def test_empty_against_empty_scores_one():
    assert Scores().total("entities/strict").f1 == 1
    assert (Counts().precision, Counts().recall, Counts().f1) == (1, 1, 1)
    assert Scores().macro_f1("entities/strict") == 1


def test_empty_prediction_scores_nought_where_gold_holds_something():
    counts = Counts(gold=3)
    assert (counts.precision, counts.recall, counts.f1) == (0, 0, 0)
    counts = Counts(predicted=3)
    assert (counts.precision, counts.recall, counts.f1) == (0, 0, 0)


@FAST
@given(data=st.data())
def test_text_that_differs_is_refused(readings, data):
    gold, _ = data.draw(readings)
    other = replace(gold, document=replace(gold.document, text=gold.document.text + "!"))
    with pytest.raises(TextMismatch):
        score(gold, other)
