"""Tables between horizontal rules: three as in journals, or rules around the header only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.pdf.captions import OTHER_CAPTION
from pipeline.pdf.lines import lines
from pipeline.pdf.region import Region, Rule, cell_count
from pipeline.pdf.shapes import Page, Segment
from pipeline.records import Box

NEAR_PT = 150.0
LONG_PT = 60.0
HEAD_LINES = 3
MOST_GAP_EM = 3.2
_NOTE = re.compile(
    r"(?:[*†‡§¶#]|notes?\b|abbreviations?\b|data (?:are|were)|values? (?:are|were)|source\b|all\b|[a-z]\s?[A-Z]|\d\s?[A-Z])",
    re.IGNORECASE,
)


def ruled(start: Segment, page: Page, rules: Sequence[Rule], starts: Sequence[Segment], size: float) -> Region | None:
    """Return the table whose caption begins with ``start`` and whose first rule is close below; None where there is none."""
    below = [
        r for r in rules if r.y > start.bottom - 1 and r.x0 < start.x1 + 5 and r.x1 > start.x0 - 5 and r.x1 - r.x0 > LONG_PT
    ]
    if not below or below[0].y - start.base > NEAR_PT:
        return None
    top, x0, x1 = below[0].y, below[0].x0 - 34, below[0].x1 + 64
    over = [s for s in page.segments if start.base - 1 <= s.base < top + 1 and s.x0 > x0 and s.x1 < x1]
    return ruled_from(below[0], _caption_lines(start, over), page, rules, starts, size=size)


def ruled_from(
    first: Rule, caption: tuple[Segment, ...], page: Page, rules: Sequence[Rule], starts: Sequence[Segment], *, size: float
) -> Region | None:
    """Return the table under its first rule: down to the last rule before prose, another caption, or what is not its own."""
    x0, x1 = first.x0 - 4, first.x1 + 4
    inside_x = [s for s in page.segments if x0 <= (s.x0 + s.x1) / 2 <= x1]
    stops = [s for s in inside_x if s.base > first.y and s not in caption and (s in starts or _is_other(s, size))]
    limit = min((s.top for s in stops), default=page.height)
    beside = [r for r in rules if r.y > first.y and r.x0 < x1 and r.x1 > x0 and r.x1 - r.x0 > LONG_PT]
    chain = _chain(first, beside, inside_x, limit, size)
    wide = [r for r in chain if r.x1 - r.x0 > 0.5 * (x1 - x0)]
    if len(wide) > 2 and _is_next(wide[-1], limit, [s for s in inside_x if wide[-2].y < s.base < wide[-1].y], size):
        wide.pop()
    if len(wide) < 2:
        return None
    top, bottom = first.y, wide[-1].y
    below = [s for s in inside_x if bottom < s.base < limit]
    if len(wide) == 2 and len(lines([s for s in inside_x if top < s.base < bottom])) <= HEAD_LINES:
        bottom = _end_of_cells(below, bottom, size)
    inside = tuple(s for s in inside_x if top < s.base < bottom + 1 and s not in caption)
    if len(inside) < 4:
        return None
    chain = [r for r in chain if r.y <= bottom]
    chain += [r for r in rules if top < r.y < bottom and r not in chain and r.x0 > x0 - 2 and r.x1 < x1 + 2]
    verticals = tuple(
        r
        for r in page.rules
        if r.bottom_pt - r.top_pt > 3 * (r.x1_pt - r.x0_pt) and x0 < r.x0_pt < x1 and r.bottom_pt > top and r.top_pt < bottom
    )
    notes = _notes([s for s in below if s.base > bottom + 1], bottom, size)
    ordered = tuple(sorted(chain, key=lambda r: r.y))
    return Region(page.number, caption, inside, notes, ordered, verticals, Box(x0, top, x1, bottom))


def _is_other(s: Segment, size: float) -> bool:
    return bool(OTHER_CAPTION.match(s.text)) and s.size != size


def _is_next(rule: Rule, limit: float, above: Sequence[Segment], size: float) -> bool:
    """Say whether the last rule belongs to the caption below it: close to it, and no cells lie above the rule."""
    return limit - rule.y < 1.5 * size and all(cell_count(line) < 2 for line in lines(above))


def _chain(first: Rule, below: Sequence[Rule], inside_x: Sequence[Segment], limit: float, size: float) -> list[Rule]:
    """Return the rules of one table from its first downwards."""
    x0, x1 = first.x0 - 4, first.x1 + 4
    chain = [first]
    for rule in below:
        if rule.y > limit or rule.x0 < x0 - 12 or rule.x1 > x1 + 12:
            break
        between = [s for s in inside_x if chain[-1].y < s.base < rule.y]
        if _prose(between, x0, x1, size) or (not between and rule.y - chain[-1].y > 60):
            break
        chain.append(rule)
    return chain


def _end_of_cells(below: Sequence[Segment], bottom: float, size: float) -> float:
    """Return where a table ends that has rules around its header only: behind the last line of cells."""
    last, rows, end = bottom, 0, bottom
    for line in lines(below):
        cells = cell_count(line)
        wide = cells < 2 and line.x1 - line.x0 > 180 and line.size > 0.95 * size
        if line.base - last > MOST_GAP_EM * line.size or wide:
            break
        last = line.base
        rows += cells >= 2
        end = line.base + 0.3 * line.size
    return end if rows >= 2 else bottom


def _prose(found: Sequence[Segment], x0: float, x1: float, size: float) -> bool:
    """Say whether segments are lines of running text: three in a row that fill the width in the body's size."""
    run = 0
    for line in lines(found):
        gaps = max((b.x0 - a.x1 for a, b in zip(line.words, line.words[1:], strict=False)), default=0.0)
        filled = (
            line.x1 - line.x0 > 0.85 * (x1 - x0 - 8)
            and gaps < 1.2 * line.size
            and line.size > 0.95 * size
            and len(line.words) > 4
        )
        run = run + 1 if filled else 0
        if run >= 3:
            return True
    return False


def _caption_lines(start: Segment, found: Sequence[Segment]) -> tuple[Segment, ...]:
    """Take the lines of a caption: from its first downwards as long as they follow closely."""
    kept: list[Segment] = []
    last = start.base
    for s in sorted(found, key=lambda item: item.base):
        if s.base - last > 2.6 * start.size:
            break
        kept.append(s)
        last = max(last, s.base)
    return tuple(kept) if start in kept else (start, *kept)


def _notes(found: Sequence[Segment], bottom: float, size: float) -> tuple[Segment, ...]:
    """Take the notes under a table: close to it and smaller than the running text."""
    kept: list[Segment] = []
    last = bottom
    for line in lines(found):
        step = line.base - last
        if step > (2.2 if not kept else 1.6) * line.size or line.size > 0.96 * size:
            break
        if not kept and not _NOTE.match(line.text) and line.size > 0.94 * size:
            break
        kept.extend(s for s in found if abs(s.base - line.base) < 0.7 * line.size and s not in kept)
        last = line.base
    return tuple(kept)
