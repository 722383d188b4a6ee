"""Third stage: the judge of proposals learns, on documents that the taggers have not seen, whom to believe.

Boosted trees are fitted with several seeds. Each document is judged once by trees that have not seen it (cross-validation by
documents): the threshold is chosen on these judgements, and the figures of the documents that were fitted on are theirs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from pipeline.abbreviations import abbreviations_of
from pipeline.components.encoder import Encoder
from pipeline.components.evidence import Evidence, evidence_of, names_of
from pipeline.components.forest import LEAF, Forest
from pipeline.components.fusion import select
from pipeline.components.proposals import Proposal, propose
from pipeline.components.span_scores import SpanScores
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.training.annotated import Annotated
from pipeline.training.ratios import f1

TREES, RATE, LEAVES, LEAST, PENALTY, COLUMNS = 150, 0.06, 12, 30, 2.0, 0.5
SEEDS = (13, 14, 15)
FOLDS = 5
THRESHOLDS = tuple(round(0.3 + 0.02 * step, 2) for step in range(16))

Key = tuple[int, int, str]
Probabilities = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document's proposals, the evidence for each, and its gold spans."""

    proposals: tuple[Proposal, ...]
    evidence: tuple[Evidence, ...]
    gold: frozenset[Key]

    def truths(self) -> list[bool]:
        """Say of each proposal whether gold has it."""
        return [(p.start, p.end, p.label) in self.gold for p in self.proposals]


def proposals_of(documents: Iterable[Annotated], encoder: Encoder) -> list[Judged]:
    """Return what the encoder and the vocabulary propose for annotated documents."""
    found = []
    for item in documents:
        text = item.document.text
        known = [m for m in vocabulary_mentions(text, abbreviations_of(text)) if _inside(m.start, m.end, item)]
        scores = SpanScores(encoder, encoder.encode(text, item.sentences))
        proposals = propose(scores, known)
        gold = frozenset((m.start, m.end, m.label) for m in item.mentions)
        found.append(Judged(tuple(proposals), tuple(evidence_of(text, proposals, scores)), gold))
    return found


def _inside(start: int, end: int, item: Annotated) -> bool:
    return any(span.start <= start and end <= span.end for span in item.sentences)


def learn(documents: Sequence[Judged]) -> tuple[Forest, Probabilities]:
    """Return the forest to ship and, document by document, the probabilities by forests that have not seen the document."""
    order = list(range(len(documents)))
    random.Random(SEEDS[0]).shuffle(order)
    unseen: list[Sequence[float]] = [()] * len(documents)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        forest = fit([documents[number] for number in sorted(set(order) - set(held))])
        for number in held:
            unseen[number] = forest.probabilities(documents[number].evidence).tolist()
    threshold = max(THRESHOLDS, key=lambda each: strict_f1(documents, unseen, each))
    return replace(fit(documents), threshold=threshold), unseen


def fit(documents: Sequence[Judged]) -> Forest:
    """Return a forest fitted to the proposals of documents; its threshold is yet to be found."""
    rows = [row for item in documents for row in item.evidence]
    names = names_of(rows)
    table = np.array([[row[name] for name in names] for row in rows], np.float32)
    truths = np.array([truth for item in documents for truth in item.truths()])
    models = [
        HistGradientBoostingClassifier(
            max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST, l2_regularization=PENALTY,
            max_features=COLUMNS, early_stopping=False, random_state=seed,
        ).fit(table, truths)
        for seed in SEEDS
    ]  # fmt: skip
    return as_forest(models, names)


def as_forest(models: Sequence[HistGradientBoostingClassifier], names: Sequence[str]) -> Forest:
    """Return fitted models of two classes as one table of nodes, a group of trees a model."""
    tables = [[stage[0].nodes for stage in model._predictors] for model in models]
    sizes = [len(nodes) for trees in tables for nodes in trees]
    roots = (np.cumsum(sizes) - sizes).astype(np.int32)
    nodes = np.concatenate([nodes for trees in tables for nodes in trees])
    first, leaf = np.repeat(roots, sizes), nodes["is_leaf"].astype(bool)
    return Forest(
        names=np.array(names),
        threshold=0.5,
        base=float(np.mean([model._baseline_prediction for model in models])),
        roots=roots.reshape(len(models), -1),
        column=np.where(leaf, LEAF, nodes["feature_idx"]).astype(np.int16),
        number=np.where(leaf, nodes["value"], nodes["num_threshold"]).astype(np.float32),
        left=(nodes["left"] + first).astype(np.int32),
        right=(nodes["right"] + first).astype(np.int32),
    )


def judged_by(forest: Forest, documents: Sequence[Judged]) -> Probabilities:
    """Return the probabilities of all proposals, document by document."""
    return [forest.probabilities(item.evidence).tolist() for item in documents]


def report(documents: Sequence[Judged], probabilities: Probabilities, threshold: float) -> dict[str, float]:
    """Return micro F1 of the exact spans that are kept, and the calibration error of all proposals."""
    scores = {
        "f1": strict_f1(documents, probabilities, threshold),
        "calibration_error": calibration_error(documents, probabilities),
    }
    return {name: round(value, 4) for name, value in scores.items()}


def strict_f1(documents: Sequence[Judged], probabilities: Probabilities, threshold: float) -> float:
    """Return the micro F1 of exact spans that are kept at a threshold."""
    right = kept = gold = 0
    for item, scores in zip(documents, probabilities, strict=True):
        judged = list(zip(scores, item.proposals, strict=True))
        chosen = {(p.start, p.end, p.label) for _, p in select(judged, threshold)}
        right, kept, gold = right + len(chosen & item.gold), kept + len(chosen), gold + len(item.gold)
    return f1(right, kept, gold)


def calibration_error(documents: Sequence[Judged], probabilities: Probabilities, bins: int = 10) -> float:
    """Return the expected calibration error of the probabilities (Naeini et al. 2015), equal-width bins."""
    scores = np.array([score for row in probabilities for score in row])
    truths = np.array([truth for item in documents for truth in item.truths()], dtype=float)
    which = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [
        abs(scores[which == b].mean() - truths[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))
