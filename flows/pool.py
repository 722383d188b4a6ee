"""A fixed number of worker processes that threads borrow."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.workers import Limits, Recipe, Worker, WorkerStartError


class Pool:
    """A fixed number of workers that threads borrow; processes start when they are first needed.

    What they print goes to the file ``log``, their temporary files into the folder ``temporary``.
    """

    def __init__(
        self, size: int, recipe: Recipe, limits: Limits, log: Path | None = None, temporary: Path | None = None
    ) -> None:
        self.workers = [Worker(recipe, limits, log, temporary) for _ in range(size)]
        self.stopping = threading.Event()
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self.workers:
            self._idle.put(worker)

    def warm(self, number: int) -> None:
        """Start up to ``number`` idle workers in the background; one that cannot start says why when it is asked."""
        for _ in range(min(number, len(self.workers))):
            threading.Thread(target=self._start, args=(self._idle.get(),), daemon=True).start()

    def _start(self, worker: Worker) -> None:
        try:
            worker.start()
        except WorkerStartError:
            worker.end()
        finally:
            self._idle.put(worker)

    @contextmanager
    def lend(self) -> Iterator[Worker]:
        """Lend a worker to the calling thread until it leaves the block."""
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def end(self) -> None:
        """End all the processes at once."""
        for worker in self.workers:
            worker.end()
