"""Printed lines of a table's body -> its rows.

The lines are cut into rows by dynamic programming: the cheapest cut is taken. A row costs for each empty cell, for each cell
that holds two lines though the second would have fitted into the first, and for cells that do not begin (or are not centred)
at one height. A cut costs where it stands closer than lines do, and is cheap where the white is wider.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.pdf.shapes import Word, plain

MOST_LINES = 30
FITS, OPENS_ANEW, APART, EMPTY, NO_NAME, UNEVEN, TIGHT, ROW = 1.2, 0.15, 1.5, 0.7, 1.0, 0.8, 2.0, 0.05
WIDER, SPLIT = 0.3, 0.3
_NUMERIC = re.compile(r"[\d.,<>=±*%()/–−+-]+(?:\s[\d.,<>=±*%()/–−+-]+)*[a-z*†‡]?")
_GOES_ON = re.compile(r"(?:[-,/(&+–:×=]|\b(?:and|or|of|the|in|with|to|for|by|versus|vs\.?))$")
_CONTINUES = re.compile(r"[a-zα-ω)\]±]|\(|\[")


@dataclass(frozen=True, slots=True)
class Level:
    """One printed line of the body: its baseline and the words that it puts into each column."""

    base: float
    size: float
    cells: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    base: float
    x0: float
    x1: float
    text: str
    first: float  # width of the first word


def cut(levels: Sequence[Level], edges: Sequence[float]) -> list[tuple[int, int]]:
    """Return the rows of a body as ranges of ``levels``, from top to bottom; no levels give no rows."""
    if len(levels) < 2:
        return [(0, 1)] if levels else []
    size = median(level.size for level in levels)
    columns = [[_line(level.cells[c]) for level in levels] for c in range(len(edges) - 1)]
    leading = _leading(columns, size)
    joins = [_joins(column, edges[c + 1] - edges[c], size, leading) for c, column in enumerate(columns)]
    costs = (_cheapest(columns, joins, leading, position) for position in (_middle, _top))
    return min(costs, key=lambda found: found[0])[1]


def _line(words: Sequence[Word]) -> _Line | None:
    if not words:
        return None
    first = list(itertools.takewhile(lambda word: word is words[0] or not word.spaced, words))
    return _Line(words[0].base, min(w.x0 for w in words), max(w.x1 for w in words), plain(words), first[-1].x1 - first[0].x0)


def _leading(columns: Sequence[Sequence[_Line | None]], size: float) -> float:
    """Return the distance of the lines of one cell: that of the closest tenth of all lines in one column."""
    steps = sorted(
        b.base - a.base
        for column in columns
        for a, b in itertools.pairwise([line for line in column if line])
        if b.base - a.base > 0.6 * size
    )
    return min(steps[len(steps) // 10], 1.6 * size) if steps else 1.2 * size


def _joins(column: Sequence[_Line | None], width: float, size: float, leading: float) -> list[float]:
    """Return for each line of a column what it costs to be the next line of the cell above; 0.0 where there is none."""
    printed = [line for line in column if line]
    room = max(0.7 * width, max((line.x1 - line.x0 for line in printed), default=0.0))
    out: list[float] = []
    last: _Line | None = None
    for line in column:
        out.append(_join(last, line, room, size, leading) if line and last else 0.0)
        last = line or last
    return out


def _join(last: _Line, line: _Line, room: float, size: float, leading: float) -> float:
    if line.base - last.base > 1.4 * leading:
        return APART
    if _GOES_ON.search(last.text):
        return 0.0
    if _NUMERIC.fullmatch(last.text) and _NUMERIC.fullmatch(line.text) and line.text[0] not in "(±[":
        return FITS
    cost = FITS if last.x1 - last.x0 + 0.3 * size + line.first < room else 0.0
    if _CONTINUES.match(line.text):
        return max(0.0, cost - 0.6)
    return cost + OPENS_ANEW


def _middle(first: float, last: float) -> float:
    return (first + last) / 2


def _top(first: float, _: float) -> float:
    return first


def _cheapest(
    columns: Sequence[Sequence[_Line | None]],
    joins: Sequence[Sequence[float]],
    leading: float,
    position: Callable[[float, float], float],
) -> tuple[float, list[tuple[int, int]]]:
    """Return the cost of the cheapest cut and its rows; ``position`` tells where a cell from first to last line is anchored."""
    count = len(columns[0])
    weights = [sum(1 for line in column if line) for column in columns]
    weights_share = [weight / max(*weights, 1) for weight in weights]
    total = sum(weights_share)
    cuts = [0.0, *(_cut_cost(columns, joins, place, leading) for place in range(1, count)), 0.0]
    best = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    for start in range(count):
        first: list[float | None] = [None] * len(columns)
        last = [0.0] * len(columns)
        joined = 0.0
        for end in range(start + 1, min(count, start + MOST_LINES) + 1):
            for c, column in enumerate(columns):
                line = column[end - 1]
                if line is None:
                    continue
                if first[c] is None:
                    first[c] = line.base
                else:
                    joined += joins[c][end - 1]
                last[c] = line.base
            if joined > 6 * len(columns):
                break
            places = [position(low, high) for low, high in zip(first, last, strict=True) if low is not None]
            middle = median(places)
            uneven = sum(min(1.0, abs(place - middle) / leading) for place in places)
            empty = sum(share for share, low in zip(weights_share, first, strict=True) if low is None) / total
            cost = ROW + joined + UNEVEN * uneven + EMPTY * empty + (NO_NAME * weights_share[0] if first[0] is None else 0.0)
            whole = best[start] + cost + cuts[end]
            if whole < best[end]:
                best[end], came[end] = whole, start
    rows: list[tuple[int, int]] = []
    end = count
    while end:
        rows.append((came[end], end))
        end = came[end]
    return best[count], rows[::-1]


def _cut_cost(columns: Sequence[Sequence[_Line | None]], joins: Sequence[Sequence[float]], place: int, leading: float) -> float:
    """Return what it costs to begin a row with line ``place``: more where lines go on, less where the white is wider."""
    above = max(line.base for column in columns if (line := column[place - 1]))
    below = min(line.base for column in columns if (line := column[place]))
    step = below - above
    cost = TIGHT if step < 0.75 * leading else -WIDER if step > 1.2 * leading else 0.0
    for column, costs in zip(columns, joins, strict=True):
        if column[place] and column[place - 1] and costs[place] == 0.0:
            cost += SPLIT
    return cost
