"""Answers of the warehouse as a person or a program reads them: a table, JSON, CSV or Parquet."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

SHOWN_ROWS = 200
PAGE_WIDTH = 120  # where there is no terminal
LEAST_WIDTH = 13  # characters that a column needs to be read
NUMBERS = ("int64", "int32", "double", "float")


def print_table(table: Any) -> None:
    """Print a pyarrow Table; one with too many columns for the page is printed row by row, a line a column.

    On a terminal at most 200 rows are printed, with a word on the rest.
    """
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console.width = max(console.width, PAGE_WIDTH)
    shown = table.slice(0, SHOWN_ROWS) if console.is_terminal else table
    fits = table.num_columns * LEAST_WIDTH < console.width
    console.print(_drawn(shown) if fits else _records(shown), highlight=False)
    if shown.num_rows < table.num_rows:
        console.print(f"{table.num_rows - shown.num_rows:,} more rows; --csv, --json and --parquet give them all")
    elif not table.num_rows:
        console.print("no rows")


def _drawn(table: Any) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold")
    for name, column in zip(table.column_names, table.columns, strict=True):
        number = str(column.type) in NUMBERS
        drawn.add_column(name, overflow="fold", justify="right" if number else "left", no_wrap=number)
    for row in table.to_pylist():
        drawn.add_row(*(Text(_cell(value)) for value in row.values()))
    return drawn


def _records(table: Any) -> RenderableType:
    from rich.console import Group
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    parts: list[RenderableType] = []
    for number, row in enumerate(table.to_pylist(), 1):
        grid = Table.grid(padding=(0, 2))
        for name, value in row.items():
            if value not in (None, "", []):
                grid.add_row(Text(name, style="bold"), Text(_cell(value)))
        parts += [Rule(str(number), align="left"), grid]
    return Group(*parts)


def print_json(table: Any) -> None:
    """Print one JSON object a row, one row a line."""
    import orjson

    for row in table.to_pylist():
        sys.stdout.buffer.write(orjson.dumps(row, default=_plain, option=orjson.OPT_APPEND_NEWLINE))


def print_csv(table: Any) -> None:
    """Print the rows as CSV with a header; lists are joined by ``|``."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows([_cell(value, "|") for value in row.values()] for row in table.to_pylist())


def write_parquet(table: Any, path: Path) -> None:
    """Write the rows as a Parquet file. Raises OSError."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)


def _plain(value: Any) -> Any:
    """Return a number of fixed digits as a number, and what JSON has no form for as its text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def _cell(value: Any, separator: str = ", ") -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return separator.join(_cell(item) for item in value)
    if isinstance(value, dict):
        return separator.join(f"{name} {_cell(item)}" for name, item in value.items() if item is not None)
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def parameters_of(arguments: list[str]) -> dict[str, str]:
    """Return ``--cytokine IL6 --route=intravenous`` as {"cytokine": "IL6", "route": "intravenous"}. Raises UsageError."""
    from flows.discover import UsageError

    parameters: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, found, value = rest.pop(0).partition("=")
        if not name.startswith("--") or len(name) < 3:
            raise UsageError(f"{name!r} is no parameter: write --name value, and quote SQL as one argument")
        if not found:
            if not rest:
                raise UsageError(f"{name} has no value")
            value = rest.pop(0)
        parameters[name[2:].replace("-", "_")] = value
    return parameters
