"""Doc -> the encoder's vectors of its prose; the parser, the mentions and the relations all look at these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.components.encoder import load_encoder
from pipeline.records import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOT_PROSE = frozenset({"table"})
SEAM = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|\n+")  # where a sentence may end; the parser decides


def prose_blocks(text: str, document: Document | None) -> list[Span]:
    """Return the blocks that are no table; the whole text where no Document is known."""
    if document is None:
        return [Span(0, len(text))]
    return [Span(block.start, block.end) for block in document.blocks if block.kind not in NOT_PROSE]


def parts_of(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of blocks between places where a sentence may end, without the space around them."""
    for block in blocks:
        start = block.start
        for seam in SEAM.finditer(text, block.start, block.end):
            yield from _stripped(text, start, seam.end())
            start = seam.end()
        yield from _stripped(text, start, block.end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    if part.strip():
        yield Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


class Reader:
    """The component: sets ``doc.user_data["encoded"]``."""

    def __init__(self, folder: str, place: str) -> None:
        self.encoder = load_encoder(Path(folder), place)

    def __call__(self, doc: Doc) -> Doc:
        """Encode the prose of a Doc and return the Doc."""
        blocks = prose_blocks(doc.text, doc.user_data.get("document"))
        doc.user_data["encoded"] = self.encoder.encode(doc.text, list(parts_of(doc.text, blocks)))
        return doc


@Language.factory("stroma_encoder", default_config={"place": "upper"})
def stroma_encoder(nlp: Language, name: str, folder: str, place: str) -> Reader:
    """Make the component; ``folder`` holds the encoder, ``place`` is the exit."""
    return Reader(folder, place)
