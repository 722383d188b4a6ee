"""Glyphs and boxes as painted -> measured from the top left of a page that was turned until its text is upright."""

from __future__ import annotations

from pipeline.pdf.shapes import Glyph
from pipeline.records import Box

LARGEST_PT = 5_000.0  # a poster of 1.7 m


def upright_glyphs(glyphs: list[Glyph], page: Box, turn: int) -> list[Glyph]:
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
    return [glyph for glyph in moved if on_page(glyph, wide, high)]


def on_page(glyph: Glyph, width: float, height: float) -> bool:
    """Say whether a glyph can be seen on its page; one of a damaged file may lie anywhere and have any size."""
    _, x0, x1, base, size, _ = glyph
    return (
        -1 < x0 < min(width, LARGEST_PT) + 1
        and -1 < base < min(height, LARGEST_PT) + 8
        and x1 - x0 < width
        and 0 < size < height
    )


def upright_box(box: Box, page: Box, turn: int) -> Box:
    """Measure a box, given from the lower left, from the top left of the page after ``turn`` quarter turns."""
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
