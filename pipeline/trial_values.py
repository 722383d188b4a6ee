"""Printed values of trials -> the values of a record: phases, statuses, numbers, dates, doses, routes, products, controls."""

from __future__ import annotations

import re
from functools import cache

from pipeline.doses import find_doses
from pipeline.flat_values import MONTHS, month_number
from pipeline.lexicon import Found, Lexicon, load
from pipeline.trial_terms import find_trial_terms, phase_name, size_name, status_name

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|Sept"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?"
_DATES = (
    re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<number>0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?(?!\d)"),
    re.compile(r"(?<![\d/.])(?:\d{1,2}[/.])?(?P<number>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(rf"{_DAY}(?P<month>{_MONTH})[a-z]*\.?,?\s?(?:\d{{1,2}},?\s)?(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"),
)  # fmt: skip
_STATUS = re.compile(
    r"active,? not recruiting|not yet recruiting|enrolling by invitation|not recruiting|completed|terminated|withdrawn"
    r"|suspended|recruiting|ongoing|unknown(?: status)?|discontinued|planned",
    re.IGNORECASE,
)
_CONTROL = (
    r"(?:matching |matched |saline |normal |inert )?placebo|vehicle"
    r"|sham(?: (?:device|procedure|injection|infusion|treatment|surgery|control))?|(?:normal |physiological )?saline"
    r"|standard (?:of )?(?:medical )?(?:care|treatment|therapy)|conventional (?:treatment|therapy|care)|usual care"
    r"|best (?:supportive|available) (?:care|therapy)|no (?:treatment|intervention|cells?)|hyaluronic acid|corticosteroids?"
)
_AGAINST = re.compile(
    r"(?:\bor|\bversus|\bvs\.?|\bcompared (?:with|to)|\band|[;/+]|\bcontrols?(?: group| arm)?:?(?: received| were given)?)"
    rf"\s(?:an?\s|the\s)?(?P<name>{_CONTROL})\b",
    re.IGNORECASE,
)
_CONTROLLED = re.compile(r"\b(?P<name>placebo|vehicle|sham|saline)[- ]controlled\b", re.IGNORECASE)
_SHARED_UNIT = re.compile(
    r"(?P<list>[\d.,\s]+(?:(?:,|or|and|to|/|–|-)\s?[\d.]+)*)(?P<rest>\s?[×x*·]\s?10\^?\d.*|\s(?:million|mg|µg|mL)\b.*)"
)
_POWER = r"\d+(?:\.\d+)?\s?[×x*·]\s?10\^\d+"
_EACH_POWER = re.compile(rf"(?P<list>{_POWER}(?:(?:,|\sor|\sand|\sto|/|;)+\s?{_POWER})+)\s(?P<unit>\S.*)")
_VESSEL = re.compile(r"\b(?:aorta|arter(?:y|ies)|veins?|venous|trunk|vessels?)\b", re.IGNORECASE)
_CELLS_BEHIND = re.compile(r"[\s-]*(?:derived|\(?MSC|mesenchymal|stem|stromal|cells?|aspirate|blood|tissue)")
_CODE = re.compile(r"[A-Z][A-Za-z]*-?\d{2,}[A-Za-z]?$|[A-Z]{2,}-[A-Z0-9-]+$")


@cache
def lexicon() -> Lexicon:
    """Return the shipped vocabulary, loaded once."""
    return load()


def phase(text: str) -> str | None:
    """Return a phase as ``I``, ``I-II``, ``II``: ``1/2a``, ``Phase 1/Phase 2`` and ``I/IIa`` are all understood."""
    bare = re.sub(r"(?<=\d)\s?[/|,&]\s?(?:phase\s?)?(?=\d)", "/", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"^(?:early\s)?(?:phase\s?)?", "", bare, flags=re.IGNORECASE)
    return phase_name(f"phase {bare}")


def status(text: str) -> str | None:
    """Return a registry's word for a status, a footnote mark behind it left out; None where the text names none."""
    bare = re.sub(r"\s+", " ", text).strip()
    found = _STATUS.search(bare)
    if found is None:
        return None
    word = found[0].lower()
    return "active, not recruiting" if word in ("not recruiting", "active not recruiting") else status_name(word) or word


def enrollment(text: str) -> int | None:
    """Return a number of subjects: the first number of the text, thousands joined; None without one."""
    found = re.search(r"(?<![\d.,])\d{1,3}(?:,\d{3})+|\d{1,6}", text)
    return int(found[0].replace(",", "")) if found else None


def date(text: str) -> str | None:
    """Return a date as ``YYYY-MM``, or ``YYYY`` where no month is printed; None without a year."""
    for pattern in _DATES:
        if found := pattern.search(text):
            groups = found.groupdict()
            month = (
                int(groups["number"]) if groups.get("number") else month_number(groups["month"]) if groups.get("month") else 0
            )
            return f"{groups['year']}-{month:02d}" if month else groups["year"]
    return None


def doses(text: str) -> tuple[str, ...]:
    """Return the doses of a text, a list under one unit written out: ``1 or 2 × 10^6 cells/kg`` gives two."""
    out: list[str] = []
    for one in find_doses(text):
        printed = text[one.start : one.end]
        shared = _SHARED_UNIT.fullmatch(printed)
        powers = _EACH_POWER.fullmatch(printed)
        if powers:
            out += [f"{power} {powers['unit']}" for power in re.findall(_POWER, powers["list"])]
            continue
        numbers = re.findall(r"\d+(?:\.\d+)?", shared["list"]) if shared else []
        out += [f"{number} {shared['rest'].strip()}" for number in numbers] if shared and len(numbers) > 1 else [printed]
    out = [re.sub(r"(?<=kg)\s?(?:of\s)?(?:body\s?weight|b\.?w\.?)$", "", dose) for dose in out]
    return tuple(dict.fromkeys(re.sub(r"\s+", " ", dose).replace(" x 10", " × 10").replace("×10", "× 10") for dose in out))


def control(text: str) -> str | None:
    """Return what a product is compared with (``placebo``, ``sham device``); None where it is not said."""
    found = _AGAINST.search(text) or _CONTROLLED.search(text)
    if found is None:
        bare = re.fullmatch(rf"\W*(?P<name>{_CONTROL})\W*", text, re.IGNORECASE)
        return bare["name"].lower() if bare else None
    return found["name"].lower()


def _terms(text: str, label: str) -> list[Found]:
    return [one for one in lexicon().find_terms(text) if one.label == label]


def _routes(text: str) -> list[Found]:
    """Return the routes of a text that are no part of a tissue's name (``bone`` of ``bone marrow``)."""
    tissues = _terms(text, "CELL_SOURCE")
    return [
        one
        for one in _terms(text, "ROUTE")
        if not any(t.start <= one.start and one.end <= t.end and t.end - t.start > one.end - one.start for t in tissues)
    ]


def route(text: str) -> str | None:
    """Return the preferred name of the first route of a text; a vessel as the site gives the kind of route."""
    found = _routes(text)
    if not found:
        return None
    term = found[0].term
    return term.parents[0] if term.parents and _VESSEL.search(term.name) else term.name


def product(text: str) -> str | None:
    """Return the product a text names: a product code before the kind of cell; None where none is known."""
    names = [one.term.name for one in _terms(text, "CELL_THERAPY")]
    return next((name for name in names if _CODE.match(name)), names[0] if names else None)


def donor(text: str) -> str | None:
    """Return the relation of donor to recipient, else the donor species, that a text names; None where neither is."""
    names = [one.term.name for one in _terms(text, "DONOR")]
    relations = [name for name in names if name in ("autologous", "allogeneic", "xenogeneic", "syngeneic")]
    return next(iter(relations or names), None)


def source(text: str) -> str | None:
    """Return the tissue that the cells come from; a tissue in the name of the cells comes first."""
    cells = [(one.start, one.end) for one in _terms(text, "CELL_THERAPY")]
    found = [one for one in _terms(text, "CELL_SOURCE") if not any(r.start <= one.start < r.end for r in _routes(text))]
    nested = [one for one in found if any(start <= one.start and one.end <= end for start, end in cells)]
    beside = [one for one in found if _CELLS_BEHIND.match(text[one.end :])]
    chosen = nested or beside
    return chosen[0].term.name if chosen else None


def condition(text: str) -> str | None:
    """Return the first condition that a text names, of ``non-septic injury`` the broader one; None where none is known."""
    found = _terms(text, "CONDITION")
    if not found:
        return None
    first = max((one for one in found if one.start == found[0].start), key=lambda one: one.end)
    if re.search(r"\b(?:non|no|without)[-–\s]*$", text[: first.start], re.IGNORECASE):
        return first.term.parents[0] if first.term.parents else None
    return first.term.name


def said_in(text: str) -> dict[str, str]:
    """Return phase, status and number of subjects that a sentence about one trial states."""
    fields = {"TRIAL_PHASE": "phase", "TRIAL_STATUS": "status", "SAMPLE_SIZE": "enrollment"}
    said: dict[str, str] = {}
    for term in find_trial_terms(text):
        said.setdefault(fields[term.label], size_name(term.name) if term.label == "SAMPLE_SIZE" else term.name)
    return said
