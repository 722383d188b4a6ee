"""Opening the warehouse: one writer at a time, and any number of readers who can only read.

The writer works on a copy, ``NAME.writing``, and puts it in the place of ``NAME`` when it is done (or publishes in between),
so readers never wait, never see half a load, and never keep a load from starting. A writer that was killed leaves its copy
behind with everything it committed; the next writer goes on from there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.staging import sync_folder

if TYPE_CHECKING:
    import duckdb

STORAGE_VERSION = "v1.3.0"  # the oldest DuckDB that can open the file, for the sake of other programs
PLAIN = {"autoload_known_extensions": "false", "autoinstall_known_extensions": "false"}
WRITING = {
    **PLAIN,
    "storage_compatibility_version": STORAGE_VERSION,
    "default_block_size": "65536",  # bytes of a new file: columns fill their last blocks better than those of 256 KB
    "checkpoint_threshold": "64MB",
    "enable_external_file_cache": "false",  # a staged file is read once
}
NAME = "warehouse"
SEARCHED_SCHEMAS = ("mart", "core", "ops", "eval", "gold", "main")


class WarehouseError(Exception):
    """The warehouse cannot be opened; the message names the file and the way out."""


@contextmanager
def open_for_writing(path: Path, *, vocabulary: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse at ``path`` for the one writer, newly made or brought to the newest schema, views re-applied.

    ``vocabulary`` is the folder of the vocabularies, the shipped ones unless given.
    What was committed becomes visible to readers when the block ends, also when it ends by an exception. Raises
    WarehouseError if another process writes or the file is no warehouse, MigrationError if it is newer than the program.
    """
    from warehouse import concepts, migrations, search, views

    path.parent.mkdir(parents=True, exist_ok=True)
    with _only_writer(path):
        working = working_path(path)
        if path.exists() and not working.exists():
            _copy(path, working)
        connection = _connect(working)
        try:
            search.prepare(connection)
            migrations.migrate(connection)
            views.apply(connection)
            concepts.refresh(connection, vocabulary)
        except BaseException:
            connection.close()
            raise
        try:
            yield connection
        finally:
            _finish(connection)
            connection.close()
            working.replace(path)
            sync_folder(path.parent)


def publish(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let readers see what ``connection``, opened for writing, has committed so far; it stays open.

    The copy appears whole or not at all. Readers who have the old one open keep it.
    """
    _finish(connection)
    _copy(working_path(path), path)


def open_for_reading(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the warehouse read-only: no writes, no files, no extensions, no settings; views need no schema name.

    The file is attached to a database of its own in memory: one that is opened by its path is shared by all connections of
    the process, with the settings of the first, and shows what the first one saw.
    Raises WarehouseError if there is no warehouse at ``path``.
    """
    import duckdb

    from warehouse import search

    if not path.is_file():
        known = working_path(path).exists()
        reason = "its first load has not ended; run it again" if known else "run `stroma ingest` to make one"
        raise WarehouseError(f"there is no warehouse at {path}: {reason}")
    connection = duckdb.connect(":memory:", config=dict(PLAIN))
    search.prepare(connection)
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as {NAME} (read_only)")
    except duckdb.Error as error:
        connection.close()
        raise WarehouseError(f"{path} cannot be opened as a warehouse: {error}") from error
    for setting in (
        "enable_progress_bar = false",
        f"search_path = '{','.join(f'{NAME}.{schema}' for schema in SEARCHED_SCHEMAS)}'",
        "enable_external_access = false",
        "allow_community_extensions = false",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}")
    return connection


def working_path(path: Path) -> Path:
    """Return the file that the writer of ``path`` works on."""
    return path.with_name(f"{path.name}.writing")


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        connection = duckdb.connect(str(path), config=dict(WRITING))
    except duckdb.Error as error:
        raise WarehouseError(f"{path} cannot be opened as a warehouse: {error}") from error
    connection.execute("set enable_progress_bar = false")
    return connection


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    from warehouse import search

    search.refresh(connection)
    connection.execute("checkpoint")


@contextmanager
def _only_writer(path: Path) -> Iterator[None]:
    """Hold the lock of the warehouse's one writer; the system releases it when the process ends, however it ends."""
    import fcntl

    lock = path.with_name(f".{path.name}.lock")
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WarehouseError(f"another process is writing to {path}: wait until it has ended") from error
        yield


def _copy(origin: Path, target: Path) -> None:
    """Copy a file so that ``target`` appears whole or not at all."""
    temporary = target.with_name(f".{target.name}.copy")
    with origin.open("rb") as source, temporary.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())
    temporary.replace(target)
    sync_folder(target.parent)
