"""Mentions where the base is a pipeline of others: its entities by ``patterns/model_labels.tsv``, and the vocabulary.

Where the two overlap the vocabulary wins: it knows our labels, the other model only its own.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.components.blocks import sentences_of, text_of, within
from pipeline.components.concepts import name_mentions
from pipeline.components.mentions import prose, repeat_forms
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

TABLE = Path(__file__).parent.parent / "patterns" / "model_labels.tsv"
UNMEASURED = 0.5  # what is believed of an entity whose precision under our labels nobody measured


@cache
def label_map() -> dict[str, str]:
    """Return label of another model -> ours."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return {row["label"]: row["ours"] for row in csv.DictReader(handle, delimiter="\t")}


class ForeignMentions:
    """The component; ``model`` names the method of its mentions."""

    def __init__(self, model: str) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.user_data["mentions"]``."""
        given = doc.user_data.get("given_mentions")
        if given is not None:
            doc.user_data["mentions"] = given
            return doc
        text, sentences = text_of(doc), prose(sentences_of(doc), doc.user_data.get("document"))
        kept = vocabulary_mentions(text, doc.user_data["abbreviations"])
        for entity in doc.ents:
            ours = label_map().get(entity.label_)
            if ours and not any(m.start < entity.end_char and entity.start_char < m.end for m in kept):
                kept.append(
                    Mention("", ours, entity.start_char, entity.end_char, entity.text, None, None, UNMEASURED, self.model)
                )
        kept = within(sentences, kept)
        kept.sort(key=lambda mention: (mention.start, -mention.end, mention.label))
        numbered = [replace(mention, id=f"m{number}") for number, mention in enumerate(kept, 1)]
        named = name_mentions(text, numbered, doc.user_data["abbreviations"])
        doc.user_data["mentions"] = tuple(repeat_forms(text, named, sentences))
        return doc


@Language.factory("stroma_foreign_mentions", default_config={"model": ""}, requires=["doc.ents"])
def stroma_foreign_mentions(nlp: Language, name: str, model: str) -> ForeignMentions:
    """Make the component."""
    return ForeignMentions(model)
