from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.records import Document, Extraction, Failure, Version
from warehouse import bookkeeping, checks, loader, staging
from warehouse.bookkeeping import FileState, version_key
from warehouse.connection import open_for_writing
from warehouse.loader import LoadReport

Newer = Callable[[str], Extraction]
TABLES = [f"core.{name}" for name in loader.TABLES] + ["ops.loads", "ops.files", "ops.failures"]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_writing(tmp_path / "papers.duckdb") as opened:
        yield opened


@pytest.fixture
def stage(tmp_path: Path) -> Callable[..., Path]:
    return lambda *outcomes: staging.write(outcomes, tmp_path / "batch.parquet")


def rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    return {name: connection.execute(f"select * from {name} order by all").fetchall() for name in TABLES}


def test_load_counts_what_it_did(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], outcomes: Sequence[Extraction | Failure]
) -> None:
    assert loader.load(connection, stage(*outcomes)) == LoadReport(loaded=2, failed=1)
    assert checks.run(connection) == []


def test_loading_again_changes_nothing(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], outcomes: Sequence[Extraction | Failure]
) -> None:
    batch = stage(*outcomes)
    loader.load(connection, batch)
    before = rows(connection)
    assert loader.load(connection, batch) == LoadReport(unchanged=2, failed=1)
    assert rows(connection) == before


def test_newer_version_takes_the_place_of_the_older(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], newer_kidney: Newer
) -> None:
    loader.load(connection, stage(newer_kidney("0.9.0")))
    assert loader.load(connection, stage(newer_kidney("0.10.0"))) == LoadReport(replaced=1)
    assert connection.execute("select version from core.documents").fetchall() == [("0.10.0",)]
    history = connection.execute("select version, replaced_at is null from ops.loads order by document_key").fetchall()
    assert history == [("0.9.0", False), ("0.10.0", True)]
    assert checks.run(connection) == []


def test_older_version_is_left_out(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], newer_kidney: Newer
) -> None:
    loader.load(connection, stage(newer_kidney("0.10.0")))
    before = rows(connection)
    assert loader.load(connection, stage(newer_kidney("0.9.0"))) == LoadReport(outdated=1)
    assert rows(connection)["core.documents"] == before["core.documents"]


def test_same_version_with_another_result_takes_the_place(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], kidney: Extraction
) -> None:
    loader.load(connection, stage(kidney))
    assert loader.load(connection, stage(replace(kidney, relations=()))) == LoadReport(replaced=1)
    assert connection.execute("select count(*) from core.relations").fetchall() == [(0,)]


def test_newest_of_one_batch_wins_whatever_its_place(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], newer_kidney: Newer
) -> None:
    report = loader.load(connection, stage(newer_kidney("2.0"), newer_kidney("1.0")))
    assert report == LoadReport(loaded=1, outdated=1)
    assert connection.execute("select version from core.documents").fetchall() == [("2.0",)]


def test_two_files_with_one_content_are_one_paper(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], kidney: Extraction
) -> None:
    copy = replace(kidney, document=replace(kidney.document, source="papers/copy.pdf"))
    assert loader.load(connection, stage(kidney, copy)) == LoadReport(loaded=1, unchanged=1)
    assert set(bookkeeping.files(connection)) == {"papers/kidney.pdf", "papers/copy.pdf"}


def test_failure_is_a_row_with_its_reason(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], failure: Failure
) -> None:
    loader.load(connection, stage(failure), reader=Version("0.1.0", "accurate"))
    state = FileState(
        failure.source, failure.sha256, "failed", None, "0.1.0", "accurate", "encrypted", failure.detail
    )  # fmt: skip
    assert bookkeeping.files(connection) == {"papers/locked.pdf": state}


def test_file_that_was_mended_is_loaded_and_its_failure_stays_in_the_history(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], kidney: Extraction
) -> None:
    loader.load(connection, stage(Failure("papers/kidney.pdf", "damaged", "The file ends too early.")))
    loader.load(connection, stage(kidney))
    assert bookkeeping.files(connection)["papers/kidney.pdf"].status == "loaded"
    assert connection.execute("select reason from ops.failures").fetchall() == [("damaged",)]


def test_paper_without_anything_is_loaded(connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path]) -> None:
    empty = Extraction(Document("0" * 16, "0" * 64, "empty.txt", ""), (), (), (), (), (), Version("1", "m"))
    assert loader.load(connection, stage(empty)) == LoadReport(loaded=1)
    assert connection.execute("select text from mart.texts").fetchall() == [("",)]
    assert checks.run(connection) == []


def test_folder_with_an_apostrophe_is_loaded(connection: duckdb.DuckDBPyConnection, kidney: Extraction, tmp_path: Path) -> None:
    batch = staging.write([kidney], tmp_path / "it's here" / "batch.parquet")
    assert loader.load(connection, batch.parent) == LoadReport(loaded=1)


def test_failed_batch_leaves_no_row_and_can_be_loaded_again(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], kidney: Extraction, lung: Extraction
) -> None:
    batch = stage(kidney, lung)
    connection.execute("alter table core.studies add column forbidden integer default error('no room')")
    with pytest.raises(duckdb.Error, match="no room"):
        loader.load(connection, batch)
    counts = "select (select count(*) from core.documents), (select count(*) from ops.loads), (select count(*) from ops.files)"
    assert connection.execute(counts).fetchall() == [(0, 0, 0)]
    connection.execute("alter table core.studies drop column forbidden")
    assert loader.load(connection, batch) == LoadReport(loaded=2)


def test_run_is_remembered_with_its_counts(connection: duckdb.DuckDBPyConnection) -> None:
    bookkeeping.start_run(connection, "first", "ingest papers", "0.1.0")
    bookkeeping.start_run(connection, "first", "ingest papers", "0.1.0")
    bookkeeping.finish_run(connection, "first", {"loaded": 2})
    found = connection.execute("select command, finished_at is not null, summary->>'loaded' from ops.runs").fetchall()
    assert found == [("ingest papers", True, "2")]


@pytest.mark.parametrize(
    ("older", "newer"),
    [("0.9.1", "0.10.0"), ("1.0rc1", "1.0"), ("1.0", "1.0.1"), ("1.0.dev3", "1.0"), ("1.0", "1.0+local"), ("", "0.1")],
)
def test_versions_are_ordered_by_number(older: str, newer: str) -> None:
    assert version_key(older) < version_key(newer)


def test_version_is_as_new_as_itself_with_a_zero_more() -> None:
    assert version_key("1.0") == version_key("1.0.0")


def test_staged_files_are_not_kept_in_memory(
    connection: duckdb.DuckDBPyConnection, stage: Callable[..., Path], outcomes: Sequence[Extraction | Failure]
) -> None:
    loader.load(connection, stage(*outcomes))
    kept = connection.execute("select memory_usage_bytes from duckdb_memory() where tag = 'EXTERNAL_FILE_CACHE'").fetchall()
    assert kept == [(0,)]
