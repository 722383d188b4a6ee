"""JATS table-wrap -> Table, with merged cells written out so that every row stands for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from pipeline.jats_inline import inline_text, local_name
from pipeline.records import Table

Grid = list[list[tuple[str, tuple[int, ...]]]]
WIDEST_SPAN = 200


def _span(cell: etree._Element, name: str) -> int:
    printed = (cell.get(name) or "1").strip()
    return min(max(int(printed), 1), WIDEST_SPAN) if printed.isdigit() else 1


def _rows(parents: Iterator[etree._Element]) -> list[etree._Element]:
    return [row for parent in parents for row in parent.iter("{*}tr")]


def _grid(rows: list[etree._Element], numbers: Mapping[str, int], *, repeat_across: bool) -> Grid:
    """Lay cells out on a grid: a cell is repeated down its row span, and across its column span in a header only."""
    grid: Grid = []
    hanging: dict[int, tuple[int, tuple[str, tuple[int, ...]]]] = {}
    for row in rows:
        cells: list[tuple[str, tuple[int, ...]]] = []

        def drop_hanging(cells: list[tuple[str, tuple[int, ...]]] = cells) -> None:
            while len(cells) in hanging:
                left, cell = hanging.pop(column := len(cells))
                cells.append(cell)
                if left > 1:
                    hanging[column] = (left - 1, cell)

        for element in row:
            if local_name(element) not in ("td", "th"):
                continue
            drop_hanging()
            text, marks = inline_text(element, numbers)
            references = tuple(dict.fromkeys(number for mark in marks for number in mark.references))
            for copy in range(_span(element, "colspan")):
                cell = (text, references) if copy == 0 or repeat_across else ("", ())
                if (down := _span(element, "rowspan")) > 1:
                    hanging[len(cells)] = (down - 1, cell)
                cells.append(cell)
        drop_hanging()
        grid.append(cells)
    return grid


def _merged_header(grid: Grid, width: int) -> tuple[list[str], dict[int, tuple[int, ...]]]:
    names: list[str] = []
    marks: dict[int, tuple[int, ...]] = {}
    for column in range(width):
        cells = [row[column] for row in grid if column < len(row)]
        names.append(" ".join(dict.fromkeys(text for text, _ in cells if text)))
        references = tuple(dict.fromkeys(number for _, numbers in cells for number in numbers))
        if references:
            marks[column] = references
    return names, marks


def read_table(wrap: etree._Element, caption: str, footnotes: tuple[str, ...], numbers: Mapping[str, int]) -> Table | None:
    """Read one table-wrap; None where it holds a picture instead of cells. Without thead the first row is the header."""
    find: Callable[[str], Iterator[etree._Element]] = wrap.iter
    heads = _rows(find("{*}thead"))
    body = [row for row in find("{*}tr") if row not in heads]
    if not heads and body:
        heads, body = body[:1], body[1:]
    header_grid, grid = _grid(heads, numbers, repeat_across=True), _grid(body, numbers, repeat_across=False)
    width = max((len(row) for row in [*header_grid, *grid]), default=0)
    if width == 0:
        return None
    header, header_marks = _merged_header(header_grid, width)
    rows = tuple(tuple(text for text, _ in row) + ("",) * (width - len(row)) for row in grid)
    citations = [(-1, column, references) for column, references in header_marks.items()]
    citations += [(number, column, refs) for number, row in enumerate(grid) for column, (_, refs) in enumerate(row) if refs]
    return Table(caption, None, tuple(header), rows, footnotes, tuple(citations))
