"""Where things stand in a paper: which sentence a mention is in, which block a sentence is in, and where on the page.

Computed once, when an extraction is staged, so that the loader only moves rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records import Block, Box, Document, Extraction, LineBox, Span


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """The words of one sentence, the number of its block, and where it begins on the page."""

    text: str
    block: int | None
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Places:
    """Places of everything in one extraction, each tuple parallel to the tuple of the extraction it is named for.

    ``block_texts`` holds a block's text only where it is not its sentences joined by spaces, ``text`` the document's text
    only where it is not its blocks joined by blank lines.
    """

    sentences: tuple[SentencePlace, ...]
    mention_sentences: tuple[int | None, ...]
    citation_sentences: tuple[int | None, ...]
    block_texts: tuple[str | None, ...]
    text: str | None


def places(extraction: Extraction) -> Places:
    """Return where everything stands in one extraction; what stands in no sentence or block gets None."""
    document, sentences = extraction.document, extraction.sentences
    starts = [sentence.start for sentence in sentences]
    block_starts = [block.start for block in document.blocks]
    line_starts = [line.start for line in document.lines]
    placed = tuple(_place_of_sentence(sentence, document, block_starts, line_starts) for sentence in sentences)
    return Places(
        sentences=placed,
        mention_sentences=tuple(_within(mention.start, starts, sentences) for mention in extraction.mentions),
        citation_sentences=tuple(_closed(mark.offset, starts, sentences) for mark in document.citations),
        block_texts=tuple(_rest_of_block(document.text, block, sentences, starts) for block in document.blocks),
        text=_rest_of_text(document),
    )


def _within(offset: int, starts: Sequence[int], spans: Sequence[Span] | Sequence[Block]) -> int | None:
    """Return the number of the span that holds the character at ``offset``."""
    number = bisect_right(starts, offset) - 1
    return number if number >= 0 and offset < spans[number].end else None


def _closed(offset: int, starts: Sequence[int], sentences: Sequence[Span]) -> int | None:
    """Return the sentence that a citation mark before ``offset`` belongs to: the one that the text before it ends or is in."""
    number = bisect_left(starts, offset) - 1
    return number if number >= 0 else _within(offset, starts, sentences)


def _place_of_sentence(
    sentence: Span, document: Document, block_starts: Sequence[int], line_starts: Sequence[int]
) -> SentencePlace:
    block = _within(sentence.start, block_starts, document.blocks)
    first = max(bisect_right(line_starts, sentence.start) - 1, 0)
    last = bisect_left(line_starts, sentence.end)
    lines = [line for line in document.lines[first:last] if line.end > sentence.start]
    page = lines[0].page if lines else document.blocks[block].page if block is not None else None
    text = document.text[sentence.start : sentence.end]
    return SentencePlace(text, block, page, _union([line for line in lines if line.page == page]))


def _union(lines: Sequence[LineBox]) -> Box | None:
    """Return the smallest box around lines of one page, None for no lines."""
    if not lines:
        return None
    boxes = [line.box for line in lines]
    return Box(
        min(box.x0_pt for box in boxes),
        min(box.top_pt for box in boxes),
        max(box.x1_pt for box in boxes),
        max(box.bottom_pt for box in boxes),
    )


def _rest_of_block(text: str, block: Block, sentences: Sequence[Span], starts: Sequence[int]) -> str | None:
    first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
    whole = text[block.start : block.end]
    return None if " ".join(text[span.start : span.end] for span in sentences[first:last]) == whole else whole


def _rest_of_text(document: Document) -> str | None:
    blocks, text = document.blocks, document.text
    if not blocks:
        return text or None
    gaps = all(text[before.end : after.start] == "\n\n" for before, after in pairwise(blocks))
    return None if gaps and blocks[0].start == 0 and blocks[-1].end == len(text) else text
