"""Checks of the whole warehouse: each is a query of ``checks/`` that must return no rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warehouse import sqlfiles

if TYPE_CHECKING:
    import duckdb

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that returned rows: its name, what the rows are, and the first few of them."""

    check: str
    meaning: str
    rows: tuple[tuple[Any, ...], ...]

    def __str__(self) -> str:
        return f"{self.check}: {self.meaning} {', '.join(map(str, self.rows))}"


def run(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Run every check and return those that found something, [] for a sound warehouse."""
    findings = []
    for name, sql in sqlfiles.texts("checks").items():
        rows = connection.execute(sql).fetchmany(SHOWN)
        if rows:
            findings.append(Finding(name, sqlfiles.header(sql), tuple(rows)))
    return findings
