"""What a paper says once its wording is put aside: the set of normalised tuples that a query would return."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.matching import root_of
from pipeline.records import Mention, Relation

DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
FAMILIES = {
    "ADMINISTERED_VIA": "route",
    "DERIVED_FROM": "source",
    "HAS_DONOR": "donor",
    "HAS_DOSE": "dose",
    "GIVEN_AT": "timing",
    "STUDIED_IN": "condition",
    "IN_SPECIES": "species",
    "EFFECT": "effect",
    "TRIAL_ATTRIBUTE": "trial",
}
CYTOKINE_EFFECT = "cytokine_effect"


class Fact(NamedTuple):
    """A relation between two names; ``direction`` is empty but for an effect."""

    label: str
    head: str
    tail: str
    direction: str


def normalise(name: str) -> str:
    """Fold what does not tell names apart: Unicode form (NFKC), the kind of dash, white space, upper and lower case.

    >>> normalise("TGF–β  1")
    'tgf-β 1'
    """
    folded = unicodedata.normalize("NFKC", name).translate(DASHES).casefold()
    return re.sub(r"\s+", " ", folded).strip()


def name_of(mention: Mention) -> str:
    """Return the normalised name of a mention's concept, or of its own words where it has none."""
    return normalise(mention.concept.name if mention.concept is not None and mention.concept.name else mention.text)


def facts_of(mentions: Iterable[Mention], relations: Iterable[Relation]) -> dict[Fact, tuple[int, bool]]:
    """Return the distinct facts, each with the first place it is stated at (its tail's start) and whether of a cytokine.

    A mention that repeats another one (``same_as``) goes by the name of that one.
    """
    by_id: Mapping[str, Mention] = {mention.id: mention for mention in mentions}
    facts: dict[Fact, tuple[int, bool]] = {}
    for relation in relations:
        head, tail = (by_id[root_of(argument, by_id)] for argument in (relation.head, relation.tail))
        fact = Fact(relation.label, name_of(head), name_of(tail), relation.direction or "")
        start = by_id[relation.tail].start
        of_cytokine = relation.label == "EFFECT" and tail.label == "CYTOKINE"
        first, cytokine = facts.get(fact, (start, False))
        facts[fact] = (min(first, start), cytokine or of_cytokine)
    return facts
