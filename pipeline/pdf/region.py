"""The part of a page that one table fills, and the rules that bound it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pdf.shapes import Segment
from pipeline.records import Box


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


def cell_count(line: Segment) -> int:
    """Return how many cells a printed line seems to hold: gaps of 0.8 em part them."""
    return sum(1 for a, b in zip(line.words, line.words[1:], strict=False) if b.x0 - a.x1 > 0.8 * line.size) + 1
