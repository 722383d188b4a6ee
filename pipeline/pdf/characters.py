"""PDF file -> sheets of glyphs, rules and pictures; the only module that knows pdfplumber and pypdfium2."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.pdf.painter import Interpreter, Painter
from pipeline.pdf.shapes import Glyph, Sheet
from pipeline.records import Box

SECONDS_A_PAGE = 8.0


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield the pages of a PDF in order; a page's objects are freed before the next is read."""
    letters: dict[int, dict[int, tuple[str, float]]] = {}
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            try:
                yield _sheet(page, pdf.rsrcmgr, letters)
            finally:
                page.close()


def _sheet(page: Any, manager: Any, letters: dict[int, dict[int, tuple[str, float]]]) -> Sheet:
    painter = Painter(manager, letters, time.process_time() + SECONDS_A_PAGE)
    Interpreter(manager, painter).process_page(page.page_obj)
    x0, top, x1, bottom = (float(side) for side in page.bbox)
    height_pt = (
        float(page.mediabox[3] - page.mediabox[1]) if page.rotation in (0, 180) else float(page.mediabox[2] - page.mediabox[0])
    )
    visible = Box(x0, height_pt - bottom, x1, height_pt - top)
    turn = max(range(4), key=lambda key: (len(painter.turned[key]), -key))
    aside = [glyph for key, glyphs in enumerate(painter.turned) if key != turn for glyph in glyphs]
    upright = _uprights(painter.turned[turn], visible, turn)
    width, height = visible.x1_pt - visible.x0_pt, visible.bottom_pt - visible.top_pt
    return Sheet(
        page.page_number,
        *((height, width) if turn in (1, 3) else (width, height)),
        tuple(upright),
        tuple(_uprights(aside, visible, 0)),
        tuple(_upright(box, visible, turn) for box in painter.rules),
        tuple(_upright(box, visible, turn) for box in painter.pictures),
        turn,
    )


def _uprights(glyphs: list[Glyph], page: Box, turn: int) -> list[Glyph]:
    """Measure glyphs from the top left of the page once its text is upright; what lies outside the page is left out.

    ``page`` is measured from the lower left. The painter gives x along the text and the baseline across it.
    """
    along, across, sign = {
        0: (-page.x0_pt, page.bottom_pt, -1.0),
        1: (-page.top_pt, -page.x0_pt, 1.0),
        2: (page.x1_pt, -page.top_pt, -1.0),
        3: (page.bottom_pt, page.x1_pt, -1.0),
    }[turn]
    wide = page.bottom_pt - page.top_pt if turn in (1, 3) else page.x1_pt - page.x0_pt
    high = page.x1_pt - page.x0_pt if turn in (1, 3) else page.bottom_pt - page.top_pt
    moved = [(text, x0 + along, x1 + along, across + sign * base, size, font) for text, x0, x1, base, size, font in glyphs]
    return [glyph for glyph in moved if -1 < glyph[1] < wide + 1 and -1 < glyph[3] < high + 8]


def _upright(box: Box, page: Box, turn: int) -> Box:
    x0, x1 = box.x0_pt - page.x0_pt, box.x1_pt - page.x0_pt
    top, bottom = page.bottom_pt - box.bottom_pt, page.bottom_pt - box.top_pt
    wide, high = page.x1_pt - page.x0_pt, page.bottom_pt - page.top_pt
    if turn == 1:
        return Box(high - bottom, x0, high - top, x1)
    if turn == 2:
        return Box(wide - x1, high - bottom, wide - x0, high - top)
    if turn == 3:
        return Box(top, wide - x1, bottom, wide - x0)
    return Box(x0, top, x1, bottom)
