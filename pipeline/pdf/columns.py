"""Segments of a page -> columns in reading order.

A page is cut into bands from top to bottom. Each band has a gutter, or none where lines run across; the cheapest sequence of
bands is found by dynamic programming (Viterbi) over rows of 2 pt: a row with text on both sides of a gutter speaks for it, a
row that crosses it against it, and a change of gutter costs less where the page is white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.pdf.shapes import Segment
from pipeline.records import Box

CELL_PT = 2.0
INNER = (0.16, 0.84)
APART_PT = 24.0
CANDIDATES = 4
MIN_WIDTH_PT = 150.0
MIN_LINES = 3.0
CROSSING = 3.0
CHANGE = 9.0

Cells = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """Segments that are read from top to bottom, and the rectangle that they fill."""

    segments: tuple[Segment, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Gutter:
    """A white strip between two columns: its x, and for each row of cells whether it parts text or is crossed by it.

    ``worth`` tells how well both sides are filled and how alike they are in width: 1.0 is two full columns of one width.
    """

    x: float
    paired: Cells
    crossed: Cells
    worth: float


def columns(found: Sequence[Segment], *, prior: float | None = None) -> list[Column]:
    """Return the columns of a page in reading order; ``prior`` is the gutter of most other pages. Nothing gives ()."""
    return [_column(part) for part in _cut(list(found), prior, MIN_LINES, 2) if part]


def gutter(found: Sequence[Segment]) -> float | None:
    """Return the x of the gutter that parts most rows of a page, None where the page has one column."""
    gutters = _gutters(found, None, MIN_LINES)
    return max(gutters, key=lambda g: g.worth * float(g.paired.sum())).x if gutters else None


def _cut(found: list[Segment], prior: float | None, min_lines: float, depth: int) -> list[list[Segment]]:
    gutters = _gutters(found, prior, min_lines) if depth else []
    if not gutters:
        return [found]
    top = min(s.top for s in found)
    out: list[list[Segment]] = []
    for start, end, choice in _bands(gutters, _blank(found, top, len(gutters[0].paired))):
        band = [s for s in found if start <= int((s.base - 0.25 * s.size - top) / CELL_PT) < end]
        if choice < 0:
            out.append(band)
            continue
        x = gutters[choice].x
        for side in ([s for s in band if (s.x0 + s.x1) / 2 < x], [s for s in band if (s.x0 + s.x1) / 2 >= x]):
            out.extend(_cut(side, None, 6.0, depth - 1))
    return out


def _gutters(found: Sequence[Segment], prior: float | None, min_lines: float) -> list[Gutter]:
    """Return the gutters that part at least ``min_lines`` lines of what fills both sides as prose does."""
    if len(found) < 4:
        return []
    left, right = min(s.x0 for s in found), max(s.x1 for s in found)
    top, bottom = min(s.top for s in found), max(s.bottom for s in found)
    if right - left < MIN_WIDTH_PT:
        return []
    size = float(np.median([s.size for s in found]))
    cover = np.zeros((int((bottom - top) / CELL_PT) + 1, int((right - left) / CELL_PT) + 1), dtype=bool)
    for s in found:
        cover[_cell(s.top, top) : _cell(s.bottom, top) + 1, _cell(s.x0, left) : _cell(s.x1, left) + 1] = True
    wide = cover.copy()
    wide[:, 1:] |= cover[:, :-1]
    wide[:, :-1] |= cover[:, 1:]
    before = np.maximum.accumulate(cover, axis=1)
    after = np.maximum.accumulate(cover[:, ::-1], axis=1)[:, ::-1]
    paired = before & after & ~wide
    width = cover.shape[1]
    score = paired.sum(axis=0).astype(float)
    score[: int(INNER[0] * width)] = 0
    score[int(INNER[1] * width) :] = 0
    out: list[Gutter] = []
    if prior is not None and 0 <= _cell(prior, left) < width:
        place = _cell(prior, left)
        near = slice(max(place - 3, 0), place + 4)
        score[near] = np.where(score[near] > 0, score[near] * 1.5, 0)
    while len(out) < CANDIDATES:
        best = float(score.max())
        if best * CELL_PT < min_lines * size * 0.9:
            break
        run = np.flatnonzero(score >= 0.97 * best)
        run = max(np.split(run, np.flatnonzero(np.diff(run) > 1) + 1), key=len)
        place = int(run[len(run) // 2])
        worth = _worth(cover[paired[:, place]], place, 0.7 * min_lines * size)
        if worth > 0:
            out.append(Gutter(left + (place + 0.5) * CELL_PT, paired[:, place], cover[:, place], worth))
        apart = int(APART_PT / CELL_PT)
        score[max(0, place - apart) : place + apart + 1] = 0
    return out


def _cell(at: float, origin: float) -> int:
    return max(0, int((at - origin) / CELL_PT))


def _worth(rows: Cells, place: int, least: float) -> float:
    """Rate a gutter by the rows that it parts and that are filled on both sides, as prose fills a column.

    Returns 0.0 where these are fewer than ``least`` points: cells fill a table otherwise.
    """
    full = np.minimum(*(_fill(side) for side in (rows[:, :place], rows[:, place + 1 :])))
    prose = full > 0.6
    if float(prose.sum()) * CELL_PT < least:
        return 0.0
    widths = [float((side[prose].sum(axis=0) > 0.1 * prose.sum()).sum()) for side in (rows[:, :place], rows[:, place + 1 :])]
    alike: float = (min(widths) / max(widths)) ** 0.5
    return float(full[prose].mean()) * alike


def _fill(side: Cells) -> NDArray[np.float64]:
    used = np.flatnonzero(side.sum(axis=0) > 0.1 * len(side))
    if len(used) * CELL_PT < 50:
        return np.zeros(len(side))
    fill: NDArray[np.float64] = side[:, used[0] : used[-1] + 1].mean(axis=1)
    return fill


def _blank(found: Sequence[Segment], top: float, rows: int) -> NDArray[np.float64]:
    """Return for each row the height in points of the white that it lies in; 0 where it holds text."""
    white = np.ones(rows, dtype=bool)
    for s in found:
        white[_cell(s.top, top) : _cell(s.bottom, top) + 1] = False
    out = np.zeros(rows)
    start = 0
    for row in range(rows + 1):
        if row == rows or not white[row]:
            out[start:row] = (row - start) * CELL_PT
            start = row + 1
    return out


def _bands(gutters: Sequence[Gutter], blank: NDArray[np.float64]) -> list[tuple[int, int, int]]:
    """Return the bands of a page as (first row, row behind the last, number of the gutter or -1)."""
    rows = len(blank)
    gain = np.zeros((len(gutters) + 1, rows))
    for number, g in enumerate(gutters):
        gain[number] = g.worth * g.paired - CROSSING * g.crossed
    change = CHANGE - np.minimum(blank / 5.0, 6.0)
    total = gain[:, 0].copy()
    came = np.zeros((len(gutters) + 1, rows), dtype=int)
    for row in range(1, rows):
        best = int(total.argmax())
        switch = total[best] - change[row]
        came[:, row] = np.where(total >= switch, np.arange(len(total)), best)
        total = np.maximum(total, switch) + gain[:, row]
    state = int(total.argmax())
    path = [state]
    for row in range(rows - 1, 0, -1):
        state = int(came[state, row])
        path.append(state)
    path.reverse()
    out: list[tuple[int, int, int]] = []
    start = 0
    for row in range(1, rows + 1):
        if row == rows or path[row] != path[start]:
            out.append((start, row, -1 if path[start] == len(gutters) else path[start]))
            start = row
    return out


def _column(part: Sequence[Segment]) -> Column:
    box = Box(min(s.x0 for s in part), min(s.top for s in part), max(s.x1 for s in part), max(s.bottom for s in part))
    return Column(tuple(part), box)
