"""The log of one run: a JSON object a line, with the time, for machines to read and people to search."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

from flows.workspace import now


class RunLog:
    """Writes events to a file; ``event`` may be called from several threads. A full disk costs lines, not the run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._file = path.open("ab", buffering=0)

    def __enter__(self) -> RunLog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def event(self, what: str, **values: Any) -> None:
        """Write one line."""
        line = orjson.dumps({"time": now(), "event": what, **values}, default=str, option=orjson.OPT_APPEND_NEWLINE)
        with self._lock:
            try:
                self._file.write(line)
            except (OSError, ValueError):
                return
