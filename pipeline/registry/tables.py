"""Registry files that are tables: the export of ClinicalTrials.gov as CSV, and ``studies.txt`` of AACT."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.records import RegistryEntry
from pipeline.registry.entries import RegistryFileError, make_entry

NUMBER = "NCT Number"  # the column without which a CSV is none of the registry's
AACT_NUMBER = "nct_id"

Row = Mapping[str, str]


def entries_of_csv(lines: Iterable[str], name: str, separator: str) -> Iterator[RegistryEntry]:
    """Yield the entries of the site's export, in its present columns or those before 2023.

    Raises RegistryFileError for a row that has not as many cells as the header.
    """
    for row in _rows(lines, name, separator):
        entry = make_entry(
            row.get(NUMBER, ""),
            title=row.get("Study Title") or row.get("Title"),
            status=row.get("Study Status") or row.get("Status"),
            phases=_parts(row.get("Phases")),
            enrollment=row.get("Enrollment"),
            start=row.get("Start Date"),
            completion=row.get("Completion Date"),
            conditions=_parts(row.get("Conditions")),
            interventions=[re.sub(r"^[A-Za-z_ ]+: ", "", part) for part in _parts(row.get("Interventions"))],
        )
        if entry is not None:
            yield entry


def entries_of_aact(lines: Iterable[str], name: str) -> Iterator[RegistryEntry]:
    """Yield the entries of AACT's ``studies.txt``; conditions and interventions are in other files, and stay empty.

    Raises RegistryFileError for a row that has not as many cells as the header.
    """
    for row in _rows(lines, name, "|"):
        entry = make_entry(
            row.get(AACT_NUMBER, ""),
            title=row.get("official_title") or row.get("brief_title"),
            status=row.get("overall_status"),
            phases=[row.get("phase", "")],
            enrollment=row.get("enrollment"),
            start=row.get("start_date") or row.get("start_month_year"),
            completion=row.get("completion_date") or row.get("completion_month_year"),
        )
        if entry is not None:
            yield entry


def _rows(lines: Iterable[str], name: str, separator: str) -> Iterator[Row]:
    table = csv.reader(lines, delimiter=separator)
    header = next(table, [])
    for cells in _read(table, name):
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise RegistryFileError(
                f"{name}, line {table.line_num}: {len(cells)} cells, but {len(header)} columns: download it again, unchanged"
            )
        yield dict(zip(header, cells, strict=True))


def _read(table: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    try:
        yield from table
    except csv.Error as error:
        raise RegistryFileError(f"{name} is no table that can be read ({error}): download it again, unchanged") from error


def _parts(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]
