"""Doc -> mentions: the model and the vocabulary both propose, ``fusion`` decides, ``concepts`` names what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.abbreviations import find_definitions
from pipeline.components.blocks import sentences_of, text_of
from pipeline.components.concepts import name_mentions
from pipeline.components.donors import with_donors
from pipeline.components.encoder import Encoded, load_encoder
from pipeline.components.fusion import Fusion
from pipeline.components.sites import with_sites
from pipeline.plain_names import without_act
from pipeline.records import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOT_PROSE = frozenset({"table"})


def prose(sentences: Sequence[Span], document: Document | None) -> list[Span]:
    """Return the sentences that stand outside tables."""
    tables = [block for block in document.blocks if block.kind in NOT_PROSE] if document is not None else []
    return [span for span in sentences if not any(table.start <= span.start < table.end for table in tables)]


def repeat_forms(text: str, mentions: Sequence[Mention], sentences: Sequence[Span]) -> list[Mention]:
    """Say ``same_as`` of a bracketed abbreviation whose long form, in the same sentence, is a mention of the same label."""
    ends = {(mention.end, mention.label): mention for mention in mentions}
    shorts = {}
    for definition in find_definitions(text):
        for mention in mentions:
            if mention.start == definition.short_start and mention.end == definition.short_end:
                end = definition.long_start + len(without_act(text[definition.long_start : definition.long_end]))
                long_form = ends.get((definition.long_end, mention.label)) or ends.get((end, mention.label))
                if long_form is not None and any(s.start <= long_form.start and mention.end <= s.end for s in sentences):
                    shorts[mention.id] = long_form.id
    return [replace(mention, same_as=shorts.get(mention.id)) for mention in mentions]


def find_mentions(
    text: str, sentences: Sequence[Span], encoded: Encoded | None, fusion: Fusion, abbreviations: Mapping[str, str]
) -> tuple[Mention, ...]:
    """Return the named mentions of a text, in order, with ids ``m1``, ``m2``, ...; none gives an empty tuple."""
    judged = fusion.decide(text, sentences, encoded, abbreviations)
    kept = with_sites(text, sentences, with_donors(text, sentences, judged))
    numbered = [replace(mention, id=f"m{number}") for number, mention in enumerate(kept, 1)]
    return tuple(repeat_forms(text, name_mentions(text, numbered, abbreviations), sentences))


class MentionFinder:
    """The component: holds the encoder (None for vocabulary only) and the fusion."""

    def __init__(self, folder: str | None, place: str) -> None:
        self.encoder = load_encoder(Path(folder), place) if folder else None
        self.fusion = Fusion(self.encoder)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.user_data["mentions"]``, and ``["encoded"]`` for those who come after."""
        document: Document | None = doc.user_data.get("document")
        text, sentences = text_of(doc), prose(sentences_of(doc), document)
        encoded = self.encoder.encode(text, sentences) if self.encoder is not None else None
        doc.user_data["encoded"], doc.user_data["prose"] = encoded, tuple(sentences)
        given = doc.user_data.get("given_mentions")
        if given is None:
            doc.user_data["mentions"] = find_mentions(text, sentences, encoded, self.fusion, doc.user_data["abbreviations"])
        else:
            doc.user_data["mentions"] = given
        return doc


@Language.factory("stroma_mentions", default_config={"folder": None, "place": "upper"}, requires=["token.is_sent_start"])
def stroma_mentions(nlp: Language, name: str, folder: str | None, place: str) -> MentionFinder:
    """Make the component; ``folder`` holds the encoder (None: vocabulary and patterns alone), ``place`` is its exit."""
    return MentionFinder(folder, place)
