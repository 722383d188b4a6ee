"""The schema of the warehouse as numbered .sql files, applied in order, each in one transaction, and remembered.

Forward only: a file that was applied is never edited, which its checksum proves; a change is a new file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from warehouse import sqlfiles

if TYPE_CHECKING:
    import duckdb

MEMORY = """
create schema if not exists ops;

-- One row per migration of the schema that was applied.
create table if not exists ops.migrations (
    number integer not null, -- number of the migration; they are applied in its order
    name varchar not null, -- name of its file without suffix
    checksum varchar not null, -- SHA-256 of its text
    applied_at timestamptz not null -- when it was applied
);
"""


class MigrationError(Exception):
    """The file's schema is newer than this program, or a migration that was applied has been edited."""


def migrate(connection: duckdb.DuckDBPyConnection, migrations: Mapping[str, str] | None = None) -> list[str]:
    """Bring the schema to the newest version and return the names of the migrations that were applied.

    ``migrations`` are texts by name (``001_operations``), those shipped unless given. Raises MigrationError; a migration
    that fails leaves the file as it was and raises what DuckDB raised.
    """
    shipped = sqlfiles.texts("schema") if migrations is None else migrations
    for statement in (MEMORY, *sqlfiles.comments(MEMORY)):
        connection.execute(statement)
    applied = dict(connection.execute("select name, checksum from ops.migrations order by number").fetchall())
    _check(shipped, applied)
    new = [name for name in shipped if name not in applied]
    for name in new:
        connection.begin()
        try:
            connection.execute(shipped[name])
            for comment in sqlfiles.comments(shipped[name]):
                connection.execute(comment)
            connection.execute(
                "insert into ops.migrations values (?, ?, ?, now())", [number_of(name), name, checksum(shipped[name])]
            )
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    return new


def checksum(sql: str) -> str:
    """Return the SHA-256 of a migration's text as hex."""
    return hashlib.sha256(sql.encode()).hexdigest()


def number_of(name: str) -> int:
    """Return the number of a migration: 1 for ``001_operations``."""
    return int(name.partition("_")[0])


def _check(shipped: Mapping[str, str], applied: Mapping[str, str]) -> None:
    for name, known in applied.items():
        if name not in shipped:
            raise MigrationError(f"the warehouse has schema {name}, which this version does not know: use a newer version")
        if checksum(shipped[name]) != known:
            raise MigrationError(f"migration {name} was edited after it was applied: restore it and add a new one")
