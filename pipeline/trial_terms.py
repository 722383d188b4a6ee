"""Text -> phases, statuses and sample sizes of trials, as character spans with their plain name."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.numbers import WORDS, value_of


class TrialTerm(NamedTuple):
    """A phase, status or sample size: half-open character range, label and name (``I-II``, ``completed``, ``82``)."""

    start: int
    end: int
    label: str
    name: str


_STAGE = r"(?:(?:IV|I{1,3}|[1-4])(?:\s?[ab])?|one|two|three|four)"
_PHASE = re.compile(
    rf"\bphases?(?::\s?|[\s-]?)({_STAGE})(?:\s?(?:/|-|–|to|and)\s?(?:phase\s)?({_STAGE}))?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "ONE": "I", "TWO": "II", "THREE": "III", "FOUR": "IV"}

_STATUSES = {
    "active, not recruiting": "active, not recruiting", "not yet recruiting": "not yet recruiting",
    "enrolling by invitation": "enrolling by invitation", "completed": "completed", "terminated": "terminated",
    "withdrawn": "withdrawn", "suspended": "suspended", "recruiting": "recruiting", "planned": "not yet recruiting",
    "ongoing": "ongoing", "on-going": "ongoing", "under evaluation": "ongoing", "in progress": "ongoing",
    "discontinued": "terminated", "halted": "terminated", "proposed": "not yet recruiting",
    "enrolling": "recruiting", "under way": "ongoing", "underway": "ongoing", "closed": "active, not recruiting",
    "no longer recruiting": "active, not recruiting", "stopped": "terminated", "cancelled": "withdrawn",
    "unknown status": "unknown",
}  # fmt: skip
_STATUS_WORDS = "|".join(re.escape(word) for word in sorted(_STATUSES, key=len, reverse=True))
_STUDY = r"(?:\b(?:clinical |pilot |phase [^.]{1,12})?(?:trials?|stud(?:y|ies))\b|\bNCT\s?\d{8}\b)"
_STATUS_AFTER = re.compile(
    rf"{_STUDY}(?:[^.;]|\.(?=\d)){{0,60}}?"
    r"(?:\b(?:was|were|is|are|been|currently|now|status:?)\s(?:\w+ly\s|now\s|still\s)?|[(,]\s?)"
    rf"({_STATUS_WORDS})\b",
    re.IGNORECASE,
)
_STATUS_BEFORE = re.compile(
    rf"(?<!patients )(?<!subjects )\b({_STATUS_WORDS})\s"
    r"(?:an?\s|phase\s\S+\s|(?!the\b)[a-z-]+\s){0,6}?(?:trials?|stud(?:y|ies)|RCTs?)\b(?!\s(?:population|treatment|drug|visits?))",
    re.IGNORECASE,
)

_PEOPLE = (
    r"(?:patients?|subjects?|participants?|children|infants|neonates|adults|women|men|volunteers|individuals|recipients|"
    r"persons|controls|cases|donors|survivors|pairs)"
)
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{WORDS})"
_RANGE = rf"{_COUNT}(?:\s?[-–]\s?\d{{1,5}})?"
_KIND = (
    r"(?:(?!(?:or|and|of|to|with|mg|years?|days?|weeks?|months?|hours?|million|doses|infusions?|injections?)\b)"
    r"[A-Za-z][\w'-]*\s){0,4}?"
)
_N_IS = re.compile(r"(?<!\w)[nN]\s?=\s?\d{1,5}(?!\d|\.\d|%)")
_OF_PEOPLE = re.compile(
    rf"(?<![\w.,/=%-])({_RANGE})(?:\s\((\d{{1,5}})\))?\s(?!of\s){_KIND}{_PEOPLE}\b(?!')(?!\s?\(\d+(?:\.\d+)?\s?%)"
    r"(?!\s(?:developed|died|experienced|failed|relapsed|withdrew|discontinued|dropped)\b)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"(?<![\w.,/])\d{{1,5}}(?:/|\s(?:out\s)?of\s(?:the\s|a total of\s)?)({_COUNT})(?![\w/.-]*\d)"
    rf"(?=\s?(?:\(\d|{_KIND}{_PEOPLE}|,|\.|;|\)|in the \w+[- ]group))",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?:\b(?:sample size|number of (?:patients|subjects|participants)|enrol?lment)(?::|\sof|\swas|\sis)\s?)"
    rf"({_COUNT})(?![\w.%])",
    re.IGNORECASE,
)
_PER_GROUP = re.compile(rf"(?<![\w.,/])({_COUNT})\sper\s(?:group|arm|cohort)\b", re.IGNORECASE)
_HAS_PEOPLE, _HAS_GROUPS = re.compile(rf"{_PEOPLE}\b", re.IGNORECASE), re.compile(r"\sper\s", re.IGNORECASE)
_NOT_A_SIZE = re.compile(
    r"(?:\b(?:grade|stage|type|days?|weeks?|months?|ages?|aged|group|cohort|part|arm|than|phase|every|level|class|the other|"
    r"at least|or more)\s|[±<>≥≤]\s?)$",
    re.IGNORECASE,
)


def find_trial_terms(text: str) -> list[TrialTerm]:
    """Return phases, statuses and sample sizes of a text in order; statuses only where a trial or study is spoken of."""
    found = {*_phases(text), *_statuses(text), *_sizes(text)}
    kept: list[TrialTerm] = []
    for one in sorted(found, key=lambda term: (term.start - term.end, term.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)


def phase_name(text: str) -> str | None:
    """Return the phase in Roman numbers, a range joined by a hyphen; None where no phase is named.

    >>> phase_name("phase Ib/IIa"), phase_name("Phase 2")
    ('I-II', 'II')
    """
    match = _PHASE.search(text) or _PHASE.search(f"phase {text}")
    if match is None:
        return None
    stages = [_ROMAN.get(stage, stage) for stage in (re.sub(r"[\sAB]", "", one.upper()) for one in match.groups() if one)]
    return "-".join(dict.fromkeys(stages))


def status_name(text: str) -> str | None:
    """Return the registry's word for a status (``planned`` is ``not yet recruiting``); None where it is none."""
    return _STATUSES.get(text.casefold().strip())


def size_name(text: str) -> str:
    """Return a sample size as digits (``Eighty-two`` is ``82``); a range keeps its hyphen."""
    bare = re.sub(r"^[nN]\s?=\s?", "", text)
    if re.fullmatch(r"\d+\s?[-–]\s?\d+", bare):
        return re.sub(r"\s?[-–]\s?", "-", bare)
    value = value_of(bare)
    return f"{value:.0f}" if value is not None else bare


def _phases(text: str) -> list[TrialTerm]:
    return [TrialTerm(m.start(), m.end(), "TRIAL_PHASE", phase_name(m.group()) or "") for m in _PHASE.finditer(text)]


def _statuses(text: str) -> list[TrialTerm]:
    matches = (*_STATUS_AFTER.finditer(text), *_STATUS_BEFORE.finditer(text))
    return [TrialTerm(m.start(1), m.end(1), "TRIAL_STATUS", _STATUSES[m.group(1).casefold()]) for m in matches]


def _sizes(text: str) -> list[TrialTerm]:
    spans = [match.span() for match in _N_IS.finditer(text)]
    for match in _OF_PEOPLE.finditer(text) if _HAS_PEOPLE.search(text) else ():
        if not _NOT_A_SIZE.search(text[max(0, match.start() - 14) : match.start()]):
            spans.extend([match.span(1)] if value_of(match.group(1)) != 1 else [])
            if match.group(2):
                spans.append(match.span(2))
    for pattern in (_OUT_OF, _STATED, *([_PER_GROUP] if _HAS_GROUPS.search(text) else [])):
        spans.extend(match.span(1) for match in pattern.finditer(text))
    return [TrialTerm(start, end, "SAMPLE_SIZE", size_name(text[start:end])) for start, end in set(spans)]
