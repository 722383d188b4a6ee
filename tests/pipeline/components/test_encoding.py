from pipeline.components.encoding import parts_of, prose_blocks
from pipeline.records import Block, Document, Span


def parts(text: str) -> list[str]:
    return [text[part.start : part.end] for part in parts_of(text, [Span(0, len(text))])]


def test_parts_end_where_a_sentence_may_end() -> None:
    assert parts("Cells fell. (So did IL-6.) Did mice live?  Yes!") == [
        "Cells fell.", "(So did IL-6.)", "Did mice live?", "Yes!",
    ]  # fmt: skip


def test_points_within_words_do_not_part() -> None:
    assert parts("Given i.v.at 0.5 mg/kg (n=3)") == ["Given i.v.at 0.5 mg/kg (n=3)"]


def test_lines_part_and_blank_text_has_no_parts() -> None:
    assert parts("Results\nIL-6 fell") == ["Results", "IL-6 fell"]
    assert parts(" \n ") == []


def test_whole_text_is_prose_without_a_document() -> None:
    assert prose_blocks("IL-6 fell.", None) == [Span(0, 10)]


def test_tables_are_no_prose() -> None:
    blocks = (Block("paragraph", "", 0, 4), Block("table", "", 6, 9))
    document = Document("a", "0", "a.txt", "Text\n\na\tb", blocks=blocks)
    assert prose_blocks(document.text, document) == [Span(0, 4)]
