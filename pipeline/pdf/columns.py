"""Segments of a page -> columns in reading order, by bands between gutters.

The gutter is the x that leaves most rows with text on both sides and crosses none of them; rows that cross it are read
as bands of their own, and each band is looked at again (Nagy's recursive X-Y cut, with the vertical cut first).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.pdf.shapes import Segment
from pipeline.records import Box

CELL_PT = 2.0
MARGIN_CELLS = 1
INNER = (0.18, 0.82)
MIN_ROWS = 3
MAX_DEPTH = 5
FILL = 0.55


@dataclass(frozen=True, slots=True)
class Column:
    """Segments that are read from top to bottom, and the rectangle that they fill."""

    segments: tuple[Segment, ...]
    box: Box


def columns(found: Sequence[Segment], *, prior: float | None = None) -> list[Column]:
    """Return the columns of a page in reading order. Nothing in gives an empty list."""
    return [_column(part) for part in _cut(list(found), 0, prior) if part]


def gutter(found: Sequence[Segment], *, prior: float | None = None, min_rows: float = MIN_ROWS) -> float | None:
    """Return the x of the best gutter of a region, None where the region has one column."""
    if len(found) < 4:
        return None
    left, right = min(s.x0 for s in found), max(s.x1 for s in found)
    top, bottom = min(s.top for s in found), max(s.bottom for s in found)
    if right - left < 150:
        return None
    cover = _cover(found, left, top, right, bottom)
    size = float(np.median([s.size for s in found]))
    before = np.maximum.accumulate(cover, axis=1)
    after = np.maximum.accumulate(cover[:, ::-1], axis=1)[:, ::-1]
    wide = cover.copy()
    for shift in range(1, MARGIN_CELLS + 1):
        wide[:, shift:] |= cover[:, :-shift]
        wide[:, :-shift] |= cover[:, shift:]
    paired = (before & after & ~wide).sum(axis=0) * CELL_PT
    width = cover.shape[1]
    inner = slice(int(INNER[0] * width), max(int(INNER[1] * width), int(INNER[0] * width) + 1))
    scores = paired[inner].astype(float)
    if prior is not None:
        place = int((prior - left) / CELL_PT) - inner.start
        if 0 <= place < len(scores) and scores[place] >= size and scores[place] > 0.6 * scores.max():
            return prior
    best = float(scores.max())
    if best < min_rows * size * 0.9:
        return None
    near = np.flatnonzero(scores >= 0.97 * best)
    runs = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)
    run = max(runs, key=len)
    x = left + (inner.start + float(run[0] + run[-1]) / 2 + 0.5) * CELL_PT
    return x if _prose(found, x, size) else None


def _cover(found: Sequence[Segment], left: float, top: float, right: float, bottom: float) -> NDArray[np.bool_]:
    cover = np.zeros((int((bottom - top) / CELL_PT) + 1, int((right - left) / CELL_PT) + 1), dtype=bool)
    for s in found:
        cover[
            int((s.top - top) / CELL_PT) : int((s.bottom - top) / CELL_PT) + 1,
            int((s.x0 - left) / CELL_PT) : int((s.x1 - left) / CELL_PT) + 1,
        ] = True
    return cover


def _prose(found: Sequence[Segment], x: float, size: float) -> bool:
    """Say whether both sides of a gutter are filled as prose fills a column, not as cells fill a table."""
    for side in ([s for s in found if s.x1 <= x], [s for s in found if s.x0 >= x]):
        if not side:
            return False
        width = max(s.x1 for s in side) - min(s.x0 for s in side)
        lines = max(len({round(s.base / (0.5 * size)) for s in side}), 1)
        if width < 60 or sum(s.x1 - s.x0 for s in side) < FILL * 0.5 * width * lines:
            return False
    return True


def _cut(found: list[Segment], depth: int, prior: float | None) -> list[list[Segment]]:
    x = gutter(found, prior=prior, min_rows=MIN_ROWS if depth < 2 else 6) if depth < MAX_DEPTH else None
    if x is None:
        return [found]
    crossing = sorted((s for s in found if s.x0 < x - 1 and s.x1 > x + 1), key=lambda s: s.top)
    if len(crossing) == len(found):
        return [found]
    zones: list[list[float]] = []
    for s in crossing:
        if zones and s.top - zones[-1][1] < 0.8 * s.size:
            zones[-1][1] = max(zones[-1][1], s.bottom)
        else:
            zones.append([s.top, s.bottom])
    _stretch(zones, found, x)
    out: list[list[Segment]] = []
    rest = sorted(found, key=lambda s: s.base)
    for top, bottom in [*zones, [float("inf"), float("inf")]]:
        above = [s for s in rest if (s.top + s.bottom) / 2 < top]
        inside = [s for s in rest if top <= (s.top + s.bottom) / 2 <= bottom]
        rest = [s for s in rest if (s.top + s.bottom) / 2 > bottom]
        for side in ([s for s in above if (s.x0 + s.x1) / 2 < x], [s for s in above if (s.x0 + s.x1) / 2 >= x]):
            if side:
                out.extend(_cut(side, depth + 2, None))
        if inside:
            out.extend([inside] if len(inside) == len(found) else _cut(inside, depth + 1, None))
    return out


def _stretch(zones: list[list[float]], found: Sequence[Segment], x: float) -> None:
    """Let bands take in the short last line of a wide block: one that follows closely and has nothing beside it."""
    for number, zone in enumerate(zones):
        limit = zones[number + 1][0] if number + 1 < len(zones) else float("inf")
        inside = [s for s in found if zone[0] <= s.base <= zone[1] and s.x0 < x < s.x1]
        host = max(inside, key=lambda s: s.base)
        below = [s for s in found if zone[1] < s.base < min(zone[1] + 1.3 * host.size, limit)]
        if below and all(abs(s.size - host.size) < 0.05 * host.size or s.size < 0.8 * host.size for s in below):
            reach = max(below, key=lambda s: s.base)
            leading = [b.base - a.base for a, b in zip(inside, inside[1:], strict=False) if b.base - a.base > 0.5 * a.size]
            close = reach.base - host.base < (1.15 * min(leading) if leading else 1.35 * host.size)
            if close and len({s.x0 > x for s in below}) == 1:
                zone[1] = max(s.bottom for s in below)


def _column(part: Sequence[Segment]) -> Column:
    box = Box(min(s.x0 for s in part), min(s.top for s in part), max(s.x1 for s in part), max(s.bottom for s in part))
    return Column(tuple(part), box)
