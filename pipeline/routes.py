"""When a word of a way in is a route: something is given by it, and it is no place where something was seen.

``Intrarenal injection`` and ``injected intrarenally`` say how something is given, ``intrarenal macrophages`` and ``lowered
IL-6 intrarenally`` where something is: such words are routes and places in the vocabulary, and what stands around them decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.lexicon import Found

_GIVE = (
    r"(?:administ|infus|inject|transplant|deliver|given|inocul|instill|implant|graft|treat|therap|receiv|transfus|dos(?:e|ing)|"
    r"applied|application|fed|gavage|route|catheter|bolus)"
)
_GIVING = re.compile(_GIVE, re.IGNORECASE)
_NEAR = 60  # characters around a route in which a word of giving is looked for
_THROUGH = re.compile(
    r"\b(?:via|through|into|in|under|beneath|within|to|by)\s(?:each\sof\s)?(?:the\s|a\s|both\s)?(?:\d\s)?"
    r"(?:left\s|right\s|\w+al\s)?$",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:veins?|arter(?:y|ies)|aortas?|line|catheter|cord|cavity|joints?|fluid|CSF|bones?|cortex|capsule|stream|parenchyma|tube|"
    r"area|sinus)$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:systemic|systemically|local|locally|perianal|periodontal|nasal|aerosol|percutaneous(?:ly)?|in situ)$",
    re.I,
)
_NOT_GIVEN = re.compile(
    r"[\s-](?:and\s\w+\s)?(?:mucos|ulcer|cavity|hygiene|health|cancer|lesion|adipose|tissue|fat|ultraso|index|angiograph|"
    r"fluid resus|hemato|candid|contrast|portal|microb|flora|tumou?r|LPS|lipopolysacc|endotoxin|allergen|antigen|ovalbumin|OVA|"
    r"smoke|methacholine|toxin|coagul|fibroblast|keratinocyt|epitheli|squamous|wound|xenograft|WAT\b|region|nutrition|"
    r"pericyt|introducer|intubat)",
    re.IGNORECASE,
)
_INSULT = re.compile(
    r"(?:LPS|lipopolysaccharide|endotoxin|allergen|antigen|ovalbumin|smoke|methacholine|bleomycin|cisplatin)\s$", re.I
)
_NUMERAL = re.compile(
    r"(?:[IVX]\s?[-–/,]\s?|\b[IVX]+\s(?:and|or)\s|\b(?:grades?|stages?|types?|class|phase|level|factor|groups?|alpha|beta)\s)$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\.\s(?:[A-Z]|$)")  # the number of a list, as in ``IV. Determine``
_DOSE = re.compile(r"\d\s?(?:mg|mL|ml|μg|g|IU)")
_DOSE_BEFORE = re.compile(r"\d\s?(?:mg|g|μg|mL|ml)(?:/\w+)?\s$")

_SEEN = (  # verbs and nouns of what is seen, not of what is given
    r"reduc|increas|decreas|lower|attenuat|suppress|express|elevat|rais|rose|fell|induc|inhibit|promot|prevent|detect|found|"
    r"accumul|locali[sz]|present|observ|produc|secret|releas|infiltrat|recruit|modul|diminish|alter|affect|improv|level"
)
_PUT = (
    r"(?:(?:re-?|co-?)?inject|administ|infus|deliver|transplant|inocul|instil|implant|engraft|transfus|applied|applicat|"
    r"dos(?:e|ing)|bolus|route|treatment|therap|given|gavage|catheter)"
)
_WORD = r"(?!(?:and|after|before|following|by|in|of|on|upon|with|was|were|is|are|to|from|but|than|that|which)\s)[\w+/-]+\s"
_PUT_AFTER = re.compile(rf"[\s-](?:\(\S+\)\s)?(?:{_WORD}){{0,3}}?{_PUT}", re.IGNORECASE)
_PRODUCT_AFTER = re.compile(r"\s(?:[\w-]+\s)?(?:MSCs?|EVs?|exosomes?|(?:stem|stromal|progenitor)\scells?)\b")
_RECEIVED = re.compile(
    r"\b(?:given|receiv\w*|undergo\w*)\s(?:(?:an?|one|single|two|three|repeated|\d+)\s){0,2}$|\b(?:via|by)\s(?:the|an?)?\s?$|"
    rf"{_PUT}\w*\s(?:(?:was|were|is)\s)?\(?$",
    re.IGNORECASE,
)
_PUT_BEFORE = re.compile(rf"\b{_PUT}\w*\b(?:(?!{_SEEN})[^.;:]){{0,60}}$", re.IGNORECASE)
_BESIDE = re.compile(r"\s?(?:/|,?\s(?:and|or|versus|vs\.?)\s|,\s)")


def is_giving_near(text: str, start: int, end: int) -> bool:
    """Say whether something is given (injected, infused, transplanted ...) within 60 characters of a range."""
    return _GIVING.search(text, max(0, start - _NEAR), end + _NEAR) is not None


def keep_routes(text: str, found: Sequence[Found]) -> list[Found]:
    """Drop routes by which nothing is given, and places that are ways in where they stand.

    Vessels, sites and words such as ``systemic`` are routes only where something is given near them. Of a word that is both
    route and place (``intrarenal``) one is kept.
    """
    places = {(one.start, one.end) for one in found if one.label == "ANATOMY"}
    ways = [one for one in found if one.label == "ROUTE"]
    certain = {(one.start, one.end) for one in ways if (one.start, one.end) not in places and _is_route(text, one)}
    routes = certain | {
        (one.start, one.end)
        for one in ways
        if (one.start, one.end) in places and _is_route(text, one) and _is_way_in(text, one, certain)
    }
    return [
        one
        for one in found
        if ((one.start, one.end) in routes) == (one.label == "ROUTE") or one.label not in ("ROUTE", "ANATOMY")
    ]


def _is_way_in(text: str, one: Found, certain: Iterable[tuple[int, int]]) -> bool:
    """Tell of a word that is route and place whether something is given there: by its own clause, or beside another route."""
    before, after = text[max(0, one.start - 90) : one.start], text[one.end : one.end + 60]
    if _SITE.search(text[one.start : one.end]):
        return True  # judged as a site already
    if _PUT_AFTER.match(after) or _PRODUCT_AFTER.match(after) or _RECEIVED.search(before) or _is_beside(text, one, certain):
        return True
    return text[one.start : one.end].endswith("ly") and _PUT_BEFORE.search(before) is not None


def _is_beside(text: str, one: Found, certain: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a word is listed with a route, as in ``intravenous or intrarenal``; ``systemic`` may be a place as well."""
    return any(
        _BESIDE.fullmatch(text, min(end, one.end), max(start, one.start)) is not None
        for start, end in certain
        if not _GENERAL.search(text[start:end])
    )


def _is_route(text: str, one: Found) -> bool:
    surface = text[one.start : one.end]
    if _NOT_GIVEN.match(text, one.end) or _INSULT.search(text[max(0, one.start - 20) : one.start]) or _is_number(text, one):
        return False
    near = text[max(0, one.start - _NEAR) : one.end + _NEAR]
    if surface.isupper() and surface not in ("IV", "CVC") and not _GIVING.search(near) and not _DOSE.search(near):
        return False
    if _SITE.search(surface):
        return bool(_THROUGH.search(text[max(0, one.start - 30) : one.start])) and bool(_GIVING.search(near))
    if _GENERAL.search(surface):
        return bool(re.search(rf"^\W*(?:\w+\W+){{0,2}}?{_GIVE}", text[one.end : one.end + 40], re.I)) or bool(
            surface.casefold().endswith("ly") and re.search(_GIVE, text[max(0, one.start - 40) : one.start], re.I)
        )
    return True


def _is_number(text: str, one: Found) -> bool:
    """Tell whether ``IV`` is the number of a list (``iv) to determine``, ``IV. Determine``) or of a kind (``group IV``)."""
    surface = text[one.start : one.end]
    if text[one.end : one.end + 1] == ")" and text[max(0, one.start - 1) : one.start] != "(" and surface.casefold() == "iv":
        return True
    before = text[max(0, one.start - 12) : one.start]
    return (
        surface.isupper()
        and surface.isalpha()
        and bool(_NUMERAL.search(before) or (_LISTED.match(text, one.end) and not _DOSE_BEFORE.search(before)))
    )
