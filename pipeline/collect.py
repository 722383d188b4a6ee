"""Annotated Doc and its Document -> sentences, mentions with their place on the page, relations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.cells import cell_mentions
from pipeline.components.blocks import sentences_of
from pipeline.records import Block, Box, Document, LineBox, Mention, Relation, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def collect(doc: Doc, document: Document) -> tuple[tuple[Span, ...], tuple[Mention, ...], tuple[Relation, ...]]:
    """Return what the components found, as records, and the mentions in the cells of tables, which have no sentences."""
    mentions = list(doc.user_data["mentions"])
    if "given_mentions" not in doc.user_data:
        mentions += cell_mentions(document, 1 + len(mentions), doc.user_data.get("abbreviations"))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return sentences_of(doc), place_mentions(mentions, document), doc.user_data["relations"]


def place_mentions(mentions: Sequence[Mention], document: Document) -> tuple[Mention, ...]:
    """Return the mentions with page and box: those of the printed lines they stand on, else of their block.

    A mention that runs over a line end has the box of the part on its first line; text input gives neither page nor box.
    """
    lines, blocks = [line.start for line in document.lines], [block.start for block in document.blocks]
    placed = []
    for mention in mentions:
        page, box = _on_line(mention, document.lines, lines) or _in_block(mention, document.blocks, blocks)
        placed.append(replace(mention, page=page, box=box))
    return tuple(placed)


def _on_line(mention: Mention, lines: Sequence[LineBox], starts: Sequence[int]) -> tuple[int | None, Box | None] | None:
    index = bisect_right(starts, mention.start) - 1
    if index < 0 or lines[index].end <= mention.start:
        return None
    line = lines[index]
    width = (line.box.x1_pt - line.box.x0_pt) / max(1, line.end - line.start)  # characters of one line taken as equally wide
    left = line.box.x0_pt + width * (mention.start - line.start)
    right = line.box.x0_pt + width * (min(mention.end, line.end) - line.start)
    return line.page, Box(round(left, 1), line.box.top_pt, round(right, 1), line.box.bottom_pt)


def _in_block(mention: Mention, blocks: Sequence[Block], starts: Sequence[int]) -> tuple[int | None, Box | None]:
    index = bisect_right(starts, mention.start) - 1
    return (blocks[index].page, blocks[index].box) if index >= 0 else (None, None)
