"""Model and vocabulary together: everybody proposes spans, one logistic regression judges each, the best that fit are kept.

Proposals are the spans that the outer and the inner tagger find and those of vocabulary, patterns and grammar of names. Each
is judged by what both say of it (``features``); its probability is the confidence of the mention. Weights are learned on
documents that the taggers did not learn from (``pipeline.training.judging``), so that the confidence is calibrated.
Then spans are taken from the most probable down: two of one label never overlap, two of different labels never cross, and a
span within another is kept where the inner tagger or the vocabulary put it there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.components.span_scores import SpanScores
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.labels import mention_labels
from pipeline.records import Mention, Span

if TYPE_CHECKING:
    from pipeline.components.encoder import Encoded, Encoder

LABELS = tuple(label.name for label in mention_labels())
NESTED = frozenset(
    {("CELL_THERAPY", "CELL_SOURCE"), ("CELL_THERAPY", "DONOR"), ("OUTCOME", "CONDITION"), ("TIMING", "CELL_THERAPY"),
     ("TIMING", "CONDITION"), ("DOSE", "CELL_THERAPY"), ("DOSE", "DONOR"), ("TIMING", "DONOR"), ("CONDITION", "ANATOMY")}
)  # fmt: skip
SMALLEST = 1e-4
MANY_WORDS = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that may become a mention, and what is known of it."""

    label: str
    start: int
    end: int
    outer: float
    inner: float
    found: frozenset[str]  # who proposed it: outer, inner, vocabulary, grammar, definition, pattern
    rivals: frozenset[str]  # what speaks against it: a tagger's or the vocabulary's other reading of these words
    form: tuple[str, ...] = ()  # how the words look: their number, capitals, hyphens around
    elsewhere: float = -1.0  # the taggers' mean probability for the same words elsewhere in the document; -1 for nowhere


def features(proposal: Proposal) -> dict[str, float]:
    """Return what a proposal is judged by, by name."""
    found, label = proposal.found, proposal.label
    known = found & {"vocabulary", "grammar", "definition", "pattern"}
    probable = max(proposal.outer, proposal.inner, SMALLEST)
    values = {
        "bias": 1.0, f"label {label}": 1.0,
        "logit": math.log(probable / (1.0 - min(probable, 1 - SMALLEST))), f"logit {label}": 0.0,
        "tagger": float(bool(found & {"outer", "inner"})), "inner": float("inner" in found),
        "known": float(bool(known)), "both": float(bool(known and found & {"outer", "inner"})),
    }  # fmt: skip
    values[f"logit {label}"] = values["logit"]
    elsewhere = min(max(proposal.elsewhere, SMALLEST), 1 - SMALLEST)
    values["elsewhere"] = math.log(elsewhere / (1 - elsewhere)) if proposal.elsewhere >= 0 else 0.0
    values["nowhere else"] = float(proposal.elsewhere < 0)
    if known:
        values[f"known {label}"] = 1.0
        values["logit known"] = values["logit"]
        values |= {f"by {method}": 1.0 for method in known}
    values |= {name: 1.0 for name in proposal.form}
    values |= {f"{name} {label}": 1.0 for name in proposal.form if name.startswith("words")}
    return values | {f"rival {name}": 1.0 for name in proposal.rivals}


def probability(proposal: Proposal, weights: Mapping[str, float]) -> float:
    """Return how probable it is that a proposal is a mention."""
    total = sum(weights.get(name, 0.0) * value for name, value in features(proposal).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def propose(text: str, scores: SpanScores | None, known: Sequence[Mention]) -> list[Proposal]:
    """Return every proposal once, in order; without scores only what the vocabulary knows."""
    found: dict[tuple[int, int, str], set[str]] = {}
    for mention in known:
        found.setdefault((mention.start, mention.end, mention.label), set()).add(mention.method or "vocabulary")
    for tagger, path in zip(("outer", "inner"), scores.paths if scores is not None else ((), ()), strict=True):
        for span in path:
            found.setdefault((span.start, span.end, LABELS[span.label]), set()).add(tagger)
    ordered = sorted(found, key=lambda key: (key[0], -key[1], key[2]))
    proposals: list[Proposal] = []
    for index, (start, end, label) in enumerate(ordered):
        outer, inner = scores.probability(LABELS.index(label), start, end) if scores is not None else (0.0, 0.0)
        rivals = _rivals(index, ordered, found)
        form = _form(text, start, end)
        proposals.append(Proposal(label, start, end, outer, inner, frozenset(found[start, end, label]), rivals, form))
    return _with_elsewhere(text, proposals)


def _form(text: str, start: int, end: int) -> tuple[str, ...]:
    words = text[start:end]
    looks = {
        "capital": words[:1].isupper(), "capitals": words.isupper(),
        "hyphen before": text[max(0, start - 1) : start] == "-", "hyphen after": text[end : end + 1] == "-",
    }  # fmt: skip
    return (f"words {min(len(words.split()), MANY_WORDS)}", *(name for name, true in looks.items() if true))


def _with_elsewhere(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Add what the taggers think of the same words in other places: one document uses its words in one way."""
    by_words: dict[tuple[str, str], list[float]] = {}
    for one in proposals:
        by_words.setdefault((one.label, text[one.start : one.end]), []).append(max(one.outer, one.inner))
    found = []
    for one in proposals:
        values, own = by_words[one.label, text[one.start : one.end]], max(one.outer, one.inner)
        mean = (sum(values) - own) / (len(values) - 1) if len(values) > 1 else -1.0
        found.append(replace(one, elsewhere=mean))
    return found


def _rivals(
    index: int, ordered: Sequence[tuple[int, int, str]], found: Mapping[tuple[int, int, str], set[str]]
) -> frozenset[str]:
    start, end, label = ordered[index]
    names: set[str] = set()
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(ordered) and abs(other - index) < 12:
            begin, stop, kind = ordered[other]
            if begin >= end:
                break
            if stop > start:
                who = "tagger" if found[ordered[other]] & {"outer", "inner"} else "vocabulary"
                names.add(f"{who} {_geometry((start, end), (begin, stop), label == kind)}")
            other += step
    return frozenset(names)


def _geometry(one: tuple[int, int], other: tuple[int, int], same_label: bool) -> str:
    kind = "same label" if same_label else "other label"
    if one == other:
        return f"same span {kind}"
    if other[0] <= one[0] and one[1] <= other[1]:
        return f"longer {kind}"
    if one[0] <= other[0] and other[1] <= one[1]:
        return f"shorter {kind}"
    return f"crossing {kind}"


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


class Fusion:
    """The judge with its weights; without an encoder the vocabulary's own confidence decides."""

    def __init__(self, encoder: Encoder | None) -> None:
        self.encoder = encoder
        judge = encoder.judge if encoder is not None else {}
        self.weights: Mapping[str, float] = judge.get("weights", {})
        self.threshold: float = judge.get("threshold", 0.5)

    def decide(
        self, text: str, sentences: Sequence[Span], encoded: Encoded | None, abbreviations: Mapping[str, str]
    ) -> list[Mention]:
        """Return the mentions of the sentences, without ids and concepts."""
        known = vocabulary_mentions(text, abbreviations)
        known = [m for m in known if any(s.start <= m.start and m.end <= s.end for s in sentences)]
        if self.encoder is None or encoded is None or not len(encoded.pieces.ids):
            return known
        proposals = propose(text, SpanScores(self.encoder, encoded), known)
        quantities = {(m.start, m.end, m.label): m.quantity for m in known}
        kept = select([(probability(one, self.weights), one) for one in proposals], self.threshold)
        return [
            Mention(
                "", one.label, one.start, one.end, text[one.start : one.end], confidence=round(score, 4),
                method="+".join(sorted(one.found)), quantity=quantities.get((one.start, one.end, one.label)),
            )
            for score, one in kept
        ]  # fmt: skip
