"""Text -> doses: an amount with its unit, a list of amounts up to the unit as one span.

Measured values (``2.5 ng/ml``, ``60 ml/min``), weights, volumes and spreads (``± 5 mg``) are no doses.
"""

from __future__ import annotations

import re

from pipeline.measured import Measured, without_overlap
from pipeline.numbers import DIGITS, POWER, SCALE, value_of
from pipeline.records import Quantity

_TO = r"(?>\s?(?:,\s?(?:or|and)?|–|-|−|to|or|and|/|~)\s?)"
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

_CELL = (
    r"(?:(?:(?!and\b|or\b)[A-Za-z0-9]+[+⁺-]?\s){0,4}?[Cc]ells?|"
    r"[A-Za-z-]*MSC'?s?|[A-Za-z]*A[DS]?SCs?|EVs|exosomes|particles|vesicles)"
)
_EACH = rf"\s?(?:/|per)\s?(?:kg|Kg|KG|kilogram|patient|mouse|rat|animal|dose|injection|mL|ml|cm2?)\b{_BODY}(?:/dose)?"
_CELLS = rf"(?:(?:of\s)?{_CELL}{_EACH}|{_CELL})"
_POWER_ALONE = r"10(?:[\^E]\d{1,2}|\(\d{1,2}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[5-9](?=\s[A-Z][\w+]*\scells))"
_BIG = rf"(?:{_NUMBER}(?:{POWER}|{SCALE})|\d{{1,3}}(?:,\d{{3}}){{2,}}|{_POWER_ALONE})"
_OPEN = r"(?<![\w.,/^±-])(?<!± )(?<!\+/- )(?<!-/\+)[<>≤≥]?"

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NEXT = re.compile(
    rf"(?:{_TO})?[<>≤≥\s]*(?P<number>{_BIG}|{_NUMBER})(?:[\s-]?(?:of\s)?(?P<unit>{_UNIT}|{_CELLS}|/\s?[Kk]g\b))?"
)
_AMOUNT = re.compile(
    rf"{_OPEN}{_NUMBER}(?:{POWER})?(?:{_TO}[<>≤≥]?{_NUMBER}){{0,9}}[\s-]?{_UNIT}(?:{_TO}{_NUMBER}\s?{_UNIT}){{0,9}}"
)
_COUNT = re.compile(
    rf"{_OPEN}(?:{_NUMBER}(?:{SCALE})?{_TO}){{0,9}}{_BIG}(?:{_TO}{_BIG}){{0,9}}(?:\s?{_CELLS}(?![A-Za-z])|\s?/\s?[Kk]g\b)?"
    r"(?!\s(?:people|persons|patients|individuals|deaths|cases|adults|children|Americans|dollars|copies|reads|years))"
)
_MEASURED = re.compile(
    r"(?:tidal volume|volumes?|VT|weigh\w*|weight|clearance|GFR|levels?|concentrations?|glycosuria)\b[^.;]{0,18}$"
)


def find_doses(text: str) -> list[Measured]:
    """Return the doses of a text in order; amounts per dL or minute are measured values, not doses."""
    found = [_dose(text, match.start(), match.end()) for match in (*_AMOUNT.finditer(text), *_COUNT.finditer(text))]
    return without_overlap([dose for dose in found if dose is not None])


def _dose(text: str, start: int, end: int) -> Measured | None:
    surface = text[start:end].rstrip(" ,")
    end = start + len(surface)
    if _MEASURED.search(text[max(0, start - 40) : start]) and not re.search(r"kg|cells|MSC", re.sub(r"m[lL]/kg", "", surface)):
        return None
    values, unit = _parts(surface)
    if not values:
        return None
    return Measured(start, end, "DOSE", dose_name(surface), Quantity(_scaled(values, surface), unit or "cells"))


def _parts(surface: str) -> tuple[tuple[float, ...], str]:
    """Return the numbers of a dose and its last unit (``""`` where a bare count of cells has none)."""
    values: list[float] = []
    unit, position = "", 0
    while number := _NEXT.match(surface, position):
        alone = re.compile(_POWER_ALONE).match(surface, number.start("number"))
        if alone and alone.end() == number.end("number"):
            value: float | None = 10.0 ** int(re.sub(r"^10|\D", "", alone.group().translate(_SUPERSCRIPTS)))
        else:
            value = value_of(number.group("number"))
        values.extend([value] if value is not None else [])
        unit = number.group("unit") or unit
        position = number.end()
    return tuple(values), unit


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
