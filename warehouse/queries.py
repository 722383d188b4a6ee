"""Questions and their answers: a shipped query by its name, or SQL, run on the warehouse read-only.

A shipped query is one file of ``queries/``. Its header asks the question and declares the parameters:
``-- parameter cytokine: preferred name, such as IL6`` (``= IL6`` after the name gives a default; without one it is empty, which
the query takes as "any").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import sqlfiles
from warehouse.connection import open_for_reading
from warehouse.guard import QueryError, check

if TYPE_CHECKING:
    import duckdb

PARAMETER = re.compile(r"^-- parameter (\w+)(?: = ([^:]*?))?: (.+)$", re.MULTILINE)
NAME = re.compile(r"\s*[a-z][a-z0-9_]*\s*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a shipped query; ``default`` None means that it may be left out and then holds nothing back."""

    name: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """A shipped query: its name, the question it answers, its parameters and its SQL."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    sql: str


@cache
def shipped() -> dict[str, Query]:
    """Return the shipped queries by name, in the order of names."""
    return {name: _read(name, sql) for name, sql in sqlfiles.texts("queries").items()}


def run(path: Path, sql_or_name: str, parameters: Mapping[str, Any] | None = None) -> Any:
    """Answer a question from the warehouse at ``path`` and return the answer as a pyarrow Table.

    ``sql_or_name`` is the name of a shipped query, the name of a view or table, or one SELECT statement, in which
    ``parameters`` stand as ``$name``. Raises QueryError for a question that is refused or wrong, WarehouseError for a
    warehouse that is not there.
    """
    with open_for_reading(path) as connection:
        return ask(connection, sql_or_name, parameters)


def ask(connection: duckdb.DuckDBPyConnection, sql_or_name: str, parameters: Mapping[str, Any] | None = None) -> Any:
    """Answer a question as ``run`` does, on a connection that is open for reading."""
    import duckdb

    given = dict(parameters or {})
    query = shipped().get(sql_or_name.strip())
    if query is not None:
        sql, given = query.sql, _filled(query, given)
    elif NAME.fullmatch(sql_or_name):
        sql = f'select * from "{sql_or_name.strip()}"'
    else:
        sql = sql_or_name
    check(connection, sql)
    try:
        return connection.execute(sql, given or None).to_arrow_table()
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def _filled(query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of each parameter of a shipped query. Raises QueryError for one that it does not have."""
    known = {parameter.name: parameter.default for parameter in query.parameters}
    unknown = sorted(set(given) - set(known))
    if unknown:
        takes = ", ".join(known) or "no parameters"
        raise QueryError(f"query {query.name} has no parameter {unknown[0]!r}; it takes {takes}")
    return known | dict(given)


def _read(name: str, sql: str) -> Query:
    parameters = tuple(Parameter(*found) for found in PARAMETER.findall(sql))
    question = sqlfiles.header(sql).partition(" parameter ")[0]
    return Query(name, question, tuple(Parameter(p.name, p.default or None, p.meaning) for p in parameters), sql)
