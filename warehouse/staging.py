"""Extractions and failures <-> one Parquet file a batch: what workers write and the one loader reads.

One row a paper. The columns are the fields of an Extraction, a ``failure`` in their place for a paper that could not be
read, ``places`` (where things stand, for the loader) and ``digest``. Equal input gives equal bytes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import Extraction, Failure
from warehouse.arrow import Codec, codec
from warehouse.places import Places, places

NOT_IN_DIGEST = ("source",)


class StagingError(Exception):
    """A staged batch is missing or is not one; the message names the file."""


def write(outcomes: Iterable[Extraction | Failure], path: Path) -> Path:
    """Write one batch as a Parquet file and return its path.

    The file appears whole or not at all: it is written under a temporary name beside ``path``, flushed to the disk and
    moved. A file that was there is replaced. Raises OSError.
    """
    parts = _parts()
    rows = [_row(outcome, parts) for outcome in outcomes]
    table = pa.Table.from_pylist(rows, schema=schema())
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as handle:
            pq.write_table(table, handle, compression="zstd")
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return path


def read(path: Path) -> Iterator[Extraction | Failure]:
    """Yield what was staged, in the order written; ``path`` is a file or a folder of them. Raises StagingError."""
    parts = _parts()
    for file in files(path):
        try:
            table = pq.read_table(file)
        except (OSError, pa.ArrowInvalid) as error:
            raise StagingError(f"{file} is not a staged batch: {error}") from error
        for row in table.to_pylist():
            if row["failure"] is not None:
                yield codec(Failure).decode(row["failure"])
            else:
                yield Extraction(**{name: part.decode(row[name]) for name, part in parts.items() if name in row})


def files(path: Path) -> list[Path]:
    """Return the Parquet files of a batch or folder in the order of their names. Raises StagingError if there is none."""
    if path.is_file():
        return [path]
    found = sorted(file for file in path.glob("*.parquet") if not file.name.startswith(".")) if path.is_dir() else []
    if not found:
        raise StagingError(f"{path} is neither a staged batch (.parquet) nor a folder of them")
    return found


def schema() -> Any:
    """Return the Arrow schema of a staged batch."""
    columns = {name: part.type for name, part in _parts().items()}
    return pa.schema({**columns, "failure": codec(Failure).type, "places": codec(Places).type, "digest": pa.string()})


def digest(row: dict[str, Any]) -> str:
    """Return the SHA-256 of a staged row without its path and timings: equal digests are equal extractions."""
    kept = {name: value for name, value in row.items() if name not in ("timings_s", "places", "failure")}
    kept["document"] = {name: value for name, value in row["document"].items() if name not in NOT_IN_DIGEST}
    return hashlib.sha256(orjson.dumps(kept)).hexdigest()


def sync_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that a file moved into it is still there after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parts() -> dict[str, Codec]:
    hints = get_type_hints(Extraction)
    return {field.name: codec(hints[field.name]) for field in fields(Extraction)}


def _row(outcome: Extraction | Failure, parts: dict[str, Codec]) -> dict[str, Any]:
    if isinstance(outcome, Failure):
        return {"failure": codec(Failure).encode(outcome)}
    row = {name: part.encode(getattr(outcome, name)) for name, part in parts.items()}
    return {**row, "places": codec(Places).encode(places(outcome)), "digest": digest(row)}
