"""A flattened table that keeps its rows together: the text from one trial number to the next -> the cells of that row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.flat_cells import split_outcomes
from pipeline.flat_values import MONTHS, STATUS, Value, month_number
from pipeline.trial_terms import status_name

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|Sept"
_DATE = re.compile(
    rf"(?:(?P<month>{_MONTH})[a-z]*\.?,?\s(?:\d{{1,2}},?\s)?)?(?<!\d)(?P<year>(?:19|20)\d\d)(?:-(?P<number>\d\d))?(?:-\d\d)?(?!\d)"
)
_PHASE = re.compile(
    r"(?<![\w-])(?:(?P<named>phase\s)?(?:early\s)?(?P<value>(?:IV|I{1,3}|[1-4](?=[ab/\s-]|$))[ab]?(?:\s?[/–-]\s?(?:phase\s)?(?:IV|I{1,3}|[1-4])[ab]?)?))(?![\w.,%×-])",
    re.IGNORECASE,
)  # fmt: skip
_STATUS = re.compile(rf"(?<!\w)(?:{STATUS})(?![\w-])", re.IGNORECASE)
_COUNT = re.compile(
    r"(?<![\w.,×^/-])(?:n\s?=\s?)?(\d{1,3}(?:,\d{3})+|\d{1,5})(?![\w.,%×/^-]|\s?(?:×|x\s?10|cells|million|mg|days?|weeks?|months?|years?|doses?)\b)"
)


def _segments(lines: Sequence[str], ids: Sequence[Value]) -> list[list[str]]:
    """Return the lines of each row, the first without the trial number."""
    ends = [value.line for value in ids[1:]] + [len(lines)]
    return [[one.before, *lines[one.line + 1 : end]] for one, end in zip(ids, ends, strict=True)]


def keeps_rows(lines: Sequence[str], ids: Sequence[Value]) -> bool:
    """Say whether the text keeps rows together: most rows have a status or a date between their number and the next."""
    texts = [" ".join(part) for part in _segments(lines, ids)]
    held = sum(bool(_STATUS.search(text) or _DATE.search(text)) for text in texts)
    return held >= 0.6 * len(ids)


def _months(text: str) -> list[str]:
    out = []
    for found in _DATE.finditer(text):
        month = month_number(found["month"]) if found["month"] else int(found["number"] or 0)
        out.append(f"{found['year']}-{month:02d}" if month else found["year"])
    return out


def _phase(text: str) -> re.Match[str] | None:
    """Find the phase of a row: one that is named so, else a Roman number that stands by itself (not ``Phase I`` in a title)."""
    found = list(_PHASE.finditer(text))
    alone = [one for one in found if not one["named"] and not one["value"].isdigit()]
    return next(iter(alone or [one for one in found if one["named"]]), None)


def _bare_digit(text: str) -> re.Match[str] | None:
    """Find a phase printed as a digit alone, between a title and a treatment that begins with a capital."""
    return re.search(r"(?<=\s)(?P<value>[1-4](?:\s?/\s?[1-4])?)(?=\s[A-Z])", text)


def _size(text: str, status: re.Match[str] | None, first_date: re.Match[str] | None) -> str:
    """Return the number of subjects: the whole number nearest behind the status, else nearest before the first date."""
    limit = first_date.start() if first_date else len(text)
    numbers = [one for one in _COUNT.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", one[1])]
    after = [one for one in numbers if status and one.start() >= status.end()]
    before = [one for one in numbers if one.end() <= limit]
    chosen = after[0] if after else before[-1] if before else None
    return chosen[1].replace(",", "") if chosen else ""


def row_cells(lines: Sequence[str], ids: Sequence[Value]) -> list[tuple[str, ...]]:
    """Return for each row: title, phase, treatment, primary and secondary outcome, status, enrolment, start, completion,
    and what stands behind the dates.

    The title runs to the phase, the treatment from there to the status, the number of subjects or the dates.
    """
    rows = []
    parts = _segments(lines, ids)
    phased = sum(_phase(" ".join(part)) is not None for part in parts) >= 0.5 * len(parts)
    for part in parts:
        text = "\n".join(line.strip() for line in part if line.strip())
        status, date, phase = _STATUS.search(text), _DATE.search(text), _phase(text)
        months = [*_months(text), "", ""]
        phase = phase or (_bare_digit(text) if phased else None)
        size = _size(text, status, date)
        title = text[: phase.start()] if phase else ""
        ends = [found.start() for found in (status, date) if found and (phase is None or found.start() >= phase.end())]
        body = text[phase.end() if phase else 0 : min(ends, default=len(text))].strip()
        body = re.sub(rf"(?:n\s?=\s?)?\b{size}\s*$", "", body) if size else body
        treatment, primary, secondary = split_outcomes(body.split("\n"))
        named = status_name(re.sub(r"\s+", " ", status[0])) or status[0].lower() if status else ""
        last = list(_DATE.finditer(text))[1:2] or list(_DATE.finditer(text))[:1]
        rest = text[last[0].end() :].strip() if last else ""
        stage = phase["value"] if phase else ""
        rows.append((title.strip(), stage, treatment, primary, secondary, named, size, *months[:2], rest))
    return rows
