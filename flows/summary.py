"""What a run did, counted as it goes: for the progress bar, the last words, the log and the warehouse."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from flows.papers import Reading
from pipeline.records import Failure


@dataclass
class Tally:
    """The counts of one run; ``add`` may be called from several threads."""

    to_read: int = 0
    unchanged: int = 0
    known_failures: int = 0
    duplicates: int = 0
    read: int = 0
    pages: int = 0
    mentions: int = 0
    relations: int = 0
    trials: int = 0
    loaded: int = 0
    cpu_s: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    stages_s: Counter[str] = field(default_factory=Counter)
    worker_high_water_mb: float = 0.0
    stopped: bool = False
    started: float = field(default_factory=time.monotonic)
    elapsed_s: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def done(self) -> int:
        """Papers that were read or failed in this run."""
        return self.read + len(self.failures)

    @property
    def papers_per_s(self) -> float:
        """Papers read a second of the whole run, 0 before the first."""
        return self.read / self._seconds() if self.read else 0.0

    @property
    def pages_per_s(self) -> float:
        """Pages read a second of the whole run."""
        return self.pages / self._seconds() if self.pages else 0.0

    @property
    def failed(self) -> bool:
        """Whether a paper failed in this run or an earlier one."""
        return bool(self.failures) or self.known_failures > 0

    def add(self, reading: Reading) -> None:
        """Count one paper."""
        with self._lock:
            self.cpu_s += reading.cpu_s
            if reading.failure is not None:
                self.failures.append(reading.failure)
                return
            self.read += 1
            self.pages += reading.pages
            self.mentions += reading.mentions
            self.relations += reading.relations
            self.trials += reading.trials
            self.stages_s.update(reading.timings_s)

    def finish(self) -> None:
        """Stop the clock."""
        self.elapsed_s = time.monotonic() - self.started

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as plain values; failures by reason, with their papers."""
        return {
            "to_read": self.to_read,
            "read": self.read,
            "unchanged": self.unchanged,
            "duplicates": self.duplicates,
            "failed": len(self.failures),
            "failed_before": self.known_failures,
            "failures": [
                {"source": failure.source, "reason": failure.reason, "detail": failure.detail} for failure in self.failures
            ],
            "pages": self.pages,
            "mentions": self.mentions,
            "relations": self.relations,
            "trials": self.trials,
            "loaded": self.loaded,
            "stopped": self.stopped,
            "elapsed_s": round(self._seconds(), 3),
            "papers_per_s": round(self.papers_per_s, 3),
            "pages_per_s": round(self.pages_per_s, 3),
            "cpu_s": round(self.cpu_s, 3),
            "worker_high_water_mb": round(self.worker_high_water_mb, 1),
            "stages_s": {stage: round(seconds, 3) for stage, seconds in self.stages_s.most_common()},
        }

    def _seconds(self) -> float:
        return self.elapsed_s or time.monotonic() - self.started


def lines(tally: Tally) -> list[str]:
    """Return the last words of a run for a person."""
    found = f"{tally.mentions:,} mentions, {tally.relations:,} relations, {tally.trials:,} trials"
    told = [f"{_papers(tally.read)} read: {tally.pages:,} pages, {found}"] if tally.read else []
    if tally.unchanged:
        told.append(f"{_papers(tally.unchanged)} unchanged")
    if tally.duplicates:
        told.append(f"{_papers(tally.duplicates)} with the content of another, read once")
    for reason, number in Counter(failure.reason for failure in tally.failures).most_common():
        told.append(f"{_papers(number)} failed: {reason}")
        same = [failure for failure in tally.failures if failure.reason == reason]
        told += [f"    {failure.source!r}: {failure.detail}" for failure in same[:5]]
        told += [f"    ... and {len(same) - 5:,} more"] if len(same) > 5 else []
    if tally.known_failures:
        told.append(f"{_papers(tally.known_failures)} failed before; --retry-failed reads them again")
    if tally.stopped:
        told.append(f"stopped with {_papers(tally.to_read - tally.done)} left; the same command goes on from here")
    if tally.read:
        told.append(f"{tally.elapsed_s:.1f} s, {tally.papers_per_s:.2f} papers/s, {tally.pages_per_s:.1f} pages/s")
    return told


def _papers(number: int) -> str:
    return f"{number:,} paper{'' if number == 1 else 's'}"
