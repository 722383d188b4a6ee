"""Tables that list trials -> what each row says, by the names of its columns; ``Key: value`` lines of summaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Table
from pipeline.registries import Registration, find_registrations

_PATTERNS = {
    "start": r"\bstart|\bbegan|\bfirst (?:posted|enrol)",
    "completion": r"\bcompletion|\bend date|\bcompleted on|\bfinish|\bclos(?:ed|ure)|^end$",
    "enrollment": (
        r"\benrol|\bsample size|\b(?:no\.?|number|n) (?:of )?(?:patients|subjects|participants|cases)|^n$|\(n\)"
        r"|\bparticipants?$"
    ),
    "status": r"\bstatus|\brecruitment|\bstate$",
    "phase": r"\bphases?\b",
    "primary_outcome": r"\bprimary",
    "secondary_outcome": r"\bsecondary",
    "outcomes": r"\boutcomes?\b|\bend ?points?\b|\bresults?\b",
    "doses": r"\bdos(?:e|es|age|ing)\b|\bcell (?:number|count)|\bnumber of cells|\bquantity",
    "route": r"\broute|\badministration|\bdelivery|\binjection site|\bmode of",
    "control": r"\bcontrol|\bcomparator|\bplacebo",
    "source": r"\bsource|\btissue|\borigin\b",
    "donor": r"\bdonor|\bautologous|\ballogen",
    "treatment": (
        r"\btreatment|\bintervention|\bproduct|\bcell type|\btype of cells?|\bcells?\b|\btherapy|\bdrug|\barms?\b|\bMSCs?\b"
    ),
    "title": r"\btitle|\b(?:study|trial) name|\bbrief|\bofficial|^(?:study|trial)$|^name$",
    "condition": r"\bcondition|\bdisease|\bindication|\bpopulation|\bdiagnosis|^section$|^patients?$|\bpatholog|\bdisorder",
}  # in order of trust: the first pattern that fits a name decides
_COLUMNS = {field: re.compile(pattern, re.IGNORECASE) for field, pattern in _PATTERNS.items()}
_KEY_VALUE = re.compile(r"(?P<key>[A-Z][A-Za-z ./()-]{2,45}?)\s?[:=]\s(?P<value>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a table says of one trial: printed values by field, and the references cited beside its number."""

    registration: Registration
    values: dict[str, str]
    citations: tuple[int, ...]


def field_of(name: str) -> str | None:
    """Return the field that a column name stands for; None for a column that says nothing of the trial itself."""
    return next((field for field, pattern in _COLUMNS.items() if pattern.search(name)), None)


def _transposed(table: Table) -> Table:
    """Turn a table whose columns are trials, so that its rows are."""
    grid = [table.header, *table.rows]
    turned = tuple(tuple(row[column] for row in grid) for column in range(len(table.header)))
    marks = tuple((column - 1, row + 1, references) for row, column, references in table.citations)
    return Table(table.caption, table.page, turned[0], turned[1:], table.footnotes, marks)


def trial_rows(table: Table) -> Iterator[Row]:
    """Yield the rows of a table that hold a trial number; a row with one cell names the condition of those below it."""
    if sum(bool(find_registrations(cell)) for cell in table.header[1:]) >= 2:
        table = _transposed(table)
    fields = [field_of(name) for name in table.header]
    marks = {(row, column): references for row, column, references in table.citations}
    group = ""
    for number, row in enumerate(table.rows):
        found = [(column, one) for column, cell in enumerate(row) for one in find_registrations(cell)]
        filled = [cell for cell in row if cell.strip()]
        if not found:
            group = filled[0] if len(set(filled)) == 1 else group
            continue
        column, registration = found[0]
        values: dict[str, str] = {"condition": group} if group else {}
        for place, (field, cell) in enumerate(zip(fields, row, strict=True)):
            if field is not None and cell.strip() and not (place == column and cell.strip() == registration.trial_id):
                values[field] = cell.strip()
        rest = row[column].replace(registration.trial_id, "").strip(" ,;()")
        if "title" not in values and len(rest.split()) > 3:
            values["title"] = rest
        yield Row(registration, values, marks.get((number, column), ()))


def key_values(blocks: Sequence[str]) -> dict[str, str]:
    """Return what lines such as ``Enrollment: 30`` say, by field, the first line of a field; unknown keys are left out."""
    values: dict[str, str] = {}
    for block in blocks:
        for line in re.split(r"\n|(?<=[.;])\s+(?=[A-Z][A-Za-z ]{2,30}: )", block):
            found = _KEY_VALUE.match(line.strip())
            field = field_of(found["key"]) if found and len(found["key"].split()) <= 5 else None
            if found and field:
                values.setdefault(field, found["value"].strip())
    return values
