"""A gate: a score may not fall below what the interval of the committed score allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Summary = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Fall:
    """A score that fell too far: ``floor`` is the lowest value that the committed one allows."""

    measure: str
    before: float
    floor: float
    after: float

    def __str__(self) -> str:
        return f"{self.measure}: F1 {self.after:.3f}, was {self.before:.3f}, may not be below {self.floor:.3f}"


def benchmark_of(summary: Summary) -> dict[str, dict[str, Any]]:
    """Return what is committed of a summary of scores: for every measure its micro ratios and its interval, rounded."""
    return {
        f"{group}/{rule}": {
            **{name: round(value, 4) for name, value in entry["micro"].items() if name != "interval"},
            "interval": [round(bound, 4) for bound in entry["micro"]["interval"]] if entry["micro"]["interval"] else None,
            "macro_f1": round(entry["macro_f1"], 4),
        }
        for group, rules in summary.items()
        for rule, entry in rules.items()
    }


def falls(committed: Mapping[str, Mapping[str, Any]], found: Mapping[str, Mapping[str, Any]]) -> list[Fall]:
    """Return the scores that fell below the lower bound of the committed interval; a measure that is gone counts as 0.

    Where a committed score has no interval, any fall is too far.
    """
    result = []
    for measure, before in committed.items():
        after = found.get(measure, {"f1": 0.0})["f1"]
        floor = before["interval"][0] if before["interval"] else before["f1"]
        if after < floor - 1e-9:
            result.append(Fall(measure, before["f1"], floor, after))
    return result
