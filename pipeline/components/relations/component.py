"""The relation component: what grammar and judge find of a parsed Doc and its mentions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.components.pair_judge import judge, load_weights
from pipeline.components.relations.confidence import with_confidence
from pipeline.components.relations.grammar import Judge, propose

if TYPE_CHECKING:
    from spacy.tokens import Doc


class RelationFinder:
    """The component: holds the judge, or None where the grammar decides alone."""

    def __init__(self, folder: str | None) -> None:
        weights = load_weights(Path(folder)) if folder else None
        self.judge: Judge | None = partial(judge, weights=weights) if weights is not None else None

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.user_data["relations"]`` from ``doc.user_data["mentions"]``."""
        mentions = doc.user_data["mentions"]
        found = propose(doc, mentions, doc.user_data.get("document"), self.judge)
        doc.user_data["relations"] = with_confidence(found, mentions)
        return doc


@Language.factory("stroma_relations", default_config={"folder": None}, requires=["token.dep", "token.head", "token.tag"])
def stroma_relations(nlp: Language, name: str, folder: str | None) -> RelationFinder:
    """Make the component; ``folder`` holds the judge's weights, None means the grammar alone."""
    return RelationFinder(folder)
