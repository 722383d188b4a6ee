"""A run that is disturbed on purpose: its workers killed now and then, its parent killed again and again, and begun anew.

For measurements only: what is left behind, and whether the warehouse is that of a run that nobody disturbed, is asked
afterwards (``flows.leftovers``, ``flows.sameness``).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PROGRAM = "from flows.cli import main; main()"
LOOK_EVERY_S = 0.2


@dataclass
class Disturbed:
    """What was done to a run, and what was seen of it: ids of its parents, ports that its servers listened at."""

    workers_killed: int = 0
    parents: list[int] = field(default_factory=list)
    ports: set[int] = field(default_factory=set)
    survivors: list[str] = field(default_factory=list)
    status: int | None = None
    said: str = ""
    elapsed_s: float = 0.0


def start(arguments: Sequence[str], temporary: Path, said: Path) -> subprocess.Popen[bytes]:
    """Start ``stroma`` with arguments, with ``temporary`` for its temporary files, and what it says in the file ``said``."""
    temporary.mkdir(parents=True, exist_ok=True)
    with said.open("wb") as handle:
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            stdout=handle,
            stderr=handle,
            env={**os.environ, "TMPDIR": str(temporary)},
            start_new_session=True,
        )


def papers_done(work: Path) -> int:
    """Return how many papers the logs of all runs over a warehouse tell of, each counted once."""
    marks = set()
    for log in (work / "runs").glob("*.jsonl"):
        for line in log.read_bytes().splitlines():
            if b'"event":"paper"' in line:
                marks.add(line.partition(b'"sha256":"')[2][:64])
    return len(marks)


def disturb(
    arguments: Sequence[str],
    work: Path,
    *,
    papers: int,
    kill_every_s: float,
    parent_kills: int,
    temporary: Path,
    seed: int = 1,
    limit_s: float = 7200.0,
) -> Disturbed:
    """Run ``stroma`` with arguments until it ends by itself, and return what was done to it.

    A worker, chosen by chance, is killed every so many seconds; the parent whenever another share of the papers is done, so
    that the kills are spread over the run. Raises TimeoutError.
    """
    chance, seen = random.Random(seed), Disturbed()
    began = last_kill = time.monotonic()
    said = temporary.with_suffix(".said")
    due = [papers * (number + 1) // (parent_kills + 1) for number in range(parent_kills)]
    process = start(arguments, temporary, said)
    seen.parents.append(process.pid)
    while process.poll() is None:
        time.sleep(LOOK_EVERY_S)
        if time.monotonic() - began > limit_s:
            process.kill()
            raise TimeoutError(f"the run did not end within {limit_s:g} s")
        members = family(process.pid)
        seen.ports |= _ports(members)
        if due and papers_done(work) >= due[0]:
            due.pop(0)
            process.kill()
            process.wait()
            seen.survivors += _survivors(members)
            process = start(arguments, temporary, said)
            seen.parents.append(process.pid)
        elif time.monotonic() - last_kill >= kill_every_s:
            workers = [child for child in members if is_worker(child)]
            if workers:
                chance.choice(workers).kill()
                seen.workers_killed += 1
                last_kill = time.monotonic()
    seen.status, seen.said = process.returncode, said.read_text(errors="replace")
    said.unlink()
    seen.elapsed_s = time.monotonic() - began
    return seen


def is_worker(process: psutil.Process) -> bool:
    """Return whether a process is one that reads papers."""
    return "flows.worker_process" in _command(process)


def family(pid: int) -> list[psutil.Process]:
    """Return the processes that a process started, and those that these started, [] where it is gone."""
    try:
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []
    return found


def _ports(processes: Sequence[psutil.Process]) -> set[int]:
    ports = set()
    for process in processes:
        try:
            ports |= {item.laddr.port for item in process.net_connections("tcp") if item.status == psutil.CONN_LISTEN}
        except psutil.Error:
            continue
    return ports


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _survivors(members: Sequence[psutil.Process], within_s: float = 30.0) -> list[str]:
    """Return the commands of processes that are still there some time after their parent was killed."""
    _, alive = psutil.wait_procs(list(members), timeout=within_s)
    return [_command(process) for process in alive]
