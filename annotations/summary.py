"""Scores as a plain dictionary: what ``--json`` prints, the report shows and the gate compares."""

from __future__ import annotations

from typing import Any

from annotations.counts import Counts, Scores
from annotations.intervals import bootstrap, unit_counts


def summarise(scores: Scores) -> dict[str, dict[str, Any]]:
    """Return {group: {rule: {"micro": ..., "macro_f1": ..., "labels": {label: ...}}}} for every measure that was counted.

    Each entry has counts, ratios and ``interval``: 95 % of F1, None where there is a single document of a single block.
    """
    summary: dict[str, dict[str, Any]] = {}
    for measure in scores.measures():
        group, _, rule = measure.partition("/")
        summary.setdefault(group, {})[rule] = {
            "micro": _entry(scores, measure, None),
            "macro_f1": scores.macro_f1(measure),
            "labels": {label: _entry(scores, measure, label) for label in scores.labels(measure)},
        }
    return summary


def ratios(counts: Counts) -> dict[str, float]:
    """Return the counts with the ratios derived from them; ``support`` is the number of gold items."""
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "support": counts.gold,
        "predicted": counts.predicted,
        "correct": counts.correct,
        "partial": counts.partial,
    }


def _entry(scores: Scores, measure: str, label: str | None) -> dict[str, Any]:
    interval = bootstrap(unit_counts(scores, measure, label))
    return {**ratios(scores.total(measure, label)), "interval": [interval.low, interval.high] if interval else None}
