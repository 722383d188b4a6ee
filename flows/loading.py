"""One staged batch into the warehouse, whatever is wrong with it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flows import workspace
from flows.papers import Reading
from pipeline.records import Extraction, Failure, Version

if TYPE_CHECKING:
    import duckdb

SECONDS = """
update ops.loads set seconds = map_from_entries(taken.entries)
from (select unnest(?) as document_id, unnest(?) as entries) as taken
where loads.document_id = taken.document_id and loads.run_id = ? and loads.replaced_at is null
"""
NO_SPACE = tuple(os.strerror(number) for number in workspace.NO_SPACE)


def load(
    connection: duckdb.DuckDBPyConnection, staged: Path, run_id: str, reader: Version, note: Callable[[Reading], None]
) -> int | None:
    """Load a staged batch and return how many papers are new or replaced, None if the file was damaged.

    A paper that the warehouse refuses costs no other: it becomes a failure, which ``note`` is told. Raises StorageError
    where the disk is full, and what DuckDB raised where the batch is whole and the warehouse is not.
    """
    import duckdb

    from warehouse import loader, staging

    try:
        report = loader.load(connection, staged, run_id=run_id, reader=reader)
    except (duckdb.Error, staging.StagingError) as error:
        if any(name in str(error) for name in NO_SPACE):
            raise workspace.storage_error(OSError(errno.ENOSPC, str(error)), staged.parent) from error
        if not _intact(staged):
            return None
        return _load_singly(connection, staged, run_id, reader, note)
    return report.loaded + report.replaced


def keep_seconds(connection: duckdb.DuckDBPyConnection, seconds: Mapping[str, Mapping[str, float]], run_id: str) -> None:
    """Keep how long each stage of reading took, by the hash of the paper; papers that this run did not load are passed over."""
    entries = {
        sha256[:16]: [{"key": stage, "value": value} for stage, value in stages.items()]
        for sha256, stages in seconds.items()
        if stages
    }
    if entries:
        connection.execute(SECONDS, [list(entries), list(entries.values()), run_id])


def _load_singly(
    connection: duckdb.DuckDBPyConnection, staged: Path, run_id: str, reader: Version, note: Callable[[Reading], None]
) -> int:
    import duckdb

    from warehouse import loader, staging

    report, single = loader.LoadReport(), staged.with_suffix(".trial")
    for outcome in staging.read(staged):
        try:
            staging.write([outcome], single)
            report += loader.load(connection, single, run_id=run_id, reader=reader)
        except duckdb.Error as error:
            paper = outcome.document if isinstance(outcome, Extraction) else outcome
            detail = f"the warehouse refuses what was read: {error}"[:500]
            failure = Failure(paper.source, "error", detail, paper.sha256)
            staging.write([failure], single)
            report += loader.load(connection, single, run_id=run_id, reader=reader)
            note(Reading(failure.source, failure.sha256 or "", failure=failure))
    single.unlink(missing_ok=True)
    return report.loaded + report.replaced


def _intact(staged: Path) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.read_table(staged)
    except (OSError, pa.ArrowException):
        return False
    return True
