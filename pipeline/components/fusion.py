"""Model and vocabulary together: everybody proposes spans, boosted trees judge each, the best that fit are kept.

Proposals are the spans that the outer and the inner tagger find and those of vocabulary, patterns and grammar of names
(``proposals``). Each is judged by what is known of it (``evidence``); its probability is the confidence of the mention. The
trees (``forest``) are fitted on documents that the taggers did not learn from (``pipeline.training.judging``), so that the
confidence is calibrated. Then spans are taken from the most probable down: two of one label never overlap, two of different
labels never cross, and a span within another is kept where the guidelines know such a nesting or the inner tagger put it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.components.blocks import within
from pipeline.components.evidence import evidence_of
from pipeline.components.forest import Forest
from pipeline.components.proposals import Proposal, propose
from pipeline.components.span_scores import SpanScores
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.records import Mention, Span

if TYPE_CHECKING:
    from pipeline.components.encoder import Encoded, Encoder

HYPHENS = "-‐‑–"
NESTED = frozenset(
    {("CELL_THERAPY", "CELL_SOURCE"), ("CELL_THERAPY", "DONOR"), ("OUTCOME", "CONDITION"), ("TIMING", "CELL_THERAPY"),
     ("TIMING", "CONDITION"), ("DOSE", "CELL_THERAPY"), ("DOSE", "DONOR"), ("TIMING", "DONOR"), ("CONDITION", "ANATOMY")}
)  # fmt: skip


def select(judged: Sequence[tuple[float, Proposal]], threshold: float) -> list[tuple[float, Proposal]]:
    """Return the most probable proposals that fit together, in the order of the text."""
    kept: list[tuple[float, Proposal]] = []
    for score, one in sorted(judged, key=lambda pair: (-pair[0], pair[1].start, -pair[1].end)):
        if score < threshold:
            break
        if all(_fits(one, other) for _, other in kept if one.start < other.end and other.start < one.end):
            kept.append((score, one))
    return sorted(kept, key=lambda pair: (pair[1].start, -pair[1].end, pair[1].label))


def _fits(one: Proposal, other: Proposal) -> bool:
    if one.label == other.label or (one.start, one.end) == (other.start, other.end):
        return False
    within = other.start <= one.start and one.end <= other.end
    around = one.start <= other.start and other.end <= one.end
    long, short = (other, one) if within else (one, other)
    return (within or around) and ((long.label, short.label) in NESTED or "inner" in short.found)


def first_letter(text: str, start: int) -> int:
    """Return where a mention really begins: behind the hyphen that joins it to what stands before (``(-)-α-pinene``)."""
    return start + 1 if text[start] in HYPHENS and text[start + 1 : start + 2].isalpha() else start


class Fusion:
    """The judge of proposals; without an encoder the vocabulary's own confidence decides."""

    def __init__(self, encoder: Encoder | None) -> None:
        self.encoder = encoder
        self.judge: Forest | None = encoder.judge if encoder is not None else None

    def decide(
        self, text: str, sentences: Sequence[Span], encoded: Encoded | None, abbreviations: Mapping[str, str]
    ) -> list[Mention]:
        """Return the mentions of the sentences, without ids and concepts."""
        known = within(sentences, vocabulary_mentions(text, abbreviations))
        if self.encoder is None or self.judge is None or encoded is None or not len(encoded.pieces.ids):
            return known
        scores = SpanScores(self.encoder, encoded)
        proposals = propose(scores, known)
        quantities = {(m.start, m.end, m.label): m.quantity for m in known}
        probabilities = self.judge.probabilities(evidence_of(text, proposals, scores)).tolist()
        return [
            Mention(
                "", one.label, start := first_letter(text, one.start), one.end, text[start : one.end],
                confidence=round(score, 4), method="+".join(sorted(one.found)),
                quantity=quantities.get((one.start, one.end, one.label)),
            )
            for score, one in select(list(zip(probabilities, proposals, strict=True)), self.judge.threshold)
        ]  # fmt: skip
