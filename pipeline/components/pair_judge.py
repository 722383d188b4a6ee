"""Grammar and cues of words together: logistic regressions over named cues judge every pair that may be related.

Each pair of mentions has cues of the words (``pair_cues``) and of what the grammar proposes for it and for its neighbours
(``pair_grammar``). One regression says whether an effect joins the two, one which direction it has, one for each other label
whether it holds. Their probability is the confidence of the relation, before that of its mentions. What the grammar proposed
is dropped below one threshold, what it missed is added above another; both were chosen on documents that the weights had
not seen (``pipeline.training.pair_judging``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pair_candidates import Candidate, candidates
from pipeline.components.pair_relations import learned
from pipeline.components.relations.sentence import Sentence
from pipeline.components.relations.trials import Said
from pipeline.labels import relation_labels
from pipeline.records import Direction, Relation

FILE = "pairs.npz"
DIRECTIONS: tuple[Direction, ...] = ("increase", "decrease", "no_change", "modulate")
OTHERS = tuple(label.name for label in relation_labels() if label.name != "EFFECT")
OUTPUTS = ("EFFECT", *DIRECTIONS, *OTHERS)

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on an effect or another relation is kept, where the grammar proposed it and where it did not."""

    effect_kept: float
    effect_added: float
    other_kept: float
    other_added: float

    def of(self, label: str, *, proposed: bool) -> float:
        """Return the threshold of a label."""
        kept, added = (self.effect_kept, self.effect_added) if label == "EFFECT" else (self.other_kept, self.other_added)
        return kept if proposed else added


@dataclass(frozen=True, slots=True)
class PairWeights:
    """The cues by name, each with a weight for every output, and the outputs' constants."""

    cues: Mapping[str, int]
    weights: Array
    constants: Array
    thresholds: Thresholds

    def probabilities(self, pairs: Sequence[Candidate]) -> Array:
        """Return a row a pair: that of an effect, of each direction if it is one, and of each other label."""
        scores = np.tile(self.constants, (len(pairs), 1))
        known = [[self.cues[cue] for cue in cues_of(pair) if cue in self.cues] for pair in pairs]
        sizes = np.array([len(row) for row in known])
        if len(pairs) and sizes.any():
            flat = np.fromiter((cue for row in known for cue in row), np.int64, int(sizes.sum()))
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
    """Write the weights as half-precision numbers; the thresholds go with them."""
    names = sorted(weights.cues, key=lambda name: weights.cues[name])
    limits = weights.thresholds
    np.savez_compressed(
        folder / FILE,
        cues=np.frombuffer("\n".join(names).encode(), np.uint8),
        weights=weights.weights.astype(np.float16),
        constants=weights.constants.astype(np.float32),
        thresholds=np.array([limits.effect_kept, limits.effect_added, limits.other_kept, limits.other_added]),
    )


@lru_cache(maxsize=2)
def load_weights(folder: Path) -> PairWeights | None:
    """Return the weights of a model folder, or None where it has none: the grammar then decides alone."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path) as arrays:
        names = arrays["cues"].tobytes().decode().split("\n")
        return PairWeights(
            {name: number for number, name in enumerate(names)},
            arrays["weights"].astype(np.float32),
            arrays["constants"],
            Thresholds(*(float(limit) for limit in arrays["thresholds"])),
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
        stated = [*pair.proposed, *_missed(pair, values, said[pair.places[0]].sentence, weights.thresholds)]
        for relation in stated:
            value = values[relation.label] * (values[relation.direction] if relation.direction else 1.0)
            if value * sure(pair) >= weights.thresholds.of(relation.label, proposed=relation in pair.proposed):
                found.append(replace(relation, confidence=round(value, 4)))
    return [*found, *(r for r in relations if (r.label, r.head, r.tail) not in judged)]


def sure(pair: Candidate) -> float:
    """Return how probable both mentions of a pair are; one without a confidence was given, and is certain."""
    return (pair.head.mention.confidence or 1.0) * (pair.tail.mention.confidence or 1.0)


def _missed(pair: Candidate, values: Mapping[str, float], sentence: Sentence, limits: Thresholds) -> Iterator[Relation]:
    """Yield the relations of a pair that the grammar did not propose and that may be probable enough."""
    for label in sorted(pair.labels - {relation.label for relation in pair.proposed}):
        if values[label] * sure(pair) >= limits.of(label, proposed=False):
            direction = _probable(values) if label == "EFFECT" else None
            relation = learned(pair, label, direction, sentence)
            if relation is not None:
                yield relation


def _probable(values: Mapping[str, float]) -> Direction:
    return max(DIRECTIONS, key=lambda direction: values[direction])
