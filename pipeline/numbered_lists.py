"""The members of a numbered list or range after a molecule: ``IL-6, -8 and -10``, ``CXCL9–11``, ``ERK1/2``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.terms import Term

_NUMBERED = re.compile(r"(.*?[A-Za-z])[-‐‑ ]?\d+[A-Za-z]?$")
_NEXT_NUMBER = re.compile(
    r"(?P<join>\s?(?:,\s?(?:and\s|or\s)?|and\s|or\s|/|–|-(?=\d))\s?)(?P<item>[-‐‑–]?\d{1,2}[A-Za-z]?)(?![\w.%])"
)


class Member(NamedTuple):
    """A member of a list that is written as its number alone: half-open character range and term."""

    start: int
    end: int
    term: Term


def numbered_members(text: str, start: int, end: int, lookup: Callable[[str], Term | None]) -> list[Member]:
    """Return the members that follow the name at ``text[start:end]``, in order; an empty list where none follows.

    ``lookup`` gives the term of a name. A bare number counts only behind a slash or dash, else it needs its own hyphen.
    """
    stem = _NUMBERED.match(text[start:end])
    members: list[Member] = []
    position = end
    while stem and (match := _NEXT_NUMBER.match(text, position)):
        term = lookup(f"{stem.group(1)}{match.group('item').lstrip('-‐‑–')}")
        if term is None or not (match.group("item")[0] in "-‐‑–" or match.group("join").strip() in "/–-"):
            break
        members.append(Member(match.start("item"), match.end("item"), term))
        position = match.end()
    return members


def joined_term(first: Term, members: Sequence[Member]) -> Term:
    """Return one term for a family joined by slashes, named by its members in order of the alphabet: ``MAPK1/MAPK3``."""
    name = "/".join(sorted({first.name, *(member.term.name for member in members)}))
    return Term(first.label, "", name, (), first.parents, first.source)
