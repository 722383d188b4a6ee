"""Staging -> rows: the one loader. One transaction a batch, repeatable, and the newest pipeline version wins.

A batch is what one worker staged, some tens of papers: a statement for each table and one flush to the disk serve all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import Failure, Version
from warehouse import bookkeeping, sqlfiles, staging
from warehouse.bookkeeping import FileState, Loaded, version_key

if TYPE_CHECKING:
    import duckdb

TABLES = ("documents", "blocks", "citations", "references", "tables", "trials", "studies")  # of core, kept as rows/ has them
WIDE = {"sentence_rows": "sentences", "mention_rows": "mentions", "relation_rows": "relations"}  # laid out, then packed
SHARED = ("namings", "names", "kinds")  # of store, with values that rows of many papers share
PACKED = ("papers", "sentences", "mentions", "relations")  # of store, with rows of papers
PAPERS = """
select file_row_number, document.source, document.sha256, document.id, pipeline.version, pipeline.model, digest
from read_parquet($path, file_row_number = true) where failure is null order by file_row_number
"""
FAILURES = """
select failure.source, failure.reason, failure.detail, failure.sha256
from read_parquet($path, file_row_number = true) where failure is not null order by file_row_number
"""
ROW_KEYS = """
create or replace temp table row_keys as select unnest($rows) as file_row_number, unnest($keys) as document_key
"""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of the papers of a staged batch: numbers of papers."""

    loaded: int = 0
    replaced: int = 0
    unchanged: int = 0
    outdated: int = 0
    failed: int = 0

    def __add__(self, other: LoadReport) -> LoadReport:
        return LoadReport(*(getattr(self, count.name) + getattr(other, count.name) for count in fields(self)))


@dataclass(frozen=True, slots=True)
class _Paper:
    """One extraction of a staged batch: its row there, and what is known of it without reading it whole."""

    row: int
    file: FileState
    digest: str

    @property
    def id(self) -> str:
        return str(self.file.document_id)

    @property
    def version(self) -> str:
        return str(self.file.version)


def load(
    connection: duckdb.DuckDBPyConnection, path: Path, *, run_id: str | None = None, reader: Version | None = None
) -> LoadReport:
    """Load a staged batch, or a folder of them, and return how many papers were loaded, replaced, unchanged or failed.

    ``reader`` is the version that failures are recorded with, as they name none themselves.

    Loading a batch again changes nothing. A paper read by an older pipeline version than the one in the warehouse is left
    out. When the process dies, the batches committed so far are there whole and the others not at all. Raises StagingError.
    """
    report = LoadReport()
    with _one_thread(connection):
        for file in staging.files(path):
            report += _load_batch(connection, file, run_id, reader or Version("", ""))
    return report


def _load_batch(connection: duckdb.DuckDBPyConnection, file: Path, run_id: str | None, reader: Version) -> LoadReport:
    """Load one staged batch in one transaction: its papers, and what is known of its files."""
    papers = [
        _Paper(row, FileState(source, sha256, "loaded", document_id, version, model), digest)
        for row, source, sha256, document_id, version, model, digest in connection.execute(
            PAPERS, {"path": str(file)}
        ).fetchall()
    ]
    failures = [Failure(*row) for row in connection.execute(FAILURES, {"path": str(file)}).fetchall()]
    there = bookkeeping.papers(connection, [paper.id for paper in papers])
    chosen, report = _choose(papers, there)
    replaced = [there[paper.id].document_key for paper in chosen if paper.id in there]
    if chosen:
        _stage(connection, file, chosen)
    connection.begin()
    try:
        if replaced:
            _take_out(connection, replaced)
        if chosen:
            _put_in(connection, run_id)
        _record_files(connection, papers, failures, run_id, reader)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return report + LoadReport(loaded=len(chosen) - len(replaced), replaced=len(replaced), failed=len(failures))


def _choose(papers: Sequence[_Paper], there: Mapping[str, Loaded]) -> tuple[list[_Paper], LoadReport]:
    """Return the papers to load, in the order staged, and the count of those that are not."""
    newest: dict[str, _Paper] = {}
    report = LoadReport()
    for paper in papers:
        rival = newest.get(paper.id) or there.get(paper.id)
        if rival is not None and version_key(rival.version) > version_key(paper.version):
            report += LoadReport(outdated=1)
        elif rival is not None and rival.digest == paper.digest:
            report += LoadReport(unchanged=1)
        else:
            report += LoadReport(outdated=int(paper.id in newest))
            newest[paper.id] = paper
    return sorted(newest.values(), key=lambda paper: paper.row), report


def _stage(connection: duckdb.DuckDBPyConnection, file: Path, chosen: Sequence[_Paper]) -> None:
    """Lay the chosen papers of a batch out in the temporary table ``staged``, each with the number of its load."""
    first = bookkeeping.last_key(connection) + 1
    rows = [paper.row for paper in chosen]
    connection.execute(ROW_KEYS, {"rows": rows, "keys": list(range(first, first + len(rows)))})
    selected = sqlfiles.texts("rows")["staged"]
    connection.execute(f"create or replace temp table staged as {selected}", {"path": str(file)})


def _take_out(connection: duckdb.DuckDBPyConnection, keys: Sequence[int]) -> None:
    """Delete the rows that came with earlier loads and mark those loads as replaced."""
    # as numbers in the text, not as a parameter: so only the row groups that can hold them are read
    listed = ", ".join(str(key) for key in keys)
    for table in (*(f"core.{name}" for name in TABLES), *(f"store.{name}" for name in PACKED)):
        connection.execute(f"delete from {table} where document_key in ({listed})")
    connection.execute(f"update ops.loads set replaced_at = now() where document_key in ({listed})")


def _put_in(connection: duckdb.DuckDBPyConnection, run_id: str | None) -> None:
    """Insert the rows of the staged papers, table by table."""
    rows, packing = sqlfiles.texts("rows"), sqlfiles.texts("packing")
    for name in TABLES:
        connection.execute(f"insert into core.{name} by name {rows[name]}")
    for laid_out, name in WIDE.items():
        connection.execute(f"create or replace temp table {laid_out} as {rows[name]}")
    for name in SHARED:
        connection.execute(f"create or replace temp table used_{name} as {packing[name]}")
        connection.execute(f"insert into store.{name} by name select * exclude (is_new) from used_{name} where is_new")
    for name in PACKED:
        connection.execute(f"insert into store.{name} by name {packing[name]}")
    connection.execute(f"insert into ops.loads by name {rows['loads']}", {"run_id": run_id})


def _record_files(
    connection: duckdb.DuckDBPyConnection,
    papers: Sequence[_Paper],
    failures: Sequence[Failure],
    run_id: str | None,
    reader: Version,
) -> None:
    """Record what became of each file of a batch where that is news."""
    states = {paper.file.source: paper.file for paper in papers}
    states |= {failure.source: _failed(failure, reader) for failure in failures}
    known = bookkeeping.files(connection, list(states))
    bookkeeping.record_files(connection, [state for state in states.values() if known.get(state.source) != state], run_id)


def _failed(failure: Failure, reader: Version) -> FileState:
    version, model = reader.version or None, reader.model or None
    return FileState(failure.source, failure.sha256, "failed", None, version, model, failure.reason, failure.detail)


@contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let the statements of the block run in one thread: for the few rows of a paper more only wait for each other."""
    connection.execute("set threads = 1")
    try:
        yield
    finally:
        connection.execute("reset threads")
