"""The first pages: which chunk is the title, where the running text begins, and what of the rest is abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pdf.kinds import is_caption, is_front, is_heading, is_prose
from pipeline.pdf.paragraphs import ENDS, Body, Chunk
from pipeline.sections import named_role

LAST_PAGE = 3
KEYWORDS = re.compile(r"(?:key ?-?words?|k ?e ?y ?w ?o ?r ?d ?s|index terms)\b", re.IGNORECASE)
ABSTRACT = re.compile(r"(?:structured )?(?:abstract|summary|a ?b ?s ?t ?r ?a ?c ?t)\b[\s:.—–|-]*", re.IGNORECASE)
_FIRST = re.compile(r"(?:1|I)\.?\s*\|?\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Front:
    """Numbers of chunks: the title, the first of the running text, and those before it that are the abstract or keywords."""

    title: int | None
    start: int
    abstract: frozenset[int]
    keywords: frozenset[int]


def front(found: Sequence[Chunk], style: Body) -> Front:
    """Sort the chunks of the first pages. What is neither title nor abstract nor keywords before the start is front matter."""
    title = _title(found, style)
    first = 0 if title is None else title + 1
    start = _start(found, first, style)
    abstract: set[int] = set()
    keywords: set[int] = set()
    begun = open_ended = False
    for number in range(first, start):
        chunk = found[number]
        text = chunk.text.strip()
        if KEYWORDS.match(text):
            keywords.add(number)
            open_ended = False
        elif number - 1 in keywords and is_heading(found[number - 1], style) and not is_heading(chunk, style):
            keywords.add(number)
        elif ABSTRACT.match(text) and (is_prose(chunk) or ABSTRACT.fullmatch(text)):
            abstract.add(number)
            begun = open_ended = True
        elif open_ended and not is_front(chunk) and not is_caption(chunk, style) and (text[:1].islower() or is_prose(chunk)):
            abstract.add(number)
        elif len(text.split()) >= (18 if begun else 40) and is_prose(chunk) and not is_front(chunk):
            abstract.add(number)
            begun = True
        elif begun and is_heading(chunk, style) and named_role(text) not in (None, "other"):
            abstract.add(number)
        else:
            continue
        open_ended = number in abstract and (not is_prose(chunk) or not ENDS.search(text))
    return Front(title, start, frozenset(abstract), frozenset(keywords))


def _title(found: Sequence[Chunk], style: Body) -> int | None:
    best, place = 1.15 * style.size, None
    for number, chunk in enumerate(found):
        if chunk.first.page > 2:
            break
        letters = sum(map(str.isalpha, chunk.text))
        if chunk.size > best and len(chunk.text.split()) >= 3 and letters > 12 and not is_front(chunk, dense=8):
            best, place = chunk.size, number
    return place


def _start(found: Sequence[Chunk], first: int, style: Body) -> int:
    """Return the number of the chunk at which the running text begins; ``first`` where nothing tells."""
    early = [(number, chunk) for number, chunk in enumerate(found[first:], first) if chunk.first.page <= LAST_PAGE]
    heads = [
        number
        for number, chunk in early
        if is_heading(chunk, style)
        and not ABSTRACT.match(chunk.text)
        and (named_role(chunk.text) == "background" or _FIRST.match(chunk.text.strip()))
    ]
    numbered = [number for number in heads if _FIRST.match(found[number].text.strip())]
    if numbered:
        return numbered[0]
    if heads:
        second = len(heads) > 1 and found[heads[1]].first.page <= 2
        return heads[1] if second and named_role(found[heads[0]].text) == named_role(found[heads[1]].text) else heads[0]
    begun = False
    for number, chunk in early:
        if is_prose(chunk) and not is_front(chunk):
            if begun and abs(chunk.size - style.size) < 0.03 * style.size and chunk.first.font in style.fonts:
                return number
            begun = begun or len(chunk.text.split()) > 40
        if begun and is_heading(chunk, style) and named_role(chunk.text) in ("methods", "results"):
            return number
    return first
