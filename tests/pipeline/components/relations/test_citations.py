import pytest

from pipeline.components.relations.citations import Marks, marks_of, numbers_in
from pipeline.records import Citation, Document, Mention


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [("7", (7,)), ("3, 7–9", (3, 7, 8, 9)), ("12;4", (12, 4)), ("9-7", (9, 7)), ("1, 1", (1,))],
)
def test_numbers_expand_ranges_in_their_order(printed, numbers):
    assert numbers_in(printed) == numbers


def support(text: str, marks: list[tuple[int, tuple[int, ...]]], spots: list[str], trigger: str) -> tuple[int, ...]:
    arguments = [Mention(spot, "CYTOKINE", text.index(spot), text.index(spot) + len(spot), spot) for spot in spots]
    end = text.index(trigger) + len(trigger)
    return Marks([Citation(*mark) for mark in marks], text).support(0, len(text), arguments, end)


def test_lone_mark_at_the_end_supports_the_whole_sentence():
    text = "A reduced B, whereas C increased D."
    assert support(text, [(len(text), (4,))], ["A", "B"], "reduced") == (4,)


def test_mark_within_supports_its_clause_only():
    text = "A reduced B, whereas C increased D."
    marks = [(text.index(","), (4,)), (len(text), (5,))]
    assert support(text, marks, ["A", "B"], "reduced") == (4,)
    assert support(text, marks, ["C", "D"], "increased") == (5,)


def test_mark_of_a_list_item_supports_that_item_only():
    text = "Cells were given i.v. and i.p. in rats."
    marks = [(text.index("i.v.") + 4, (23, 47)), (text.index("i.p.") + 4, (27,))]
    assert support(text, marks, ["Cells", "i.v."], "given") == (23, 47)
    assert support(text, marks, ["Cells", "i.p."], "given") == (27,)


def test_clause_after_the_last_mark_is_unsupported():
    text = "A reduced B and C increased D."
    assert support(text, [(text.index(" and"), (4,))], ["C", "D"], "increased") == ()


def test_marks_in_brackets_are_read_where_a_document_has_none():
    assert marks_of(None, "A reduced B [1, 3-4] in mice [n = 6].") == (Citation(20, (1, 3, 4)),)


def test_marks_of_a_document_come_first():
    document = Document("d", "", "d", "A [1]", citations=(Citation(1, (9,)),))
    assert marks_of(document, document.text) == (Citation(1, (9,)),)
