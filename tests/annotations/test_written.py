from pathlib import Path

import pytest

from annotations.gold import GoldError
from annotations.splits import read_splits
from annotations.written import CODES, Marked, read_sentence, read_written
from pipeline.labels import mention_labels


def test_marks_may_lie_within_others_and_within_words():
    text, marks = read_sentence("{CT {DN Human} {CS UC}-MSCs} ({TM day 3})")
    assert text == "Human UC-MSCs (day 3)"
    assert marks == (
        Marked("CELL_THERAPY", 0, 13), Marked("DONOR", 0, 5), Marked("CELL_SOURCE", 6, 8), Marked("TIMING", 15, 20),
    )  # fmt: skip


def test_sentence_without_marks_has_no_mentions():
    assert read_sentence("Cells were counted.") == ("Cells were counted.", ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{XX IL-6} fell", "no label has the code 'XX'"),
        ("{CY IL-6 fell", "CYTOKINE is not closed"),
        ("IL-6} fell", "nothing is open"),
    ],
)
def test_wrong_mark_is_named(line, said):
    with pytest.raises(GoldError, match=said):
        read_sentence(line)


def test_every_label_has_a_code():
    assert set(CODES.values()) == {label.name for label in mention_labels()}


def test_second_of_two_equal_mentions_stands_where_it_was_marked(tmp_path: Path):
    path = tmp_path / "w.txt"
    path.write_text("# results: two\n{CY IL-6} rose, and IL-6 fell; {CY IL-6} stayed.\n", encoding="utf-8")
    (document,) = read_written(path)
    assert [mention.start for mention in document.mentions] == [0, 26]


def test_line_of_a_wrong_mark_is_named(tmp_path: Path):
    path = tmp_path / "w.txt"
    path.write_text("# results: one\n{CY IL-6 rose.\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"w\.txt, line 2"):
        read_written(path)


def test_shipped_documents_can_be_read_and_are_in_no_split():
    documents = read_written()
    assert len(documents) > 100
    assert all(document.mentions for document in documents)
    assert not {document.name for document in documents} & {name for _, name in read_splits()}
