"""Abbreviations a text defines itself, found as Schwartz and Hearst (2003) do, over characters.

A short form in brackets is matched backwards against the words before it; the first letter must begin a word, and that word
may be no article, preposition or conjunction (``the production of regulatory T cells (Treg)`` defines nothing).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_BRACKETED = re.compile(r"\(([A-Za-zα-ω][\w/αβγκ-]{1,11})(?:[;,]\s[^()]{0,40})?\)")
_REACH = 300  # characters before a bracket in which its long form is looked for
_NOT_SHORT = re.compile(r"^(?:n|p|Fig|Figs|Table|see|and|or|the|in|mean|range|median|control|mg|kg|ml|vs|both|all|data)$", re.I)


_NO_BEGINNING = re.compile(  # of a long form: words between it and what stands before
    r"(?:and|or|the|of|to|that|this|which|is|are|was|were|for|from|as|at|by|with|on|an?(?!\sdisintegrin)|"
    r"in(?!\s(?:vitro|vivo|utero|situ|ovo|silico)))\s",
    re.IGNORECASE,
)


class Definition(NamedTuple):
    """A definition: the range of the long form and of the short one, and both as written."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int
    long: str
    short: str


def find_definitions(text: str) -> list[Definition]:
    """Return the definitions of a text in order, ``long form (SF)`` only; an empty list where there is none."""
    found: list[Definition] = []
    for match in _BRACKETED.finditer(text):
        short = match.group(1)
        if _NOT_SHORT.match(short) or not any(character.isupper() for character in short):
            continue
        start = _long_form_start(text, match.start(), short)
        if start is not None and not _NO_BEGINNING.match(text, start):
            end = match.start()
            while end > start and text[end - 1].isspace():
                end -= 1
            found.append(Definition(start, end, match.start(1), match.end(1), text[start:end], short))
    return found


def _long_form_start(text: str, bracket: int, short: str) -> int | None:
    """Match the letters of a short form backwards in the words before its bracket; None where they do not fit."""
    core = short[:-1] if short.endswith("s") and len(short) > 2 and short[-2].isupper() else short
    letters = [letter for letter in core.casefold() if letter.isalnum()]
    window = _words_back(text, bracket, min(len(letters) + 5, len(letters) * 2))
    position, index = bracket - 1, len(letters) - 1
    while index >= 0:
        while position >= window and not (
            text[position].casefold() == letters[index] and (index > 0 or position == 0 or not text[position - 1].isalnum())
        ):
            position -= 1
        if position < window:
            return None
        index -= 1
        position -= 1
    start = position + 1
    long_form = text[start:bracket].strip()
    return start if len(long_form) > len(short) and len(long_form.split()) <= 2 * len(letters) else None


def _words_back(text: str, end: int, count: int) -> int:
    """Return where the ``count``-th word before ``end`` starts, not crossing the end of a line or sentence."""
    floor = max(0, end - _REACH)
    marks = ((text.rfind(mark, floor, end), len(mark)) for mark in (". ", "; ", "\n"))
    start = max([floor, *(place + size for place, size in marks if place >= 0)])
    words = [match.start() for match in re.finditer(r"\S+", text[start:end])]
    return start + words[-count] if len(words) >= count else start


def abbreviations_of(text: str) -> Mapping[str, str]:
    """Return short form -> long form of a text; the first definition of a short form counts."""
    found: dict[str, str] = {}
    for definition in find_definitions(text):
        found.setdefault(definition.short, definition.long)
    return found
