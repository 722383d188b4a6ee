"""The grammar of relations: one parsed document and its mentions in, typed relations with their evidence out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.components.assertion import is_original, origin_of, origins
from pipeline.components.blocks import text_of
from pipeline.components.coreference import Discourse
from pipeline.components.relations.citations import Marks, marks_of
from pipeline.components.relations.clause import analyse
from pipeline.components.relations.context import Surroundings, design_of, with_context
from pipeline.components.relations.deliveries import carried_routes
from pipeline.components.relations.effects import effects
from pipeline.components.relations.sentence import Sentence, split_sentences
from pipeline.components.relations.structure import structural
from pipeline.components.relations.trials import Said, trial_attributes
from pipeline.records import Document, Mention, Origin, Relation, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


Judge = Callable[[Sequence[Said], Sequence[Relation]], Sequence[Relation]]


def propose(
    doc: Doc, mentions: Sequence[Mention], document: Document | None = None, judge: Judge | None = None
) -> tuple[Relation, ...]:
    """Return the relations of a parsed document with their context and support, in the order of the text.

    ``mentions`` are character spans of ``doc.text`` and may be nested; ``document`` gives blocks and citation marks, and
    without it every sentence is taken to lie in one block. ``judge`` may drop what the grammar finds and add to it. Nothing
    found gives an empty tuple.
    """
    text = text_of(doc)
    marks = Marks(marks_of(document, text), text)
    by_id = {mention.id: mention for mention in mentions}
    surroundings = Surroundings(design_of(document, mentions) if is_original(document) else {})
    said, relations = read(doc, mentions, document)
    if judge is not None:
        relations = list(judge(said, relations))
    bases = origins(document, text, [Span(each.sentence.start, each.sentence.end) for each in said])
    homes = {mention.id: each.number for each in said for mention in each.sentence.mentions}
    by_home: list[list[Relation]] = [[] for _ in said]
    for relation in relations:
        by_home[homes[relation.tail]].append(relation)
    found: list[Relation] = []
    for each, base, here in zip(said, bases, by_home, strict=True):
        if each.sentence.units:
            surroundings.enter(each.block, each.sentence.mentions)
            placed = with_context(each.sentence, here, surroundings, base == "own")
            found += [_supported(relation, each.sentence, base, by_id, marks) for relation in placed]
    return tuple(replace(relation, id=f"r{number}") for number, relation in enumerate(found, 1))


def read(doc: Doc, mentions: Sequence[Mention], document: Document | None = None) -> tuple[list[Said], list[Relation]]:
    """Return the sentences of a parsed document with their blocks, and the relations that the rules find in them."""
    discourse = Discourse(document.blocks if document is not None else ())
    said: list[Said] = []
    found: list[Relation] = []
    for number, sentence in enumerate(split_sentences(doc, mentions)):
        discourse.enter(number, sentence.start)
        said.append(Said(number, discourse.block, sentence))
        if sentence.units:
            clause = analyse(sentence)
            found += [*structural(clause), *effects(clause, discourse, number)]
    return said, [*found, *carried_routes(said), *trial_attributes(said)]


def _supported(relation: Relation, sentence: Sentence, base: Origin, by_id: Mapping[str, Mention], marks: Marks) -> Relation:
    arguments = [by_id[name] for name in (relation.head, relation.tail) if sentence.start <= by_id[name].start < sentence.end]
    trigger = max((cue.end for cue in relation.cues if cue.role == "trigger"), default=sentence.start)
    citations = marks.support(sentence.start, sentence.end, arguments, trigger)
    return replace(relation, citations=citations, origin=origin_of(base, citations, sentence.text))
