"""A registry's printed values -> an entry in the words that trial records use, so that the two can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.records import RegistryEntry
from pipeline.registries import find_registrations
from pipeline.trial_values import date, enrollment, phase, status

ABSENT = frozenset({"", "na", "n/a", "not applicable", "not_applicable", "null", "none"})


class RegistryFileError(ValueError):
    """A file is none of the downloads of a registry that are known; the message names it and says what would do."""


def make_entry(
    trial_id: str,
    *,
    title: str | None = None,
    status: str | None = None,
    phases: Iterable[str] = (),
    enrollment: str | int | None = None,
    start: str | None = None,
    completion: str | None = None,
    conditions: Iterable[str] = (),
    interventions: Iterable[str] = (),
) -> RegistryEntry | None:
    """Return an entry with its values as trial records have them; None for a number that no registry issues.

    >>> make_entry("NCT99000001", status="ACTIVE_NOT_RECRUITING", phases=["PHASE1", "PHASE2"], start="2029-03-17").phase
    'I-II'
    """
    found = find_registrations(trial_id)
    if not found:
        return None
    return RegistryEntry(
        trial_id=found[0].trial_id,
        registry=found[0].registry,
        title=_clean(title),
        status=status_of(status),
        phase=phase_of(phases),
        enrollment=_number(enrollment),
        start=date(start) if start else None,
        completion=date(completion) if completion else None,
        conditions=_listed(conditions),
        interventions=_listed(interventions),
    )


def status_of(printed: str | None) -> str | None:
    """Return the word of trial records for a status (``ENROLLING_BY_INVITATION``), a word they lack in small letters."""
    words = re.sub(r"[_\s]+", " ", printed or "").strip()
    return None if words.casefold() in ABSENT else status(words) or words.casefold()


def phase_of(printed: Iterable[str]) -> str | None:
    """Return one phase for those listed: ``PHASE1`` and ``PHASE2`` give ``I-II``; None where a trial has none."""
    numbers = [number for one in printed for number in re.findall(r"[1-4]", one)]
    return phase("/".join(dict.fromkeys(numbers))) if numbers else None


def _number(printed: str | int | None) -> int | None:
    return printed if isinstance(printed, int) else enrollment(printed or "")


def _clean(printed: str | None) -> str | None:
    words = re.sub(r"\s+", " ", printed or "").strip()
    return None if words.casefold() in ABSENT else words


def _listed(printed: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_clean, printed))))
