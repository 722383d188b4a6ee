"""Reading on a Dask cluster: the same batches, read by the cluster's workers, staged where both sides can reach.

A cluster's worker needs this package, the model, the papers under the same paths and a place for staging that fsspec knows
(a shared folder, s3, gs). It never sees the warehouse: the command that started the run fetches what was staged and loads it.
Each worker reads in a process of its own with limits, as on one machine, so a paper costs at most itself there too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.batches import read_batch
from flows.papers import Job, Reading
from flows.pool import Pool
from flows.settings import cores
from flows.workers import Limits, Recipe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.plan import Planned
    from flows.run import Run


@dataclass(frozen=True, slots=True)
class Order:
    """A batch to read far away: the papers, how to read them, and the URL of the staging file to write."""

    jobs: tuple[Job, ...]
    recipe: Recipe
    limits: Limits
    url: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of an order: the URL of the staging file, and what is to be said of each paper."""

    url: str
    readings: tuple[Reading, ...]


def runner(address: str) -> Any:
    """Return the Prefect task runner for the scheduler at ``address`` (tcp://...)."""
    from prefect_dask.task_runners import DaskTaskRunner

    return DaskTaskRunner(address=address)


def order_of(run: Run, batch: Sequence[Planned]) -> Order:
    """Return the order for a batch; it is staged in the request's place, or beside the warehouse."""
    request, staged = run.request, run.staging_of(batch)
    folder = request.staging or (run.workspace.folder / "cluster").absolute().as_uri()
    jobs = tuple(replace(job, path=job.path.absolute()) for job in run.jobs(batch))
    return Order(jobs, request.handler, request.limits, f"{folder.rstrip('/')}/{staged.parent.name}/{staged.name}")


@task(name="extract far away", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
def extract_far_away(number: int, order: Order) -> Delivery:
    """Read one batch on a worker of the cluster."""
    return fulfil(order)


def fulfil(order: Order) -> Delivery:
    """Read the papers of an order with a process of this machine, and put the staging file in its place.

    Doing it twice, as happens when a worker of the cluster is lost, gives the same file. Raises StorageError,
    WorkerStartError or OSError.
    """
    import fsspec

    readings: list[Reading] = []
    with tempfile.TemporaryDirectory(prefix="stroma-") as folder:
        jobs = [replace(job, spool=Path(folder, "spool", job.spool.name)) for job in order.jobs]
        staged = Path(folder, "batch.parquet")
        read_batch(_pool(order.recipe, order.limits), jobs, staged, readings.append)
        files, place = fsspec.core.url_to_fs(order.url)
        files.makedirs(place.rpartition("/")[0], exist_ok=True)
        files.put_file(str(staged), f"{place}.part")
        files.mv(f"{place}.part", place)
    return Delivery(order.url, tuple(readings))


def fetch(run: Run, delivery: Delivery, batch: Iterable[Planned]) -> Path:
    """Bring a staging file to this machine, count its papers, and return its path. Raises OSError."""
    import fsspec

    for reading in delivery.readings:
        run.note(reading)
    staged = run.staging_of(tuple(batch))
    files, place = fsspec.core.url_to_fs(delivery.url)
    temporary = staged.with_suffix(".tmp")
    files.get_file(place, str(temporary))
    temporary.replace(staged)
    files.rm(place)
    return staged


@cache
def _pool(recipe: Recipe, limits: Limits) -> Pool:
    """Return the worker processes of this worker of the cluster; they end with it."""
    return Pool(cores(), recipe, limits)
