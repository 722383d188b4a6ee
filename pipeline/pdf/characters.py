"""PDF file -> sheets of glyphs, rules and pictures; the only module that knows pdfplumber and pypdfium2."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage

from pipeline.pdf.shapes import Glyph, Sheet
from pipeline.records import Box

MAX_RULES = 4000
THIN_PT = 2.5


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield the pages of a PDF in order; a page's objects are freed before the next is read."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            try:
                yield _sheet(page)
            finally:
                page.close()


@lru_cache(maxsize=1024)
def face(font: str) -> str:
    """Return a font's name without the prefix of its subset: ``ABCDEF+Minion-Bold`` gives ``Minion-Bold``."""
    return font[7:] if font[6:7] == "+" else font


def _sheet(page: Any) -> Sheet:
    layout = page.layout
    width, height = float(layout.width), float(layout.height)
    turned: dict[int, list[Glyph]] = {0: [], 1: [], 2: [], 3: []}
    askew: list[Glyph] = []
    rules: list[Box] = []
    pictures: list[Box] = []
    stack: list[Any] = [iter(layout)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTChar):
                a, b, c, d, e, f = item.matrix
                if b == 0 and c == 0 and a > 0 and d > 0:
                    turned[0].append(Glyph(item._text, item.x0, item.x1, height - f, item.size, face(item.fontname)))
                elif abs(b) > 3 * abs(a):
                    if b > 0:
                        turned[1].append(Glyph(item._text, item.y0, item.y1, e, item.x1 - item.x0, face(item.fontname)))
                    else:
                        turned[3].append(
                            Glyph(
                                item._text,
                                height - item.y1,
                                height - item.y0,
                                width - e,
                                item.x1 - item.x0,
                                face(item.fontname),
                            )
                        )
                elif a > 0 and abs(b) < 0.1 * a:
                    turned[0].append(Glyph(item._text, item.x0, item.x1, height - f, item.size, face(item.fontname)))
                else:
                    askew.append(Glyph(item._text, item.x0, item.x1, height - f, item.size, face(item.fontname)))
            elif isinstance(item, LTFigure):
                stack.append(iter(item))
                break
            elif isinstance(item, LTImage):
                pictures.append(Box(item.x0, height - item.y1, item.x1, height - item.y0))
            elif isinstance(item, LTCurve):
                if len(rules) < MAX_RULES and (item.width < THIN_PT) != (item.height < THIN_PT):
                    rules.append(Box(item.x0, height - item.y1, item.x1, height - item.y0))
        else:
            stack.pop()
    turn = max(turned, key=lambda key: (len(turned[key]), -key))
    aside = [glyph for key, glyphs in turned.items() if key != turn for glyph in glyphs] + askew
    if turn == 0:
        return Sheet(page.page_number, width, height, tuple(turned[0]), tuple(aside), tuple(rules), tuple(pictures))
    flat = lambda box: _turned(box, width, height, turn)  # noqa: E731
    if turn in (1, 3):
        width, height = height, width
    return Sheet(
        page.page_number, width, height, tuple(turned[turn]), tuple(aside),
        tuple(map(flat, rules)), tuple(map(flat, pictures)), turn,
    )  # fmt: skip


def _turned(box: Box, width: float, height: float, turn: int) -> Box:
    if turn == 1:
        return Box(height - box.bottom_pt, box.x0_pt, height - box.top_pt, box.x1_pt)
    if turn == 3:
        return Box(box.top_pt, width - box.x1_pt, box.bottom_pt, width - box.x0_pt)
    return box
