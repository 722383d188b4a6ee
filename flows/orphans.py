"""Processes that a killed run left behind: found by a mark in their environment, and ended by the next run.

A run puts its own process id and birth into the environment of what it starts. A process with the mark of a parent that is
gone is an orphan of ours beyond doubt; nothing else is ever touched.
"""

from __future__ import annotations

import os
from pathlib import Path

import psutil

MARK = "STROMA_PARENT"


def mark_children() -> None:
    """Put this process's mark into the environment that processes started from now on get."""
    os.environ[MARK] = f"{os.getpid()}:{birth(os.getpid())}"


def birth(pid: int) -> str:
    """Return when a process was born, in a unit that no change of the clock moves where there is one, "" if it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[19]
    except FileNotFoundError:
        pass
    try:
        return "" if Path("/proc/self/stat").exists() else str(psutil.Process(pid).create_time())
    except psutil.Error:
        return ""


def end_orphans() -> list[int]:
    """End the processes whose mark names a parent that is gone, and return their ids."""
    ended = []
    for process in psutil.process_iter():
        try:
            mark = process.environ().get(MARK, "")
            if mark and not _lives(mark):
                process.kill()
                ended.append(process.pid)
        except (psutil.Error, OSError):
            continue
    return ended


def _lives(mark: str) -> bool:
    pid, _, born = mark.partition(":")
    return not pid.isdigit() or birth(int(pid)) == born
