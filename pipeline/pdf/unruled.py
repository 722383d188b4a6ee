"""Tables without rules: a caption and lines of several cells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pdf.captions import CONTINUED
from pipeline.pdf.lines import lines
from pipeline.pdf.region import Region, cell_count
from pipeline.pdf.shapes import Page, Segment
from pipeline.records import Box

MOST_GAP_EM, FIRST_GAP_EM = 3.2, 6.0
ROWS, ROWS_CONTINUED = 0.6, 0.25  # the least share of printed lines that hold several cells


def unruled(start: Segment, page: Page, starts: Sequence[Segment], size: float) -> Region | None:
    """Find a table without rules: lines of several cells under a caption, until prose or a wide gap."""
    below = [s for s in page.segments if s.base > start.base + 1]
    column = [s for s in below if s.x0 > start.x0 - 40]
    kept: list[Segment] = []
    last = start.base
    rows = 0
    for line in lines(column):
        cells = cell_count(line)
        if line.base - last > (MOST_GAP_EM if kept else FIRST_GAP_EM) * line.size or any(
            abs(s.base - line.base) < 1 and s is not start for s in starts
        ):
            break
        if cells < 2 and line.x1 - line.x0 > 180 and line.size > 0.95 * size and rows >= 2:
            break
        rows += cells >= 2
        kept.extend(s for s in column if abs(s.base - line.base) < 0.6 * line.size and s not in kept)
        last = line.base
    least = ROWS_CONTINUED if CONTINUED.search(start.text) else ROWS
    if rows < 3 or rows < least * len({round(s.base) for s in kept}):
        return None
    first = min((s.base for s in kept if sum(1 for o in kept if abs(o.base - s.base) < 2) >= 2), default=start.base)
    caption = (
        start,
        *(s for s in page.segments if s is not start and start.base - 1 <= s.base < first - 1 and s.x0 > start.x0 - 40),
    )
    inside = tuple(s for s in kept if s.base >= first - 1 and s not in caption)
    if len(inside) < 4:
        return None
    box = Box(min(s.x0 for s in inside), min(s.top for s in inside), max(s.x1 for s in inside), max(s.bottom for s in inside))
    return Region(page.number, caption, inside, (), (), (), box)
