"""Grammar and cues of words together: logistic regressions over named cues judge every pair that may be related.

Each pair of mentions has cues of the words (``pair_cues``) and of what the grammar proposes for it and for its neighbours
(``pair_grammar``). One regression says whether an effect joins the two, one which direction it has, one for each other label
whether it holds. Their probability, on a scale found by cross-validation, times those of both mentions, is the confidence of
the relation; what stays below BELIEVED is not stated, be it the grammar's or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pair_candidates import Candidate, candidates
from pipeline.components.pair_relations import learned
from pipeline.components.relations.trials import Said
from pipeline.labels import relation_labels
from pipeline.records import Direction, Relation

FILE = "pairs.npz"
BETWEEN = "\0"  # parts the names of cues, which may hold line breaks
DIRECTIONS: tuple[Direction, ...] = ("increase", "decrease", "no_change", "modulate")
OTHERS = tuple(label.name for label in relation_labels() if label.name != "EFFECT")
KINDS = ("effect, proposed", "effect, missed", "other, proposed", "other, missed")
SMALLEST = 1e-6
BELIEVED = 0.33  # half of the F1 to be expected: where calibrated relations give the highest F1 (Lipton et al., 2014)
OUTPUTS = ("EFFECT", *DIRECTIONS, *OTHERS)

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scale:
    """How the value of a regression becomes a probability (Platt, 1999)."""

    slope: float = 1.0
    constant: float = 0.0

    def probability(self, value: float) -> float:
        """Return the calibrated probability of a value between 0 and 1."""
        value = min(max(value, SMALLEST), 1 - SMALLEST)
        return 1.0 / (1.0 + math.exp(-(self.slope * math.log(value / (1 - value)) + self.constant)))


@dataclass(frozen=True, slots=True)
class PairWeights:
    """The cues by name, each with a weight for every output, the outputs' constants, and the scales by kind of relation."""

    cues: Mapping[str, int]
    weights: Array
    constants: Array
    scales: Mapping[str, Scale]

    def scale(self, label: str, *, proposed: bool) -> Scale:
        """Return the scale of a label where the grammar proposed it, or where it did not."""
        return self.scales[self.kind(label, proposed=proposed)]

    @staticmethod
    def kind(label: str, *, proposed: bool) -> str:
        """Return the kind of a relation, one of KINDS."""
        return f"{'effect' if label == 'EFFECT' else 'other'}, {'proposed' if proposed else 'missed'}"

    def probabilities(self, pairs: Sequence[Candidate]) -> Array:
        """Return a row a pair: that of an effect, of each direction if it is one, and of each other label."""
        scores = np.tile(self.constants, (len(pairs), 1))
        number = self.cues.get
        known = [[place for cue in cues_of(pair) if (place := number(cue)) is not None] for pair in pairs]
        sizes = np.array([len(row) for row in known])
        if len(pairs) and sizes.any():
            flat = np.array(list(chain.from_iterable(known)), np.int64)
            starts = np.cumsum(sizes) - sizes
            scores[sizes > 0] += np.add.reduceat(self.weights[flat], starts[sizes > 0], axis=0)
        last = 1 + len(DIRECTIONS)
        chosen = np.exp(scores[:, 1:last] - scores[:, 1:last].max(axis=1, keepdims=True))
        found: Array = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
        found[:, 1:last] = chosen / chosen.sum(axis=1, keepdims=True)
        return found


def cues_of(pair: Candidate) -> Iterable[str]:
    """Return all cues of a pair, each once."""
    return dict.fromkeys((*pair.words, *pair.grammar))


def save_weights(weights: PairWeights, folder: Path) -> None:
    """Write the weights as half-precision numbers; the scales go with them."""
    names = sorted(weights.cues, key=lambda name: weights.cues[name])
    scales = [astuple(weights.scales[kind]) for kind in KINDS]
    np.savez_compressed(
        folder / FILE,
        cues=np.frombuffer(BETWEEN.join(names).encode(), np.uint8),
        weights=weights.weights.astype(np.float16),
        constants=weights.constants.astype(np.float32),
        scales=np.array(scales, np.float32),
    )


@lru_cache(maxsize=2)
def load_weights(folder: Path) -> PairWeights | None:
    """Return the weights of a model folder, or None where it has none: the grammar then decides alone."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path) as arrays:
        names = arrays["cues"].tobytes().decode().split(BETWEEN)
        return PairWeights(
            {name: number for number, name in enumerate(names)},
            arrays["weights"].astype(np.float32),
            arrays["constants"],
            {kind: Scale(*(float(number) for number in row)) for kind, row in zip(KINDS, arrays["scales"], strict=True)},
        )


def judge(said: Sequence[Said], relations: Sequence[Relation], weights: PairWeights) -> list[Relation]:
    """Return the relations that are probable enough, with their probability as ``confidence``.

    What the grammar joins outside the pairs that are judged (repeated forms) is returned as it came.
    """
    pairs = candidates(said, relations)
    found: list[Relation] = []
    judged: set[tuple[str, str, str]] = set()
    for pair, row in zip(pairs, weights.probabilities(pairs).tolist(), strict=True):
        values = dict(zip(OUTPUTS, row, strict=True))
        judged |= {(relation.label, relation.head, relation.tail) for relation in pair.proposed}
        for relation in pair.proposed:
            scale = weights.scale(relation.label, proposed=True)
            probability = scale.probability(value_of(values, relation.label, relation.direction))
            if probability * sure(pair) >= BELIEVED:
                found.append(replace(relation, confidence=round(probability, 4)))
        for label in sorted(pair.labels - {relation.label for relation in pair.proposed}):
            direction = likely_direction(values) if label == "EFFECT" else None
            scale = weights.scale(label, proposed=False)
            probability = scale.probability(value_of(values, label, direction))
            if probability * sure(pair) >= BELIEVED:
                missed = learned(pair, label, direction, said[pair.places[0]].sentence)
                found += [replace(missed, confidence=round(probability, 4))] if missed is not None else []
    return [*found, *(r for r in relations if (r.label, r.head, r.tail) not in judged)]


def sure(pair: Candidate) -> float:
    """Return how probable both mentions of a pair are; one without a confidence was given, and is certain."""
    return (pair.head.mention.confidence or 1.0) * (pair.tail.mention.confidence or 1.0)


def value_of(values: Mapping[str, float], label: str, direction: Direction | None) -> float:
    """Return what the regressions make of a label, for an effect with its direction."""
    return values[label] * (values[direction] if direction is not None else 1.0)


def likely_direction(values: Mapping[str, float]) -> Direction:
    """Return the likeliest direction of an effect."""
    return max(DIRECTIONS, key=lambda direction: values[direction])
