"""Annotated documents -> the pairs that the judge of pairs sees, each with what gold says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.components.pair_candidates import Candidate, candidates
from pipeline.components.relations.grammar import read
from pipeline.records import Mention
from pipeline.training.annotated import Annotated

if TYPE_CHECKING:
    from spacy.language import Language

Truth = tuple[str, str]  # label and direction, which is empty but for an effect
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair, what gold says of it, and the nodes that it joins: a mention and those that repeat it are one node."""

    pair: Candidate
    truth: frozenset[Truth]
    nodes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairDocument:
    """The pairs of one document and the number of relations in its gold."""

    pairs: tuple[JudgedPair, ...]
    gold: int


def pair_documents(
    documents: Iterable[Annotated], nlp: Language, *, given: bool = True, grammar: bool = True
) -> Iterator[PairDocument]:
    """Yield the pairs of annotated documents.

    With ``given`` they are pairs of gold mentions, else of those that the pipeline finds; without ``grammar`` what the grammar
    proposes is left out.
    """
    with nlp.select_pipes(disable=["stroma_relations"]):
        for item in documents:
            doc = nlp.make_doc(item.document.text)
            doc.user_data["document"] = item.document
            if given:
                doc.user_data["given_mentions"] = given_mentions(item)
            doc = nlp(doc)
            mentions = doc.user_data["mentions"]
            said, relations = read(doc, mentions, item.document)
            yield _judged(candidates(said, relations if grammar else ()), mentions, item)


def given_mentions(item: Annotated) -> tuple[Mention, ...]:
    """Return the gold mentions that have a place in the text."""
    placed = [mention for mention in item.mentions if mention.start >= 0]
    ids = {mention.id for mention in placed}
    return tuple(mention if mention.same_as in ids else replace(mention, same_as=None) for mention in placed)


def _judged(pairs: Sequence[Candidate], mentions: Sequence[Mention], item: Annotated) -> PairDocument:
    of_gold, of_mentions = _nodes(item.mentions), _nodes(mentions)
    in_gold = {_place(mention): of_gold[mention.id] for mention in item.mentions}
    truths: dict[tuple[str, str], set[Truth]] = {}
    for relation in item.relations:
        nodes = (of_gold[relation.head], of_gold[relation.tail])
        truths.setdefault(nodes, set()).add((relation.label, relation.direction or ""))
    found = []
    for pair in pairs:
        head, tail = (in_gold.get(_place(one.mention), "") for one in (pair.head, pair.tail))
        nodes = (of_mentions[pair.head.mention.id], of_mentions[pair.tail.mention.id])
        found.append(JudgedPair(pair, frozenset(truths.get((head, tail), ())), nodes))
    return PairDocument(tuple(found), sum(len(values) for values in truths.values()))


def _place(mention: Mention) -> Place:
    return mention.start, mention.end, mention.label


def _nodes(mentions: Sequence[Mention]) -> Mapping[str, str]:
    """Return for each mention the id of the first one that it repeats, or its own."""
    parents = {mention.id: mention.same_as for mention in mentions}
    found = {}
    for name in parents:
        node, steps = name, 0
        while (parent := parents.get(node)) in parents and steps < len(parents):
            node, steps = str(parent), steps + 1
        found[name] = node
    return found
