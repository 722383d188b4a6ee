"""The segments of a table -> its header and rows of cells."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.pdf.lines import lines, segment
from pipeline.pdf.region import Region, Rule
from pipeline.pdf.rows import Level, cut
from pipeline.pdf.shapes import Segment, Word
from pipeline.records import Box

Cell = tuple[Segment, ...]  # the printed lines of a cell, from top to bottom
Row = tuple[Cell, ...]
SAME_WIDTH = 0.12


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, header and rows of one width; empty cells are ``()``."""

    header: Row
    rows: tuple[Row, ...]
    edges: tuple[float, ...] = ()


def grid(region: Region, *, like: Grid | None = None) -> Grid | None:
    """Read the cells of a table; None where it has no second column or no row under its header.

    ``like`` is the part of the table on the page before: its columns are taken over where both are about as wide.
    """
    printed = lines(region.inside)
    cut = _header_end(region, printed)
    edges = _edges(region, [line for line in printed if line.base > cut], [line for line in printed if line.base <= cut])
    if like is not None and (taken := _taken(like.edges, region.box)):
        edges = taken
    if len(edges) < 3:
        return None
    header = _header([line for line in printed if line.base <= cut], edges, region.rules)
    body = [line for line in printed if line.base > cut]
    rows = _rows(body, edges, [r.y for r in region.rules if r.y > cut and r.x1 - r.x0 > 0.8 * (edges[-1] - edges[0])])
    return Grid(header, tuple(rows), tuple(edges)) if rows else None


def _taken(edges: Sequence[float], box: Box) -> list[float]:
    """Fit the edges of a table's part on the page before to this part; none where one is much wider than the other."""
    scale = (box.x1_pt - box.x0_pt) / (edges[-1] - edges[0])
    return [box.x0_pt + scale * (x - edges[0]) for x in edges] if abs(scale - 1) < SAME_WIDTH else []


def _header_end(region: Region, printed: Sequence[Segment]) -> float:
    """Return the height at which the header ends: the first wide rule inside, else below the first line."""
    width = region.box.x1_pt - region.box.x0_pt
    inner = [r.y for r in region.rules if region.box.top_pt + 4 < r.y < region.box.bottom_pt - 4]
    for y in inner:
        row = [r for r in region.rules if abs(r.y - y) < 3]
        if sum(r.x1 - r.x0 for r in row) > 0.75 * width and any(line.base < y for line in printed):
            return y
    return printed[0].base + 1 if printed else region.box.top_pt


def _edges(region: Region, body: Sequence[Segment], header: Sequence[Segment]) -> list[float]:
    """Return the x at which columns part, with both outer edges: vertical rules, else white from top to bottom."""
    left, right = region.box.x0_pt, region.box.x1_pt
    xs = Counter(round(r.x0_pt) for r in region.verticals if r.bottom_pt - r.top_pt > 0)
    tall = {x: sum(r.bottom_pt - r.top_pt for r in region.verticals if abs(r.x0_pt - x) < 1.5) for x in xs}
    strong = sorted(x for x in tall if tall[x] > 0.6 * (region.box.bottom_pt - region.box.top_pt))
    inner = [x for i, x in enumerate(strong) if left + 6 < x < right - 6 and (i == 0 or x - strong[i - 1] > 5)]
    if inner:
        return [left, *map(float, inner), right]
    if not body:
        return []
    size = float(np.median([line.size for line in body]))
    cover = np.zeros(int(right - left) + 2)
    used = 0
    for line in [*body, *header[-1:]]:
        spans = _spans(line.words, 0.5 * size)
        if len(spans) == 1 and spans[0][1] - spans[0][0] > 0.45 * (right - left):
            continue
        used += 1
        for x0, x1 in spans:
            cover[max(0, int(x0 - left)) : max(0, int(x1 - left)) + 1] += 1
    allowed = 0 if used < 8 else max(1, int(0.04 * used))
    white = cover <= allowed
    edges = [left]
    start = None
    for x in range(len(white)):
        if white[x] and start is None:
            start = x
        if start is not None and (not white[x] or x == len(white) - 1):
            if start > 0 and x < len(white) - 1 and x - start >= max(2.0, (0.3 if used >= 6 else 0.7) * size):
                edges.append(left + (start + x) / 2)
            start = None
    return [*edges, right]


def _spans(words: Sequence[Word], gap: float) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda item: item.x0):
        if out and word.x0 - out[-1][1] < gap:
            out[-1] = (out[-1][0], max(out[-1][1], word.x1))
        else:
            out.append((word.x0, word.x1))
    return out


def _cells(line: Segment, edges: Sequence[float]) -> list[list[Word]]:
    """Deal the words of a line to columns by their middle; words that touch stay together."""
    out: list[list[Word]] = [[] for _ in edges[1:]]
    group: list[Word] = []
    groups: list[list[Word]] = []
    for word in line.words:
        if group and (word.spaced or word.x0 - group[-1].x1 > 0.3 * word.size):
            groups.append(group)
            group = []
        group.append(word)
    if group:
        groups.append(group)
    for together in groups:
        middle = (together[0].x0 + together[-1].x1) / 2
        column = max(0, min(len(out) - 1, sum(1 for x in edges[1:-1] if x <= middle)))
        out[column].extend(together)
    return out


def _header(found: Sequence[Segment], edges: Sequence[float], rules: Sequence[Rule]) -> Row:
    """Write header cells out for the columns that they span: a parent's name stands before each of its children's."""
    names: list[list[Segment]] = [[] for _ in edges[1:]]
    for line in found:
        for x0, x1, words in _parts(line):
            under = [
                r
                for r in rules
                if 0 < r.y - line.base < 1.2 * line.size
                and r.x0 < (x0 + x1) / 2 < r.x1
                and r.x1 - r.x0 < 0.8 * (edges[-1] - edges[0])
            ]
            low, high = (under[0].x0, under[0].x1) if under else (x0, x1)
            columns = [
                i
                for i, (a, b) in enumerate(itertools.pairwise(edges))
                if min(high, b) - max(low, a) > 0.3 * min(high - low, b - a)
            ]
            for column in columns:
                names[column].append(segment(words, line.order))
    return tuple(tuple(cell) for cell in names)


def _parts(line: Segment) -> list[tuple[float, float, list[Word]]]:
    out: list[tuple[float, float, list[Word]]] = []
    for word in sorted(line.words, key=lambda item: item.x0):
        if out and word.x0 - out[-1][1] < 0.55 * line.size:
            out[-1][2].append(word)
            out[-1] = (out[-1][0], max(out[-1][1], word.x1), out[-1][2])
        else:
            out.append((word.x0, word.x1, [word]))
    return out


def _rows(body: Sequence[Segment], edges: Sequence[float], separators: Sequence[float]) -> list[Row]:
    """Gather printed lines into rows: by rules, by wider gaps, else by what fills the first column."""
    strips: list[list[Segment]] = [[]]
    marks = list(separators)
    for line in body:
        while marks and line.base > marks[0]:
            marks.pop(0)
            if strips[-1]:
                strips.append([])
        strips[-1].append(line)
    strips = [strip for strip in strips if strip]
    if len(strips) >= 4 and len(strips) * 5 > len(body):
        return [_row([strip], edges)[0] for strip in strips]
    return [row for strip in strips for row in _row(_grouped(strip, edges), edges)]


def _row(groups: Sequence[Sequence[Segment]], edges: Sequence[float]) -> list[Row]:
    out: list[Row] = []
    for group in groups:
        cells: list[list[Segment]] = [[] for _ in edges[1:]]
        for line in group:
            for column, words in enumerate(_cells(line, edges)):
                if words:
                    cells[column].append(segment(words, line.order))
        out.append(tuple(tuple(cell) for cell in cells))
    return out


def _grouped(strip: Sequence[Segment], edges: Sequence[float]) -> list[Sequence[Segment]]:
    levels = [Level(line.base, line.size, tuple(map(tuple, _cells(line, edges)))) for line in strip]
    return [strip[start:end] for start, end in cut(levels, edges)]
