"""The abbreviations that a paper defines, found sentence by sentence with scispaCy's detector (Schwartz and Hearst 2003).

scispaCy's own component matches every opening bracket with every closing one behind it, which is slow on whole papers:
here it is given the bracket pairs of each sentence. Definitions that it misses are added by ``pipeline.abbreviations``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.abbreviations import find_definitions
from pipeline.components.blocks import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LONGEST_SHORT_FORM = 10  # tokens within the brackets


def bracketed(sentence: Span) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of a sentence that stand within one pair of brackets, innermost pairs only."""
    opened: int | None = None
    for token in sentence:
        if token.text == "(":
            opened = token.i + 1
        elif token.text == ")" and opened is not None:
            if opened < token.i <= opened + LONGEST_SHORT_FORM:
                yield opened, token.i
            opened = None


def definitions(doc: Doc) -> dict[str, str]:
    """Return short form -> long form of a parsed Doc; the first definition of a short form counts."""
    from scispacy.abbreviation import filter_matches, find_abbreviation

    found: dict[str, str] = {}
    for sentence in doc.sents:
        pairs = [(0, start, end) for start, end in bracketed(sentence)]
        for long_candidate, short_candidate in filter_matches(pairs, doc) if pairs else ():
            short, long = find_abbreviation(long_candidate, short_candidate)
            if long is not None:
                found.setdefault(short.text, long.text)
    for definition in find_definitions(text_of(doc)):
        found.setdefault(definition.short, definition.long)
    return found


@Language.component("stroma_abbreviations", requires=["token.is_sent_start"])
def stroma_abbreviations(doc: Doc) -> Doc:
    """Set ``doc.user_data["abbreviations"]``."""
    doc.user_data["abbreviations"] = definitions(doc)
    return doc
