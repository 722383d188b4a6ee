"""Sheets as pdfium sees them, for files that pdfminer cannot read or reads only in part; without rules."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.pdf.shapes import Glyph, Sheet, encodable
from pipeline.pdf.upright import on_page
from pipeline.records import Box

MAX_CHARACTERS = 60_000
MAX_PICTURES = 50
SOFT_HYPHEN = 0xFFFE
HIGH, LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def pdfium_sheets(path: Path, *, broken: bool = True) -> Iterator[Sheet]:
    """Yield the pages of a PDF in order. Raises PdfiumError.

    A page that pdfium cannot load is empty and lost; so is, in a ``broken`` file, one on which it sees nothing at all.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                yield Sheet(number, 612.0, 792.0, (), lost=True)
                continue
            width, height = (float(side) for side in page.get_size())
            text = page.get_textpage()
            glyphs = tuple(glyph for glyph in _glyphs(text, height) if on_page(glyph, width, height))
            text.close()
            pictures = tuple(_pictures(page, height))
            lost = broken and not glyphs and next(iter(page.get_objects()), None) is None
            page.close()
            yield Sheet(number, width, height, glyphs, pictures=pictures, lost=lost)
    finally:
        document.close()


def _pictures(page: Any, height: float) -> Iterator[Box]:
    from pypdfium2 import raw

    for number, found in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])):
        if number == MAX_PICTURES:
            return
        x0, y0, x1, y1 = found.get_bounds()
        yield Box(x0, height - y1, x1, height - y0)


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    high = ""
    for number in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, number)
        if code == SOFT_HYPHEN:
            code = ord("-")
        if code in HIGH:
            high = chr(code)
            continue
        letter = encodable(high + chr(code)) if high or code in LOW else chr(code)
        high = ""
        if code in (0, 10, 13):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, number, box) or not raw.FPDFText_GetCharOrigin(text, number, x, y):
            continue
        raw.FPDFText_GetFontInfo(text, number, name, len(name), flags)
        size = abs(box.top - box.bottom) or 10.0
        yield (letter, box.left, box.right, height - y.value, size, name.value.decode("latin-1"))
