"""Who proposes what: the spans of the outer and the inner tagger, and those of vocabulary, patterns and grammar of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.components.span_scores import TAGGERS, SpanScores
from pipeline.labels import mention_labels
from pipeline.records import Mention

LABELS = tuple(label.name for label in mention_labels())
BY_TAGGER = frozenset(TAGGERS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may become a mention, who proposed it and how probable each tagger finds it.

    ``found`` holds ``outer`` and ``inner`` for the taggers, and ``vocabulary``, ``grammar``, ``definition`` or ``pattern``.
    """

    label: str
    start: int
    end: int
    outer: float
    inner: float
    found: frozenset[str]

    @property
    def tagged(self) -> float:
        """The greater of the taggers' probabilities."""
        return max(self.outer, self.inner)

    @property
    def known(self) -> frozenset[str]:
        """Who but a tagger proposed it."""
        return self.found - BY_TAGGER


def propose(scores: SpanScores, known: Sequence[Mention]) -> list[Proposal]:
    """Return every proposal once, sorted by start, the longest first; ``known`` is what vocabulary and patterns found."""
    found: dict[tuple[int, int, str], set[str]] = {}
    for mention in known:
        found.setdefault((mention.start, mention.end, mention.label), set()).add(mention.method or "vocabulary")
    for tagger, path in zip(TAGGERS, scores.paths, strict=True):
        for span in path:
            found.setdefault((span.start, span.end, LABELS[span.label]), set()).add(tagger)
    return [
        Proposal(label, start, end, *scores.probability(LABELS.index(label), start, end), frozenset(found[start, end, label]))
        for start, end, label in sorted(found, key=lambda key: (key[0], -key[1], key[2]))
    ]
