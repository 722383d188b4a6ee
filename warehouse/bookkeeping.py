"""What the warehouse remembers of runs, files and loads: the schema ``ops``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    import duckdb

RUN = "insert into ops.runs (run_id, command, version, started_at) values (?, ?, ?, now())"
FINISH = "update ops.runs set finished_at = now(), summary = ? where run_id = ?"
STATES = """
create or replace temp table states as
select
    unnest($source::varchar[]) as source, unnest($sha256::varchar[]) as sha256, unnest($status::varchar[]) as status,
    unnest($document_id::varchar[]) as document_id, unnest($version::varchar[]) as version, unnest($model::varchar[]) as model,
    unnest($reason::varchar[]) as reason, unnest($detail::varchar[]) as detail, now() as seen_at, $run_id::varchar as run_id
"""
SEEN = (
    "delete from ops.files where source in (select source from states)",
    "insert into ops.files by name select * from states",
    "insert into ops.failures by name select source, sha256, reason, detail, seen_at as failed_at, run_id from states"
    " where status = 'failed'",
)
FILES = "select source, sha256, status, document_id, version, model, reason, detail from ops.files"
PAPERS = """
select document_id, document_key, version, digest from ops.loads
where replaced_at is null and document_id in (select unnest(?))
"""


@dataclass(frozen=True, slots=True)
class FileState:
    """The last known state of one file: loaded, or failed with its reason."""

    source: str
    sha256: str | None
    status: str
    document_id: str | None = None
    version: str | None = None
    model: str | None = None
    reason: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The extraction of a paper that is in the warehouse."""

    document_key: int
    version: str
    digest: str


def start_run(connection: duckdb.DuckDBPyConnection, run_id: str, command: str, version: str) -> None:
    """Remember that a run began; a ``run_id`` that is known is left as it is."""
    if not connection.execute("select 1 from ops.runs where run_id = ?", [run_id]).fetchone():
        connection.execute(RUN, [run_id, command, version])


def finish_run(connection: duckdb.DuckDBPyConnection, run_id: str, summary: dict[str, Any]) -> None:
    """Remember that a run ended, with the counts it reports."""
    connection.execute(FINISH, [orjson.dumps(summary).decode(), run_id])


def files(connection: duckdb.DuckDBPyConnection, sources: Sequence[str] | None = None) -> dict[str, FileState]:
    """Return the last known state of every file that was ever handed in, or of those of ``sources``, by its path."""
    kept = "" if sources is None else " where source in (select unnest(?))"
    rows = connection.execute(FILES + kept, [] if sources is None else [list(sources)]).fetchall()
    return {row[0]: FileState(*row) for row in rows}


def papers(connection: duckdb.DuckDBPyConnection, identities: Sequence[str]) -> dict[str, Loaded]:
    """Return those of the papers that are in the warehouse, by document id."""
    return {row[0]: Loaded(*row[1:]) for row in connection.execute(PAPERS, [list(identities)]).fetchall()}


def last_key(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the highest number a load was ever given, 0 before the first."""
    rows = connection.execute("select coalesce(max(document_key), 0) from ops.loads").fetchall()
    return int(rows[0][0])


def record_files(connection: duckdb.DuckDBPyConnection, states: Sequence[FileState], run_id: str | None) -> None:
    """Put each file's state in the place of the one it had, and add failures to the history.

    The transaction is the caller's, so that files and papers are recorded together.
    """
    if not states:
        return
    columns = {field.name: [getattr(state, field.name) for state in states] for field in fields(FileState)}
    connection.execute(STATES, {**columns, "run_id": run_id})
    for statement in SEEN:
        connection.execute(statement)


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Return what orders pipeline versions: 0.10.0 after 0.9.1, and 1.0rc1 before 1.0."""
    release, extra = re.fullmatch(r"([\d.]*)(.*)", version, re.DOTALL).groups()  # type: ignore[union-attr]
    numbers = [(1, int(part), "") for part in release.split(".") if part]
    while numbers and numbers[-1][1] == 0:
        numbers.pop()
    last = (2, 0, extra[1:]) if extra[:1] in ("+", "-") else (0, 0, extra) if extra else (1, -1, "")
    return (*numbers, last)
