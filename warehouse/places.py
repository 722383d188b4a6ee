"""Where things stand in a paper, and what a relation's mentions are called: computed once, when an extraction is staged.

So the workers do it, side by side, and the one loader only moves rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records import Block, Box, Document, Extraction, LineBox, Mention, Relation, Span


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """The words of one sentence, the block and section it stands in, and where it begins on the page."""

    text: str
    block: int | None
    section: str | None
    role: str | None
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class RelationPlace:
    """The sentence that states a relation, and the names of its mentions, of its places and of its context."""

    sentence: int | None
    role: str | None
    page: int | None
    head_label: str
    head_name: str
    tail_label: str
    tail_name: str
    places: tuple[str, ...]
    condition: str | None
    species: str | None
    dose: str | None
    route: str | None
    timing: str | None
    inferred: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Places of everything in one extraction, each tuple parallel to the tuple of the extraction it is named for.

    ``block_texts`` holds a block's text only where it is not its sentences joined by spaces, ``text`` the document's text
    only where it is not its blocks joined by blank lines.
    """

    sentences: tuple[SentencePlace, ...]
    mention_sentences: tuple[int | None, ...]
    relations: tuple[RelationPlace, ...]
    citation_sentences: tuple[int | None, ...]
    block_texts: tuple[str | None, ...]
    text: str | None


def places(extraction: Extraction) -> Places:
    """Return where everything stands in one extraction; what stands in no sentence or block gets None."""
    document, spans = extraction.document, extraction.sentences
    starts = [span.start for span in spans]
    block_starts = [block.start for block in document.blocks]
    line_starts = [line.start for line in document.lines]
    sentences = tuple(_sentence(span, document, block_starts, line_starts) for span in spans)
    mentions = {mention.id: mention for mention in extraction.mentions}
    of_mentions = {mention.id: _within(mention.start, starts, spans) for mention in extraction.mentions}
    stated = [_stated(relation, of_mentions, starts, spans) for relation in extraction.relations]
    return Places(
        sentences=sentences,
        mention_sentences=tuple(of_mentions.values()),
        relations=tuple(
            _relation(relation, mentions, None if number is None else sentences[number], number)
            for relation, number in zip(extraction.relations, stated, strict=True)
        ),
        citation_sentences=tuple(_closed(mark.offset, starts, spans) for mark in document.citations),
        block_texts=tuple(_rest_of_block(document.text, block, spans, starts) for block in document.blocks),
        text=_rest_of_text(document),
    )


def name_of(mention: Mention) -> str:
    """Return the preferred name of what a mention names, or its words in lower case where none is known."""
    return mention.concept.name if mention.concept and mention.concept.name else mention.text.lower()


def _within(offset: int, starts: Sequence[int], spans: Sequence[Span] | Sequence[Block]) -> int | None:
    """Return the number of the span that holds the character at ``offset``."""
    number = bisect_right(starts, offset) - 1
    return number if number >= 0 and offset < spans[number].end else None


def _closed(offset: int, starts: Sequence[int], sentences: Sequence[Span]) -> int | None:
    """Return the sentence that a citation mark before ``offset`` belongs to: the one that the text before it ends or is in."""
    number = bisect_left(starts, offset) - 1
    return number if number >= 0 else _within(offset, starts, sentences)


def _stated(
    relation: Relation, of_mentions: Mapping[str, int | None], starts: Sequence[int], sentences: Sequence[Span]
) -> int | None:
    """Return the sentence that states a relation: that of its first cue, else the later one of its two mentions.

    The earlier one holds the argument that the later sentence leaves out.
    """
    if relation.cues:
        return _within(relation.cues[0].start, starts, sentences)
    known = [of_mentions[end] for end in (relation.head, relation.tail)]
    return max((number for number in known if number is not None), default=None)


def _sentence(span: Span, document: Document, block_starts: Sequence[int], line_starts: Sequence[int]) -> SentencePlace:
    number = _within(span.start, block_starts, document.blocks)
    block = None if number is None else document.blocks[number]
    first = max(bisect_right(line_starts, span.start) - 1, 0)
    last = bisect_left(line_starts, span.end)
    lines = [line for line in document.lines[first:last] if line.end > span.start]
    page = lines[0].page if lines else block.page if block else None
    return SentencePlace(
        text=document.text[span.start : span.end],
        block=number,
        section=block.section if block else None,
        role=block.role if block else None,
        page=page,
        box=_union([line for line in lines if line.page == page]),
    )


def _relation(
    relation: Relation, mentions: Mapping[str, Mention], sentence: SentencePlace | None, number: int | None
) -> RelationPlace:
    head, tail = mentions[relation.head], mentions[relation.tail]

    def context(role: str) -> str | None:
        names = [name_of(mentions[item.mention]) for item in relation.context if item.role == role and item.mention in mentions]
        return "; ".join(dict.fromkeys(names)) or None

    return RelationPlace(
        sentence=number,
        role=sentence.role if sentence else None,
        page=sentence.page if sentence and sentence.page is not None else tail.page,
        head_label=head.label,
        head_name=name_of(head),
        tail_label=tail.label,
        tail_name=name_of(tail),
        places=tuple(dict.fromkeys(name_of(mentions[place]) for place in relation.locations)),
        condition=context("condition"),
        species=context("species"),
        dose=context("dose"),
        route=context("route"),
        timing=context("timing"),
        inferred=any(item.inferred for item in relation.context),
    )


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
