import random
import re
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.pdf.fallback import pdfium_sheets
from pipeline.pdf.shapes import encodable
from pipeline.reading import ReadError, read

HOSTILE = Path(__file__).parents[3] / ".." / "shared" / "pdfs" / "hostile"
PAPERS = Path(__file__).parents[3] / "examples" / "papers"
EXPECTED = dict(
    line.split("\t") for line in Path(__file__).with_name("hostile.tsv").read_text(encoding="utf-8").splitlines()[1:]
)


def _outcome(path: Path) -> str:
    """Return ``read``, ``suspect_text`` for a text that is flagged, or the reason of the failure."""
    try:
        document = read(path)
    except ReadError as error:
        return error.reason
    assert document.text.encode("utf-8")
    return "suspect_text" if "suspect_text" in document.flags else "read"


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile PDFs in ../shared")
@pytest.mark.parametrize(("name", "outcome"), EXPECTED.items())
def test_hostile_file_has_its_outcome(name, outcome):
    assert _outcome(HOSTILE / name) == outcome


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile PDFs in ../shared")
def test_every_hostile_file_has_an_expected_outcome():
    assert {path.name for path in HOSTILE.glob("*.pdf")} == set(EXPECTED)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_read_or_fail_with_a_reason(tmp_path, seed):
    chance = random.Random(seed)
    data = bytearray(chance.choice(sorted(PAPERS.glob("*.pdf"))).read_bytes())
    for found in chance.sample(list(re.finditer(rb"\d+", bytes(data))), 6):
        data[found.start() : found.end()] = bytes(chance.choice(b"0123456789.-") for _ in found[0])
    for _ in range(chance.randrange(20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    assert _outcome(path) in {"read", "suspect_text", "damaged", "no_text", "too_large", "unsupported", "encrypted"}


def _reason(path: Path) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        read(path)
    return caught.value.reason, caught.value.detail


def test_blank_pages_are_told_from_pictures(tmp_path):
    path = tmp_path / "blank.pdf"
    pen = Canvas(str(path))
    pen.showPage()
    pen.save()
    assert _reason(path) == ("no_text", "the pages of blank.pdf are blank; look whether it is the right file")


def test_scan_with_a_printed_stamp_on_every_page_has_no_text(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    path = tmp_path / "scan.pdf"
    pen = Canvas(str(path), pagesize=(595, 842))
    for _ in range(4):
        pen.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 20, 20, 555, 800)
        pen.drawString(100, 12, "Downloaded from a library on 3 May 2019 by guest")
        pen.showPage()
    pen.save()
    reason, detail = _reason(path)
    assert reason == "no_text"
    assert "pictures of pages" in detail


def test_small_picture_is_no_picture_of_a_page(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    path = tmp_path / "logo.pdf"
    pen = Canvas(str(path), pagesize=(595, 842))
    pen.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 20, 20, 60, 60)
    pen.showPage()
    pen.save()
    reason, detail = _reason(path)
    assert reason == "no_text"
    assert "small pictures" in detail


def test_junk_before_the_header_changes_nothing(tmp_path):
    clean = sorted(PAPERS.glob("*.pdf"))[0]
    path = tmp_path / "junk.pdf"
    path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" * 40 + clean.read_bytes())
    assert read(path).text == read(clean).text


def test_surrogates_become_characters_or_their_replacement():
    assert encodable("\ud835\udc00 b\ud835") == "\U0001d400 b\ufffd"
    assert encodable("CD4+") == "CD4+"


def test_pdfium_sees_pages_and_letters_as_well():
    sheets = list(pdfium_sheets(sorted(PAPERS.glob("*.pdf"))[0]))
    assert sheets
    assert not any(sheet.lost for sheet in sheets)
    assert sum(len(sheet.glyphs) for sheet in sheets) > 1000
