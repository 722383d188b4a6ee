"""What a command and the processes that it starts take: CPU time and memory, by the part that each process plays.

For measurements: the processes are looked at from outside a few times a second, so a run is measured as users run it.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from flows.chaos import papers_done, start

MEGABYTE = 2**20
PARTS = {"flows.worker_process": "worker", "flows.server": "server"}
OTHER = "other"
LOOK_EVERY_S = 0.25


@dataclass
class Watched:
    """What one command took: seconds of CPU by part, highest memory (MB) by part, and how the run went on.

    ``course`` has a line a look: seconds since the start, papers done, and the memory of each part then.
    """

    elapsed_s: float = 0.0
    status: int = 0
    said: str = ""
    cpu_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    peak_mb: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    course: list[tuple[float, int, dict[str, float]]] = field(default_factory=list)

    @property
    def total_cpu_s(self) -> float:
        """Seconds of CPU of all processes."""
        return sum(self.cpu_s.values())

    def reading_s(self) -> float:
        """Return the seconds from the first paper that was done to the last, as far as the looks tell them apart."""
        counts = [(at, done) for at, done, _ in self.course if done]
        last = max((done for _, done in counts), default=0)
        return next((at for at, done in counts if done == last), 0.0) - (counts[0][0] if counts else 0.0)

    def peak_between(self, part: str, first: int, last: int) -> float:
        """Return the highest memory (MB) of one process of a part while the papers from one number to another were read."""
        return max((memory.get(part, 0.0) for _, done, memory in self.course if first <= done <= last), default=0.0)


def watch(arguments: list[str], work: Path, temporary: Path, *, look: Callable[[], None] = lambda: None) -> Watched:
    """Run ``stroma`` with arguments until it ends; ``work`` is the folder beside its warehouse, where its log is."""
    seen, used, parts = Watched(), dict[int, float](), dict[int, str]()
    said = temporary.with_suffix(".said")
    began = time.monotonic()
    process = start(arguments, temporary, said)
    parent = psutil.Process(process.pid)
    while process.poll() is None:
        memory: defaultdict[str, float] = defaultdict(float)
        for member in _family(parent):
            try:
                named = "parent" if member == parent else part_of(member.cmdline())
                if named != OTHER or member.pid not in parts:  # a process that is ending has no command line any more
                    parts[member.pid] = named
                part, times = parts[member.pid], member.cpu_times()
                used[member.pid] = times.user + times.system
                memory[part] = max(memory[part], member.memory_info().rss / MEGABYTE)
            except psutil.Error:
                continue
        seen.course.append((time.monotonic() - began, papers_done(work), memory))
        for part, megabytes in memory.items():
            seen.peak_mb[part] = max(seen.peak_mb[part], megabytes)
        look()
        time.sleep(LOOK_EVERY_S)
    for pid, seconds in used.items():
        seen.cpu_s[parts[pid]] += seconds
    seen.elapsed_s = time.monotonic() - began
    seen.status, seen.said = process.returncode, said.read_text(errors="replace")
    said.unlink()
    return seen


def part_of(command: list[str]) -> str:
    """Return the part that a process plays in a run, by its command line."""
    return next((part for module, part in PARTS.items() if module in command), OTHER)


def _family(parent: psutil.Process) -> list[psutil.Process]:
    try:
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []
