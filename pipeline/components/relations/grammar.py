"""The grammar of relations: one parsed document and its mentions in, typed relations with their evidence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.components.assertion import is_original, origin_of, origins
from pipeline.components.coreference import Discourse
from pipeline.components.relations.citations import Marks, marks_of
from pipeline.components.relations.clause import analyse
from pipeline.components.relations.context import Surroundings, design_of, with_context
from pipeline.components.relations.effects import effects
from pipeline.components.relations.sentence import Sentence, split_sentences
from pipeline.components.relations.structure import structural
from pipeline.components.relations.trials import Said, trial_attributes
from pipeline.records import Document, Mention, Origin, Relation, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def propose(doc: Doc, mentions: Sequence[Mention], document: Document | None = None) -> tuple[Relation, ...]:
    """Return the relations that the grammar finds in a parsed document, in the order of the text.

    ``mentions`` are character spans of ``doc.text`` and may be nested; ``document`` gives blocks and citation marks, and
    without it every sentence is taken to lie in one block. Nothing found gives an empty tuple.
    """
    text = doc.text
    marks = Marks(marks_of(document, text), text)
    by_id = {mention.id: mention for mention in mentions}
    discourse = Discourse(document.blocks if document is not None else ())
    surroundings = Surroundings(design_of(document, mentions) if is_original(document) else {})
    sentences = split_sentences(doc, mentions)
    bases = origins(document, text, [Span(sentence.start, sentence.end) for sentence in sentences])
    said: list[Said] = []
    found: list[Relation] = []
    for number, sentence in enumerate(sentences):
        discourse.enter(number, sentence.start)
        said.append(Said(number, discourse.block, sentence))
        if not sentence.units:
            continue
        clause = analyse(sentence)
        surroundings.enter(discourse.block, sentence.mentions)
        here = with_context(
            sentence, [*structural(clause), *effects(clause, discourse, number)], surroundings, bases[number] == "own"
        )
        found += [_supported(relation, sentence, bases[number], by_id, marks) for relation in here]
    for relation in trial_attributes(said):
        place = next(each for each in reversed(said) if each.sentence.start <= by_id[relation.tail].start)
        found.append(_supported(relation, place.sentence, bases[place.number], by_id, marks))
    return tuple(replace(relation, id=f"r{number}") for number, relation in enumerate(found, 1))


def _supported(relation: Relation, sentence: Sentence, base: Origin, by_id: Mapping[str, Mention], marks: Marks) -> Relation:
    arguments = [by_id[name] for name in (relation.head, relation.tail) if sentence.start <= by_id[name].start < sentence.end]
    trigger = max((cue.end for cue in relation.cues if cue.role == "trigger"), default=sentence.start)
    citations = marks.support(sentence.start, sentence.end, arguments, trigger)
    return replace(relation, citations=citations, origin=origin_of(base, citations, sentence.text))
