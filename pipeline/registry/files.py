"""A registry file of whatever kind -> its entries. What a file is, its content says, not its name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from pipeline.records import RegistryEntry
from pipeline.registry.entries import RegistryFileError
from pipeline.registry.studies_json import entries_of_json
from pipeline.registry.tables import AACT_NUMBER, NUMBER, entries_of_aact, entries_of_csv

KNOWN = "JSON or CSV from the download of ClinicalTrials.gov, a zip of its JSON files, or studies.txt of AACT"
AACT_FILE = "studies.txt"
LONGEST_HEADER = 1 << 16  # characters in which the first line of a table ends


def read_registry(path: Path) -> Iterator[RegistryEntry]:
    """Yield the entries of a registry file, in its order; tables, and zips of one study a file, are read as they stream.

    Raises RegistryFileError for a file of another kind, a damaged one, or one without a single study, and OSError.
    """
    empty = True
    for entry in _entries(path):
        empty = False
        yield entry
    if empty:
        raise RegistryFileError(f"{path} holds no study with a registry number: give {KNOWN}")


def _entries(path: Path) -> Iterator[RegistryEntry]:
    if path.is_dir():
        raise RegistryFileError(f"{path} is a folder: give {KNOWN}")
    if zipfile.is_zipfile(path):
        yield from _zipped(path)
        return
    with path.open("rb") as file:
        yield from _one(file, str(path))


def _zipped(path: Path) -> Iterator[RegistryEntry]:
    """Yield the entries of a zip: of AACT's table where it holds one, else of every JSON and CSV file in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            tables = [name for name in names if name.rpartition("/")[2] == AACT_FILE]
            chosen = tables or [name for name in names if name.lower().endswith((".json", ".jsonl", ".ndjson", ".csv"))]
            if not chosen:
                raise RegistryFileError(f"{path} is a zip without such a file: give {KNOWN}")
            for name in chosen:
                with archive.open(name) as file:
                    yield from _one(file, f"{path}, {name}")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:  # RuntimeError: it asks for a password
        raise RegistryFileError(f"{path} cannot be unpacked ({error}): download it again") from error


def _one(file: IO[bytes], name: str) -> Iterator[RegistryEntry]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        first = text.readline(LONGEST_HEADER)
        while first and not first.strip():
            first = text.readline(LONGEST_HEADER)
        if first.lstrip()[:1] in ("{", "["):
            yield from entries_of_json(first + text.read(), name)
            return
        separator = _separator(first, name)
        lines = chain((first,), text)
        yield from entries_of_aact(lines, name) if separator == "|" else entries_of_csv(lines, name, separator)
    except UnicodeDecodeError as error:
        raise RegistryFileError(f"{name} is no text in UTF-8: give {KNOWN}") from error


def _separator(header: str, name: str) -> str:
    """Return what parts the columns of a table by its header. Raises RegistryFileError for a header that is none of ours."""
    cells = header.strip().replace('"', "")
    if AACT_NUMBER in cells.split("|"):
        return "|"
    for separator in (",", "\t"):
        if NUMBER in cells.split(separator):
            return separator
    if cells.startswith("<"):
        raise RegistryFileError(f"{name} is XML or a web page: choose JSON or CSV in the download of ClinicalTrials.gov")
    raise RegistryFileError(f"{name} is no file of a registry: give {KNOWN}")
