"""What a person sees while a run goes on: one progress bar on a terminal, plain lines elsewhere; all on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from flows.summary import Tally

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LINE_EVERY_S = 10.0


class Reporter:
    """Shows a run's tally; used as a context manager around the run. ``update`` may be called from several threads."""

    def __init__(self, *, bar: bool | None = None, quiet: bool = False) -> None:
        self.quiet = quiet
        self._wants_bar = (sys.stderr.isatty() if bar is None else bar) and not quiet
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._last_line = time.monotonic()

    def __enter__(self) -> Reporter:
        if self._wants_bar:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

            columns: list[Any] = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
            columns += [
                TextColumn("{task.fields[pages]:.1f} pages/s"),
                TextColumn("[red]{task.fields[failed]}"),
                TimeRemainingColumn(),
            ]
            self._progress = Progress(*columns, console=Console(stderr=True))
            self._task = self._progress.add_task("starting", total=None, pages=0.0, failed="")
            self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def say(self, words: str) -> None:
        """Tell the person something, above the bar where there is one."""
        if self._progress is not None:
            self._progress.console.print(words, highlight=False, markup=False)
        elif not self.quiet:
            print(words, file=sys.stderr, flush=True)

    def stage(self, words: str) -> None:
        """Say what the run is doing now."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=words)
        else:
            self.say(words)

    def update(self, tally: Tally) -> None:
        """Show how far the run is; a line at most every ten seconds where there is no bar."""
        failed = f"{len(tally.failures)} failed" if tally.failures else ""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=tally.done, total=tally.to_read, pages=tally.pages_per_s, failed=failed)
        elif time.monotonic() - self._last_line > LINE_EVERY_S:
            self._last_line = time.monotonic()
            rate = f"{tally.pages_per_s:.1f} pages/s"
            self.say(f"{tally.done} of {tally.to_read} papers, {rate}{', ' + failed if failed else ''}")
