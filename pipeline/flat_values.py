"""Values in the lines of a flattened trial table, told by their type: trial numbers, phases, statuses, enrolment, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.citations import expand_numbers
from pipeline.registries import find_registrations
from pipeline.trial_terms import status_name

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "|".join(f"{month}|{month[:3]}\\.?" for month in MONTHS) + "|Sept\\.?"
_PHASE = re.compile(
    r"(?:phase\s)?(?:0|IV|I{1,3}|[1-4])[ab]?(?:\s?[-–/]\s?(?:phase\s)?(?:IV|I{1,3}|[1-4])[ab]?)?", re.IGNORECASE
)
STATUS = (
    r"active,? not recruiting|not yet recruiting|enrolling by invitation|completed|terminated|withdrawn|suspended|recruiting"
    r"|ongoing|unknown(?: status)?|discontinued|planned"
)
_STATUS_END = re.compile(rf"(?:^|\s)(?P<status>{STATUS})(?P<note>[a-e*†‡§]?)$", re.IGNORECASE)
_STATUS_OPEN = re.compile(r"(?:^|\s)(?P<head>not yet|active,? not|active,|enrolling by)$", re.IGNORECASE)
_ENROLLED = re.compile(r"(?:n\s?=\s?)?(\d{1,3}(?:,\d{3})|\d{1,5})(?:\s\((?:actual|estimated|anticipated)\))?", re.IGNORECASE)
_DATE_PARTS = re.compile(rf"(?P<month>{_MONTH})(?![a-z])|(?P<year>(?:19|20)\d\d)(?:-(?P<number>\d\d))?(?!\d)")
_DATE_LINE = re.compile(
    rf"(?:(?:{_MONTH})(?![a-z])|\d{{1,2}},?(?=\s)|(?:19|20)\d\d(?:-\d\d){{0,2}}|[,;/–-]|\s)+\.?", re.IGNORECASE
)


class Value(NamedTuple):
    """A value that ends or fills line ``line``; what stands before (behind a trial number: after) it is ``before``.

    ``last_line`` is where a value that two lines share ends.
    """

    line: int
    text: str
    before: str = ""
    references: tuple[int, ...] = ()
    last_line: int = -1


def trial_numbers(lines: Sequence[str]) -> list[Value]:
    """Return the trial numbers of a table, each with the rest of its line and the citations glued to it."""
    found = []
    for number, line in enumerate(lines):
        for registration in find_registrations(line):
            glued = re.match(r"[\d,–-]*\d", line[registration.end :])
            rest = line[registration.end + (glued.end() if glued else 0) :].strip()
            found.append(Value(number, registration.trial_id, rest, expand_numbers(glued[0]) if glued else ()))
    return found


def phases(lines: Sequence[str]) -> list[Value]:
    """Return the lines that hold a phase and nothing else."""
    return [
        Value(number, line.strip())
        for number, line in enumerate(lines)
        if _PHASE.fullmatch(line.strip()) and not line.strip().isdigit()
    ]


def statuses(lines: Sequence[str]) -> list[Value]:
    """Return recruitment statuses at the ends of lines; one that two lines share (``Not yet``, ``recruiting``) is one value."""
    found: list[Value] = []
    head: Value | None = None
    for number, line in enumerate(lines):
        bare = line.strip()
        if head is not None and number - head.line <= 3:
            match = re.search(r"(?:^|\s)(recruiting|invitation)$", bare, re.IGNORECASE)
            if match:
                found.append(Value(head.line, f"{head.text} {match[1]}", head.before, last_line=number))
                head = None
                continue
        opened = _STATUS_OPEN.search(bare)
        closed = _STATUS_END.search(bare)
        if opened:
            head = Value(number, opened["head"], bare[: opened.start()].strip())
        elif closed:
            found.append(Value(number, closed["status"], bare[: closed.start()].strip()))
    return [value._replace(text=status_name(value.text) or value.text.lower()) for value in found]


def enrollments(lines: Sequence[str]) -> list[Value]:
    """Return the lines that hold a number of subjects and nothing else; years are left out."""
    return [
        Value(number, match[1].replace(",", ""))
        for number, line in enumerate(lines)
        if (match := _ENROLLED.fullmatch(line.strip())) and not re.fullmatch(r"(?:19|20)\d\d", match[1])
    ]


def is_date_line(line: str) -> bool:
    """Say whether a line holds parts of dates and nothing else."""
    return bool(_DATE_LINE.fullmatch(line.strip())) and bool(_DATE_PARTS.search(line))


def month_number(name: str) -> int:
    """Return the number of a month by its first three letters; 0 for any other word."""
    return next((number for number, month in enumerate(MONTHS, start=1) if name[:3].lower() == month[:3].lower()), 0)


def dates(text: str) -> list[str]:
    """Return the dates of a text as ``YYYY-MM``, in the order their months are printed.

    A month takes the year beside it; months and years that two columns interleaved (``November March 2018`` over ``2010``)
    are paired by what is left over.
    """
    months: list[tuple[int, str | None]] = []
    spare: list[str] = []
    for found in _DATE_PARTS.finditer(text):
        if found["month"]:
            months.append((month_number(found["month"]), None))
        elif found["number"]:
            months.append((int(found["number"]), found["year"]))
        elif months and months[-1][1] is None:
            months[-1] = (months[-1][0], found["year"])
        else:
            spare.append(found["year"])
    out = []
    for month, beside in months:
        year = beside or (spare.pop(0) if spare else None)
        if year is not None:
            out.append(f"{year}-{month:02d}")
    return out + ([] if months else spare)
