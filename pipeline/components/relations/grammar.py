"""The grammar of relations: one parsed document and its mentions in, typed relations with their evidence out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.components.coreference import Discourse
from pipeline.components.relations.clause import analyse
from pipeline.components.relations.effects import effects
from pipeline.components.relations.sentence import split_sentences
from pipeline.components.relations.structure import structural
from pipeline.records import Document, Mention, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc


def propose(doc: Doc, mentions: Sequence[Mention], document: Document | None = None) -> tuple[Relation, ...]:
    """Return the relations that the grammar finds in a parsed document, in the order of the text.

    ``mentions`` are character spans of ``doc.text`` and may be nested; ``document`` gives blocks and citation marks, and
    without it every sentence is taken to lie in one block that cites nothing. Nothing found gives an empty tuple.
    """
    found: list[Relation] = []
    discourse = Discourse(document.blocks if document is not None else ())
    for number, sentence in enumerate(split_sentences(doc, mentions)):
        discourse.enter(number, sentence.start)
        if not sentence.units:
            continue
        clause = analyse(sentence)
        found += structural(clause)
        found += effects(clause, discourse, number)
    return tuple(found)
