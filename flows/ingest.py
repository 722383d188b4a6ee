"""Folder -> batches -> worker processes -> staging -> the one loader -> the published warehouse, as a Prefect flow.

The tasks are thin: one a batch of papers, one a load. Prefect shows and keeps what happens; the truth about progress is on
disk (``flows.run``), so its records may be thrown away. The flow run carries the tags (``ingest`` and the model): a task with
tags would ask the server for a slot before it begins, and wait for the answer.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.context import TagsContext
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import cluster, summary
from flows.ahead import Ahead
from flows.begin import alone, plan_of
from flows.discover import Found, discover
from flows.plan import Plan, Planned
from flows.request import Request
from flows.run import Run
from flows.summary import Tally
from flows.workers import WorkerStartError
from flows.workspace import StorageError

FAILURES_SHOWN = 1000


def threads(number: int) -> Any:
    """Return the task runner in which at most ``number`` batches are in hand at a time."""
    return ThreadPoolTaskRunner[Any](max_workers=number)


@task(name="discover", cache_policy=NO_CACHE)
def discover_papers(names: tuple[str, ...]) -> Found:
    """Find the papers that were named."""
    return discover(names)


@task(name="plan", cache_policy=NO_CACHE)
def plan_run(run: Run, found: Found) -> Plan:
    """Compare the papers' content with what this version has read before."""
    return plan_of(found, run.request, run.connection, run.reader, run.workspace)


def _may_pass(task: Any, run: Any, state: Any) -> bool:
    """Return whether the same batch may go well another time: not where the disk is full or no worker can start."""
    error = state.result(raise_on_failure=False)
    return not isinstance(error, StorageError | WorkerStartError)


@task(
    name="extract",
    task_run_name="extract batch {number}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=1,
    retry_condition_fn=_may_pass,
)
def extract_batch(run: Run, number: int, batch: tuple[Planned, ...], ahead: Ahead | None) -> Path | None:
    """Read one batch of papers in a worker process and stage the results."""
    staged = ahead.take(number, batch) if ahead else run.read_batch(number, batch)
    sources = {item.paper.source for item in batch}
    failed = Counter(failure.reason for failure in list(run.tally.failures) if failure.source in sources)
    get_run_logger().info("%d papers, failed: %s", len(batch), dict(failed) or "none")
    return staged


@task(name="load", cache_policy=NO_CACHE)
def load_batch(run: Run, staged: Path) -> None:
    """Load one staged batch into the warehouse."""
    run.load(staged)


@flow(name="ingest", validate_parameters=False, task_runner=threads(os.cpu_count() or 1))
def ingest(request: Request, run: Any = None, ahead: Any = None) -> Tally:
    """Read papers into a warehouse and return the counts of the run.

    ``run`` is given by a caller who has begun one, with workers that are starting and a person who watches; ``ahead`` where
    it reads already.
    """
    with ExitStack() as stack:
        stack.enter_context(TagsContext(current_tags=set()))
        if run is None:
            run = stack.enter_context(alone(request))
        found, plan = (ahead.found, ahead.plan) if ahead else begin_reading(request, run)
        run.load_failures([*found.failures, *plan.failures])
        read_all(run, plan, ahead)
        run.reporter.stage("checking and publishing")
        run.check()
        write_artifacts(run.tally)
        return cast(Tally, run.tally)


def begin_reading(request: Request, run: Run) -> tuple[Found, Plan]:
    """Load what a killed run has read, and return what there is and what is left to read."""
    for staged in run.workspace.staged():
        load_batch(run, staged)
    found = discover_papers(request.names)
    plan = plan_run(run, found)
    run.prepare(plan)
    run.reporter.stage("reading")
    return found, plan


def read_all(run: Run, plan: Plan, ahead: Ahead | None) -> None:
    """Read the batches, several at a time, and load each as it is finished. Raises what stopped a batch for good."""
    if ahead:
        ahead.begin_no_more()
    batches = dict(enumerate(plan.batches, 1))
    futures = {submit(run, number, batch, ahead): number for number, batch in batches.items()}
    try:
        for future in as_completed(list(futures)):
            batch = batches.pop(futures[future])
            result = future.result()
            staged = cluster.fetch(run, result, batch) if isinstance(result, cluster.Delivery) else result
            if staged is not None:
                load_batch(run, staged)
                run.clear_spool(batch)
            if run.request.cluster and run.pool.stopping.is_set():
                break  # what the cluster has in hand is given up; it is read again by the next run
    except BaseException:
        run.pool.stopping.set()  # the other batches finish the paper in hand
        raise
    run.tally.stopped = run.pool.stopping.is_set()


def submit(run: Run, number: int, batch: tuple[Planned, ...], ahead: Ahead | None) -> PrefectFuture[Any]:
    """Hand a batch to a worker process of this machine, or to the cluster."""
    if run.request.cluster:
        far: PrefectFuture[Any] = cluster.extract_far_away.submit(number, cluster.order_of(run, batch))
        return far
    here: PrefectFuture[Any] = extract_batch.submit(run, number, batch, ahead)
    return here


def write_artifacts(tally: Tally) -> None:
    """Put the run's report and the table of failures where Prefect's pages show them."""
    told = "\n".join(f"- {line.strip()}" for line in summary.lines(tally)) or "- nothing to do"
    create_markdown_artifact(f"# Ingest\n\n{told}\n", key="ingest-report", description="What the run did")
    if tally.failures:
        rows = [
            {"paper": failure.source, "reason": failure.reason, "detail": failure.detail}
            for failure in tally.failures[:FAILURES_SHOWN]
        ]
        create_table_artifact(rows, key="ingest-failures", description="Papers that could not be read")
