"""Counts and the ratios derived from them; counts add over documents, ratios do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Counts(NamedTuple):
    """How many items gold holds, how many were predicted, and how many of them correspond.

    ``partial`` pairs count half. A ratio whose denominator is nought is 1 when the other side is empty too, else 0.
    """

    gold: int = 0
    predicted: int = 0
    correct: int = 0
    partial: int = 0

    @property
    def credit(self) -> float:
        """The correct items, and half of the partial ones."""
        return self.correct + self.partial / 2

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right."""
        return self.credit / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold items that were found."""
        return self.credit / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was predicted."""
        both = self.gold + self.predicted
        return 2 * self.credit / both if both else 1.0


def add(counts: Iterable[Counts]) -> Counts:
    """Add counts up; without any, the empty Counts."""
    gold = predicted = correct = partial = 0
    for item in counts:
        gold, predicted, correct, partial = gold + item[0], predicted + item[1], correct + item[2], partial + item[3]
    return Counts(gold, predicted, correct, partial)


class Unit(NamedTuple):
    """The smallest thing an interval resamples: one block of one document, or one trial that it reports."""

    document: str
    block: int
    trial: str = ""


class Column(NamedTuple):
    """What was counted: a measure (``entities/strict``) and a label of it (``CYTOKINE``)."""

    measure: str
    label: str


@dataclass(slots=True)
class Tally:
    """A collector of counts, used while scoring; ``units`` are those looked at, whether or not anything is counted there."""

    units: frozenset[Unit]
    cells: dict[Column, dict[Unit, Counts]] = field(default_factory=dict)

    def count(self, unit: Unit, measure: str, label: str, counts: Counts) -> None:
        """Add to the counts of one label of one measure in one unit."""
        column = self.cells.setdefault(Column(measure, label), {})
        column[unit] = add((column[unit], counts)) if unit in column else counts

    def scores(self) -> Scores:
        """Return what was counted."""
        return Scores(self.units, self.cells)


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts by measure, label and unit. ``a + b`` are the scores of both sets of documents."""

    units: frozenset[Unit] = frozenset()
    cells: Mapping[Column, Mapping[Unit, Counts]] = field(default_factory=dict)

    def __add__(self, other: Scores) -> Scores:
        return sum_scores((self, other))

    def measures(self) -> tuple[str, ...]:
        """Return the measures in the order in which they were counted."""
        return tuple(dict.fromkeys(column.measure for column in self.cells))

    def labels(self, measure: str) -> tuple[str, ...]:
        """Return the labels of a measure that occur in gold or among the predictions, sorted."""
        columns = (column for column in self.cells if column.measure == measure)
        return tuple(sorted(column.label for column in columns if any(self.total(*column)[:2])))

    def total(self, measure: str, label: str | None = None) -> Counts:
        """Return the counts of a measure over all units, of one label or of all; the empty Counts where there are none."""
        return add(counts for units in self._columns(measure, label) for counts in units.values())

    def macro_f1(self, measure: str) -> float:
        """Return the mean F1 over the labels of a measure; 1 where it has none."""
        ratios = [self.total(measure, label).f1 for label in self.labels(measure)]
        return sum(ratios) / len(ratios) if ratios else 1.0

    def by_unit(self, measure: str, label: str | None = None) -> dict[Unit, Counts]:
        """Return the counts of a measure for each unit that was scored, sorted: blocks, those without counts too, or trials."""
        columns = self._columns(measure, label)
        trials = {unit for column in columns for unit in column if unit.trial}
        return {unit: add(column[unit] for column in columns if unit in column) for unit in sorted(trials or self.units)}

    def _columns(self, measure: str, label: str | None) -> list[Mapping[Unit, Counts]]:
        return [units for column, units in self.cells.items() if column.measure == measure and label in (None, column.label)]


def sum_scores(scores: Iterable[Scores]) -> Scores:
    """Add the scores of many documents up."""
    merged = Tally(frozenset())
    units: set[Unit] = set()
    for part in scores:
        units |= part.units
        for column, cells in part.cells.items():
            for unit, counts in cells.items():
                merged.count(unit, column.measure, column.label, counts)
    return Scores(frozenset(units), merged.cells)
