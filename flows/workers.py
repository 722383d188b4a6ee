"""Worker processes that a hostile paper cannot take down with it.

Each worker is a fresh Python process that makes its handler once (for us: loads the model) and then answers one message
after another. The parent watches the time and the memory of each message and ends a worker that goes beyond; only the
message in hand is lost, and its sender learns why. A worker ends by itself when its parent is gone.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from pipeline.records import Reason

POLL_S = 0.1
START_TRIES = 3
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}  # the processes share the cores
MEGABYTE = 2**20

Handler = Callable[[Any], Any]


class WorkerLost(Exception):
    """A worker ended, or was ended, before it answered; ``outside`` says that somebody else killed it."""

    def __init__(self, reason: Reason, detail: str, *, outside: bool = False) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
        self.outside = outside


class WorkerStartError(RuntimeError):
    """The handler cannot be made, whichever paper comes; the message is the reason that the worker gave."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message may take: seconds of wall time, and megabytes of resident memory of the worker.

    ``start_s`` is for what no paper can be blamed for: starting a worker, or writing a staging file.
    """

    timeout_s: float = 180.0
    memory_mb: int = 3000
    start_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a worker makes its handler: ``function`` is ``module:name``, called once with ``arguments``."""

    function: str
    arguments: tuple[Any, ...] = ()

    def make(self) -> Handler:
        """Return the handler. Raises whatever the function raises."""
        module, _, name = self.function.partition(":")
        handler: Handler = getattr(importlib.import_module(module), name)(*self.arguments)
        return handler


class Worker:
    """The parent's side of one worker process; to be used by one thread at a time."""

    def __init__(self, recipe: Recipe, limits: Limits, log: Path | None = None, temporary: Path | None = None) -> None:
        self.recipe = recipe
        self.limits = limits
        self.log = log
        self.temporary = {} if temporary is None else {"TMPDIR": str(temporary.absolute())}
        self.high_water_mb = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The process's id, or None while there is no process."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the process and wait until its handler is made. Raises WorkerStartError."""
        for attempt in range(1, START_TRIES + 1):
            self._spawn()
            try:
                kind, value = self._receive(self.limits.start_s, memory_mb=None)
            except WorkerLost as lost:
                if not lost.outside or attempt == START_TRIES:
                    raise WorkerStartError(f"a worker process did not start: {lost.detail}") from lost
                continue
            if kind == "failed":
                self.end()
                raise WorkerStartError(value)
            return

    def ask(self, message: Any, *, timeout_s: float | None = None) -> Any:
        """Return the handler's answer. Raises WorkerLost; the next call starts a fresh process."""
        if self._process is None:
            self.start()
        assert self._connection is not None
        try:
            self._connection.send(message)
        except OSError as error:
            raise self._lost() from error
        kind, value = self._receive(timeout_s or self.limits.timeout_s, self.limits.memory_mb)
        if kind == "failed":
            self.end()
            raise WorkerLost("memory" if value.startswith("MemoryError") else "error", value)
        return value

    def recycle(self, share: float) -> None:
        """End the process if it holds more than this share of its memory limit; the next message starts a fresh one."""
        if self._watch() > share * self.limits.memory_mb:
            self.end()

    def end(self) -> None:
        """End the process at once, whatever it is doing; returns when it is gone."""
        process, self._process = self._process, None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if process is not None:
            process.kill()
            process.wait()
            assert process.stdin is not None
            process.stdin.close()

    def _spawn(self) -> None:
        self.end()
        self._connection, theirs = Pipe()
        with theirs, open(self.log or os.devnull, "ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-X", "faulthandler", "-m", "flows.worker_process", str(theirs.fileno())],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=[theirs.fileno()],
                env={**ONE_THREAD, **os.environ, **self.temporary, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )
        with suppress(OSError):  # it ended already: the first answer is waited for in vain, and says why
            self._connection.send(self.recipe)

    def _receive(self, timeout_s: float, memory_mb: int | None) -> tuple[str, Any]:
        assert self._connection is not None
        deadline = time.monotonic() + timeout_s
        while not self._connection.poll(POLL_S):
            used_mb = self._watch()
            if memory_mb is not None and used_mb > memory_mb:
                self.end()
                raise WorkerLost("memory", f"reading took more than {memory_mb} MB of memory")
            if time.monotonic() > deadline:
                self.end()
                raise WorkerLost("timeout", f"not read within {timeout_s:g} s")
        try:
            answer: tuple[str, Any] = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._lost() from error
        self._watch()
        return answer

    def _watch(self) -> float:
        """Return the resident memory of the process in MB, 0 when it is gone."""
        if self.pid is None:
            return 0.0
        try:
            used_mb: float = psutil.Process(self.pid).memory_info().rss / MEGABYTE
        except (psutil.Error, ValueError):
            return 0.0
        self.high_water_mb = max(self.high_water_mb, used_mb)
        return used_mb

    def _lost(self) -> WorkerLost:
        """Return what happened to a process that closed its end of the pipe."""
        assert self._process is not None
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        self.end()
        if code < 0:
            name = signal.Signals(-code).name
            return WorkerLost("crashed", f"the reading process was ended by {name}", outside=-code == signal.SIGKILL)
        return WorkerLost("crashed", f"the reading process ended with status {code}")
