"""Staging -> rows: the one loader. One transaction a paper, repeatable, and the newest pipeline version wins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import Failure, Version
from warehouse import bookkeeping, sqlfiles, staging
from warehouse.bookkeeping import FileState, Loaded, version_key

if TYPE_CHECKING:
    import duckdb

TABLES = (
    "documents", "blocks", "sentences", "citations", "references", "tables", "mentions", "relations", "trials", "studies",
)  # fmt: skip
PAPERS = """
select file_row_number, document.source, document.sha256, document.id, pipeline.version, pipeline.model, digest
from read_parquet($path, file_row_number = true) where failure is null order by file_row_number
"""
FAILURES = """
select failure.source, failure.reason, failure.detail, failure.sha256
from read_parquet($path, file_row_number = true) where failure is not null order by file_row_number
"""
STAGED = """
create or replace temp view staged as
select row_keys.document_key, batch.*
from read_parquet('{path}', file_row_number = true) as batch
inner join row_keys using (file_row_number)
"""
ROW_KEYS = """
create or replace temp table row_keys as select unnest($rows) as file_row_number, unnest($keys) as document_key
"""
REMEMBERED = """
insert into ops.loads by name select *, now() as loaded_at, $run_id as run_id from staged_loads where document_key = $key
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
    out. When the process dies, the papers committed so far are there whole and the others not at all. Raises StagingError.
    """
    loader = _Loader(connection, run_id, reader or Version("", ""))
    report = LoadReport()
    with _one_thread(connection):
        for file in staging.files(path):
            report += loader.load(file)
    return report


class _Loader:
    """One loading: the connection, and what is known of the warehouse so that a new paper costs no look-up."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run_id: str | None, reader: Version) -> None:
        self.connection = connection
        self.run_id = run_id
        self.reader = reader
        self.files = bookkeeping.files(connection)
        self.papers = bookkeeping.papers(connection)
        self.last_key = bookkeeping.last_key(connection)
        self.staged_keys: dict[str, set[int]] = {}

    def load(self, file: Path) -> LoadReport:
        """Load one staged batch."""
        where = {"path": str(file)}
        staged = [
            _Paper(row, FileState(source, sha256, "loaded", document_id, version, model), digest)
            for row, source, sha256, document_id, version, model, digest in self.connection.execute(PAPERS, where).fetchall()
        ]
        failures = [Failure(*row) for row in self.connection.execute(FAILURES, where).fetchall()]
        chosen, report = self._choose(staged)
        if chosen:
            self._stage(file, chosen)
        for key, paper in chosen.items():
            report += self._load_paper(key, paper)
        for paper in staged:
            if paper not in chosen.values():
                self._record(paper.file)
        for failure in failures:
            self._record(self._failed(failure))
        return report + LoadReport(failed=len(failures))

    def _failed(self, failure: Failure) -> FileState:
        version, model = self.reader.version or None, self.reader.model or None
        return FileState(failure.source, failure.sha256, "failed", None, version, model, failure.reason, failure.detail)

    def _choose(self, staged: list[_Paper]) -> tuple[dict[int, _Paper], LoadReport]:
        """Return the papers to load by their new keys, and the count of those that are not."""
        newest: dict[str, _Paper] = {}
        report = LoadReport()
        for paper in staged:
            there = newest.get(paper.id) or self.papers.get(paper.id)
            if there is not None and version_key(there.version) > version_key(paper.version):
                report += LoadReport(outdated=1)
            elif there is not None and there.digest == paper.digest:
                report += LoadReport(unchanged=1)
            else:
                report += LoadReport(outdated=int(paper.id in newest))
                newest[paper.id] = paper
        chosen = sorted(newest.values(), key=lambda paper: paper.row)
        return {self.last_key + number: paper for number, paper in enumerate(chosen, 1)}, report

    def _stage(self, file: Path, chosen: dict[int, _Paper]) -> None:
        """Lay the rows of the chosen papers out in temporary tables, one for each table of core."""
        rows = [paper.row for paper in chosen.values()]
        self.connection.execute(ROW_KEYS, {"rows": rows, "keys": list(chosen)})
        self.connection.execute(STAGED.format(path=str(file).replace("'", "''")))
        for name in (*TABLES, "loads"):
            self.connection.execute(f"create or replace temp table staged_{name} as {sqlfiles.texts('rows')[name]}")
            found = self.connection.execute(f"select distinct document_key from staged_{name}").fetchall()
            self.staged_keys[name] = {key for (key,) in found}

    def _load_paper(self, key: int, paper: _Paper) -> LoadReport:
        there = self.papers.get(paper.id)
        with _transaction(self.connection):
            if there is not None:
                for name in TABLES:
                    self.connection.execute(f"delete from core.{name} where document_key = {there.document_key}")
                self.connection.execute(f"update ops.loads set replaced_at = now() where document_key = {there.document_key}")
            for name in TABLES:
                if key in self.staged_keys[name]:
                    self.connection.execute(
                        f"insert into core.{name} by name select * from staged_{name} where document_key = {key}"
                    )
            self.connection.execute(REMEMBERED, {"key": key, "run_id": self.run_id})
            self._record(paper.file, within=True)
        self.papers[paper.id] = Loaded(key, paper.version, paper.digest)
        self.last_key = key
        return LoadReport(replaced=1) if there is not None else LoadReport(loaded=1)

    def _record(self, state: FileState, *, within: bool = False) -> None:
        """Record a file's state unless it is known already; ``within`` says that a transaction is open."""
        if self.files.get(state.source) == state:
            return
        with _transaction(self.connection, within=within):
            bookkeeping.record_file(self.connection, state, self.run_id, known=state.source in self.files)
            if state.status == "failed":
                bookkeeping.record_failure(self.connection, state, self.run_id)
        self.files[state.source] = state


@contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let the statements of the block run in one thread: for the few rows of a paper more only wait for each other."""
    connection.execute("set threads = 1")
    try:
        yield
    finally:
        connection.execute("reset threads")


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection, *, within: bool = False) -> Iterator[None]:
    """Commit what the block does as one, or nothing of it; ``within`` an open transaction leave that to the outer one."""
    if within:
        yield
        return
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
