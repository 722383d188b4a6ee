"""Gold and predicted annotation of one document -> counts, for every measure and each of its labels.

The rule of matching is part of a measure's name.

``strict``   same characters and same label.
``exact``    same characters, whatever the label.
``partial``  same label and a shared character: whole credit for the same characters, else half.
``type``     same label and a shared character: whole credit.

For a relation the rule is that of its two arguments, and a mention is one node with those that ``same_as`` links to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from annotations.annotated import Annotated, UnitAt
from annotations.counts import Counts, Scores, Tally, Unit
from annotations.facts import CYTOKINE_EFFECT, FAMILIES, TRIAL_KINDS, facts_of, name_of
from annotations.matching import Place, match, overlaps, place_of
from annotations.relation_counts import count_relations
from annotations.trial_fields import compare_trials
from pipeline.records import Mention


class TextMismatch(ValueError):
    """Gold and predicted annotation are not of the same text."""


def score(gold: Annotated, predicted: Annotated, *, name: str | None = None) -> Scores:
    """Score one document end to end: entities, nested spans, concepts, relations, attributes, facts and trials.

    Trials are scored where gold has any written down. Raises TextMismatch where the two texts differ.
    """
    unit_at, tally = _start(gold, predicted, name)
    _count_entities(tally, unit_at, gold.mentions, predicted.mentions)
    _count_concepts(tally, unit_at, gold.mentions, predicted.mentions)
    count_relations(tally, unit_at, gold, predicted, "")
    _count_facts(tally, unit_at, gold, predicted, "")
    if gold.trials is not None:
        for trial_id, field, counts in compare_trials(gold.trials, predicted.trials or ()):
            tally.count(Unit(unit_at(0).document, -1, trial_id), "trials/fields", field, counts)
    return tally.scores()


def score_relations(gold: Annotated, predicted: Annotated, *, name: str | None = None) -> Scores:
    """Score relations, attributes and facts that were predicted on gold mentions; the measures end in ``_gold_mentions``."""
    unit_at, tally = _start(gold, predicted, name)
    count_relations(tally, unit_at, gold, predicted, "_gold_mentions")
    _count_facts(tally, unit_at, gold, predicted, "_gold_mentions")
    return tally.scores()


def _start(gold: Annotated, predicted: Annotated, name: str | None) -> tuple[UnitAt, Tally]:
    if gold.document.text != predicted.document.text:
        raise TextMismatch(f"gold and predictions of {gold.document.source} are not of the same text")
    starts = [block.start for block in gold.document.blocks]
    document = name or gold.document.source
    units = frozenset(Unit(document, number) for number in range(max(len(starts), 1)))
    return lambda offset: Unit(document, max(bisect_right(starts, offset) - 1, 0)), Tally(units)


def _count_entities(tally: Tally, unit_at: UnitAt, gold: Iterable[Mention], predicted: Iterable[Mention]) -> None:
    ours, theirs = ({place_of(mention) for mention in side} for side in (gold, predicted))
    for measure in ("entities/strict", "entities/partial", "entities/type"):
        _count_sides(tally, unit_at, measure, ours, theirs)
    for place in ours & theirs:
        for measure in ("entities/strict", "entities/partial", "entities/type"):
            tally.count(unit_at(place.start), measure, place.label, Counts(correct=1))
    near = match(sorted(ours - theirs), sorted(theirs - ours), lambda a, b: a.label == b.label and overlaps(a, b))
    for place in near:
        tally.count(unit_at(place.start), "entities/partial", place.label, Counts(partial=1))
        tally.count(unit_at(place.start), "entities/type", place.label, Counts(correct=1))
    spans = [{Place(place.start, place.end, "any") for place in side} for side in (ours, theirs)]
    _count_sets(tally, unit_at, "entities/exact", *spans)
    nested = inner_places(ours) | inner_places(theirs)
    _count_sets(tally, unit_at, "nested/strict", ours & nested, theirs & nested)


def inner_places(places: Iterable[Place]) -> set[Place]:
    """Return the places that lie within another one of the set (with the same characters: both)."""
    ordered = sorted(places, key=lambda place: (place.start, -place.end))
    inner, open_places = set(), list[Place]()
    for place in ordered:
        open_places = [outer for outer in open_places if outer.end > place.start]
        for outer in open_places:
            if outer.end >= place.end:
                inner.add(place)
                if (outer.start, outer.end) == (place.start, place.end):
                    inner.add(outer)
        open_places.append(place)
    return inner


def _count_concepts(tally: Tally, unit_at: UnitAt, gold: Iterable[Mention], predicted: Iterable[Mention]) -> None:
    ours, theirs = ({place_of(mention): name_of(mention) for mention in side} for side in (gold, predicted))
    _count_sides(tally, unit_at, "concepts/strict", ours, theirs)
    for place in ours.keys() & theirs.keys():
        same = int(ours[place] == theirs[place])
        tally.count(unit_at(place.start), "concepts/strict", place.label, Counts(correct=same))
        tally.count(unit_at(place.start), "concepts/right_mentions", place.label, Counts(gold=1, predicted=1, correct=same))
    firsts = []
    for side in (ours, theirs):
        first: dict[tuple[str, str], int] = {}
        for place, concept in sorted(side.items()):
            first.setdefault((place.label, concept), place.start)
        firsts.append(first)
    for label, concept in sorted(firsts[0].keys() | firsts[1].keys()):
        key = (label, concept)
        in_gold, in_predicted = key in firsts[0], key in firsts[1]
        unit = unit_at(firsts[0][key] if in_gold else firsts[1][key])
        tally.count(unit, "concepts/of_document", label, Counts(in_gold, in_predicted, in_gold and in_predicted))


def _count_facts(tally: Tally, unit_at: UnitAt, gold: Annotated, predicted: Annotated, suffix: str) -> None:
    ours, theirs = (facts_of(side.mentions, side.relations) for side in (gold, predicted))
    measure = f"facts{suffix}/by_family"
    for fact in sorted(ours.keys() | theirs.keys()):
        told, other = ours.get(fact) or theirs[fact], theirs.get(fact)
        counts = Counts(fact in ours, fact in theirs, fact in ours and fact in theirs)
        unit = unit_at(told.start)
        tally.count(unit, measure, FAMILIES.get(fact.label, fact.label), counts)
        if fact.label == "EFFECT" and (told.of_cytokine or (other is not None and other.of_cytokine)):
            tally.count(unit, f"facts{suffix}/{CYTOKINE_EFFECT}", CYTOKINE_EFFECT, counts)
        if fact.label == "TRIAL_ATTRIBUTE":
            kind = TRIAL_KINDS.get(told.tail_label, told.tail_label)
            tally.count(unit, f"facts{suffix}/trial_attributes", kind, counts)


def _count_sides(tally: Tally, unit_at: UnitAt, measure: str, gold: Iterable[Place], predicted: Iterable[Place]) -> None:
    for place in gold:
        tally.count(unit_at(place.start), measure, place.label, Counts(gold=1))
    for place in predicted:
        tally.count(unit_at(place.start), measure, place.label, Counts(predicted=1))


def _count_sets(tally: Tally, unit_at: UnitAt, measure: str, gold: set[Place], predicted: set[Place]) -> None:
    _count_sides(tally, unit_at, measure, gold, predicted)
    for place in gold & predicted:
        tally.count(unit_at(place.start), measure, place.label, Counts(correct=1))
