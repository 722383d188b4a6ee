"""Where the tables of a page lie: a caption that begins with ``Table``, and the rules or the rows of cells under it."""

from __future__ import annotations

from pipeline.pdf.captions import is_table_caption
from pipeline.pdf.region import Region, horizontal
from pipeline.pdf.ruled import ruled, ruled_from
from pipeline.pdf.shapes import Page
from pipeline.pdf.unruled import unruled
from pipeline.records import Box

SAME_SIDE_PT = 6.0


def regions(page: Page, size: float, fonts: frozenset[str]) -> list[Region]:
    """Return the tables of a page from top to bottom; ``size`` and ``fonts`` are those of the running text."""
    rules = horizontal(page.rules)
    starts = [s for s in page.segments if is_table_caption(s, page, rules, size, fonts)]
    out: list[Region] = []
    for start in sorted(starts, key=lambda s: s.base):
        if any(region.holds(start) for region in out):
            continue
        region = ruled(start, page, rules, starts, size) or unruled(start, page, starts, size)
        if region is not None:
            out.append(region)
    return out


def continuation(page: Page, size: float, fonts: frozenset[str], before: Box) -> Region | None:
    """Return the part of a table that goes on at the top of a page without a caption; None where there is none.

    ``before`` is the box of the part on the page before: the table is as wide, and nothing stands above its first rule.
    """
    rules = horizontal(page.rules)
    starts = [s for s in page.segments if is_table_caption(s, page, rules, size, fonts)]
    alike = [r for r in rules if abs(r.x0 - 4 - before.x0_pt) < SAME_SIDE_PT and abs(r.x1 + 4 - before.x1_pt) < SAME_SIDE_PT]
    if not alike or any(s.base < alike[0].y and before.x0_pt < s.x1 and s.x0 < before.x1_pt for s in page.segments):
        return None
    return ruled_from(alike[0], (), page, rules, starts, size=size)
