"""Text -> drugs that no vocabulary holds, by the stems of international nonproprietary names and by the form of codes.

``-tinib``, ``-lukast`` and ``-coxib`` name a class (WHO, The use of stems in the selection of INN, 2018); a compound under
study goes by letters and a long number (``SB203580``). Like all drugs they are mediators only where they act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.lexicon import Found
from pipeline.terms import Term

METHOD = "grammar"
GIVEN = "drugs and stimuli"

_WORD = re.compile(r"(?<![\w-])[A-Za-z]+(?![\w-])")
_CODE = re.compile(r"(?<![\w-])(?!NCT|CAP|HC|AC|CD|ISO|EN|RRID|PMID)[A-Z]{2,4}[- ]?\d{4,7}[A-Z]?(?![\w-])")


def drug_names(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the drugs of a text that overlap none of the found terms, sorted by start; empty where there is none."""
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    matches = [*filter(_has_stem, _WORD.finditer(text)), *_CODE.finditer(text)]
    return [
        Found(match.start(), match.end(), "MEDIATOR", Term("MEDIATOR", "", _name(match), (), (GIVEN,), METHOD))
        for match in sorted(matches, key=lambda match: match.start())
        if not any(taken[match.start() : match.end()])
    ]


def _has_stem(match: re.Match[str]) -> bool:
    return match.group()[2:].casefold().endswith(_stems())  # two letters or more stand before it


@cache
def _stems() -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "patterns" / "drug_stems.txt").read_text(encoding="utf-8").split())


def _name(match: re.Match[str]) -> str:
    surface = match.group()
    return surface if any(character.isdigit() for character in surface) else surface.casefold()
