"""What the report shows, asked from the warehouse: every count is made in SQL, so ten thousand papers are no more to carry."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from warehouse import sqlfiles

if TYPE_CHECKING:
    import duckdb

PARAMETER = re.compile(r"\$(\w+)")
COMMENT = re.compile(r"--.*")
CHOSEN = ("shown_facts", "shown_ways", "shown_years")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the report shows at most; the page says wherever there is more."""

    products: int = 20
    targets: int = 30
    contradictions: int = 60
    ways: int = 14
    years: int = 25
    trials: int = 500
    papers: int = 300
    names: int = 25
    per_number: int = 20
    sentences: int = 12_000
    pictures: int = 40


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of each part of the report, as its .sql file describes them."""

    summary: dict[str, Any]
    years: list[dict[str, Any]]
    papers: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    coverage: list[dict[str, Any]]
    products: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    ways: list[dict[str, Any]]
    shown_ways: list[dict[str, Any]]
    trials: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    contradictions: list[dict[str, Any]]


def read(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Contents:
    """Return what the report shows of the warehouse that is open for reading.

    What is chosen to be shown is left in temporary tables of the connection, by the names in CHOSEN.
    """
    given = asdict(limits)
    for name in CHOSEN:
        connection.execute(*_statement(name, given))
    return Contents(
        summary=ask(connection, "summary", given)[0],
        **{
            name: ask(connection, name, given)
            for name in (
                "years", "papers", "failures", "coverage", "products", "targets", "facts", "ways", "trials", "phases",
                "contradictions",
            )
        },
        shown_ways=_rows(connection.execute("select * from shown_ways order by kind, papers desc, name")),
    )  # fmt: skip


def ask(connection: duckdb.DuckDBPyConnection, name: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the question in ``NAME.sql``, one dict by column each; of ``given`` it takes what it names."""
    return _rows(connection.execute(*_statement(name, given)))


def _statement(name: str, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    sql = sqlfiles.texts("report")[name]
    return sql, {parameter: given[parameter] for parameter in PARAMETER.findall(COMMENT.sub("", sql))}


def _rows(answer: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    columns = [column for column, *_ in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
