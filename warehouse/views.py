"""The views of the warehouse: .sql files of the schema ``mart``, re-applied whenever the file is opened for writing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from warehouse import sqlfiles

if TYPE_CHECKING:
    import duckdb

TAKEN = re.compile(
    r"^select\s+(?:\w+\.)?\*(?: exclude \(([^)]*)\))?(?: rename \(([^)]*)\))?(?:,[^;]*?)?\s+from mart\.(\w+)", re.MULTILINE
)
NAMED = re.compile(r"\bmart\.(\w+)")


def apply(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every shipped view anew with its comments and drop the views that are no longer shipped, in one transaction."""
    shipped = sqlfiles.texts("views")
    connection.begin()
    try:
        connection.execute("create schema if not exists mart")
        for name in _present(connection):
            connection.execute(f'drop view if exists mart."{name}"')
        for name in in_order(shipped):
            connection.execute(shipped[name])
            for comment in (*sqlfiles.comments(shipped[name]), *_inherited(name, shipped)):
                connection.execute(comment)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def in_order(shipped: Mapping[str, str]) -> list[str]:
    """Return the names of the views so that each comes after those it reads. Raises graphlib.CycleError."""
    needs = {name: sorted({used for used in NAMED.findall(sql) if used in shipped} - {name}) for name, sql in shipped.items()}
    return list(TopologicalSorter(needs).static_order())


def _inherited(name: str, shipped: Mapping[str, str]) -> list[str]:
    """Return the comments on the columns that a view takes from another as they are: those of the other."""
    taken = TAKEN.search(shipped[name])
    if taken is None:
        return []
    excluded, renamed, origin = taken.groups(default="")
    other = {*re.findall(r"\w+", excluded), *re.findall(r"(\w+) as", renamed)}
    start = f"comment on column mart.{origin}."
    columns = [comment.removeprefix(start) for comment in sqlfiles.comments(shipped[origin]) if comment.startswith(start)]
    return [f"comment on column mart.{name}.{column}" for column in columns if column.partition(" ")[0] not in other]


def _present(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("select view_name from duckdb_views() where schema_name = 'mart'").fetchall()
    return [str(name) for (name,) in rows]
