"""Whose result a sentence states: the paper's own, one it cites, or common background."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Document, Origin, Role, Span

OWN = re.compile(
    r"\b(?:we|our)\b|\b(?:in|of|from) (?:this|the present|the current) (?:study|paper|work|report|trial)\b|\bthe present (?:study|data|results|findings)"
    r"|\bthis study (?:shows?|showed|demonstrates?|demonstrated|found|suggests?|reports?)|\b(?:these|the) (?:results|data|findings) (?:show|suggest|indicate|demonstrate)",
    re.IGNORECASE,
)
CITED = re.compile(
    r"\b(?:previous|earlier|prior|recent|other|several|many|numerous|some|preclinical|clinical|animal) (?:\w+ )?(?:studies|reports|work|trials|investigations)\b"
    r"|\bet al\b|\b(?:has|have) (?:previously |recently |also )?been (?:shown|reported|demonstrated|described|found|suggested)\b|\bpreviously (?:shown|reported|described)\b",
    re.IGNORECASE,
)
EARLIER_OWN = re.compile(r"\bwe (?:have )?(?:previously|recently|earlier)\b|\bour (?:previous|earlier|recent) ", re.IGNORECASE)
BEGINS = re.compile(
    r"\b(?:were|was) (?:then |also )?(?:isolated|obtained|injected|infused|transplanted|randomi[sz]ed|measured|harvested|treated|administered|"
    r"enrolled|assessed|evaluated|determined|analy[sz]ed)\b|\b(?:methods?|materials and methods|patients and methods|results?|findings)\s*:|\bhere,? we\b|\bin this study\b|\bthe (?:aim|purpose|objective)"
    r"|\bwe (?:investigated|examined|studied|tested|hypothesi[sz]ed|aimed|sought|evaluated|assessed)\b",
    re.IGNORECASE,
)
REPORTING: frozenset[Role] = frozenset({"methods", "results"})


def is_original(document: Document | None) -> bool:
    """Tell whether a paper reports work of its own: it has methods or results, or an abstract that says so."""
    if document is None:
        return False
    if any(block.role in REPORTING for block in document.blocks):
        return True
    return any(block.role == "abstract" and BEGINS.search(document.text[block.start : block.end]) for block in document.blocks)


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
        if BEGINS.search(said):
            begun.add(block)
        if EARLIER_OWN.search(said):
            found.append("cited")
        elif OWN.search(said):
            found.append("own")
        elif CITED.search(said):
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
    if citations and not (base == "own" and OWN.search(sentence)):
        return "cited"
    return base


def _role(document: Document | None, start: int) -> tuple[Role, int]:
    for index, block in enumerate(document.blocks if document is not None else ()):
        if block.start <= start < block.end:
            return block.role, index
    return "other", -1
