"""The beginning and the end of a run: the lock, the open warehouse, the log, and what is remembered whatever happens."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flows import workspace
from flows.discover import Found
from flows.plan import HashCache, Plan, make_plan
from flows.pool import Pool
from flows.reporter import Reporter
from flows.request import Request
from flows.run import Run
from flows.runlog import RunLog
from flows.version import reader
from flows.workspace import Workspace
from pipeline.records import Version

if TYPE_CHECKING:
    import duckdb


def place_of(request: Request) -> tuple[Version, Workspace]:
    """Return the version that would read now, and the places of the request's warehouse."""
    version = reader(request.model)
    key = hashlib.sha256(f"{version.version}|{version.model}".encode()).hexdigest()[:12]
    return version, Workspace(request.warehouse, key)


@contextmanager
def begin(request: Request, version: Version, place: Workspace, pool: Pool, reporter: Reporter) -> Iterator[Run]:
    """Open the warehouse for one run and record its beginning and its end, whatever happens in between.

    Raises WarehouseError where the warehouse cannot be opened for writing, and StorageError.
    """
    from warehouse import bookkeeping
    from warehouse.connection import open_for_writing

    run_id = f"{time.strftime('%Y%m%dT%H%M%S')}-{uuid4().hex[:6]}"
    with ExitStack() as stack:
        connection = stack.enter_context(open_for_writing(request.warehouse))
        log = stack.enter_context(RunLog(place.log(run_id)))
        run = Run(request, version, place, pool=pool, reporter=reporter, log=log, connection=connection)
        bookkeeping.start_run(connection, run_id, request.command, version.version)
        log.event("start", run=run_id, command=request.command, version=version.version, model=version.model)
        run.save_state("running")
        try:
            yield run
        except BaseException as error:
            _end(run, "failed", error)
            raise
        _end(run, "stopped" if run.tally.stopped else "finished", None)


@contextmanager
def alone(request: Request) -> Iterator[Run]:
    """Begin a run with workers of its own, which nobody watches: what a deployment does."""
    version, place = place_of(request)
    pool = Pool(request.workers, request.handler, request.limits, place.worker_log, place.temporary)
    with workspace.only_run(place), ExitStack() as stack:
        place.prepare()
        stack.callback(place.clear_temporary)
        stack.callback(pool.end)
        yield stack.enter_context(begin(request, version, place, pool, Reporter(bar=False, quiet=True)))


def known(connection: duckdb.DuckDBPyConnection, version: Version) -> dict[str, str]:
    """Return the status of each paper, by hash, that this version has handled."""
    from warehouse import bookkeeping

    states = bookkeeping.files(connection).values()
    return {
        state.sha256: state.status
        for state in sorted(states, key=lambda state: state.status)  # of equal content, loaded counts more than failed
        if state.sha256 is not None and (state.version, state.model) == (version.version, version.model)
    }


def plan_of(found: Found, request: Request, connection: duckdb.DuckDBPyConnection, version: Version, place: Workspace) -> Plan:
    """Compare the papers' content with what this version has read before, and return what is left to read."""
    hashes = HashCache(place.hashes)
    plan = make_plan(
        found.papers,
        known(connection, version),
        hasher=hashes.sha256,
        force=request.force,
        retry_failed=request.retry_failed,
    )
    hashes.save()
    return plan


def _end(run: Run, status: str, error: BaseException | None) -> None:
    from warehouse import bookkeeping

    run.tally.finish()
    run.tally.worker_high_water_mb = max((worker.high_water_mb for worker in run.pool.workers), default=0.0)
    summary: Mapping[str, Any] = run.tally.as_dict()
    run.log.event(status, error=error and f"{type(error).__name__}: {error}", **summary)
    bookkeeping.finish_run(run.connection, run.id, {**summary, "status": status})
    run.save_state(status)
