"""Relations that went wrong, each beside the one that comes nearest.

Same arguments and another direction is an error of ``sign``; same arguments and another relation of ``label``; arguments
that overlap of ``boundary``. Of right relations, attributes that differ are errors of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from annotations.annotated import Annotated
from annotations.errors import Error, Kind, Side, context_of, mention_errors, spans_of, worst_first
from annotations.gold import GoldDocument, sid_at
from annotations.matching import Node, match, match_pairs, near_node, nodes_of, pairs_of, same_node
from pipeline.records import Mention, Relation


@dataclass(frozen=True, slots=True)
class _Stated:
    """A relation of one side with its mentions and their nodes."""

    relation: Relation
    head: Node
    tail: Node
    mentions: tuple[Mention, ...]

    def joins(self, other: _Stated, same: Callable[[Node, Node], bool]) -> bool:
        """Tell whether the arguments of two relations are the same, by some rule."""
        return same(self.head, other.head) and same(self.tail, other.tail)


def errors_of(gold: GoldDocument, predicted: Annotated) -> list[Error]:
    """Return every error of one document, mentions and relations, the worst first; none for a perfect prediction."""
    return worst_first([*mention_errors(gold, predicted), *relation_errors(gold, predicted)])


def relation_errors(gold: GoldDocument, predicted: Annotated) -> Iterator[Error]:
    """Yield what is wrong with the relations of a document."""
    nodes = nodes_of(gold.mentions), nodes_of(predicted.mentions)
    ours, theirs = (
        pairs_of(side.relations, side_nodes, direction=True) for side, side_nodes in zip((gold, predicted), nodes, strict=True)
    )
    stated = {pair: _state(relation, gold, nodes[0]) for pair, relation in ours.items()}
    claimed = {pair: _state(relation, predicted, nodes[1]) for pair, relation in theirs.items()}
    right = match_pairs(ours, theirs, same_node)
    for pair, answer in right.items():
        for kind in _attribute_errors(ours[pair], theirs[answer], *nodes):
            yield _error(gold, kind, stated[pair], claimed[answer])
    answered = set(right.values())
    left = [item for pair, item in stated.items() if pair not in right]
    extra = [item for pair, item in claimed.items() if pair not in answered]
    for kind, near in _NEAR.items():
        paired = match(left, extra, near)
        for mine, other in paired.items():
            yield _error(gold, kind, mine, other)
        taken = set(paired.values())
        left = [item for item in left if item not in paired]
        extra = [item for item in extra if item not in taken]
    for item in left:
        yield _error(gold, "reading" if any(mention.start < 0 for mention in item.mentions[:2]) else "missed", item, None)
    for item in extra:
        yield _error(gold, "spurious", None, item)


def _state(relation: Relation, side: Annotated, nodes: Mapping[str, Node]) -> _Stated:
    by_id = {mention.id: mention for mention in side.mentions}
    mentions = tuple(by_id[identifier] for identifier in (relation.head, relation.tail, *relation.locations))
    return _Stated(relation, nodes[relation.head], nodes[relation.tail], mentions)


def _sign(a: _Stated, b: _Stated) -> bool:
    return a.relation.label == b.relation.label and a.joins(b, same_node)


def _label(a: _Stated, b: _Stated) -> bool:
    return a.relation.label != b.relation.label and a.joins(b, same_node)


def _boundary(a: _Stated, b: _Stated) -> bool:
    return a.relation.label == b.relation.label and a.joins(b, near_node)


_NEAR: dict[Kind, Callable[[_Stated, _Stated], bool]] = {"sign": _sign, "label": _label, "boundary": _boundary}


def _attribute_errors(mine: Relation, other: Relation, ours: Mapping[str, Node], theirs: Mapping[str, Node]) -> Iterator[Kind]:
    if mine.label == "EFFECT":
        if mine.certainty != other.certainty:
            yield "certainty"
        if mine.perturbation != other.perturbation:
            yield "perturbation"
        sites = list(dict.fromkeys(ours[site] for site in mine.locations))
        found = list(dict.fromkeys(theirs[site] for site in other.locations))
        if len(sites) != len(found) or len(match(sites, found, same_node)) != len(sites):
            yield "location"
    if set(mine.citations) != set(other.citations):
        yield "citation"


def _error(gold: GoldDocument, kind: Kind, mine: _Stated | None, other: _Stated | None) -> Error:
    stated = [item for item in (mine, other) if item is not None]
    start, end = context_of(gold, [mention for item in stated for mention in item.mentions])
    sides = [None if item is None else Side(_words(item), spans_of(item.mentions)) for item in (mine, other)]
    sid = stated[0].relation.id.rpartition("#")[0] if mine is not None else sid_at(gold, stated[0].mentions[1].start)
    confidence = other.relation.confidence if other is not None else None
    return Error("relation", kind, stated[0].relation.label, gold.name, sid, start, end, sides[0], sides[1], confidence)


def _words(item: _Stated) -> str:
    relation, (head, tail, *sites) = item.relation, item.mentions
    words = [f"{head.text} → {tail.text}", relation.label]
    words += [relation.direction] if relation.direction is not None else []
    words += [relation.certainty] if relation.certainty != "asserted" else []
    words += [f"agent {relation.perturbation}"] if relation.perturbation != "none" else []
    words += ["in " + ", ".join(site.text for site in sites)] if sites else []
    words += ["cites " + ", ".join(map(str, relation.citations))] if relation.citations else []
    return " · ".join(words)
