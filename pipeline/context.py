"""What a term must stand in to be a mention: rules that drop found terms which name something else where they stand.

A source or donor belongs to a product, a vein is a route only where something is given through it, a tissue is a place
only where something is measured or acts in it. Each rule takes the text and the terms and gives back fewer terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon import Found

_GIVE = (
    r"(?:administ|infus|inject|transplant|deliver|given|inocul|instill|implant|graft|treat|therap|receiv|transfus|dos(?:e|ing)|"
    r"applied|application|fed|gavage|route|catheter|bolus)"
)
_GIVING = re.compile(_GIVE, re.IGNORECASE)
_THROUGH = re.compile(
    r"\b(?:via|through|into|in|under|beneath|within|to|by)\s(?:the\s|a\s|both\s)?(?:left\s|right\s|\w+al\s)?$", re.IGNORECASE
)
_SITE = re.compile(
    r"(?:vein|artery|aorta|line|catheter|cord|cavity|joints?|fluid|CSF|bone|cortex|capsule|stream|parenchyma|tube|area|sinus)$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:systemic|systemically|local|locally|perianal|periodontal|nasal|aerosol|percutaneous(?:ly)?|in situ)$",
    re.I,
)
_NOT_GIVEN = re.compile(
    r"[\s-](?:mucos|ulcer|cavity|hygiene|health|cancer|lesion|adipose|tissue|fat|ultraso|index|angiograph|fluid resus|hemato|"
    r"candid|contrast|portal|microb|flora|tumou?r)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|of)\s(?:(?:the|a|an|adult|human|neonatal|fetal|donor|healthy|autologous|allogeneic|discarded|\w+'s)\s){0,2}(?:(?:and|or|,)\s)?$",
    re.IGNORECASE,
)
_CELLS_FROM = re.compile(
    r"(?:deriv|isolat|obtain|harvest|extract|collect|originat|sourced|expanded|MSC|cells?\b)", re.IGNORECASE
)
_STRONG_DONOR = re.compile(
    r"(?:autologous|allogen?e?ic|xenogen?e?ic|syngene?ic|third[- ]party|allo|syn|unrelated)$",
    re.I,
)
_IN = re.compile(
    r"\b(?:in|within|into|to|from|of|at|throughout|inside|on|and|or|both|,)\s(?:(?:the|their|both|injured|damaged|ischa?emic|infarcted|"
    r"septic|diseased|left|right|host|recipient|native|mouse|rat|human|obstructed|inflamed|affected|whole|wounded|fibrotic)\s){0,3}$",
    re.IGNORECASE,
)
_LEVELS = re.compile(
    r"^\s(?:levels?|concentrations?|samples?|tissues?|sections?|homogenates?|infiltrat|accumulat|expression|recruitment|"
    r"macrophage|neutrophil|leukocyt|Treg|T cell|cytokine|TNF|IL-|IFN|TGF|MCP|IP-10|NGAL|KIM|HMGB|VEGF)",
    re.IGNORECASE,
)
_FLUID = re.compile(
    r"(?:serum|sera|plasma|urine|urinary|circulating|BALF?|BAL fluid|lavage(?: fluid)?|CSF|sputum|saliva|bloodstream)$", re.I
)
_ACTS = re.compile(
    r"\b(?:induc|inhibit|reduc|increas|decreas|attenuat|suppress|protect|prevent|enhanc|promot|block|activat|stimulat|up-?regulat|"
    r"down-?regulat|amelior|abolish|revers|diminish|elevat|lower|augment|potentiat|impair|restor|improv|mediat|regulat|"
    r"effects? of|caus|trigger|express|releas|secret|produc)",
    re.IGNORECASE,
)


def keep_routes(text: str, found: Sequence[Found]) -> list[Found]:
    """Drop vessels, sites and words such as ``systemic`` where nothing is given through or near them."""
    return [one for one in found if one.label != "ROUTE" or _is_route(text, one)]


def _is_route(text: str, one: Found) -> bool:
    surface = text[one.start : one.end]
    if _NOT_GIVEN.match(text, one.end):
        return False
    near = text[max(0, one.start - 60) : one.end + 60]
    if _SITE.search(surface):
        return bool(_THROUGH.search(text[max(0, one.start - 30) : one.start])) and bool(_GIVING.search(near))
    if _GENERAL.search(surface):
        return bool(re.search(rf"^\W*(?:\w+\W+){{0,2}}?{_GIVE}", text[one.end : one.end + 40], re.I)) or bool(
            surface.casefold().endswith("ly") and re.search(_GIVE, text[max(0, one.start - 40) : one.start], re.I)
        )
    return True


def keep_sources(text: str, found: Sequence[Found]) -> list[Found]:
    """Keep sources and donors inside products, sources that cells are derived from, and plain words of donation."""
    covered = bytearray(len(text))
    for one in found:
        if one.label == "CELL_THERAPY":
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
    kept: list[Found] = []
    for one in found:
        inside = bool(covered[one.start]) and bool(covered[one.end - 1])
        if one.label == "CELL_SOURCE" and not inside and not _is_origin(text, one):
            continue
        if one.label == "DONOR" and not inside and not _STRONG_DONOR.search(text[one.start : one.end]):
            continue
        kept.append(one)
    return kept


def _is_origin(text: str, one: Found) -> bool:
    if re.match(r"[-\s]derived", text[one.end :]):
        return True
    before = text[max(0, one.start - 60) : one.start]
    return bool(_FROM.search(before)) and bool(_CELLS_FROM.search(before))


def keep_places(text: str, found: Sequence[Found]) -> list[Found]:
    """Keep tissues and fluids that stand as the place of something."""
    return [one for one in found if one.label != "ANATOMY" or _is_place(text, one)]


def _is_place(text: str, one: Found) -> bool:
    after = text[one.end : one.end + 30]
    if _FLUID.search(text[one.start : one.end]) or _LEVELS.match(after):
        return True
    return bool(_IN.search(text[max(0, one.start - 40) : one.start])) and bool(
        re.match(
            r"\s?(?:[.,;:)]|$|\s(?:of|and|or|in|was|were|is|are|after|from|with|by|to|at|than|but|during|compared|tissues?)\b)",
            after,
        )
    )


def keep_substances(text: str, found: Sequence[Found]) -> list[Found]:
    """Keep drugs and stimuli only in sentences where something acts; a drug merely given is no mediator."""
    return [one for one in found if one.label != "MEDIATOR" or not _is_substance(one) or _acts(text, one)]


def _is_substance(one: Found) -> bool:
    return one.term.curie.startswith(("CHEBI:", "MESH:"))


def _acts(text: str, one: Found) -> bool:
    start = max(text.rfind(". ", 0, one.start), text.rfind("\n", 0, one.start)) + 1
    end = text.find(". ", one.end)
    return bool(_ACTS.search(text[start : end if end > 0 else len(text)]))
