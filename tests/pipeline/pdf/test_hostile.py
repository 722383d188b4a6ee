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
EXPECTED = {
    "no_text": "gen__200k_lines_one_page gen__deep_arrays_in_content gen__image_only pdfjs__empty_protected "
    "pdfjs__extractPages_null_in_array pdfjs__scan-bad qpdf__15983.fuzz qpdf__issue-117 "
    "sample-files__imagemagick-ASCII85Decode sample-files__imagemagick-CCITTFaxDecode",
    "damaged": "gen__bitflips gen__deep_dicts gen__deep_page_tree_5000 gen__no_trailer gen__truncated_1k gen__truncated_half "
    "pdfjs__GHOSTSCRIPT-698804-1-fuzzed pdfjs__bug1020226 pdfplumber__issue-297-example qpdf__17630a.fuzz qpdf__bad-data "
    "qpdf__broken-lzw qpdf__issue-101 qpdf__issue-120 qpdf__issue-141a qpdf__issue-146 qpdf__issue-99",
    "encrypted": "pdfminersix__aes-256 pdfminersix__aes-256-r6 pdfminersix__rc4-40 pdfplumber__password-example "
    "qpdf__bad-encryption-length sample-files__libreoffice-writer-password",
    "unsupported": "gen__html_as_pdf qpdf__30507.fuzz qpdf__bad-content qpdf__issue-263",
    "too_large": "gen__20k_pages gen__flate2_bomb_512MB",
    "read": "gen__junk_prefix pdfminersix__zen_of_python_corrupted pdfplumber__issue-71-duplicate-chars "
    "sample-files__multicolumn",
    "suspect_text": "pdfjs__poppler-67295-0 pdfjs__poppler-91414-0-53 pdfjs__recursiveCompositGlyf pdfjs__xref_command_missing "
    "pdfminersix__issue-1113-evil-xobjects pdfminersix__issue-886-xref-stream-widths pdfplumber__issue-1054-example "
    "qpdf__bad-xref qpdf__bad-xref-entry qpdf__bad11 qpdf__bad2 qpdf__bad20 qpdf__bad31 qpdf__bad36 qpdf__bad9 "
    "qpdf__dangling-bad-xref qpdf__deep-duplicate-pages qpdf__eof-in-inline-image qpdf__issue-149 qpdf__no-pages-types "
    "qpdf__outlines-with-loop",
}


def _outcome(path: Path) -> str:
    """Return ``read``, ``suspect_text`` for a text that is flagged, or the reason of the failure."""
    try:
        document = read(path)
    except ReadError as error:
        return error.reason
    assert document.text.encode("utf-8")
    return "suspect_text" if "suspect_text" in document.flags else "read"


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile PDFs in ../shared")
@pytest.mark.parametrize(
    ("name", "outcome"), [(name, outcome) for outcome, names in EXPECTED.items() for name in names.split()]
)
def test_hostile_file_has_its_outcome(name, outcome):
    assert _outcome(HOSTILE / f"{name}.pdf") == outcome


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile PDFs in ../shared")
def test_every_hostile_file_has_an_expected_outcome():
    assert {path.stem for path in HOSTILE.glob("*.pdf")} == {name for names in EXPECTED.values() for name in names.split()}


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
