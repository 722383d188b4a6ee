"""What a run may leave behind and must not: processes, ports, locks, temporary files."""

from __future__ import annotations

import fcntl
import socket
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import psutil

from flows.orphans import MARK
from warehouse.connection import working_path

TORN = ("*.tmp", "*.trial", "*.part", "*.copy", ".*.parquet*")


def leftovers(warehouse: Path, *, parents: Collection[int], ports: Collection[int], temporary: Path) -> list[str]:
    """Return a line for each thing that the runs with these parents left behind, [] where all is as it should be."""
    return [
        *_processes(parents),
        *(f"port {port} is open" for port in sorted(ports) if _open(port)),
        *_locks(warehouse),
        *(f"file {path}" for path in _files(warehouse, temporary)),
    ]


def _processes(parents: Collection[int], within_s: float = 10.0) -> list[str]:
    deadline = time.monotonic() + within_s
    while (left := list(_marked(parents))) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def _marked(parents: Collection[int]) -> Iterator[str]:
    for process in psutil.process_iter():
        try:
            parent = process.environ().get(MARK, "").partition(":")[0]
            if parent.isdigit() and int(parent) in parents and process.status() != psutil.STATUS_ZOMBIE:
                yield f"process {process.pid}: {' '.join(process.cmdline())}"
        except psutil.Error:
            continue


def _open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _locks(warehouse: Path) -> Iterator[str]:
    for lock in (warehouse.with_suffix(".work") / "lock", warehouse.with_name(f".{warehouse.name}.lock")):
        if lock.exists():
            with lock.open("a") as handle:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    yield f"lock {lock} is held"


def _files(warehouse: Path, temporary: Path) -> Iterator[Path]:
    work, working = warehouse.with_suffix(".work"), working_path(warehouse)
    yield from (path for path in (working, working.with_name(f"{working.name}.wal")) if path.exists())
    yield from (path for pattern in TORN for path in warehouse.parent.glob(pattern) if path.is_file())
    yield from (path for pattern in TORN for path in work.rglob(pattern))
    yield from (path for place in ("spool", "staging", "cluster") for path in (work / place).rglob("*") if path.is_file())
    yield from (path for path in temporary.rglob("*") if path.is_file())
