from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.pdf.reader import read_pdf
from pipeline.reading import ReadError

LINES = (
    "Stromal cells were given to twelve sheep after a period of warm ischemia of both kid-",
    "neys, and the urea of the treated animals fell within three days of the infusion.",
)


def _paper(path: Path) -> Path:
    """Typeset one page in one column: numbered lines in the margin, raised citations, a power of ten, a short list."""
    pen = Canvas(str(path), pagesize=(595, 842))
    pen.setFont("Helvetica-Bold", 18)
    pen.drawString(80, 780, "Stromal cells in sheep with renal injury")
    y, number = 740.0, 0

    def line(text: str, font: str = "Helvetica", size: float = 10, raised: str = "") -> None:
        nonlocal y, number
        number += 1
        pen.setFont("Helvetica", 8)
        pen.drawRightString(50, y, str(number))
        pen.setFont(font, size)
        pen.drawString(80, y, text)
        if raised:
            pen.setFont(font, 6)
            pen.drawString(80 + pen.stringWidth(text, font, size), y + 4, raised)
        y -= 14

    line("Introduction", "Helvetica-Bold", 12)
    for count in range(5):
        for text in LINES:
            line(text)
        line("This was seen before in pigs.", raised=f"{count + 1},{count + 2}")
    pen.setFont("Helvetica", 10)
    pen.drawString(80, y, "The dose was 2 × 10")
    end = 80 + pen.stringWidth("The dose was 2 × 10", "Helvetica", 10)
    pen.setFont("Helvetica", 6)
    pen.drawString(end, y + 4, "6")
    pen.setFont("Helvetica", 10)
    pen.drawString(end + 5, y, " cells per animal.")
    y -= 24
    line("References", "Helvetica-Bold", 12)
    for count in range(1, 8):
        line(f"{count}. Weaver A, Potter B. Cells in pigs. J Herd Med. 20{10 + count};3:1-9.")
    pen.save()
    return path


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return read_pdf(_paper(tmp_path_factory.mktemp("papers") / "sheep.pdf"))


def test_title_is_the_largest_line_of_the_first_page(document):
    assert document.title == "Stromal cells in sheep with renal injury"


def test_line_numbers_in_the_margin_are_furniture(document):
    assert "line_number" in {piece.kind for piece in document.furniture}
    assert "after a period of warm ischemia of both kidneys, and the urea" in document.text


def test_raised_numbers_are_citations_and_not_text(document):
    assert [mark.references for mark in document.citations] == [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6)]
    assert all(document.text[: mark.offset].endswith("in pigs.") for mark in document.citations)


def test_a_raised_number_after_ten_is_a_power(document):
    assert "2 × 10^6 cells per animal" in document.text


def test_the_reference_list_is_apart_from_the_text(document):
    assert len(document.references) == 7
    assert "Weaver" not in document.text


def test_printed_lines_lie_inside_their_page(document):
    assert document.lines
    assert all(0 <= line.box.x0_pt < line.box.x1_pt <= 595 for line in document.lines)


def test_page_of_pictures_has_no_text(tmp_path):
    path = tmp_path / "scan.pdf"
    pen = Canvas(str(path))
    pen.rect(50, 50, 400, 600, fill=1)
    pen.save()
    with pytest.raises(ReadError) as caught:
        read_pdf(path)
    assert caught.value.reason == "no_text"


@pytest.mark.parametrize(
    ("content", "reason"), [(b"<html>blocked</html>", "unsupported"), (b"%PDF-1.7\njunk", "damaged"), (b"", "damaged")]
)
def test_files_that_are_no_pdf_fail_with_their_reason(tmp_path, content, reason):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read_pdf(path)
    assert caught.value.reason == reason
