"""Reading one batch of papers with a borrowed worker: each paper on its own, the results in one staging file.

A paper that takes the worker down is read once more in a fresh process that has read nothing else; if that fails too, it is
quarantined: a failure with its reason stands in its place. So a batch is always finished, and at most one paper is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from flows.papers import Job, Reading, Stage, StorageTrouble, write_spool
from flows.pool import Pool
from flows.workers import Worker, WorkerLost
from flows.workspace import storage_error
from pipeline.records import Failure

TRIES = 2
TRIES_AFTER_KILLS = 5  # a worker that somebody else killed says little about its paper
RECYCLE_SHARE = 0.7

OnPaper = Callable[[Reading], None]


def read_batch(pool: Pool, jobs: Sequence[Job], staged: Path, on_paper: OnPaper) -> Path | None:
    """Read the papers and return the staging file, None if the pool was stopped before the first.

    A stopped pool finishes the paper in hand; what was read until then is staged. Raises StorageError where results cannot
    be written and WorkerStartError where no worker can be started.
    """
    if pool.stopping.is_set():
        return None
    done: list[Job] = []
    with pool.lend() as worker:
        for job in jobs:
            if pool.stopping.is_set():
                break
            on_paper(read_paper(worker, job))
            done.append(job)
            worker.recycle(RECYCLE_SHARE)
        if not done:
            return None
        _stage(worker, done, staged)
    return staged


def read_paper(worker: Worker, job: Job) -> Reading:
    """Return the reading of one paper, whatever it does to the worker. Raises StorageError."""
    try:
        reading: Reading = _ask(worker, job)
    except WorkerLost as lost:
        return Reading(job.source, job.sha256, failure=_quarantine(job, lost))
    return reading


def _stage(worker: Worker, jobs: Sequence[Job], staged: Path) -> None:
    """Write the staging file; a result that cannot be staged is found by staging each alone, and quarantined."""
    order = Stage(tuple(job.spool for job in jobs), staged)
    try:
        _ask(worker, order)
        return
    except WorkerLost:
        pass
    trial = staged.with_suffix(".trial")
    for job in jobs:
        try:
            _ask(worker, Stage((job.spool,), trial))
        except WorkerLost as lost:
            _quarantine(job, lost)
    trial.unlink(missing_ok=True)
    _ask(worker, order)


def _quarantine(job: Job, lost: WorkerLost) -> Failure:
    failure = Failure(job.source, lost.reason, f"{lost.detail}, twice; it was left out", job.sha256)
    try:
        write_spool(job.spool, failure)
    except OSError as error:
        raise storage_error(error, job.spool.parent) from error
    return failure


def _ask(worker: Worker, message: Job | Stage) -> Any:
    tries = 0
    while True:
        tries += 1
        try:
            answer = worker.ask(message, timeout_s=worker.limits.start_s if isinstance(message, Stage) else None)
        except WorkerLost as lost:
            if tries >= (TRIES_AFTER_KILLS if lost.outside else TRIES):
                raise
            continue
        if isinstance(answer, StorageTrouble):
            raise storage_error(OSError(answer.errno, answer.message), answer.path.parent)
        return answer
