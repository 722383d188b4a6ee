"""Whether a confidence means what it says: of predictions made with 0.8, are four in five right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.annotated import Annotated
from annotations.matching import match_pairs, nodes_of, pairs_of, place_of, same_node

Trial = tuple[float, bool]
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of one tenth of the scale: how many, how many of them right, and the sum of their confidences."""

    low: float
    high: float
    predicted: int
    right: int
    confidence_sum: float

    @property
    def confidence(self) -> float:
        """Mean confidence; the middle of the bin where it is empty."""
        return self.confidence_sum / self.predicted if self.predicted else (self.low + self.high) / 2

    @property
    def precision(self) -> float:
        """Share of right predictions; 0 where the bin is empty."""
        return self.right / self.predicted if self.predicted else 0.0


def mention_trials(gold: Annotated, predicted: Annotated) -> list[Trial]:
    """Return each predicted mention's confidence, and whether gold has it with the same characters and label."""
    places = {place_of(mention) for mention in gold.mentions}
    return [(mention.confidence, place_of(mention) in places) for mention in predicted.mentions]


def relation_trials(gold: Annotated, predicted: Annotated) -> list[Trial]:
    """Return each predicted relation's confidence, and whether gold has it with the same arguments and direction."""
    ours = pairs_of(gold.relations, nodes_of(gold.mentions), direction=True)
    theirs = pairs_of(predicted.relations, nodes_of(predicted.mentions), direction=True)
    right = set(match_pairs(ours, theirs, same_node).values())
    return [(relation.confidence, pair in right) for pair, relation in theirs.items()]


def bins_of(trials: Iterable[Trial]) -> list[Bin]:
    """Sort predictions into ten bins of equal width; a confidence of 1 is in the last."""
    sums = [[0, 0, 0.0] for _ in range(BINS)]
    for confidence, right in trials:
        cell = sums[min(max(int(confidence * BINS), 0), BINS - 1)]
        cell[0], cell[1], cell[2] = cell[0] + 1, cell[1] + right, cell[2] + confidence
    return [Bin(at / BINS, (at + 1) / BINS, int(count), int(right), total) for at, (count, right, total) in enumerate(sums)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error (Naeini et al., 2015): mean distance of confidence and precision; 0 for none."""
    total = sum(item.predicted for item in bins)
    return sum(item.predicted * abs(item.confidence - item.precision) for item in bins) / total if total else 0.0
