"""A flattened table of trials in a text layer -> Table, as far as the text allows.

The text layer of a table keeps the values but not the grid. Values of a type (trial numbers, phases, statuses, numbers of
subjects, dates) come in the order of the rows; titles and free text are given to the rows by where they stand between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.flat_cells import split_outcomes, split_titles, unfused
from pipeline.flat_rows import keeps_rows, row_cells
from pipeline.flat_values import Value, dates, enrollments, is_date_line, phases, statuses, trial_numbers
from pipeline.layer_blocks import TABLE_NOTE
from pipeline.records import Table

Columns = dict[str, list[Value | None]]
HEADER = (
    *("Identifier", "Section", "Title", "Phase", "Treatment", "Primary outcome", "Secondary outcome"),
    *("Status", "Enrollment", "Start date", "Completion date", "Remarks"),
)
_NOTE_MARK = re.compile(r"[a-e*†‡§]|[a-e*†‡§][).]\s.*")


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The lines of one table: its caption, its body, and the notes below."""

    caption_lines: tuple[str, ...]
    body: tuple[str, ...]
    notes: tuple[str, ...]

    def finish(self, caption: str, page: int | None, clean: Callable[[str], str]) -> tuple[tuple[str, ...], Table | None]:
        """Return the notes and the table, cells mended by ``clean``; lines that make no rows are a table of one column."""
        notes = tuple(text for note in self.notes if (text := clean(note)))
        if not any(line.strip() for line in self.body):
            return notes, None
        rows = _rows(self.body)
        if rows is None:
            lines = tuple((clean(line),) for line in self.body if line.strip())
            return notes, Table(caption, page, ("",), lines, notes)
        cells = tuple(tuple(clean(cell) for cell in row) for row, _ in rows)
        used = [column for column in range(len(HEADER)) if any(row[column] for row in cells)]
        marks = tuple((number, 0, references) for number, (_, references) in enumerate(rows) if references)
        header = tuple(HEADER[column] for column in used)
        return notes, Table(caption, page, header, tuple(tuple(row[column] for column in used) for row in cells), notes, marks)


def _opens_notes(line: str) -> bool:
    return bool(TABLE_NOTE.match(line) or re.match(r"(?:Notes?|Abbreviations?)[.:]", line))


def read_flat_table(lines: Sequence[str], words: Counter[str]) -> FlatTable:
    """Part the lines of a table into caption, body and notes; ``words`` counts what the paper spells.

    The caption ends where a line is much shorter than its first.
    """
    size = 1
    while size < len(lines) and lines[size].strip():
        full = len(lines[size - 1].strip()) >= 0.8 * len(lines[0].strip()) and not lines[size - 1].rstrip().endswith(".")
        if not (full or lines[size][:1].islower()) or len(lines[size].strip()) < 0.3 * len(lines[0].strip()):
            break
        size += 1
    body = unfused(lines[size:], words)
    ids = trial_numbers(body)
    behind = (number for number, line in enumerate(body) if _opens_notes(line) and (not ids or number > ids[-1].line))
    start = next(behind, len(body))
    notes: list[str] = []
    for line in body[start:]:
        if line.strip() and (not notes or _NOTE_MARK.fullmatch(line.strip())):
            notes.append(line.strip())
        elif line.strip():
            notes[-1] += " " + line.strip()
    return FlatTable(tuple(lines[:size]), tuple(body[:start]), tuple(notes))


def _by_order(values: Sequence[Value], size: int) -> list[Value | None]:
    """Give values to rows in order where there are as many as rows; else nothing, for a gap could be anywhere."""
    return list(values) if len(values) == size else [None] * size


def _rows(lines: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[int, ...]]] | None:
    """Return the cells of each row with the references glued to its number; None where the lines hold no list of trials."""
    ids = trial_numbers(lines)
    if len(ids) < 2 or len({value.text for value in ids}) < len(ids):
        return None
    if keeps_rows(lines, ids):
        cells = row_cells(lines, ids)
        return [((one.text, "", *row), one.references) for one, row in zip(ids, cells, strict=True)]
    size = len(ids)
    of_type = {"phase": phases(lines), "status": statuses(lines), "enrolled": enrollments(lines)}
    columns = {name: _by_order(values, size) for name, values in of_type.items()}
    taken = {value.line for values in (columns["phase"], columns["enrolled"]) for value in values if value is not None}
    taken |= {value.last_line for value in columns["status"] if value is not None}
    free, when, sections, titles, unplaced = _free_text(lines, ids, columns, taken)
    rows: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    for number, one in enumerate(ids):
        treatment, primary, secondary = split_outcomes(free[number])
        start, completion = ([*when[number], "", ""])[:2]
        cells_of_type = [columns[name][number] for name in ("phase", "status", "enrolled")]
        phase, status, enrolled = (cell.text if cell is not None else "" for cell in cells_of_type)
        described = (one.text, sections[number], titles[number], phase, treatment, primary, secondary)
        remarks = "" if number or any(free) else "\n".join(lines[n] for n in unplaced)
        rows.append(((*described, status, enrolled, start, completion, remarks), one.references))
    return rows


def _free_text(
    lines: Sequence[str], ids: Sequence[Value], columns: Columns, taken: set[int]
) -> tuple[list[list[str]], list[list[str]], list[str], list[str], list[int]]:
    """Return for each row its free lines, its dates, its section heading and its title; and the free lines of all rows."""
    status_before = {value.line: value for value in columns["status"] if value is not None}
    title_end = next((value.line for value in columns["phase"] if value is not None and value.line > ids[0].line), 0)
    title_end = max(title_end, ids[-1].line + 1)
    sections, titles, used = split_titles(lines[:title_end], ids)
    first = _first_free(lines, title_end, status_before)
    free_lines = [n for n in range(first, len(lines)) if n not in taken and n not in used and lines[n].strip()]
    prose = [n for n in free_lines if not is_date_line(lines[n])]
    blocks = _blocks(lines, prose, len(ids), columns)
    texts = [
        [t for n in rows if (t := _without(lines[n], n, one, status_before))] for one, rows in zip(ids, blocks, strict=True)
    ]
    return texts, _dates(lines, columns["enrolled"]), sections, titles, prose


def _dates(lines: Sequence[str], enrolled: Sequence[Value | None]) -> list[list[str]]:
    """Return the dates of each row: those between its number of subjects and the next one."""
    anchors = [value.line for value in enrolled if value is not None]
    if len(anchors) < len(enrolled):
        return [[] for _ in enrolled]
    ends = [*anchors[1:], len(lines)]
    return [dates("\n".join(line for line in lines[a:b] if is_date_line(line))) for a, b in zip(anchors, ends, strict=True)]


def _blocks(lines: Sequence[str], prose: Sequence[int], size: int, columns: Columns) -> list[list[int]]:
    """Part the free lines into rows: at the label of each first outcome, else at each status, else at each enrolment."""
    labelled = [n for n in prose if re.search(r"\(1\)\s|\bprimary(?: outcomes?)?:", lines[n], re.IGNORECASE)]
    for starts in (
        labelled,
        *([value.line for value in columns[name] if value is not None] for name in ("status", "enrolled")),
    ):
        if len(starts) == size:
            ends = [*starts[1:], len(lines)]
            return [[n for n in prose if a <= n < b] for a, b in zip(starts, ends, strict=True)]
    return [[] for _ in range(size)]


def _first_free(lines: Sequence[str], start: int, status_before: dict[int, Value]) -> int:
    """Return the first line behind the printed header, which ends before the first status."""
    first_status = min(status_before, default=start)
    line = first_status
    while line > start and lines[line - 1].strip():
        line -= 1
    return max(line, start)


def _without(line: str, number: int, one: Value, status_before: dict[int, Value]) -> str:
    """Return a line without the trial number and the status that stand on it."""
    if number in status_before:
        return status_before[number].before
    return one.before if number == one.line else line.strip()
