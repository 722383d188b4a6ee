"""What the user named -> the papers to read: files, folders, globs and CSV lists of paths with DOI and PMID.

A folder stands for the PDFs below it; other formats are read when they are named or matched by a glob. The order is that
of the arguments, then of the names, so that the same command plans the same work.
"""

from __future__ import annotations

import csv
import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.reading import SUFFIXES
from pipeline.records import Failure

PATH_COLUMNS = ("path", "file", "filename", "pdf")


class UsageError(ValueError):
    """The command was given something that it cannot work with; the message is one line for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to read. ``source`` is its path as printable text; ``doi`` and ``pmid`` are what a list said of it."""

    path: Path
    source: str
    doi: str | None = None
    pmid: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The papers of a command, each file once, and what was named but cannot be read."""

    papers: tuple[Paper, ...]
    failures: tuple[Failure, ...] = ()


def discover(names: Sequence[str]) -> Found:
    """Return the papers that the names stand for.

    A row of a CSV list or a folder within a folder that cannot be read is a failure; a name that stands for nothing
    raises UsageError.
    """
    if not names:
        raise UsageError("nothing to read: name files, folders, globs or a CSV list of paths")
    papers: dict[str, Paper] = {}
    failures: list[Failure] = []
    for name in names:
        for item in _expand(name):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                papers.setdefault(os.path.realpath(item.path), item)
    return Found(tuple(papers.values()), tuple(failures))


def printable(path: str | Path) -> str:
    """Return a path as valid Unicode; bytes that are none become ``\\xNN``, so that any name can be stored and printed."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _expand(name: str) -> Iterable[Paper | Failure]:
    path = Path(name).expanduser()
    if path.is_dir():
        found = list(_walk(path))
        if not found:
            raise UsageError(_nothing_in(path))
        return found
    if path.suffix.lower() == ".csv" and path.is_file():
        return _listed(path)
    if os.path.lexists(path):
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{printable(path)} is none of {', '.join(SUFFIXES)}, a folder or a .csv list")
        return [Paper(path, printable(path))]
    if glob.has_magic(name):
        matches = (Path(match) for match in sorted(glob.glob(str(path), recursive=True)))
        papers = [Paper(match, printable(match)) for match in matches if match.suffix.lower() in SUFFIXES and match.is_file()]
        if not papers:
            raise UsageError(f"nothing matches {name} ({', '.join(SUFFIXES)})")
        return papers
    raise UsageError(f"{printable(path)} does not exist")


def _walk(folder: Path) -> Iterator[Paper | Failure]:
    """Yield the PDFs below a folder by name; a folder reached twice (a loop of links) is entered once."""
    failures: list[Failure] = []

    def note(error: OSError) -> None:
        failures.append(Failure(printable(error.filename), "unreadable", f"the folder cannot be listed: {error.strerror}"))

    seen: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(folder, followlinks=True, onerror=note):
        status = os.stat(here)
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() == ".pdf" and (path.is_file() or path.is_symlink()):
                yield Paper(path, printable(path))
    yield from failures


def _nothing_in(folder: Path) -> str:
    others = sorted({path.suffix.lower() for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES})
    hint = f"; name its {' and '.join(others)} files themselves, for example '{folder}/**/*{others[0]}'" if others else ""
    return f"there is no PDF in {printable(folder)}{hint}"


def _listed(table: Path) -> Iterator[Paper | Failure]:
    """Yield the papers of a CSV list; paths are relative to the list's folder."""
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{printable(table)} cannot be read as a CSV list: {error}") from error
    rows = csv.DictReader(text.splitlines())
    columns = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    column = next((columns[name] for name in PATH_COLUMNS if name in columns), None)
    if column is None:
        raise UsageError(f"{printable(table)} has no column named {' or '.join(PATH_COLUMNS)}")

    def value(row: dict[str, str], name: str) -> str | None:
        return (row.get(columns.get(name, ""), "") or "").strip() or None

    for row in rows:
        name = (row[column] or "").strip()
        if not name:
            continue
        path = table.parent / Path(name).expanduser()
        if path.is_file():
            yield Paper(path, printable(path), value(row, "doi"), value(row, "pmid"))
        else:
            yield Failure(printable(path), "missing", f"named in {table.name}, but there is no such file")
