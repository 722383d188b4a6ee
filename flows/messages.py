"""Errors that a person can do something about, as one line each; everything else is a bug and keeps its traceback."""

from __future__ import annotations

import errno
import os
import re
from importlib import import_module

# by name, so that no room is imported before it is needed: an error that was raised comes from a room that is loaded
FOR_PERSONS = (
    "flows.discover:UsageError",
    "flows.workspace:BusyError",
    "flows.workspace:StorageError",
    "flows.workers:WorkerStartError",
    "flows.server:ServerError",
    "warehouse.connection:WarehouseError",
    "warehouse.migrations:MigrationError",
    "warehouse.guard:QueryError",
    "warehouse.concepts:VocabularyError",
    "annotations.gold:GoldError",
    "annotations.correction:CorrectionError",
    "warehouse.export:ExportError",
    "pipeline.nlp:ModelError",
    "pipeline.registry.entries:RegistryFileError",
    "typer:TyperException",
)

HELD = re.compile(r"Conflicting lock is held in (\S+).*?\(PID (\d+)\)")


def for_person(error: BaseException) -> str | None:
    """Return the line that a person sees for an error, None where it is a bug."""
    if _is_no_space(error):
        return "no space left on the disk: free some and run the same command again, it goes on where it was"
    held = HELD.search(str(error))
    if held is not None:
        return f"the warehouse is open for writing in {held[1]} (process {held[2]}): close it there, or ask a copy"
    if isinstance(error, OSError) and (error.filename is not None or error.errno is None):
        return f"{error.filename}: {error.strerror}" if error.errno is not None else str(error)  # ours carry no number
    if isinstance(error, ModuleNotFoundError) and error.name in EXTRAS:
        return f"this needs the package {error.name}: pip install 'stroma[{EXTRAS[error.name]}]'"
    for name in FOR_PERSONS:
        module, _, kind = name.partition(":")
        if type(error).__module__ != module and module != "typer":
            continue
        if isinstance(error, getattr(import_module(module), kind)):
            shown = error.format_message() if module == "typer" else str(error)
            return " ".join(shown.split())
    return None


def _is_no_space(error: BaseException) -> bool:
    """Return whether the system or DuckDB ran out of space, under whatever name it says so."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    names = (os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
    return type(error).__module__.startswith(("duckdb", "_duckdb")) and any(name in str(error) for name in names)


EXTRAS = {
    "altair": "report",
    "vl_convert": "report",
    "openpyxl": "report",
    "distributed": "dask",
    "dask": "dask",
    "prefect_dask": "dask",
    "torch": "train",
    "transformers": "train",
    "sklearn": "train",
    "bioc": "annotation",
    "krippendorff": "annotation",
}
