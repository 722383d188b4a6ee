"""``stroma ingest`` from its request to its tally: the lock, the Prefect server, the workers and Ctrl-C around the flow."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

import psutil

from flows import ahead, models, orphans, scheduler, server
from flows.begin import begin, place_of, plan_of
from flows.discover import Found, discover
from flows.pool import Pool
from flows.reporter import Reporter
from flows.request import Request
from flows.summary import Tally
from flows.workspace import Workspace, only_run
from pipeline.records import Version

STOPPED = 130
STOPPING = "stopping: the papers in hand are finished and loaded first; Ctrl-C again ends at once (nothing loaded is lost)"


def run(request: Request, reporter: Reporter) -> Tally:
    """Read the request's papers into its warehouse and return the counts.

    Nothing is started where there is nothing to read. Raises UsageError, BusyError, StorageError, WorkerStartError,
    ServerError, WarehouseError or MigrationError, each with a message for the person who typed the command.
    """
    if request.recipe is None:
        models.check(request.model)
    if request.cluster:
        scheduler.check(request.cluster)
    found = discover(request.names)
    version, place = place_of(request)
    with only_run(place):
        orphans.end_orphans()
        place.prepare()
        tally = _nothing_to_do(request, found, version, place)
        return tally if tally is not None else _run_flow(request, found, version, place, reporter)


def _run_flow(request: Request, found: Found, version: Version, place: Workspace, reporter: Reporter) -> Tally:
    orphans.mark_children()
    server.configure(place.prefect)
    pool = Pool(request.workers, request.handler, request.limits, place.worker_log, place.temporary)
    with ExitStack() as stack:
        stack.callback(place.clear_temporary)
        stack.callback(pool.end)
        stack.enter_context(interruptible(pool, reporter))
        begun = stack.enter_context(begin(request, version, place, pool, reporter))
        reporter.stage("starting")
        if not request.cluster:
            pool.warm(request.workers)
        own = None if "PREFECT_API_URL" in os.environ else server.Server(place.prefect)
        if own is not None:
            stack.callback(own.stop)
        begun_ahead = stack.enter_context(ahead.reading_ahead(begun, found))
        from prefect import tags  # takes seconds, in which the server starts and the workers read

        from flows import cluster, ingest

        stack.enter_context(server.connected(own))
        runner = cluster.runner(request.cluster) if request.cluster else ingest.threads(request.workers)
        with tags("ingest", request.model):
            tally: Tally = ingest.ingest.with_options(task_runner=runner)(request, begun, begun_ahead)
        return tally


def _nothing_to_do(request: Request, found: Found, version: Version, place: Workspace) -> Tally | None:
    """Return the tally of a run that would read nothing, None where there is work or a killed run to continue."""
    from warehouse.connection import open_for_reading, working_path

    if found.failures or place.staged() or not request.warehouse.is_file() or working_path(request.warehouse).exists():
        return None
    with open_for_reading(request.warehouse) as connection:
        plan = plan_of(found, request, connection, version, place)
    if plan.todo or plan.failures:
        return None
    tally = Tally(unchanged=plan.unchanged, known_failures=plan.known_failures, duplicates=len(plan.duplicates))
    tally.finish()
    return tally


@contextmanager
def interruptible(pool: Pool, reporter: Reporter) -> Iterator[None]:
    """Let the first Ctrl-C stop the pool after the papers in hand, and the second end everything at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        if pool.stopping.is_set():
            end_at_once()
        pool.stopping.set()
        threading.Thread(target=reporter.say, args=(STOPPING,), daemon=True).start()  # a handler must not wait for a lock

    before: dict[signal.Signals, Any] = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_at_once() -> None:
    """End this process and all that it started, now."""
    for process in psutil.Process().children(recursive=True):
        process.kill()
    os._exit(STOPPED)
