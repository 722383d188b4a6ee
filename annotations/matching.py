"""Which predicted item answers which gold item: one to one, as many as possible, the same from either side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from pipeline.records import Mention, Relation

Item = TypeVar("Item", bound=Hashable)


class Place(NamedTuple):
    """A labelled half-open range of characters: what makes two mentions the same."""

    start: int
    end: int
    label: str


class Node(NamedTuple):
    """A mention together with those linked to it by ``same_as``."""

    places: frozenset[Place]


class Pair(NamedTuple):
    """A relation without its attributes; ``direction`` is empty where it is not compared."""

    label: str
    head: Node
    tail: Node
    direction: str


def place_of(mention: Mention) -> Place:
    """Return the place of a mention."""
    return Place(mention.start, mention.end, mention.label)


def overlaps(a: Place, b: Place) -> bool:
    """Tell whether two places share a character; touching is not overlapping."""
    return a.start < b.end and b.start < a.end


def nodes_of(mentions: Iterable[Mention]) -> dict[str, Node]:
    """Return the node of every mention id; chains of ``same_as`` are followed, a link to nowhere is no link."""
    by_id = {mention.id: mention for mention in mentions}
    members: dict[str, set[str]] = {}
    for identifier in by_id:
        members.setdefault(root_of(identifier, by_id), set()).add(identifier)
    nodes = {}
    for group in members.values():
        node = Node(frozenset(place_of(by_id[identifier]) for identifier in group))
        nodes.update(dict.fromkeys(group, node))
    return nodes


def root_of(identifier: str, mentions: Mapping[str, Mention]) -> str:
    """Follow ``same_as`` to the mention that repeats none (in a ring: to its first id)."""
    seen = [identifier]
    while (parent := mentions[seen[-1]].same_as) in mentions and parent not in seen:
        seen.append(str(parent))
    ring = mentions[seen[-1]].same_as
    return min(seen[seen.index(str(ring)) :]) if ring in seen else seen[-1]


def pairs_of(relations: Iterable[Relation], nodes: Mapping[str, Node], *, direction: bool) -> dict[Pair, Relation]:
    """Return the relations by what is compared of them; of equal ones the first is kept."""
    pairs: dict[Pair, Relation] = {}
    for relation in relations:
        sign = (relation.direction or "") if direction else ""
        pairs.setdefault(Pair(relation.label, nodes[relation.head], nodes[relation.tail], sign), relation)
    return pairs


def same_node(a: Node, b: Node) -> bool:
    """Tell whether two nodes have a mention in common: same characters, same label."""
    return not a.places.isdisjoint(b.places)


def near_node(a: Node, b: Node) -> bool:
    """Tell whether a mention of one node overlaps a mention of the other with the same label."""
    return any(p.label == q.label and overlaps(p, q) for p in a.places for q in b.places)


def match(
    gold: Sequence[Item],
    predicted: Sequence[Item],
    fits: Callable[[Item, Item], bool],
    *,
    start: Mapping[Item, Item] | None = None,
) -> dict[Item, Item]:
    """Pair as many items as can be paired one to one (Kuhn, 1955: augmenting paths); returns gold -> predicted.

    The number of pairs does not depend on the order of the items, nor on which side is called gold. Whatever is paired
    in ``start`` stays paired, though perhaps with another item.
    """
    candidates = {item: [other for other in predicted if fits(item, other)] for item in gold}
    taken = {other: item for item, other in (start or {}).items()}

    def place(item: Item, visited: set[Item]) -> bool:
        for other in candidates[item]:
            if other not in visited:
                visited.add(other)
                if other not in taken or place(taken[other], visited):
                    taken[other] = item
                    return True
        return False

    for item in gold:
        if start is None or item not in start:
            place(item, set())
    return {item: other for other, item in taken.items()}


def match_pairs(
    gold: Iterable[Pair],
    predicted: Iterable[Pair],
    same: Callable[[Node, Node], bool],
    *,
    start: Mapping[Pair, Pair] | None = None,
) -> dict[Pair, Pair]:
    """Pair relations of one label and direction whose arguments are ``same``; returns gold -> predicted."""

    def fits(a: Pair, b: Pair) -> bool:
        return same(a.head, b.head) and same(a.tail, b.tail)

    groups: dict[tuple[str, str], tuple[list[Pair], list[Pair]]] = {}
    for side, pairs in enumerate((gold, predicted)):
        for pair in pairs:
            groups.setdefault((pair.label, pair.direction), ([], []))[side].append(pair)
    found: dict[Pair, Pair] = {}
    for ours, theirs in groups.values():
        begun = {pair: start[pair] for pair in ours if pair in start} if start else None
        found.update(match(ours, theirs, fits, start=begun))
    return found
