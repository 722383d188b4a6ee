"""The grammar of relations: one parsed document and its mentions in, typed relations with their evidence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.components.coreference import Discourse
from pipeline.components.relations.citations import Marks, marks_of
from pipeline.components.relations.clause import analyse
from pipeline.components.relations.effects import effects
from pipeline.components.relations.sentence import Sentence, split_sentences
from pipeline.components.relations.structure import structural
from pipeline.components.relations.trials import Said, trial_attributes
from pipeline.records import Document, Mention, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc


def propose(doc: Doc, mentions: Sequence[Mention], document: Document | None = None) -> tuple[Relation, ...]:
    """Return the relations that the grammar finds in a parsed document, in the order of the text.

    ``mentions`` are character spans of ``doc.text`` and may be nested; ``document`` gives blocks and citation marks, and
    without it every sentence is taken to lie in one block. Nothing found gives an empty tuple.
    """
    marks = Marks(marks_of(document, doc.text), doc.text)
    by_id = {mention.id: mention for mention in mentions}
    discourse = Discourse(document.blocks if document is not None else ())
    said: list[Said] = []
    found: list[Relation] = []
    for number, sentence in enumerate(split_sentences(doc, mentions)):
        discourse.enter(number, sentence.start)
        said.append(Said(number, discourse.block, sentence))
        if not sentence.units:
            continue
        clause = analyse(sentence)
        here = [*structural(clause), *effects(clause, discourse, number)]
        found += [_cited(relation, sentence, by_id, marks) for relation in here]
    found += [_cited(relation, _sentence_of(said, by_id[relation.tail]), by_id, marks) for relation in trial_attributes(said)]
    return tuple(replace(relation, id=f"r{number}") for number, relation in enumerate(found, 1))


def _cited(relation: Relation, sentence: Sentence, by_id: Mapping[str, Mention], marks: Marks) -> Relation:
    arguments = [by_id[name] for name in (relation.head, relation.tail) if sentence.start <= by_id[name].start < sentence.end]
    trigger = max((cue.end for cue in relation.cues if cue.role == "trigger"), default=sentence.start)
    return replace(relation, citations=marks.support(sentence.start, sentence.end, arguments, trigger))


def _sentence_of(said: Sequence[Said], mention: Mention) -> Sentence:
    return next(each.sentence for each in reversed(said) if each.sentence.start <= mention.start)
