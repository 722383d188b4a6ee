"""Sentences never cross the blocks of a document: the first word of each block starts one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.records import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


ENDS = (".", "!", "?", ":", "\u2026")
CLOSING = frozenset(".,;:)]%!?\u2019\u201d")
WHOLE = frozenset({"title", "heading"})


def start_sentences(doc: Doc, document: Document) -> Doc:
    """Set the sentence starts that the blocks give, and the words that cannot be any; the rest is left to the parser.

    White space and a closing mark start no sentence, nor does a word in small letters after a word without a mark behind
    it. In a title or heading, where every word may have a capital and no verb holds them together, only a word behind a
    full stop, question mark or colon does.
    """
    starts = iter(sorted((block.start, block.kind in WHOLE) for block in document.blocks))
    following, whole, before = next(starts, None), False, ""
    for token in doc:
        if following is not None and token.idx >= following[0] and not token.is_space:
            token.is_sent_start = True
            while following is not None and following[0] <= token.idx:
                whole = following[1]
                following = next(starts, None)
        elif token.i and _goes_on(token.text, before, whole):
            token.is_sent_start = False
        before = before if token.is_space else token.text
    return doc


def _goes_on(word: str, before: str, whole: bool) -> bool:
    """Tell whether a word is surely in the sentence of the word before it; ``whole``: they stand in a title or heading."""
    if word.isspace() or (len(word) == 1 and word in CLOSING):
        return True
    if whole:
        return not before.endswith(ENDS)
    return before[-1:].isalnum() and word[:1].islower()


def sentences_of(doc: Doc) -> tuple[Span, ...]:
    """Return the sentences of a parsed Doc as character spans without the space around them."""
    found = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


@Language.component("stroma_blocks", assigns=["token.is_sent_start"])
def stroma_blocks(doc: Doc) -> Doc:
    """Force sentence starts where ``doc.user_data["document"]`` begins a block; without a document nothing is done."""
    document = doc.user_data.get("document")
    return doc if document is None else start_sentences(doc, document)
