"""Sentences never cross the blocks of a document: the first word of each block starts one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.records import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def start_sentences(doc: Doc, document: Document) -> Doc:
    """Set the sentence starts that the blocks give; all others are left to the parser."""
    starts = iter(sorted({block.start for block in document.blocks}))
    following = next(starts, None)
    for token in doc:
        if following is not None and token.idx >= following and not token.is_space:
            token.is_sent_start = True
            while following is not None and following <= token.idx:
                following = next(starts, None)
    return doc


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
