"""Where the tables of a page lie: a caption that begins with ``Table``, and the rules or the rows of cells under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pdf.lines import lines
from pipeline.pdf.shapes import Page, Segment
from pipeline.records import Box

CAPTION = re.compile(
    r"(?:continued\s+)?(?:(?:supplement(?:ary|al)|appendix|additional|online)\s+)?tables?\s*\.?\s*(?:s|a)?-?(?:\d{1,2}[a-z]?|[ivx]{1,5})\b\s*(.*)",
    re.IGNORECASE,
)
OTHER_CAPTION = re.compile(r"(?:fig(?:ure)?|scheme|box)s?\s*\.?\s*(?:s)?\d{1,2}\b", re.IGNORECASE)
CONTINUED = re.compile(r"^continued\b|\(?\s*\bcont(?:inued|'d|\.)?\s*\.?\s*\)?\.?$", re.IGNORECASE)
NEAR_PT = 150.0
_NOTE = re.compile(
    r"(?:[*†‡§¶#]|notes?\b|abbreviations?\b|data (?:are|were)|values? (?:are|were)|source\b|all\b|[a-z]\s?[A-Z]|\d\s?[A-Z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule, its pieces joined."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Region:
    """One table on one page: its caption, what lies between its rules, the rules themselves, and the notes under it."""

    page: int
    caption: tuple[Segment, ...]
    inside: tuple[Segment, ...]
    notes: tuple[Segment, ...]
    rules: tuple[Rule, ...]
    verticals: tuple[Box, ...]
    box: Box

    def holds(self, s: Segment) -> bool:
        """Say whether a segment belongs to the table, its caption or its notes."""
        return s in self.caption or s in self.inside or s in self.notes


def horizontal(rules: Sequence[Box]) -> list[Rule]:
    """Join the pieces of horizontal rules that lie at one height and touch, from top to bottom; double rules become one."""
    flat = sorted(
        (r for r in rules if r.x1_pt - r.x0_pt > 3 * (r.bottom_pt - r.top_pt)),
        key=lambda r: (round((r.top_pt + r.bottom_pt) / 2), r.x0_pt),
    )
    out: list[Rule] = []
    for r in flat:
        y = (r.top_pt + r.bottom_pt) / 2
        for number in range(len(out) - 1, max(-1, len(out) - 8), -1):
            other = out[number]
            if abs(other.y - y) < 2.5 and r.x0_pt < other.x1 + 14 and r.x1_pt > other.x0 - 14:
                out[number] = Rule(min(other.x0, r.x0_pt), max(other.x1, r.x1_pt), other.y)
                break
        else:
            out.append(Rule(r.x0_pt, r.x1_pt, y))
    return sorted((r for r in out if r.x1 - r.x0 > 12), key=lambda r: r.y)


def regions(page: Page, size: float, fonts: frozenset[str]) -> list[Region]:
    """Return the tables of a page from top to bottom; ``size`` and ``fonts`` are those of the running text."""
    rules = horizontal(page.rules)
    starts = [s for s in page.segments if _is_caption(s, page, rules, size, fonts)]
    out: list[Region] = []
    for start in sorted(starts, key=lambda s: s.base):
        if any(region.holds(start) for region in out):
            continue
        region = _ruled(start, page, rules, starts, size) or _unruled(start, page, starts, size)
        if region is not None:
            out.append(region)
    return out


def _is_caption(s: Segment, page: Page, rules: Sequence[Rule], size: float, fonts: frozenset[str]) -> bool:
    match = CAPTION.match(s.text)
    if match is None:
        return False
    first, rest = s.words[0], match[1]
    near = any(-2 < r.y - s.base < 60 and r.x0 < s.x1 and r.x1 > s.x0 for r in rules)
    other_style = first.font not in fonts or abs(s.size - size) > 0.04 * size
    if re.match(r"[.:|–—-]|$", rest):
        return near or other_style or s.words[0].size > first.size or not _has_line_above(s, page)
    return (near or other_style) and bool(re.match(r"\(?[A-Z]|\(cont", rest)) and (other_style or not _has_line_above(s, page))


def _has_line_above(s: Segment, page: Page) -> bool:
    return any(0.5 * s.size < s.base - o.base < 1.45 * s.size and abs(o.x0 - s.x0) < 3 for o in page.segments)


def _ruled(start: Segment, page: Page, rules: Sequence[Rule], starts: Sequence[Segment], size: float) -> Region | None:
    below = [r for r in rules if r.y > start.bottom - 1 and r.x0 < start.x1 + 5 and r.x1 > start.x0 - 5 and r.x1 - r.x0 > 60]
    if not below or below[0].y - start.base > NEAR_PT:
        return None
    x0, x1 = below[0].x0 - 4, below[0].x1 + 4
    inside_x = [s for s in page.segments if x0 <= (s.x0 + s.x1) / 2 <= x1]
    stops = [
        s.top for s in inside_x if s.base > start.base + 1 and (s in starts or (OTHER_CAPTION.match(s.text) and s.size != size))
    ]
    limit = min(stops, default=page.height)
    chain = [below[0]]
    for rule in below[1:]:
        if rule.y > limit or rule.x0 < x0 - 12 or rule.x1 > x1 + 12:
            break
        between = [s for s in inside_x if chain[-1].y < s.base < rule.y]
        if _prose(between, x0, x1, size) or (not between and rule.y - chain[-1].y > 60):
            break
        chain.append(rule)
    wide = [r for r in chain if r.x1 - r.x0 > 0.5 * (x1 - x0)]
    if len(wide) < 2:
        return None
    top, bottom = chain[0].y, wide[-1].y
    inside = tuple(s for s in inside_x if top < s.base < bottom + 1)
    if len(inside) < 4:
        return None
    caption = _caption_lines(
        start,
        [
            s
            for s in page.segments
            if start.base - 1 <= s.base < top + 1 and s.x0 > x0 - 30 and s.x1 < x1 + 60 and s not in inside
        ],
    )
    chain = [r for r in chain if r.y <= bottom]
    chain += [r for r in rules if top < r.y < bottom and r not in chain and r.x0 > x0 - 2 and r.x1 < x1 + 2]
    verticals = tuple(
        r
        for r in page.rules
        if r.bottom_pt - r.top_pt > 3 * (r.x1_pt - r.x0_pt) and x0 < r.x0_pt < x1 and r.bottom_pt > top and r.top_pt < bottom
    )
    notes = _notes([s for s in inside_x if s.base > bottom], bottom, inside, size)
    return Region(
        page.number, caption, inside, notes, tuple(sorted(chain, key=lambda r: r.y)), verticals, Box(x0, top, x1, bottom)
    )


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


def _notes(found: Sequence[Segment], bottom: float, inside: Sequence[Segment], size: float) -> tuple[Segment, ...]:
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


def _unruled(start: Segment, page: Page, starts: Sequence[Segment], size: float) -> Region | None:
    """Find a table without rules: lines of several cells under a caption, until prose or a wide gap."""
    below = [s for s in page.segments if s.base > start.base + 1]
    column = [s for s in below if s.x0 > start.x0 - 40]
    kept: list[Segment] = []
    last = start.base
    rows = 0
    for line in lines(column):
        cells = sum(1 for a, b in zip(line.words, line.words[1:], strict=False) if b.x0 - a.x1 > 0.8 * line.size) + 1
        if line.base - last > 3.2 * line.size or any(abs(s.base - line.base) < 1 and s is not start for s in starts):
            break
        if cells < 2 and line.x1 - line.x0 > 180 and line.size > 0.95 * size and rows >= 2:
            break
        rows += cells >= 2
        kept.extend(s for s in column if abs(s.base - line.base) < 0.6 * line.size and s not in kept)
        last = line.base
    if rows < 3 or rows < 0.6 * len({round(s.base) for s in kept}):
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
