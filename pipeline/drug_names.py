"""Text -> drugs that no vocabulary holds, by the stems of international nonproprietary names and by the form of codes.

``-tinib``, ``-lukast`` and ``-coxib`` name a class (WHO, The use of stems in the selection of INN, 2018); a compound under
study goes by letters and a long number (``SB203580``). Like all drugs they are mediators only where they act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon import Found
from pipeline.terms import Term

METHOD = "grammar"
GIVEN = "drugs and stimuli"

_STEMS = (
    "[xztlcnksdmg]umab|[xl]imab|tinib|rafenib|metinib|anib|ciclib|parib|zomib|lisib|degib|statin|olol|sartan|april|opril|coxib|"
    "conazole|prazole|mycin|micin|cillin|floxacin|gliptin|glitazone|gliflozin|dipine|profen|oxicam|platin|rubicin|taxel|olimus|"
    "tecan|ercept|kinra|lukast|setron|triptan|dronate|trexate|citabine|mustine|phylline|asone|solone|fibrate|grel|gatran|xaban|"
    "idomide|inostat|nidazole|ciclovir|previr|buvir|navir|tegravir|cycline|zosin|prost|caserin|pitant|vaptan|entan|fenacin"
)
_NAME = re.compile(rf"(?<![\w-])[A-Za-z]{{2,}}(?:{_STEMS})(?![\w-])", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w-])(?!NCT|CAP|HC|AC|CD|ISO|EN|RRID|PMID)[A-Z]{2,4}[- ]?\d{4,7}[A-Z]?(?![\w-])")


def drug_names(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the drugs of a text that overlap none of the found terms, sorted by start; empty where there is none."""
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    matches = [match for pattern in (_NAME, _CODE) for match in pattern.finditer(text)]
    return [
        Found(match.start(), match.end(), "MEDIATOR", Term("MEDIATOR", "", _name(match), (), (GIVEN,), METHOD))
        for match in sorted(matches, key=lambda match: match.start())
        if not any(taken[match.start() : match.end()])
    ]


def _name(match: re.Match[str]) -> str:
    surface = match.group()
    return surface if any(character.isdigit() for character in surface) else surface.casefold()
