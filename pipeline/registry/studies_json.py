"""Studies as the second version of ClinicalTrials.gov's interface writes them in JSON.

https://clinicaltrials.gov/data-api/about-api/study-data-structure names the fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.records import RegistryEntry
from pipeline.registry.entries import RegistryFileError, make_entry

Json = Mapping[str, Any]


def entries_of_json(text: str, name: str) -> Iterator[RegistryEntry]:
    """Yield the entries of one JSON text: an array of studies, a page of the interface, one study, or one study a line.

    Raises RegistryFileError for text that is no JSON, or holds something else than studies.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        yield from _lines(text, name, error)
        return
    except RecursionError as error:
        raise RegistryFileError(f"{name} is nested more deeply than any study: download it again") from error
    for study in _studies(found):
        yield from _entries(study, name)


def _lines(text: str, name: str, error: json.JSONDecodeError) -> Iterator[RegistryEntry]:
    """Yield the entries of a text with one study a line; ``error`` is why it is no single JSON value."""
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        try:
            study = json.loads(line)
        except json.JSONDecodeError as wrong:
            reason = f"{error.msg}, line {error.lineno}" if number == 1 else f"{wrong.msg}, line {number}"
            raise RegistryFileError(f"{name} is cut short or damaged ({reason}): download it again") from wrong
        yield from _entries(study, name)


def _studies(found: Any) -> list[Any]:
    if isinstance(found, Mapping):
        listed = found.get("studies")
        return listed if isinstance(listed, list) else [found]
    return found if isinstance(found, list) else [found]


def _entries(study: Any, name: str) -> Iterator[RegistryEntry]:
    protocol = study.get("protocolSection") if isinstance(study, Mapping) else None
    if not isinstance(protocol, Mapping):
        raise RegistryFileError(
            f"{name} holds JSON, but no study with a protocolSection: choose JSON in the download of ClinicalTrials.gov"
        )
    entry = entry_of_study(protocol)
    if entry is not None:
        yield entry


def entry_of_study(protocol: Json) -> RegistryEntry | None:
    """Return the entry of one study's ``protocolSection``; None where it has no number."""
    identity, state, design, conditions, arms = (
        _part(protocol, f"{name}Module") for name in ("identification", "status", "design", "conditions", "armsInterventions")
    )
    treatments = [one for one in _listed(arms, "interventions") if isinstance(one, Mapping)]
    return make_entry(
        str(identity.get("nctId", "")),
        title=identity.get("officialTitle") or identity.get("briefTitle"),
        status=state.get("overallStatus"),
        phases=_listed(design, "phases"),
        enrollment=_part(design, "enrollmentInfo").get("count"),
        start=_part(state, "startDateStruct").get("date"),
        completion=_part(state, "completionDateStruct").get("date"),
        conditions=_listed(conditions, "conditions"),
        interventions=[treatment.get("name", "") for treatment in treatments],
    )


def _part(whole: Json, name: str) -> Json:
    """Return a named part, empty where the study has none or something else in its place."""
    found = whole.get(name)
    return found if isinstance(found, Mapping) else {}


def _listed(whole: Json, name: str) -> list[Any]:
    found = whole.get(name)
    return found if isinstance(found, list) else []
