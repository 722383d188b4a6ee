"""The relation component: what the grammar proposes of a parsed Doc and its mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.components.relations.confidence import with_confidence
from pipeline.components.relations.grammar import propose

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.component("stroma_relations", requires=["token.dep", "token.head", "token.tag"])
def stroma_relations(doc: Doc) -> Doc:
    """Set ``doc.user_data["relations"]`` from ``doc.user_data["mentions"]``."""
    mentions = doc.user_data["mentions"]
    doc.user_data["relations"] = with_confidence(propose(doc, mentions, doc.user_data.get("document")), mentions)
    return doc
