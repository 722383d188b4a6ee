"""Outcomes made of a found name and a word of change: ``T cell activation``, ``severity of colitis``, ``NIHSS score``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon import Found

# What a cell or a disease does or undergoes. Infiltration, recruitment and polarisation are left out: there the effect is on
# the cells themselves, which are mentions of their own. So it is where a subset of cells arises (``Th17 differentiation``).
_CELL_PROCESS = (
    r"activation|proliferation|functions?|dysfunction|migration|apoptosis|death|survival|viability|responses?|"
    r"immunity|chemotaxis|exhaustion|engraftment|counts?|cytotoxicity|effector functions?|signall?ing|autophagy|"
    r"maturation|adhesion|phagocytosis|reconstitution|tolerance|senescence|degranulation|metabolism"
)
_DISEASE_PROCESS = (
    r"severity|progression|recurrence|relapse|resolution|growth|regression|burden|symptoms|activity|incidence|healing|"
    r"closure|size|volume|scores?|flares?|remission|metastasis|angiogenesis|lymphangiogenesis|immunity|suppression|"
    r"initiation|rejection|escape|evasion|invasion|migration|shrinkage|clearance|pathology|outcomes?|lesion score|cell killing|"
    r"cell growth|cell death|cell proliferation|cell apoptosis|cell survival|cell invasion|cell migration|cell viability"
)
_AFTER = {
    "IMMUNE_CELL": re.compile(rf"[\s-](?:{_CELL_PROCESS})(?![\w-])", re.IGNORECASE),
    "CONDITION": re.compile(rf"\s(?:disease\s)?(?:{_DISEASE_PROCESS})(?![\w-])", re.IGNORECASE),
}
_KIND = re.compile(
    r"(?:(?:CD[48]\S*|effector|antigen-specific)\s)*(?:T|B|NK)?[\s-]?(?:cells?|lymphocytes?)|monocytes?|macrophages?$",
    re.IGNORECASE,
)
_DIFFERENTIATION = re.compile(r"[\s-](?:differentiation|development)(?![\w-])", re.IGNORECASE)
_BEFORE = {
    "IMMUNE_CELL": re.compile(
        r"(?<![\w-])(?:proliferation|migration|apoptosis|survival|chemotaxis)\sof\s(?:the\s)?$",
        re.IGNORECASE,
    ),
    "CONDITION": re.compile(
        r"(?<![\w-])(?:severity|progression|recurrence|relapse|growth|metastasis|intensity|healing|resolution|exacerbation)"
        r"\sof\s(?:the\s)?$",
        re.IGNORECASE,
    ),
}
_SCALE = re.compile(r"\s(?:(?:risk|severity)\s)?(?:scores?|index|scale)(?![\w-])", re.IGNORECASE)
_REACH = 40  # characters before a name in which ``severity of the`` is looked for


def composed_outcomes(text: str, found: Sequence[Found]) -> list[tuple[int, int]]:
    """Return the spans of outcomes composed of a found cell, disease or scale and a word beside it; empty without any."""
    spans: list[tuple[int, int]] = []
    for one in found:
        if one.label in _AFTER:
            if after := _AFTER[one.label].match(text, one.end) or _arising(text, one):
                spans.append((one.start, after.end()))
            elif before := _BEFORE[one.label].search(text[max(0, one.start - _REACH) : one.start]):
                spans.append((one.start - len(before.group()), one.end))
        elif one.label == "OUTCOME" and text[one.start].isupper() and (scale := _SCALE.match(text, one.end)):
            spans.append((one.start, scale.end()))
    return spans


def _arising(text: str, one: Found) -> re.Match[str] | None:
    """Return the word of differentiation after a kind of cell; of a subset (``Th17``) the cells themselves are what arises."""
    if one.label == "IMMUNE_CELL" and _KIND.fullmatch(text[one.start : one.end]):
        return _DIFFERENTIATION.match(text, one.end)
    return None
