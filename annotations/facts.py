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
TRIAL_KINDS = {
    "TRIAL_PHASE": "phase",
    "TRIAL_STATUS": "status",
    "SAMPLE_SIZE": "enrollment",
    "CELL_THERAPY": "product",
    "CONDITION": "condition",
    "ROUTE": "route",
    "DOSE": "dose",
}


class Fact(NamedTuple):
    """A relation between two names; ``direction`` is empty but for an effect."""

    label: str
    head: str
    tail: str
    direction: str


class Told(NamedTuple):
    """Where a fact is stated first (its tail's start), and the label of its tail (of a cytokine, if any tail is one)."""

    start: int
    tail_label: str

    @property
    def of_cytokine(self) -> bool:
        """Tell whether the fact is about a cytokine."""
        return self.tail_label == "CYTOKINE"


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


def facts_of(mentions: Iterable[Mention], relations: Iterable[Relation]) -> dict[Fact, Told]:
    """Return the distinct facts, each with where it is stated first and the label of its tail.

    A mention that repeats another one (``same_as``) goes by the name of that one.
    """
    by_id: Mapping[str, Mention] = {mention.id: mention for mention in mentions}
    facts: dict[Fact, Told] = {}
    for relation in relations:
        head, tail = (by_id[root_of(argument, by_id)] for argument in (relation.head, relation.tail))
        fact = Fact(relation.label, name_of(head), name_of(tail), relation.direction or "")
        told = Told(by_id[relation.tail].start, tail.label)
        known = facts.get(fact, told)
        facts[fact] = Told(min(known.start, told.start), "CYTOKINE" if told.of_cytokine else known.tail_label)
    return facts
