"""What the finders of doses and times give back."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.records import Quantity


class Measured(NamedTuple):
    """A dose or time: half-open character range, label, its name as the guidelines want it, and the numbers."""

    start: int
    end: int
    label: str
    name: str
    quantity: Quantity | None


def without_overlap(found: list[Measured]) -> list[Measured]:
    """Keep the longest of overlapping spans; the result is sorted by start."""
    kept: list[Measured] = []
    for one in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)
