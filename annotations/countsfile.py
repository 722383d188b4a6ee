"""The counts of a run as a file, so that another run can be compared with it, unit by unit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.counts import Counts, Scores, Tally, Unit
from annotations.gold import GoldError, read_rows
from annotations.intervals import compare


def rows_of(scores: Scores) -> Iterator[dict[str, Any]]:
    """Yield one row a unit without counts of its own, then one row for each unit, measure and label."""
    for unit in sorted(scores.units):
        yield {"unit": list(unit)}
    for column, cells in scores.cells.items():
        for unit, counts in cells.items():
            yield {"unit": list(unit), "measure": column.measure, "label": column.label, "counts": list(counts)}


def write_counts(scores: Scores, path: Path) -> None:
    """Write the counts of a run as JSON Lines. Raises OSError."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows_of(scores)), encoding="utf-8")


def read_counts(path: Path) -> Scores:
    """Read the counts of a run. Raises OSError, or GoldError where the file is no file of counts."""
    units: set[Unit] = set()
    tally = Tally(frozenset())
    try:
        for row in read_rows(path):
            unit = Unit(*row["unit"])
            if "measure" in row:
                tally.count(unit, row["measure"], row["label"], Counts(*row["counts"]))
            else:
                units.add(unit)
    except (KeyError, TypeError) as error:
        raise GoldError(f"{path} holds no counts of a run: {error!r}") from error
    return Scores(frozenset(units), tally.cells)


def compare_runs(before: Scores, after: Scores) -> dict[str, dict[str, Any]]:
    """Return for every measure both F1, their difference with its interval, and the p value of the paired test.

    Raises ValueError where the runs were not scored on the same documents.
    """
    shared = [measure for measure in after.measures() if measure in before.measures()]
    comparisons = {measure: compare(before, after, measure) for measure in shared}
    return {
        measure: {
            "before": before.total(measure).f1,
            "after": after.total(measure).f1,
            "difference": comparison.difference,
            "interval": [comparison.interval.low, comparison.interval.high],
            "p_value": comparison.p_value,
        }
        for measure, comparison in comparisons.items()
    }
