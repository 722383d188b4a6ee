"""Which two mentions may stand in a relation, before anybody asks whether they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.labels import relation_labels

WITH_EACH_FORM = frozenset({"DERIVED_FROM", "HAS_DONOR"})  # of a long form and its abbreviation both carry these
LOCATED = "LOCATED"  # an auxiliary pair: a target and the place where its change was seen
FARTHEST = 2  # sentences between the arguments of an elliptic relation


@dataclass(frozen=True, slots=True)
class Node:
    """A mention as the pairing sees it: its label, its sentence, its block, and whether it repeats an earlier form."""

    label: str
    sentence: int
    block: int
    repeats: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions by index, the relation labels that their labels allow, and how many sentences lie between them."""

    head: int
    tail: int
    allowed: frozenset[str]
    distance: int


@cache
def allowed(head: str, tail: str) -> frozenset[str]:
    """Return the relation labels that may go from a mention labelled ``head`` to one labelled ``tail``."""
    names = {label.name for label in relation_labels() if head in label.heads and tail in label.tails}
    if tail == "ANATOMY" and any(head in label.tails for label in relation_labels() if label.name == "EFFECT"):
        names.add(LOCATED)
    return frozenset(names)


def candidate_pairs(nodes: Sequence[Node]) -> list[Pair]:
    """Return the pairs of one block-wise ordered list of mentions that may be related.

    Both arguments stand in one sentence, or the tail of an EFFECT up to two sentences after its head, or a trial's
    attribute up to two sentences from its number.
    """
    pairs: list[Pair] = []
    for head, first in enumerate(nodes):
        for tail, second in enumerate(nodes):
            distance = second.sentence - first.sentence
            if head == tail or first.block != second.block or abs(distance) > FARTHEST:
                continue
            names = allowed(first.label, second.label)
            if first.repeats or second.repeats:
                names = names & WITH_EACH_FORM
            if distance:
                names = names & ({"EFFECT", "TRIAL_ATTRIBUTE"} if distance > 0 else {"TRIAL_ATTRIBUTE"})
            if names:
                pairs.append(Pair(head, tail, names, distance))
    return pairs
