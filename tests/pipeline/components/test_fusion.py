import pytest

from pipeline.components.fusion import first_letter, select
from pipeline.components.proposals import Proposal


def proposal(label: str, start: int, end: int, *found: str) -> Proposal:
    return Proposal(label, start, end, 0.9, 0.1, frozenset(found))


def labels(judged: list[tuple[float, Proposal]]) -> list[tuple[str, int, int]]:
    return [(one.label, one.start, one.end) for _, one in select(judged, 0.4)]


def test_the_more_probable_of_two_overlapping_spans_of_a_label_is_kept():
    judged = [(0.6, proposal("CONDITION", 0, 10, "outer")), (0.8, proposal("CONDITION", 5, 20, "vocabulary"))]
    assert labels(judged) == [("CONDITION", 5, 20)]


def test_one_span_has_one_label():
    judged = [(0.9, proposal("CYTOKINE", 0, 4, "vocabulary")), (0.5, proposal("MEDIATOR", 0, 4, "outer"))]
    assert labels(judged) == [("CYTOKINE", 0, 4)]


def test_a_source_within_a_product_is_kept_beside_it():
    judged = [(0.9, proposal("CELL_THERAPY", 0, 7, "outer")), (0.8, proposal("CELL_SOURCE", 0, 2, "vocabulary"))]
    assert labels(judged) == [("CELL_THERAPY", 0, 7), ("CELL_SOURCE", 0, 2)]


def test_crossing_spans_are_not_both_kept():
    judged = [(0.9, proposal("OUTCOME", 0, 10, "outer")), (0.8, proposal("CONDITION", 5, 15, "inner"))]
    assert labels(judged) == [("OUTCOME", 0, 10)]


def test_touching_spans_do_not_overlap():
    judged = [(0.9, proposal("CONDITION", 0, 5, "outer")), (0.8, proposal("CONDITION", 5, 9, "outer"))]
    assert labels(judged) == [("CONDITION", 0, 5), ("CONDITION", 5, 9)]


def test_what_is_below_the_threshold_is_dropped():
    assert labels([(0.39, proposal("ROUTE", 0, 4, "outer"))]) == []


@pytest.mark.parametrize(("text", "start", "begins"), [("(-)-α-pinene", 3, 4), ("IL-6, -8", 6, 6), ("-", 0, 0), ("MSC", 0, 0)])
def test_a_mention_begins_behind_a_hyphen_before_its_first_letter(text: str, start: int, begins: int):
    assert first_letter(text, start) == begins
