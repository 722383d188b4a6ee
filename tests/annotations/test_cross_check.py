"""Our counts beside those of nervaluate, on spans where its greedy matching is right.

It takes ends as included, so an end is given less one; and it lets a prediction that merely overlaps use up a gold span
which a later prediction equals, so no span here overlaps more than one of the other side.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate.evaluator import Evaluator

from annotations.gold import GoldDocument
from annotations.scorer import score
from pipeline.records import Block, Document, Mention

WINDOW, WINDOWS = 10, 8
TEXT = "abcdefghij" * WINDOWS
DOCUMENT = Document("d", "d", "d", TEXT, blocks=(Block("paragraph", "", 0, len(TEXT)),))
LABELS = ("DOSE", "ROUTE", "TIMING")
span = st.tuples(st.integers(0, 4), st.integers(5, 9), st.sampled_from(LABELS))
side = st.lists(st.none() | span, min_size=WINDOWS, max_size=WINDOWS)


def document_of(spans):
    mentions = []
    for window, item in enumerate(spans):
        if item is not None:
            start, end = window * WINDOW + item[0], window * WINDOW + item[1]
            mentions.append(Mention(str(window), item[2], start, end, TEXT[start:end]))
    return GoldDocument("d", DOCUMENT, (), (), tuple(mentions), ())


def as_dicts(document):
    return [{"label": item.label, "start": item.start, "end": item.end - 1} for item in document.mentions]


@settings(max_examples=100, deadline=None)
@given(gold=side, predicted=side)
def test_counts_agree_with_nervaluate(gold, predicted):
    ours, theirs = document_of(gold), document_of(predicted)
    if not ours.mentions and not theirs.mentions:
        return  # nervaluate calls nothing against nothing 0; here it is 1
    result = Evaluator([as_dicts(ours)], [as_dicts(theirs)], tags=list(LABELS), loader="dict").evaluate()
    scores = score(ours, theirs)
    for rule, strategy in (("strict", "strict"), ("exact", "exact"), ("type", "ent_type")):
        counts, other = scores.total(f"entities/{rule}"), result["overall"][strategy]
        assert counts.precision == pytest.approx(other.precision, abs=1e-9) or not counts.predicted
        assert counts.recall == pytest.approx(other.recall, abs=1e-9) or not counts.gold
        assert counts.f1 == pytest.approx(other.f1, abs=1e-9)
    for label, by_strategy in result["entities"].items():
        counts = scores.total("entities/partial", label)
        assert (counts.correct, counts.partial) == (by_strategy["partial"].correct, by_strategy["partial"].partial)
        assert counts.f1 == pytest.approx(by_strategy["partial"].f1, abs=1e-9)
