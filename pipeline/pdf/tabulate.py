"""Tables of all pages: taken out of the running text, parts on several pages joined, written as records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.blocks import cell_text
from pipeline.citations import expand_numbers
from pipeline.pdf.captions import CONTINUED
from pipeline.pdf.compose import Context, compose
from pipeline.pdf.edits import Composed
from pipeline.pdf.flow import Line, line_of
from pipeline.pdf.lines import lines
from pipeline.pdf.region import Region
from pipeline.pdf.regions import continuation, regions
from pipeline.pdf.shapes import Page, Segment
from pipeline.pdf.tables import Cell, Grid, grid
from pipeline.records import Citation, Table

_CITES = re.compile(r"\W*(?:refs?|references?|ref\.? no|citations?|cited (?:in|by))\W*(?:numbers?|nos?\W*)?", re.IGNORECASE)
_NUMBERS = re.compile(r"[(\[]?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*[)\]]?")


@dataclass(frozen=True, slots=True)
class Found:
    """A table as printed: its region on the page where it starts, its cells, and its part on the page where it ends."""

    region: Region
    cells: Grid
    last: Region


@dataclass(frozen=True, slots=True)
class Written:
    """A table as text: caption and notes as blocks, the record, and the page on which it stands."""

    page: int
    caption: Composed
    caption_lines: tuple[Line, ...]
    record: Table
    notes: tuple[tuple[Composed, Line], ...]
    region: Region


def running_style(pages: Sequence[Page]) -> tuple[float, frozenset[str]]:
    """Return the size and the fonts of most words that stand in lines of six words or more."""
    sizes: Counter[float] = Counter()
    fonts: Counter[tuple[float, str]] = Counter()
    for page in pages:
        for s in page.segments:
            if len(s.words) >= 6:
                sizes[round(s.size, 1)] += len(s.words)
                fonts[round(s.size, 1), s.words[len(s.words) // 2].font] += len(s.words)
    if not sizes:
        return 10.0, frozenset()
    size = sizes.most_common(1)[0][0]
    total = sum(count for (at, _), count in fonts.items() if at == size)
    return size, frozenset(font for (at, font), count in fonts.items() if at == size and count > 0.1 * total)


def take_tables(pages: Sequence[Page]) -> tuple[list[Page], list[Found]]:
    """Return the pages without their tables, and the tables in order; a continued table is joined to its first part."""
    size, fonts = running_style(pages)
    rest: list[Page] = []
    found: list[Found] = []
    for page in pages:
        gone: set[int] = set()
        there = regions(page, size, fonts)
        if found and _goes_on(found[-1].last, page.number, pages):
            more = continuation(page, size, fonts, found[-1].last.box)
            there = [more, *there] if more and not any(region.box.top_pt <= more.box.top_pt for region in there) else there
        for region in there:
            name = " ".join(s.text for s in region.caption)
            continued = bool(found) and (not name or CONTINUED.search(name) is not None)
            cells = grid(region, like=found[-1].cells if continued else None)
            if cells is None:
                continue
            gone.update(s.order for s in (*region.caption, *region.inside, *region.notes))
            if continued and len(found[-1].cells.header) == len(cells.header):
                found[-1] = _joined(found[-1], region, cells)
            else:
                found.append(Found(region, cells, region))
        rest.append(replace(page, segments=tuple(s for s in page.segments if s.order not in gone)) if gone else page)
    return rest, found


def _goes_on(last: Region, number: int, pages: Sequence[Page]) -> bool:
    """Say whether a table may go on upon page ``number``: its last part ends the page before."""
    before = next((page for page in pages if page.number == last.page), None)
    if before is None or before.number != number - 1:
        return False
    box = last.box
    under = [s for s in before.segments if s.base > box.bottom_pt + 1 and box.x0_pt < s.x1 and s.x0 < box.x1_pt]
    return all(last.holds(s) for s in under)


def _joined(first: Found, region: Region, cells: Grid) -> Found:
    same = [_flat(cell) for cell in first.cells.header] == [_flat(cell) for cell in cells.header]
    rows = cells.rows if same else (cells.header, *cells.rows)
    return Found(
        replace(first.region, notes=first.region.notes + region.notes),
        replace(first.cells, rows=first.cells.rows + rows),
        region,
    )


def _flat(cell: Cell) -> str:
    return " ".join(s.text for s in cell)


def table_texts(found: Found, context: Context) -> list[Composed]:
    """Write a table's texts one by one: its caption, the cells of header and rows, its notes."""
    region = found.region
    cells = [cell for row in (found.cells.header, *found.cells.rows) for cell in row]
    return [
        compose(_lines(region.caption, region.page), context),
        *(compose(_cell_lines(cell, region.page), context) for cell in cells),
        *(compose([line], context) for line in _lines(region.notes, region.page)),
    ]


def write_table(found: Found, texts: Sequence[Composed], last_reference: int) -> Written:
    """Make the record of a table from its mended texts, in the order of ``table_texts``; marks in cells become its own.

    Bare numbers up to ``last_reference`` are marks in a column that is headed ``References`` or the like.
    """
    region, given = found.region, iter(texts)
    caption = next(given)
    citations: list[tuple[int, int, tuple[int, ...]]] = []
    rows: list[tuple[str, ...]] = []
    for number, row in enumerate((found.cells.header, *found.cells.rows), start=-1):
        parts = [next(given) for _ in row]
        if rows:
            parts = [
                _cited(part, last_reference) if _CITES.fullmatch(head) else part
                for part, head in zip(parts, rows[0], strict=True)
            ]
        rows.append(tuple(cell_text(part.text) for part in parts))
        for column, part in enumerate(parts):
            if part.citations:
                cited = dict.fromkeys(reference for mark in part.citations for reference in mark.references)
                citations.append((number, column, tuple(cited)))
    notes = tuple(zip(given, _lines(region.notes, region.page), strict=True))
    record = Table(caption.text, region.page, rows[0], tuple(rows[1:]), tuple(note.text for note, _ in notes), tuple(citations))
    return Written(region.page, caption, tuple(_lines(region.caption, region.page)), record, notes, region)


def _cited(part: Composed, last_reference: int) -> Composed:
    """Read a cell of bare reference numbers (``12, 14``, ``(3)``) as a mark; other cells are left as they are."""
    numbers = expand_numbers(part.text) if _NUMBERS.fullmatch(part.text.strip()) else ()
    if not numbers or not all(0 < number <= last_reference for number in numbers):
        return part
    return Composed("", (*part.citations, Citation(0, numbers)), repairs=part.repairs)


def _cell_lines(cell: Sequence[Segment], page: int) -> list[Line]:
    unique = list(dict.fromkeys(cell))
    return [line_of(s, page, 0, s.x0, s.x1) for s in unique]


def _lines(found: Sequence[Segment], page: int) -> list[Line]:
    joined = lines(found)
    left, right = min((s.x0 for s in joined), default=0.0), max((s.x1 for s in joined), default=0.0)
    return [line_of(s, page, 0, left, right) for s in joined]
