"""The folder beside a warehouse where a run keeps what is not in the warehouse yet, and the lock of the one run at a time.

``out/stroma.duckdb`` has ``out/stroma.work``: ``spool`` (one file a finished paper), ``staging`` (one a finished batch),
``runs`` (a log a run), ``state.json`` (how the last run stands), ``hashes.json`` and Prefect's own records. All of it can
be deleted between runs at no other cost than time.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from flows.orphans import birth

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class BusyError(RuntimeError):
    """Another run writes to the same warehouse; the message says which process and what to do."""


class StorageError(RuntimeError):
    """The folder of the warehouse cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places of one warehouse. ``key`` names version and model, so that results of another never mix in."""

    warehouse: Path
    key: str

    @property
    def folder(self) -> Path:
        """The folder of all the others."""
        return self.warehouse.with_suffix(".work")

    @property
    def spool(self) -> Path:
        """Where finished papers wait for their batch."""
        return self.folder / "spool" / self.key

    @property
    def staging(self) -> Path:
        """Where finished batches wait for the loader."""
        return self.folder / "staging" / self.key

    @property
    def state(self) -> Path:
        """How the last run stands, for ``--status``."""
        return self.folder / "state.json"

    @property
    def hashes(self) -> Path:
        """The hashes of files that were planned before."""
        return self.folder / "hashes.json"

    @property
    def worker_log(self) -> Path:
        """What worker processes and the libraries in them print."""
        return self.folder / "workers.log"

    @property
    def temporary(self) -> Path:
        """Where worker processes, and the libraries in them, put temporary files; cleared when a run begins and ends."""
        return self.folder / "tmp"

    @property
    def prefect(self) -> Path:
        """Prefect's records of our runs."""
        return self.folder / "prefect"

    def log(self, run_id: str) -> Path:
        """Return the file that a run's events are written to."""
        return self.folder / "runs" / f"{run_id}.jsonl"

    def staged(self) -> list[Path]:
        """Return the finished batches that wait, in the order of their names."""
        return sorted(self.staging.glob("*.parquet")) if self.staging.is_dir() else []

    def prepare(self) -> None:
        """Make the folders and clear what killed runs and other versions left. Raises StorageError."""
        try:
            for parent in (self.folder / "spool", self.folder / "staging"):
                parent.mkdir(parents=True, exist_ok=True)
                for other in parent.iterdir():
                    if other.name != self.key:
                        shutil.rmtree(other, ignore_errors=True)
            self.clear_temporary()
            for place in (self.spool, self.staging, self.folder / "runs", self.temporary):
                place.mkdir(parents=True, exist_ok=True)
                for torn in [*place.glob("*.tmp"), *place.glob("*.trial"), *place.glob(".*")]:
                    torn.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, self.folder) from error

    def clear_temporary(self) -> None:
        """Remove what worker processes left in their folder for temporary files."""
        shutil.rmtree(self.temporary, ignore_errors=True)


@contextmanager
def only_run(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the warehouse's one run; the system lets go of it however the process ends.

    Raises BusyError, naming the process that holds it, or StorageError.
    """
    path = workspace.folder / "lock"
    try:
        workspace.folder.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+")
    except OSError as error:
        raise storage_error(error, workspace.folder) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            raise BusyError(
                f"{workspace.warehouse} is being written by {handle.read().strip() or 'another run'}; "
                "wait until it has ended, or stop it (`stroma ingest --status` shows how far it is)"
            ) from error
        handle.truncate(0)
        handle.write(f"process {os.getpid()}, which began at {now()}\n")
        handle.flush()
        yield


def storage_error(error: OSError, place: Path) -> StorageError:
    """Return an error of the file system as a sentence with the way out."""
    if error.errno in NO_SPACE:
        return StorageError(f"no space left for {place}: free some and run the same command again, it goes on where it was")
    if error.errno in NOT_ALLOWED:
        return StorageError(f"{place} cannot be written ({error.strerror}): choose another place with --warehouse")
    return StorageError(f"{place} cannot be written: {error.strerror or error}")


def write_state(workspace: Workspace, state: dict[str, Any]) -> None:
    """Keep how the run stands; the file is whole at any moment. Raises OSError."""
    temporary = workspace.state.with_name("state.json.tmp")
    owner = {"pid": os.getpid(), "birth": birth(os.getpid())}
    temporary.write_bytes(orjson.dumps({**owner, **state}))
    os.replace(temporary, workspace.state)


def read_state(workspace: Workspace) -> dict[str, Any] | None:
    """Return how the last run stands, None if there was none; a run that was cut off says ``interrupted``."""
    try:
        state: dict[str, Any] = orjson.loads(workspace.state.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    if state["status"] == "running" and birth(state["pid"]) != state["birth"]:
        state["status"] = "interrupted"
    return state


def now() -> str:
    """Return the time as UTC text to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
