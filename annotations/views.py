"""A reading without its ids: mentions by their places, relations by the places they join. Two readings compare by this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotations.gold import GoldDocument, sid_at
from annotations.matching import Place, place_of
from pipeline.records import Certainty, Concept, Direction, Mention, Perturbation, Relation


class MentionValues(NamedTuple):
    """What is said of a mention beside its place."""

    concept: Concept | None
    same_as: Place | None


class RelationKey(NamedTuple):
    """A relation without its attributes."""

    label: str
    head: Place
    tail: Place


class RelationValues(NamedTuple):
    """The attributes of a relation."""

    direction: Direction | None
    certainty: Certainty
    perturbation: Perturbation
    locations: tuple[Place, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One reading. Two relations may join the same mentions with different attributes, such as two directions."""

    mentions: Mapping[Place, MentionValues]
    relations: Mapping[RelationKey, tuple[RelationValues, ...]]


def view_of(gold: GoldDocument) -> View:
    """Return what a document's reader marked."""
    places = {mention.id: place_of(mention) for mention in gold.mentions}
    mentions = {
        places[mention.id]: MentionValues(mention.concept, places.get(mention.same_as or "")) for mention in gold.mentions
    }
    relations: dict[RelationKey, set[RelationValues]] = {}
    for item in gold.relations:
        locations = tuple(sorted(places[site] for site in item.locations))
        values = RelationValues(item.direction, item.certainty, item.perturbation, locations, tuple(sorted(item.citations)))
        relations.setdefault(RelationKey(item.label, places[item.head], places[item.tail]), set()).add(values)
    return View(mentions, {key: tuple(sorted(values, key=repr)) for key, values in relations.items()})


def gold_of(view: View, gold: GoldDocument) -> GoldDocument:
    """Return a reading as a gold document on the text of ``gold``; relations and links to what is not marked are left out."""
    places = sorted(view.mentions, key=lambda place: (place.start, -place.end, place.label))
    ids = {place: f"{sid_at(gold, place.start)}#m{number}" for number, place in enumerate(places, 1)}
    mentions = tuple(
        Mention(
            ids[place],
            place.label,
            place.start,
            place.end,
            gold.document.text[place.start : place.end],
            view.mentions[place].concept,
            ids.get(same) if (same := view.mentions[place].same_as) else None,
            confidence=1.0,
            method="gold",
        )
        for place in places
    )
    relations = [
        _relation(key, values, ids)
        for key, many in sorted(view.relations.items(), key=lambda item: (item[0].tail, item[0].head, item[0].label))
        if key.head in ids and key.tail in ids
        for values in many
    ]
    named = (replace(item, id=f"{item.tail.rpartition('#')[0]}#r{number}") for number, item in enumerate(relations, 1))
    return replace(gold, mentions=mentions, relations=tuple(named))


def _relation(key: RelationKey, values: RelationValues, ids: Mapping[Place, str]) -> Relation:
    head, tail = ids[key.head], ids[key.tail]
    return Relation(
        "",
        key.label,
        head,
        tail,
        direction=values.direction,
        certainty=values.certainty,
        perturbation=values.perturbation,
        locations=tuple(ids[site] for site in values.locations if site in ids),
        citations=values.citations,
        elliptic=head.rpartition("#")[0] != tail.rpartition("#")[0] and key.label != "TRIAL_ATTRIBUTE",
        confidence=1.0,
        method="gold",
    )
