from pipeline.collect import place_mentions
from pipeline.records import Block, Box, Document, LineBox, Mention

TEXT = "MSCs lowered IL-6"


def document(**fields: object) -> Document:
    return Document("0" * 16, "0" * 64, "a.pdf", TEXT, **fields)  # type: ignore[arg-type]


def test_mention_has_the_part_of_its_line():
    line = LineBox(0, 17, 3, Box(100.0, 50.0, 185.0, 60.0))
    (placed,) = place_mentions([Mention("m1", "CYTOKINE", 13, 17, "IL-6")], document(lines=(line,)))
    assert (placed.page, placed.box) == (3, Box(165.0, 50.0, 185.0, 60.0))


def test_mention_outside_printed_lines_has_the_box_of_its_block():
    block = Block("paragraph", "Results", 0, 17, page=2, box=Box(1.0, 2.0, 3.0, 4.0))
    (placed,) = place_mentions([Mention("m1", "CYTOKINE", 13, 17, "IL-6")], document(blocks=(block,)))
    assert (placed.page, placed.box) == (2, Box(1.0, 2.0, 3.0, 4.0))


def test_mention_of_plain_text_has_no_place():
    (placed,) = place_mentions([Mention("m1", "CYTOKINE", 13, 17, "IL-6")], document())
    assert (placed.page, placed.box) == (None, None)
