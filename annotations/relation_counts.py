"""Relations and their attributes, gold against predicted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotations.annotated import Annotated, UnitAt
from annotations.counts import Counts, Tally, Unit
from annotations.matching import Node, Pair, match, match_pairs, near_node, nodes_of, pairs_of, same_node
from pipeline.records import Relation


def count_relations(tally: Tally, unit_at: UnitAt, gold: Annotated, predicted: Annotated, suffix: str) -> None:
    """Count relations by each rule, with and without direction, and the attributes of those that are strictly right.

    The sign (``attributes/direction``) is compared where label and arguments are right; the other attributes where it is too.
    """
    our_nodes, their_nodes = nodes_of(gold.mentions), nodes_of(predicted.mentions)
    for direction, ending in ((False, ""), (True, "_direction")):
        ours = pairs_of(gold.relations, our_nodes, direction=direction)
        theirs = pairs_of(predicted.relations, their_nodes, direction=direction)
        strict = match_pairs(ours, theirs, same_node)
        near = match_pairs(ours, theirs, near_node, start=strict)
        for rule in ("strict", "partial", "type"):
            _count_pairs(tally, unit_at, f"relations{suffix}/{rule}{ending}", ours, theirs)
        for pair in strict:
            tally.count(_unit_of(unit_at, pair), f"relations{suffix}/strict{ending}", pair.label, Counts(correct=1))
            tally.count(_unit_of(unit_at, pair), f"relations{suffix}/partial{ending}", pair.label, Counts(correct=1))
        for pair in near:
            tally.count(_unit_of(unit_at, pair), f"relations{suffix}/type{ending}", pair.label, Counts(correct=1))
        for pair in near.keys() - strict.keys():
            tally.count(_unit_of(unit_at, pair), f"relations{suffix}/partial{ending}", pair.label, Counts(partial=1))
        for ours_pair, theirs_pair in strict.items():
            unit, mine, other = _unit_of(unit_at, ours_pair), ours[ours_pair], theirs[theirs_pair]
            if direction:
                _count_attributes(tally, unit, (mine, other), (our_nodes, their_nodes), suffix)
            elif mine.label == "EFFECT":
                _count_value(tally, unit, f"attributes{suffix}/direction", str(mine.direction), str(other.direction))


def _unit_of(unit_at: UnitAt, pair: Pair) -> Unit:
    return unit_at(min(place.start for place in pair.tail.places))


def _count_attributes(
    tally: Tally, unit: Unit, relations: tuple[Relation, Relation], nodes: Sequence[Mapping[str, Node]], suffix: str
) -> None:
    mine, other = relations
    if mine.label == "EFFECT":
        _count_value(tally, unit, f"attributes{suffix}/certainty", mine.certainty, other.certainty)
        _count_value(tally, unit, f"attributes{suffix}/perturbation", mine.perturbation, other.perturbation)
        ours = list(dict.fromkeys(nodes[0][mention] for mention in mine.locations))
        theirs = list(dict.fromkeys(nodes[1][mention] for mention in other.locations))
        found = len(match(ours, theirs, same_node))
        tally.count(unit, f"attributes{suffix}/location", "ANATOMY", Counts(len(ours), len(theirs), found))
        all_right = int(found == len(ours) == len(theirs))
        tally.count(unit, f"attributes{suffix}/location_all", "ANATOMY", Counts(1, 1, all_right))
    cited, found_cited = set(mine.citations), set(other.citations)
    measure = f"attributes{suffix}/citations"
    tally.count(unit, measure, mine.label, Counts(len(cited), len(found_cited), len(cited & found_cited)))
    tally.count(unit, f"{measure}_all", mine.label, Counts(1, 1, cited == found_cited))


def _count_value(tally: Tally, unit: Unit, measure: str, gold: str, predicted: str) -> None:
    tally.count(unit, measure, gold, Counts(gold=1, correct=gold == predicted))
    tally.count(unit, measure, predicted, Counts(predicted=1))


def _count_pairs(tally: Tally, unit_at: UnitAt, measure: str, gold: Iterable[Pair], predicted: Iterable[Pair]) -> None:
    for pair in gold:
        tally.count(_unit_of(unit_at, pair), measure, pair.label, Counts(gold=1))
    for pair in predicted:
        tally.count(_unit_of(unit_at, pair), measure, pair.label, Counts(predicted=1))
