"""Whose result a sentence states: the paper's own, one it cites, or common background."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.relations.lexicon import cue_pattern
from pipeline.records import Document, Origin, Role, Span

REPORTING: frozenset[Role] = frozenset({"methods", "results"})


def is_original(document: Document | None) -> bool:
    """Tell whether a paper reports work of its own: it has methods or results, or an abstract that says so."""
    if document is None:
        return False
    if any(block.role in REPORTING for block in document.blocks):
        return True
    return any(
        block.role == "abstract" and cue_pattern("own work begins").search(document.text[block.start : block.end])
        for block in document.blocks
    )


def origins(document: Document | None, text: str, sentences: Sequence[Span]) -> list[Origin]:
    """Return whose result each sentence states, marks of citation not yet looked at.

    Words such as ``we`` or ``previous studies`` decide first, then the section; what an abstract says before it comes to
    its own work is background.
    """
    original = is_original(document)
    found: list[Origin] = []
    begun: set[int] = set()
    for sentence in sentences:
        role, block = _role(document, sentence.start)
        said = text[sentence.start : sentence.end]
        if cue_pattern("own work begins").search(said):
            begun.add(block)
        if cue_pattern("earlier own work").search(said):
            found.append("cited")
        elif cue_pattern("own work").search(said):
            found.append("own")
        elif cue_pattern("cited work").search(said):
            found.append("cited")
        elif role in REPORTING or (original and (role == "title" or (role == "abstract" and block in begun))):
            found.append("own")
        else:
            found.append("background")
    return found


def origin_of(base: Origin, citations: Sequence[int], sentence: str) -> Origin:
    """Return whose result a relation is: cited where references support it, unless its sentence speaks of ``we``.

    >>> origin_of("background", (12,), "MSCs reduced IL-6.")
    'cited'
    """
    if citations and not (base == "own" and cue_pattern("own work").search(sentence)):
        return "cited"
    return base


def _role(document: Document | None, start: int) -> tuple[Role, int]:
    for index, block in enumerate(document.blocks if document is not None else ()):
        if block.start <= start < block.end:
            return block.role, index
    return "other", -1
