"""Sheets as pdfium sees them, for files that pdfminer cannot read or reads only in part; no rules and no pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.pdf.shapes import Glyph, Sheet

MAX_CHARACTERS = 60_000
SOFT_HYPHEN = 0xFFFE


def pdfium_sheets(path: Path) -> Iterator[Sheet]:
    """Yield the pages of a PDF in order; a page that pdfium cannot load is empty. Raises pypdfium2's PdfiumError."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                yield Sheet(number + 1, 612.0, 792.0, ())
                continue
            width, height = page.get_size()
            text = page.get_textpage()
            yield Sheet(number + 1, float(width), float(height), tuple(_glyphs(text, float(height))))
            text.close()
            page.close()
    finally:
        document.close()


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    for number in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, number)
        if code == SOFT_HYPHEN:
            code = ord("-")
        if code in (0, 10, 13):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, number, box) or not raw.FPDFText_GetCharOrigin(text, number, x, y):
            continue
        raw.FPDFText_GetFontInfo(text, number, name, len(name), flags)
        size = abs(box.top - box.bottom) or 10.0
        yield (chr(code), box.left, box.right, height - y.value, size, name.value.decode("latin-1"))
