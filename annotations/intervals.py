"""How far a score can be trusted: bootstrap intervals, and the paired comparison of two runs on the same gold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotations.counts import Counts, Scores

Array = NDArray[np.float64]
RESAMPLES = 2000
SEED = 20240501


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of a resampled ratio."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """F1 of run B less F1 of run A, with its interval, and how often chance alone gives a difference this large."""

    difference: float
    interval: Interval
    p_value: float


def f1_of(counts: Array) -> Array:
    """Return F1 for rows of (gold, predicted, correct, partial), as ``Counts.f1`` defines it."""
    both = counts[..., 0] + counts[..., 1]
    credit = counts[..., 2] + counts[..., 3] / 2
    return np.where(both > 0, 2 * credit / np.maximum(both, 1), 1.0)


def unit_counts(scores: Scores, measure: str, label: str | None = None) -> dict[str, Counts]:
    """Return the counts by document, or by block where there is only one document."""
    by_unit = scores.by_unit(measure, label)
    single = len({unit.document for unit in by_unit}) == 1
    totals: dict[str, list[int]] = {}
    for unit, counts in by_unit.items():
        name = f"{unit.document}:{unit.trial or unit.block}" if single else unit.document
        totals[name] = [a + b for a, b in zip(totals.get(name, (0, 0, 0, 0)), counts, strict=True)]
    return {name: Counts(*counts) for name, counts in sorted(totals.items())}


@lru_cache(maxsize=8)
def resampling_weights(units: int, resamples: int = RESAMPLES, seed: int = SEED) -> Array:
    """Return how often each unit is drawn in each resample, one row a resample, drawn with replacement."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(units, np.full(units, 1 / units), size=resamples).astype(np.float64)


def bootstrap(counts: dict[str, Counts], ratio: Callable[[Array], Array] = f1_of) -> Interval | None:
    """Return the percentile interval (Efron, 1979) of a ratio over units; None for fewer than two units."""
    if len(counts) < 2:
        return None
    resampled = ratio(resampling_weights(len(counts)) @ np.array(list(counts.values()), dtype=np.float64))
    return _middle(resampled)


def compare(a: Scores, b: Scores, measure: str, label: str | None = None) -> Comparison:
    """Compare two runs unit by unit: bootstrap of the difference, and an approximate randomisation test (Noreen, 1989).

    Raises ValueError where the two runs were not scored on the same units.
    """
    ours, theirs = (unit_counts(scores, measure, label) for scores in (a, b))
    if ours.keys() != theirs.keys():
        raise ValueError(f"{measure}: the two runs were scored on different documents")
    if not ours:
        raise ValueError(f"{measure}: neither run has counts for it")
    rows_a, rows_b = (np.array(list(counts.values()), dtype=np.float64) for counts in (ours, theirs))
    observed = float(f1_of(rows_b.sum(axis=0)) - f1_of(rows_a.sum(axis=0)))
    weights = resampling_weights(len(rows_a))
    differences = f1_of(weights @ rows_b) - f1_of(weights @ rows_a)
    swap = np.random.default_rng(SEED).integers(0, 2, size=(RESAMPLES, len(rows_a))).astype(np.float64)
    shuffled = f1_of(swap @ rows_a + (1 - swap) @ rows_b) - f1_of(swap @ rows_b + (1 - swap) @ rows_a)
    extreme = int((np.abs(shuffled) >= abs(observed) - 1e-12).sum())
    return Comparison(observed, _middle(differences), (extreme + 1) / (RESAMPLES + 1))


def _middle(values: Array) -> Interval:
    low, high = np.quantile(values, (0.025, 0.975))
    return Interval(float(low), float(high))
