"""Third stage: the judge of proposals learns, on documents that the taggers have not seen, whom to believe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.abbreviations import abbreviations_of
from pipeline.components.encoder import Encoder
from pipeline.components.fusion import Proposal, features, probability, propose, select
from pipeline.components.span_scores import SpanScores
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.training.annotated import Annotated
from pipeline.training.ratios import f1

STRENGTH = 1.0  # inverse weight of the L2 penalty
THRESHOLDS = tuple(round(0.3 + 0.02 * step, 2) for step in range(16))

Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document's proposals and its gold spans."""

    proposals: tuple[Proposal, ...]
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
        gold = frozenset((m.start, m.end, m.label) for m in item.mentions)
        found.append(Judged(tuple(propose(text, scores, known)), gold))
    return found


def _inside(start: int, end: int, item: Annotated) -> bool:
    return any(span.start <= start and end <= span.end for span in item.sentences)


def fit(documents: Sequence[Judged]) -> dict[str, float]:
    """Return the weights of the judge's features."""
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([features(p) for item in documents for p in item.proposals])
    truths = np.array([truth for item in documents for truth in item.truths()])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False).fit(rows, truths)
    return {name: round(float(weight), 4) for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)}


def strict_f1(documents: Sequence[Judged], weights: dict[str, float], threshold: float) -> float:
    """Return the micro F1 of exact spans that the judge keeps."""
    right = kept = gold = 0
    for item in documents:
        chosen = {
            (p.start, p.end, p.label) for _, p in select([(probability(p, weights), p) for p in item.proposals], threshold)
        }
        right, kept, gold = right + len(chosen & item.gold), kept + len(chosen), gold + len(item.gold)
    return f1(right, kept, gold)


def best_threshold(documents: Sequence[Judged], weights: dict[str, float]) -> float:
    """Return the threshold of the highest F1."""
    return max(THRESHOLDS, key=lambda threshold: strict_f1(documents, weights, threshold))


def calibration_error(documents: Sequence[Judged], weights: dict[str, float], bins: int = 10) -> float:
    """Return the expected calibration error of the probabilities (Naeini et al. 2015), equal-width bins."""
    scores = np.array([probability(p, weights) for item in documents for p in item.proposals])
    truths = np.array([truth for item in documents for truth in item.truths()], dtype=float)
    which = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [
        abs(scores[which == b].mean() - truths[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))
