"""Text -> doses and times of administration or measurement, as character spans with their numbers and unit.

A dose is an amount with its unit, a list of amounts up to the unit as one span. A time is a point (``24 h after
reperfusion``, ``day 7``, ``baseline``); how long something was done (``for 4 weeks``) is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.numbers import DIGITS, POWER, SCALE, WORDS, value_of
from pipeline.records import Quantity


class Measured(NamedTuple):
    """A dose or time: half-open character range, label, its name as the vocabulary wants it, and the numbers."""

    start: int
    end: int
    label: str
    name: str
    quantity: Quantity | None


_TO = r"\s?(?:,\s?(?:or|and)?|–|-|−|to|or|and|/|~)\s?"
_NUMBER = rf"(?:{DIGITS})"
_BODY = r"(?:\s?(?:b\.?w\.?t?|body\s?(?:weight|wt|mass)|BW))?"
_RATE = r"(?:\s?/\s?(?:h|hr|hour|day|d|dose|week|twice daily|slice|mouse|rat|animal|well)\b|[.·]d\b|\s(?:h|day)[-–−]1)?"
_PER_KG = (
    r"\s?(?:(?:/|per)\s?(?:kg|Kg|KG|kilogram|m2|m²|m\(2\)|m\^2|mL|ml|L|l)"
    rf"{_BODY}|kg\s?[-–−]1|kg⁻¹){_RATE}"
)
_MASS = r"(?:mg|μg|µg|ug|mcg|microg|micrograms?|milligrams?|ng|pg|g|grams?|IU|U|units?|μmol|µmol|umol|nmol|pmol)"
_VOLUME = r"(?:mL|ml|μL|µL|ul|microliters?|milliliters?|mls)"
_MOLAR = r"(?:μM|µM|uM|nM|mM|pM)"
_UNIT = rf"(?:(?:{_MASS}|{_VOLUME})(?:{_PER_KG}|{_RATE})|{_MOLAR}|Gy|Gray)(?![A-Za-z0-9])(?!\s?/\s?[A-Za-z])"

_CELL = r"(?:(?:[A-Za-z0-9]+[+⁺-]?\s){0,4}?[Cc]ells?|[A-Za-z-]*MSC'?s?|[A-Za-z]*A[DS]?SCs?|EVs|exosomes|particles|vesicles)"
_EACH = rf"\s?(?:/|per)\s?(?:kg|Kg|KG|kilogram|patient|mouse|rat|animal|dose|injection|mL|ml|cm2?)\b{_BODY}(?:/dose)?"
_CELLS = rf"(?:(?:of\s)?{_CELL}{_EACH}|{_CELL})"
_POWER_ALONE = r"10(?:[\^E]\d{1,2}|\(\d{1,2}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[5-9](?=\s[A-Z][\w+]*\scells))"
_BIG = rf"(?:{_NUMBER}(?:{POWER}|{SCALE})|\d{{1,3}}(?:,\d{{3}}){{2,}}|{_POWER_ALONE})"
_OPEN = r"(?<![\w.,/^±-])(?<!± )(?<!\+/- )(?<!-/\+)[<>≤≥]?"

_AMOUNT = re.compile(rf"{_OPEN}{_NUMBER}(?:{POWER})?(?:{_TO}[<>≤≥]?{_NUMBER})*[\s-]?{_UNIT}(?:{_TO}{_NUMBER}\s?{_UNIT})*")
_COUNT = re.compile(
    rf"{_OPEN}(?:{_NUMBER}(?:{SCALE})?{_TO})*{_BIG}(?:{_TO}{_BIG})*(?:\s?{_CELLS}(?![A-Za-z])|\s?/\s?[Kk]g\b)?"
    r"(?!\s(?:people|persons|patients|individuals|deaths|cases|adults|children|Americans|dollars|copies|reads|years))"
)
_MEASURED = re.compile(
    r"(?:tidal volume|volumes?|VT|weigh\w*|weight|clearance|GFR|levels?|concentrations?|glycosuria)\b[^.;]{0,18}$"
)

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
_HOW_MANY = rf"(?:\d+(?:\.\d+)?|{WORDS}|an?(?=\s))"
_EVENT = (
    r"(?:infusions?|injections?|injury|transplantations?|transplants?|administration|treatments?|therapy|surgery|operation|"
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
_LISTED = r"\s?(?:,\s?(?:and\b|or\b)?|\band\b|\bor\b|&)\s?"
_NUMBERED = re.compile(
    rf"(?<![\w-])({_POINT}\s{_SIGNED}(?:\s?(?:to|through|-|–|~)\s?{_SIGNED})?)(?![-\w])"
    rf"((?:{_LISTED}{_SIGNED}(?!\s?(?:{_TIME_UNIT}|patients|subjects|mg|times)))*)({_ANCHOR}|\sof\sa\s\d+-day\scycle)?"
)
_ELAPSED = re.compile(
    rf"(?<![\w.,/±-])((?:(?:first|initial|last)\s)?(?:{_HOW_MANY}(?:{_LISTED}|\s?(?:to|thru|-|–|~)\s?))*{_HOW_MANY})([-‐‑\s]?)"
    rf"({_TIME_UNIT})({_ANCHOR})?",
    re.IGNORECASE,
)
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


def find_doses(text: str) -> list[Measured]:
    """Return the doses of a text in order; amounts per dL or minute are measured values, not doses."""
    found = [_dose(text, match.start(), match.end()) for match in (*_AMOUNT.finditer(text), *_COUNT.finditer(text))]
    return _without_overlap([dose for dose in found if dose is not None])


def _dose(text: str, start: int, end: int) -> Measured | None:
    surface = text[start:end].rstrip(" ,")
    end = start + len(surface)
    if _MEASURED.search(text[max(0, start - 40) : start]) and not re.search(r"kg|cells|MSC", surface.replace("mL/kg", "")):
        return None
    numbers = [value_of(match.group()) for match in re.finditer(rf"{_NUMBER}(?:{POWER}|{SCALE})?", surface)]
    values = tuple(value for value in numbers if value is not None)
    if not values:
        return None
    unit = re.search(rf"(?:{_UNIT}|{_CELLS}|/\s?[Kk]g)$", surface)
    return Measured(
        start, end, "DOSE", dose_name(surface), Quantity(_scaled(values, surface), unit.group().strip() if unit else "cells")
    )


def _scaled(values: tuple[float, ...], surface: str) -> tuple[float, ...]:
    """Give every number of a list the power that only its last one carries (``0.3, 1 or 3 × 10^6``)."""
    power = re.search(rf"{_NUMBER}({POWER}|{SCALE})", surface)
    last = re.match(rf"{_NUMBER}", surface)
    if power is None or last is None or len(values) < 2 or values[-1] < 1e3:
        return values
    factor = values[-1] / (value_of(power.group()[: -len(power.group(1))]) or 1.0)
    return tuple(value * factor if value < 1e3 else value for value in values)


def dose_name(surface: str) -> str:
    """Return a dose as the guidelines write it: with ``×`` and ``^``, blanks and separators in one way.

    >>> dose_name("2x10(6) cells/kg"), dose_name("1 x 10e6 cMSCs/Kg")
    ('2 × 10^6 cells/kg', '1 × 10^6 cMSCs/kg')
    """
    name = re.sub(r"(?<=\d)\.\s(?=\d)", ".", surface.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹µ", "0123456789μ")))
    power = r"10\s?(?:\^|[eE]|\()?\s?(\d{1,2})\)?"
    name = re.sub(rf"(?<=\d)\s?[x×*·✕]\s?{power}", r" × 10^\1", name)
    name = re.sub(r"(?<=\d)\s10E(\d{1,2})", r" × 10^\1", name)
    name = re.sub(r"^10(?:\^|E|\()?(\d{1,2})\)?(?=\s)", lambda m: f"10^{m.group(1)}" if m.group(1) != "0" else m.group(), name)
    name = re.sub(r"\s?/\s?", "/", name)
    return re.sub(r"/Kg\b", "/kg", re.sub(r"\s+", " ", name)).strip()


def find_timings(text: str) -> list[Measured]:
    """Return the times of a text in order, each time of a list on its own; lengths of time are left out."""
    found: list[Measured] = []
    for match in _NUMBERED.finditer(text):
        found.extend(_listed(text, match.start(1), match.end(), match.group(1).split()[0]))
    for match in _ELAPSED.finditer(text):
        if _is_point(text, match):
            found.extend(_listed(text, match.start(1), match.end(), match.group(3)))
    found.extend(Measured(m.start(), m.end(), "TIMING", m.group(), None) for m in _FIXED.finditer(text))
    return _without_overlap(found)


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
    return [_time(text, start + a, start + b, unit) for a, b in zip(starts, ends, strict=True)]


def _time(text: str, start: int, end: int, unit: str) -> Measured:
    surface = text[start:end]
    values = tuple(
        v for v in (value_of(m.group()) for m in re.finditer(rf"\d+(?:\.\d+)?|{WORDS}", surface, re.IGNORECASE)) if v
    )
    code = _TIME_UNITS.get(unit.casefold().rstrip("s"), "")
    return Measured(start, end, "TIMING", surface, Quantity(values[:2], code) if values and code else None)


def _without_overlap(found: list[Measured]) -> list[Measured]:
    """Keep the longest of overlapping spans; the result is sorted by start."""
    kept: list[Measured] = []
    for one in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)
