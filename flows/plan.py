"""What is left to do: papers found, less those whose content this version of the pipeline has read before."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from flows.discover import Paper
from pipeline.reading import sha256_of
from pipeline.records import Failure

BATCH_SIZE = 25
SHARES = 16
SMALLEST_SHARE = 100
SETTLED_S = 2.0

Hasher = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A paper to read, with the hash of its content."""

    paper: Paper
    sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The papers to read in order, and what became of the others; ``duplicates`` are (path, path of the same content)."""

    todo: tuple[Planned, ...]
    unchanged: int = 0
    known_failures: int = 0
    duplicates: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def batches(self) -> list[tuple[Planned, ...]]:
        """The papers in groups of at most 25 that shrink towards the end, whatever the number of workers.

        A group is a sixteenth of what is left, so that no worker is alone with many papers while the others are done, but
        no less than a hundredth of the whole.
        """
        found, start, smallest = [], 0, max(1, len(self.todo) // SMALLEST_SHARE)
        while start < len(self.todo):
            size = min(BATCH_SIZE, max(smallest, -(-(len(self.todo) - start) // SHARES)))
            found.append(self.todo[start : start + size])
            start += size
        return found


def make_plan(
    papers: Sequence[Paper],
    known: Mapping[str, str],
    *,
    hasher: Hasher = sha256_of,
    force: bool = False,
    retry_failed: bool = False,
) -> Plan:
    """Return what is left to read.

    ``known`` maps the hash of a paper that this version has handled to ``loaded`` or ``failed``; ``force`` reads them all
    again, ``retry_failed`` those that failed. A file that cannot be hashed is a failure and is tried again next time.
    """
    first: dict[str, Paper] = {}
    duplicates: list[tuple[str, str]] = []
    failures: list[Failure] = []
    for paper in papers:
        try:
            sha256 = hasher(paper.path)
        except FileNotFoundError:
            failures.append(Failure(paper.source, "missing", "the file is gone, or a link leads nowhere"))
        except OSError as error:
            failures.append(Failure(paper.source, "unreadable", f"{error.strerror or error}: check its permissions"))
        else:
            if first.setdefault(sha256, paper) is not paper:
                duplicates.append((paper.source, first[sha256].source))
    states = {sha256: "new" if force else known.get(sha256, "new") for sha256 in first}
    todo = [
        Planned(paper, sha256)
        for sha256, paper in first.items()
        if states[sha256] == "new" or (retry_failed and states[sha256] == "failed")
    ]
    return Plan(
        tuple(todo),
        unchanged=sum(state == "loaded" for state in states.values()),
        known_failures=0 if retry_failed else sum(state == "failed" for state in states.values()),
        duplicates=tuple(duplicates),
        failures=tuple(failures),
    )


class HashCache:
    """Hashes of files by their size, times and inode, kept in a file, so that planning again does not read them again.

    A file that was modified within the last seconds is hashed anew, as it may change again within one tick of its clock.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new: dict[str, list[str | int]] = {}
        self._old = _load(path)

    def sha256(self, path: Path) -> str:
        """Return the SHA-256 of a regular file as hex. Raises OSError."""
        status = path.stat()
        if not path.is_file():
            raise OSError(None, "not a regular file")
        key = os.fsdecode(os.path.abspath(path)).encode("utf-8", "backslashreplace").decode()
        stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        old = self._old.get(key)
        sha256 = str(old[0]) if old is not None and old[1:] == stamp else sha256_of(path)
        if abs(time.time() - status.st_mtime) > SETTLED_S:
            self._new[key] = [sha256, *stamp]
        return sha256

    def save(self) -> None:
        """Write the cache for the next run; it may be lost at no other cost than time."""
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(orjson.dumps({**self._old, **self._new}))
            os.replace(temporary, self.path)
        except OSError:
            temporary.unlink(missing_ok=True)


def _load(path: Path) -> dict[str, list[str | int]]:
    try:
        cache = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return cache if isinstance(cache, dict) else {}
