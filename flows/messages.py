"""Errors that a person can do something about, as one line each; everything else is a bug and keeps its traceback."""

from __future__ import annotations

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
    "typer:TyperException",
)


def for_person(error: BaseException) -> str | None:
    """Return the line that a person sees for an error, None where it is a bug."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
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
