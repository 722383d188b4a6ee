"""Text -> times of administration or measurement, each time of a list on its own.

A time is a point (``24 h after reperfusion``, ``day 7``, ``at baseline``); how long something lasts (``for 4 weeks``) is none.
"""

from __future__ import annotations

import re

from pipeline.measured import Measured, without_overlap
from pipeline.numbers import WORDS, value_of
from pipeline.records import Quantity

_TIME_UNITS = {
    "minute": "min",
    "min": "min",
    "h": "h",
    "hr": "h",
    "hour": "h",
    "d": "d",
    "day": "d",
    "wk": "wk",
    "week": "wk",
    "month": "mo",
    "year": "a",
    "yr": "a",
}
_TIME_UNIT = r"(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|years?|yrs?)(?![A-Za-z/])"
_HOW_MANY = rf"(?>\d+(?:\.\d+)?|{WORDS}|an?(?=\s))"
_EVENT = (
    r"(?:ca?ecal ligation and puncture|"
    r"infusions?|injections?|injury|transplantations?|transplants?|administration|treatments?|therapy|surgery|operation|"
    r"reperfusion|ischa?emia|induction|insult|randomi[sz]ation|enrol?lment|exposure|onset|diagnosis|implantation|"
    r"stimulation|challenge|chemotherapy|resuscitation|screening|visit|interventions?|procedure|birth|admission|discharge|"
    r"inoculation|infection|engraftment|delivery|grafting|transfusion|immuni[sz]ation|irradiation|stroke|CLP|AKI|IRI|I/R|"
    r"MCAO|LPS|ligation|occlusion|co-?culture|culture|BMA|HSCT|BMT|dose|dosing|apheresis|start|end|nephrectomy|autograft|"
    r"wounding|sepsis|cycle|completion|release|initiation|cessation|CT|MI|SCI|UUO|OVX)"
)
_STOP = (
    r"(?:and|or|in|at|with|by|was|were|is|are|to|on|for|who|which|that|had|have|has|may|can|will|did|after|before|"
    r"compared|versus|vs|using|from|as|when|while|than|but)"
)
_OBJECT = rf"\s(?:of|to|from)\s(?:the\s)?(?:(?:(?!{_STOP}\b)[\w/-]+\s?){{1,3}}(?<!\s)(?=\s?[.,;:()\]]|$|\s{_STOP}\b)|[\w-]+)"
_ARTICLE = r"(?:the|a|an|each|last|first|second|third|fourth|final|initial|their|undergoing)"
_ANCHOR = (
    rf"(?:\s?(?:after|post|following|before|prior to|from|of|since|preceding)[-\s]\s?(?:{_ARTICLE}\s)*"
    rf"(?:[\w()/+-]+\s){{0,5}}?{_EVENT}(?![\w-])(?:\s(?:{_EVENT}|day|program|agent|period))*(?:{_OBJECT}(?:\s(?:therapy|infusion|injection|treatment|program))*)?"
    rf"|\s?post[-\s]?(?:{_EVENT}|[A-Z][\w-]*\s{_EVENT})(?![\w-])|\s(?:later|thereafter|afterwards?)\b)"
)
_POINT = r"(?:[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Hh]ours?)"
_SIGNED = r"[-–−+]?\d+(?!\.\d|%|\d|\w)"
_LISTED = r"(?>\s?(?:,\s?(?:and\b|or\b)?|\band\b|\bor\b|&)\s?)"
_NUMBERED = re.compile(
    rf"(?<![\w-])({_POINT}\s{_SIGNED}(?:\s?(?:to|through|-|–|~)\s?{_SIGNED})?)(?![-\w])"
    rf"((?:{_LISTED}{_SIGNED}(?!\s?(?:{_TIME_UNIT}|patients|subjects|mg|times))){{0,24}})({_ANCHOR}|\sof\sa\s\d+-day\scycle)?"
)
_ELAPSED = re.compile(
    rf"(?<![\w.,/±-])((?:(?:first|initial|last)\s)?(?:{_HOW_MANY}(?:{_LISTED}|\s?(?:to|thru|-|–|~)\s?)){{0,9}}{_HOW_MANY})([-‐‑\s]?)"
    rf"({_TIME_UNIT})({_ANCHOR})?",
    re.IGNORECASE,
)
_HAS_UNIT = re.compile(rf"(?<![A-Za-z]){_TIME_UNIT}", re.IGNORECASE)
_FIXED = re.compile(
    r"(?<![\w-])(?:(?<=at )(?:baseline(?:\svisit)?|randomi[sz]ation|study entry)|(?<=At )baseline|(?<=at the )baseline visit|"
    r"(?:same\sday\sas|day\sof|time\sof)\s(?:the\s)?(?:[\w-]+\s){0,2}?"
    r"(?:randomi[sz]ation|transplant(?:ation)?|surgery|each treatment|apheresis|collection|admission)|"
    r"(?<=the )end of (?:the\s)?(?:intervention|treatment|study)|immediately\s(?:after|before)\s(?:the\s)?(?:[\w-]+\s){0,2}?"
    rf"{_EVENT}|every\s(?:\d+(?:-\d+)?|{WORDS})\s(?:hours|days|weeks|months)\s(?:thereafter|for the \w+ year)|next day|"
    r"prior to (?:therapy|treatment)|q\d+[wdh]\s×\s\d+)(?![\w-])"
)
_AT = re.compile(
    r"\b(?:at|after|within|until|till|by|to|before|between|in the|the|up to|through|on|and|"
    r"follow-?up(?: duration)?(?: was| of| period of)?|followed(?:[ -]up)?(?: [a-z]+){0,3} for(?: a total of)?|baseline,)\s$",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:for|over|during|lasting|duration of|aged?|ages|years?)[,\s]\s?"
    r"(?:up to|at least|about|the next|more than|another)?\s?$"
)
_KINDS = re.compile(
    r"\s(?:overall|disease|event|progression|survival|mortality|relapse|incidence|cumulative|follow|rate|lactate|SOFA|graft|"
    r"patient|time\s?points?|OS|PFS)"
)


def find_timings(text: str) -> list[Measured]:
    """Return the times of a text in order, each time of a list on its own; lengths of time are left out."""
    found: list[Measured] = []
    for match in _NUMBERED.finditer(text):
        found.extend(_listed(text, match.start(1), match.end(), match.group(1).split()[0]))
    for match in _ELAPSED.finditer(text) if _HAS_UNIT.search(text) else ():
        if _is_point(text, match):
            found.extend(_listed(text, match.start(1), match.end(), match.group(3)))
    found.extend(Measured(m.start(), m.end(), "TIMING", m.group(), None) for m in _FIXED.finditer(text))
    return without_overlap(found)


def _is_point(text: str, match: re.Match[str]) -> bool:
    """Say whether a number of hours or days is a point in time rather than a length or an age."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :]
    if match.group(4):
        return not re.search(r"\baged\s$", before)
    if re.match(r"[-\s](?:old|history|course|period|treatment|study|trial|cycle|infusion|apart)", after):
        return False
    if match.group(2) in ("-", "‐", "‑") and _KINDS.match(after):
        return True
    if not _AT.search(before) and not re.match(r"first|initial", match.group(1)):
        return False
    return ("follow" in before or not _LASTING.search(before)) and match.group(2) not in ("-", "‐", "‑")


def _listed(text: str, start: int, end: int, unit: str) -> list[Measured]:
    """Split a list of times at its commas and conjunctions; the last one keeps unit and anchor."""
    inner = text[start:end]
    if re.search(r"\bbetween\s$", text[max(0, start - 9) : start]):
        return [_time(text, start, end, unit)]
    item = rf"(?:{_HOW_MANY}|{_SIGNED})(?:\s?(?:to|-|–)\s?{_SIGNED})?"
    head = re.match(rf"(?:{_POINT}\s)?{item}(?:{_LISTED}{item})+", inner, re.IGNORECASE)
    cuts = [match.span() for match in re.finditer(_LISTED, head.group())] if head else []
    starts, ends = [0, *(stop for _, stop in cuts)], [*(begin for begin, _ in cuts), len(inner)]
    times = [_time(text, start + a, start + b, unit) for a, b in zip(starts, ends, strict=True)]
    return [_completed(text, one, start, times[-1]) for one in times]


def _completed(text: str, one: Measured, start: int, last: Measured) -> Measured:
    """Name a bare number of a list with the unit of the list: ``1`` of ``1, 3 and 6 months`` is ``1 month``."""
    point = re.match(rf"{_POINT}(?=\s)", text[start : last.end])
    if point and last.start > start:
        anchor = re.sub(rf"^{_SIGNED}", "", last.name)
        bare = one.name.removesuffix(anchor).removeprefix(point.group()).strip()
        return one._replace(name=f"{point.group().rstrip('s')} {bare}{anchor}")
    if not re.fullmatch(r"[-–−+]?\d+|[a-z]+", one.name) or one.start == last.start == start:
        return one
    after = re.sub(rf"^(?:{_HOW_MANY}|{_SIGNED})\s?-?", "", last.name)
    unit, _, anchor = after.partition(" ")
    if re.fullmatch(r"1|one", one.name):
        unit = unit.rstrip("s")
    return one._replace(name=f"{one.name} {unit}{' ' + anchor if anchor else ''}") if unit else one


def _time(text: str, start: int, end: int, unit: str) -> Measured:
    surface = text[start:end]
    values = tuple(
        v for v in (value_of(m.group()) for m in re.finditer(rf"\d+(?:\.\d+)?|{WORDS}", surface, re.IGNORECASE)) if v
    )
    code = _TIME_UNITS.get(unit.casefold().rstrip("s"), "")
    return Measured(start, end, "TIMING", surface, Quantity(values[:2], code) if values and code else None)
