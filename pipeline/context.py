"""What a term must stand in to be a mention: rules that drop found terms which name something else where they stand.

A source or donor belongs to a product, a tissue is a place only where something is measured or acts in it (routes are in
``routes``). Each rule takes the text and the terms and gives back fewer terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon import Found

_FROM = re.compile(
    r"\b(?:from|of)\s(?:(?:the|a|an|adult|human|neonatal|fetal|donor|healthy|autologous|allogeneic|discarded|whole|raw|own|their|"
    r"biopsies of|aspirates of|\w+['’]s?)\s){0,3}(?:(?:and|or|,)\s)?(?:(?:[\w-]+\s){0,3}(?:tissues|organs|sources)"
    r"(?:\s\((?:e\.g\.,?\s|i\.e\.,?\s|such as\s|including\s)?|,?\s(?:such as|including|like)\s))?$",
    re.IGNORECASE,
)
_TAKEN_FROM = re.compile(
    r"\s(?:(?:will be|was|were|is|are|to be)\s)?(?:aspirat|biops|harvest|extraction|collected|collection|donat|obtained)",
    re.IGNORECASE,
)
_LISTED_WITH = re.compile(
    r"\s?(?:\(|\)?,?\s(?:and|or|as well as)\s|\)?,\s|\)\s|/)(?:from\s)?(?:(?:the|solid organs \((?:e\.g\.,?\s)?)\s?)?$"
)
_CELLS_FROM = re.compile(
    r"(?:deriv|isolat|obtain|harvest|extract|collect|originat|sourced|expanded|MSC|cells?\b)", re.IGNORECASE
)
_STRONG_DONOR = re.compile(
    r"(?:autologous|allogen?e?ic|xenogen?e?ic|syngene?ic|third[- ]party|allo|syn|unrelated)$",
    re.I,
)
_NO_PLACE_AFTER = re.compile(
    r"[-\s](?:(?:or|and)\s\w+\s)?(?:organ\s)?(?:transplant|surg|rejection|parameter|nodule|lesion|pressure|association|tests?\b|"
    r"gas\b|group\s|disease|condition|grafting|loss\b|catheter|product|aspirat|replacement|medication|feature|protective|slice|"
    r"injectable|radiograph|forming|producing|formation|disruption|syndrome|function|failure|damage|injur|fibrosis|cancer|"
    r"tumou?r|donor|recipient|will be|mediator|resection|mechanic|reproduction|derived|mononuclear|stem|stromal|resuscitation|"
    r"volume|flow|count|rhythm|rate\b|output|arrest|death|outcome|involvement|toxicity|toxic|support)",
    re.IGNORECASE,
)
_NO_PLACE_BEFORE = re.compile(
    r"\b(?:differentiate into|development of new|pre-existing|mls? of|undergoing|of new|from raw|New York|collected from|"
    r"transplanted)\s(?:\w+,\s)?$",
    re.IGNORECASE,
)
_GIVEN = "drugs and stimuli"
_ACTS = re.compile(
    r"^[-\s](?:(?:treatment|administration|pre-?treatment|therapy|also|significantly|markedly|can|may|could|and\s\w+)\s)*"
    r"(?:induc|inhibit|reduc|increas|decreas|attenuat|suppress|protect|prevent|enhanc|promot|block|activat|stimulat|up-?regul|"
    r"down-?regul|amelior|abolish|revers|improv|caus|restor|impair|had|has|is\sassociated|did\snot|exert|treated|mediated|dependent)",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"(?:effects?\sof|by|treatment\swith|treated\swith|addition\sof|administration\sof|response\sto|exposure\sto|role\sof)\s"
    r"(?:the\s|oral\s|\w+\s)?$",
    re.IGNORECASE,
)


def keep_sources(text: str, found: Sequence[Found]) -> list[Found]:
    """Keep sources and donors inside products, sources that cells are derived from, and plain words of donation."""
    covered = bytearray(len(text))
    for one in found:
        if one.label == "CELL_THERAPY":
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
    kept: list[Found] = []
    origin: int | None = None  # where the last source outside a product ends: those listed after it are sources too
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        inside = bool(covered[one.start]) and bool(covered[one.end - 1])
        if one.label == "CELL_SOURCE" and not inside:
            listed = origin is not None and _LISTED_WITH.match(text, origin, one.start) is not None
            if not listed and not _is_origin(text, one):
                continue
            origin = one.end
        if one.label == "DONOR" and not inside and not _STRONG_DONOR.search(text[one.start : one.end]):
            continue
        kept.append(one)
    return kept


def _is_origin(text: str, one: Found) -> bool:
    if re.match(r"[-\s]derived", text[one.end :]) or _TAKEN_FROM.match(text, one.end):
        return True
    before = text[max(0, one.start - 60) : one.start]
    return bool(_FROM.search(before)) and bool(_CELLS_FROM.search(before))


def keep_subjects(text: str, found: Sequence[Found]) -> list[Found]:
    """Drop ``human`` and ``adult`` where they qualify something that is no subject (``human plasma``, ``adult cells``)."""
    return [one for one in found if one.label != "SPECIES" or not _is_adjective(text, one)]


def _is_adjective(text: str, one: Found) -> bool:
    surface = text[one.start : one.end].casefold()
    if surface in ("adult", "individual", "newborn"):
        return True
    return surface == "human" and bool(
        re.match(r"[\s-](?!and\b|or\b|clinical|stud|trial|being|subject)[A-Za-z]", text[one.end : one.end + 12])
    )


def keep_places(text: str, found: Sequence[Found]) -> list[Found]:
    """Keep tissues and fluids that stand as the place of something."""
    return [one for one in found if one.label != "ANATOMY" or _is_place(text, one)]


def _is_place(text: str, one: Found) -> bool:
    before = text[max(0, one.start - 40) : one.start]
    return not _NO_PLACE_AFTER.match(text, one.end) and not _NO_PLACE_BEFORE.search(before)


def keep_substances(text: str, found: Sequence[Found]) -> list[Found]:
    """Keep drugs and stimuli only where they act (``X reduced``, ``effect of X``); a drug merely given is no mediator.

    ``CCl4`` is carbon tetrachloride, not the chemokine ``CCL4``.
    """
    return [
        one
        for one in found
        if (one.label != "MEDIATOR" or _GIVEN not in one.term.parents or _acts(text, one))
        and not (one.label == "CYTOKINE" and text[one.start : one.end] == "CCl4")
    ]


def _acts(text: str, one: Found) -> bool:
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 60]
    return bool(_ACTS.match(after)) or bool(_CAUSES.search(before))
