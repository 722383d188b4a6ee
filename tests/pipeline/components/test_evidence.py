from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pipeline.components.evidence import evidence_of
from pipeline.components.proposals import LABELS, Proposal
from pipeline.components.span_scores import SpanScores

TEXT = "MSCs were injected intravenously; BM-MSCs homed."


def scores(text: str) -> Any:
    """Taggers that are sure of nothing: every tag of every word has the same probability."""
    words = [(start, start + len(word)) for word in text.split() for start in [text.index(word)]]
    tags = 1 + 2 * len(LABELS)
    logs = np.full((len(words), tags), -np.log(tags), np.float32)
    starts, ends = np.array([a for a, _ in words]), np.array([b for _, b in words])
    sentence = np.zeros(len(words), np.int64)
    found = SimpleNamespace(logs=[logs, logs], starts=starts, ends=ends, sentence=sentence, outside=[np.exp(logs[:, 0])] * 2)
    found.edges = lambda label, start, end: SpanScores.edges(found, label, start, end)  # type: ignore[arg-type]
    return found


def proposal(label: str, words: str, *found: str, outer: float = 0.0) -> Proposal:
    start = TEXT.index(words)
    return Proposal(label, start, start + len(words), outer, 0.0, frozenset(found))


def test_a_source_is_judged_by_the_product_around_it():
    product = proposal("CELL_THERAPY", "BM-MSCs", "outer", outer=0.9)
    source = proposal("CELL_SOURCE", "BM", "vocabulary")
    of_product, of_source = evidence_of(TEXT, [product, source], scores(TEXT))
    assert of_source["in product"] == of_source["longer other label"] == 0.9
    assert of_source["in known product"] == 0.0
    assert of_product["shorter other label, known"] == 1.0
    assert of_product["in product"] == 0.0


def test_a_route_is_judged_by_words_of_giving():
    (found,) = evidence_of(TEXT, [proposal("ROUTE", "intravenously", "vocabulary")], scores(TEXT))
    assert found["giving near"] == 1.0
    assert found["label ROUTE"] == found["by vocabulary"] == found["known"] == 1.0
    assert found["both"] == found["by outer"] == 0.0


def test_the_same_words_elsewhere_speak_for_a_proposal():
    text = "IL-6 rose and IL-6 fell."
    first = Proposal("CYTOKINE", 0, 4, 0.5, 0.0, frozenset({"outer"}))
    second = Proposal("CYTOKINE", 14, 18, 0.9, 0.0, frozenset({"outer"}))
    found, _ = evidence_of(text, [first, second], scores(text))
    assert found["elsewhere"] == pytest.approx(np.log(0.9 / 0.1))
    assert found["places"] == pytest.approx(np.log(2))


def test_a_span_that_ends_within_a_word_is_cut():
    product, source = proposal("CELL_THERAPY", "BM-MSCs", "outer"), proposal("CELL_SOURCE", "BM", "vocabulary")
    found = evidence_of(TEXT, [product, source], scores(TEXT))
    assert [each["cut"] for each in found] == [0.0, 1.0]
