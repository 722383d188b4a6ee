"""Where gold and predictions part: one error each, with its kind and its place.

A mention is paired with what it was taken for: the same characters under another label, or characters that overlap. What
is left is ``missed`` or ``spurious``; what has no place in the text as it was read is an error of ``reading``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from annotations.annotated import Annotated
from annotations.facts import name_of
from annotations.gold import GoldDocument, sid_at
from annotations.matching import Place, match, overlaps, place_of
from pipeline.records import Mention

Kind = Literal[
    "sign", "reading", "missed", "spurious", "label", "certainty", "perturbation", "citation", "location", "boundary", "concept"
]  # fmt: skip
What = Literal["mention", "relation"]

WEIGHTS: dict[Kind, float] = {
    "sign": 5, "reading": 4, "missed": 3, "spurious": 3, "label": 2.5, "certainty": 2, "perturbation": 2, "citation": 1.5,
    "location": 1, "boundary": 1, "concept": 1,
}  # fmt: skip
FARTHEST = 600


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: a line of words, and the spans it speaks of as (start, end, label)."""

    words: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Error:
    """One error; ``start`` and ``end`` bound the sentence (or sentences) to show, None for a side that says nothing."""

    what: What
    kind: Kind
    label: str
    document: str
    sid: str
    start: int
    end: int
    gold: Side | None
    predicted: Side | None
    confidence: float | None

    @property
    def severity(self) -> float:
        """How bad it is: the weight of its kind, doubled for a relation, and raised by the confidence of the prediction."""
        return WEIGHTS[self.kind] * (2 if self.what == "relation" else 1) * (1 + (self.confidence or 0))


def worst_first(errors: Iterable[Error]) -> list[Error]:
    """Sort the errors of many documents."""
    return sorted(errors, key=lambda error: (-error.severity, error.document, error.start, error.label))


def mention_errors(gold: GoldDocument, predicted: Annotated) -> Iterator[Error]:
    """Yield what is wrong with the mentions of a document."""
    ours, theirs = ({place_of(mention): mention for mention in side} for side in (gold.mentions, predicted.mentions))
    for place in sorted(ours.keys() & theirs.keys()):
        if name_of(ours[place]) != name_of(theirs[place]):
            yield _of_mentions(gold, "concept", ours[place], theirs[place])
    left = sorted(ours.keys() - theirs.keys())
    right = sorted(theirs.keys() - ours.keys())
    for near in (_same_span, _same_label, overlaps):
        paired = match(left, right, near)
        for place, other in paired.items():
            kind: Kind = "boundary" if place.label == other.label else "label"
            yield _of_mentions(gold, kind, ours[place], theirs[other])
        taken = set(paired.values())
        left = [place for place in left if place not in paired]
        right = [place for place in right if place not in taken]
    for place in left:
        yield _of_mentions(gold, "reading" if place.start < 0 else "missed", ours[place], None)
    for place in right:
        yield _of_mentions(gold, "spurious", None, theirs[place])


def _same_span(a: Place, b: Place) -> bool:
    return (a.start, a.end) == (b.start, b.end)


def _same_label(a: Place, b: Place) -> bool:
    return a.label == b.label and overlaps(a, b)


def _of_mentions(gold: GoldDocument, kind: Kind, mine: Mention | None, other: Mention | None) -> Error:
    shown = [mention for mention in (mine, other) if mention is not None]
    start, end = context_of(gold, shown)
    sides = [None if mention is None else Side(mention_words(mention), spans_of([mention])) for mention in (mine, other)]
    place = max(shown[0].start, 0)
    confidence = other.confidence if other is not None else None
    sid = mine.id.rpartition("#")[0] if mine is not None else sid_at(gold, place)
    return Error("mention", kind, shown[0].label, gold.name, sid, start, end, sides[0], sides[1], confidence)


def mention_words(mention: Mention) -> str:
    """Return a mention as a line of words."""
    return f"{mention.label}: {mention.text} ({mention.concept.name if mention.concept else 'no concept'})"


def spans_of(mentions: Iterable[Mention]) -> tuple[tuple[int, int, str], ...]:
    """Return the spans of mentions with their labels; those without a place are left out."""
    return tuple((mention.start, mention.end, mention.label) for mention in mentions if mention.start >= 0)


def context_of(gold: GoldDocument, mentions: Iterable[Mention]) -> tuple[int, int]:
    """Return the characters of the sentences that hold some mentions; those far before the last one are left out."""
    places = sorted(mention.start for mention in mentions if mention.start >= 0)
    if not places:
        return 0, 0
    bounds = [
        next(((span.start, span.end) for span in gold.sentences if span.start <= place < span.end), (place, place + 80))
        for place in places
        if place >= places[-1] - FARTHEST
    ]
    return min(start for start, _ in bounds), min(max(end for _, end in bounds), len(gold.document.text))
