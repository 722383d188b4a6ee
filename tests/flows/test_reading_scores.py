from __future__ import annotations

from collections import Counter

from flows.reading_scores import Ratio, alignment, citation_counts, counts, same_reference
from flows.reading_truth import Mark, Truth, marks_of, normal_cell, words_of
from pipeline.blocks import Draft, assemble
from pipeline.records import Citation, Document, Reference

WORDS = ("cells", "help", "the", "lung", "they", "die", "soon")
REFERENCES = (Reference(1, "Doe J. One. J Cells. 2001."), Reference(2, "Roe R. Two. Lung. 2002."))


def _truth(marks: tuple[Mark, ...] = ()) -> Truth:
    return Truth(WORDS, ("background",) * 7, marks, True, WORDS, (), Counter(), (), REFERENCES)


def _document(text: str, citations: tuple[Citation, ...] = ()) -> Document:
    made, blocks, marks = assemble([Draft("paragraph", text, role="background", citations=citations)])
    return Document("0" * 16, "0" * 64, "x", made, blocks=blocks, citations=marks, references=REFERENCES)


def test_words_are_folded_and_counted_in_order() -> None:
    assert words_of("The ﬁrst LUNG, 10^6") == ["the", "first", "lung", "10", "6"]
    assert alignment(["a", "b", "c"], ["a", "x", "c"]) == {0: 0, 2: 2}


def test_a_perfect_reading_scores_one_everywhere() -> None:
    truth = _truth((Mark(4, (1,)), Mark(7, (2,))))
    document = _document("Cells help the lung. They die soon.", (Citation(20, (1,)), Citation(35, (2,))))
    scored = counts(document, truth)
    assert {name: ratio.value for name, ratio in scored.items() if ratio.all and name != "false_splits"} == {
        "word_recall": 1.0, "word_precision": 1.0, "superscript_separated": 1.0, "links": 1.0, "roles": 1.0,
    }  # fmt: skip
    assert scored["false_splits"].right == 0


def test_a_lost_word_costs_recall_and_an_invented_one_precision() -> None:
    scored = counts(_document("Cells help lung. They really die soon."), _truth())
    assert scored["word_recall"] == Ratio(6, 7)
    assert scored["word_precision"] == Ratio(6, 7)


def test_a_mark_at_the_wrong_place_is_lost_and_false() -> None:
    document = _document("Cells help the lung. They die soon.", (Citation(5, (1,)),))
    truth = _truth((Mark(7, (1,)),))
    scored = citation_counts(document, truth, alignment(WORDS, words_of(document.text)))
    assert (scored["superscript_separated"], scored["links"], scored["false_splits"]) == (Ratio(0, 1), Ratio(0, 1), Ratio(1, 1))


def test_marks_are_placed_by_the_words_before_them() -> None:
    assert marks_of("One two. Three", (Citation(8, (4,)),), before=10) == [Mark(12, (4,))]


def test_references_are_one_by_doi_or_by_words() -> None:
    assert same_reference(Reference(1, "x", doi="10.1/A"), Reference(9, "y", doi="10.1/a"))
    assert same_reference(REFERENCES[0], Reference(5, "J. Doe, “One,” J Cells, 2001."))
    assert not same_reference(*REFERENCES)


def test_cells_are_compared_without_spaces_and_kinds_of_dashes() -> None:
    assert normal_cell("P < 0.05 – ns") == normal_cell("p<0.05 -ns")
