"""Sentences never cross the blocks of a document: the first word of each block starts one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language

from pipeline.records import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


ENDS = (".", "!", "?", ":", "\u2026")
CLOSING = frozenset(".,;:)]%!?\u2019\u201d")
START, NO_START = np.uint64(1), np.int64(-1).astype(np.uint64)  # as spaCy keeps them
WHOLE = frozenset({"title", "heading"})


def start_sentences(doc: Doc, document: Document) -> Doc:
    """Set the sentence starts that the blocks give, and the words that cannot be any; the rest is left to the parser.

    White space and a closing mark start no sentence, nor does a word in small letters after a word without a mark behind
    it. In a title or heading, where every word may have a capital and no verb holds them together, only a word behind a
    full stop, question mark or colon does.
    """
    starts = iter(sorted((block.start, block.kind in WHOLE) for block in document.blocks))
    following, whole, before = next(starts, None), False, ""
    found: Any = doc.to_array(SENT_START)  # unsigned, not floating as its stub says: 0 unknown, 1 a start, -1 none
    for index, (token, start) in enumerate(zip((token.text for token in doc), doc.to_array(IDX).tolist(), strict=True)):
        space = token.isspace()
        if following is not None and start >= following[0] and not space:
            found[index] = START
            while following is not None and following[0] <= start:
                whole = following[1]
                following = next(starts, None)
        elif index and _goes_on(token, before, whole):
            found[index] = NO_START
        before = before if space else token
    return doc.from_array(SENT_START, found)


def _goes_on(word: str, before: str, whole: bool) -> bool:
    """Tell whether a word is surely in the sentence of the word before it; ``whole``: they stand in a title or heading."""
    if word.isspace() or (len(word) == 1 and word in CLOSING):
        return True
    if whole:
        return not before.endswith(ENDS)
    return before[-1:].isalnum() and word[:1].islower()


def text_of(doc: Doc) -> str:
    """Return the text of a Doc, which ``doc.text`` puts together from its words each time it is asked."""
    document = doc.user_data.get("document")
    text: str = doc.text if document is None else document.text
    return text


def sentences_of(doc: Doc) -> tuple[Span, ...]:
    """Return the sentences of a parsed Doc as character spans without the space around them."""
    text = text_of(doc)
    starts = doc.to_array(IDX)[doc.to_array(SENT_START) == START].tolist()
    found = []
    for start, end in pairwise(dict.fromkeys([0, *starts, len(text)])):
        said = text[start:end]
        first, last = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
        if first < last:
            found.append(Span(first, last))
    return tuple(found)


def within(sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in one of the sentences, which are sorted and do not overlap."""
    starts = [sentence.start for sentence in sentences]
    homes = ((mention, bisect_right(starts, mention.start) - 1) for mention in mentions)
    return [mention for mention, home in homes if home >= 0 and mention.end <= sentences[home].end]


@Language.component("stroma_blocks", assigns=["token.is_sent_start"])
def stroma_blocks(doc: Doc) -> Doc:
    """Force sentence starts where ``doc.user_data["document"]`` begins a block; without a document nothing is done."""
    document = doc.user_data.get("document")
    return doc if document is None else start_sentences(doc, document)
