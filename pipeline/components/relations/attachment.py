"""Which product, condition or species a neighbouring mention belongs to: nesting first, then lists, then the nearest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from pipeline.components.relations.sentence import Sentence
from pipeline.records import Mention, Relation

LIST_GAP = re.compile(
    r"^\W*(?:\([^)]*\)\W*)?(?:,|and|or|/|and/or|as well as)\W*(?:the|a|an|severe|extensive|chronic|acute|grade)?\W*$",
    re.IGNORECASE,
)
BOUNDARY = re.compile(r"[;:]|\. |, (?:and|but|while|whereas|which|although)\b|\b(?:while|whereas)\b", re.IGNORECASE)
BOUNDARY_COST = 60


def outermost(mentions: Sequence[Mention], label: str, *, within: Collection[str] = ()) -> list[Mention]:
    """Return the mentions of a label that neither lie inside another mention nor repeat an earlier one of the sentence.

    Those inside a mention with a label of ``within`` are returned as well.
    """
    here = {mention.id for mention in mentions}
    return [
        mention
        for mention in mentions
        if mention.label == label
        and mention.same_as not in here
        and not any(other is not mention and contains(other, mention) and other.label not in within for other in mentions)
    ]


def contains(outer: Mention, inner: Mention) -> bool:
    """Tell whether one mention lies within another."""
    return outer.start <= inner.start and inner.end <= outer.end


def gap(sentence: Sentence, one: Mention, two: Mention) -> str:
    """Return the text between two mentions, whichever comes first."""
    first, second = sorted((one, two), key=lambda mention: mention.start)
    return sentence.between(first.end, max(first.end, second.start))


def distance(sentence: Sentence, one: Mention, two: Mention) -> int:
    """Return the characters between two mentions, each clause boundary counting as sixty more."""
    between = gap(sentence, one, two)
    return len(between) + BOUNDARY_COST * len(BOUNDARY.findall(between))


def nearest(sentence: Sentence, mention: Mention, candidates: Iterable[Mention]) -> Mention | None:
    """Return the candidate nearest to a mention by ``distance``, or None where there is none."""
    return min(candidates, key=lambda other: (distance(sentence, mention, other), other.start), default=None)


def listed(sentence: Sentence, mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of one label in the same ``A, B and C`` as a mention, itself included, in the order of the text."""
    ordered = sorted((other for other in mentions if other.label == mention.label), key=lambda other: other.start)
    if mention not in ordered:
        return [mention]
    low = high = ordered.index(mention)
    while low > 0 and LIST_GAP.match(gap(sentence, ordered[low - 1], ordered[low])):
        low -= 1
    while high + 1 < len(ordered) and LIST_GAP.match(gap(sentence, ordered[high], ordered[high + 1])):
        high += 1
    return ordered[low : high + 1]


def canonical(mentions: Sequence[Mention], mention: Mention) -> Mention:
    """Return the earlier mention of the sentence that this one repeats, or the mention itself."""
    return next((other for other in mentions if other.id == mention.same_as), mention)


def relate(label: str, head: Mention, tail: Mention, rule: str) -> Relation:
    """Return a relation that is no effect, with the rule that found it; its number and its support come later."""
    return Relation(id="", label=label, head=head.id, tail=tail.id, method=f"grammar: {rule}")
