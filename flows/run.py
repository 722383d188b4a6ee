"""One run over one warehouse, from a plan to rows: what the flow's tasks call, and nothing of Prefect.

The truth about progress is on disk: finished papers in the spool, finished batches in the staging, loaded papers in the
warehouse. A run that is killed at any moment is continued by the next, which begins with what it finds there.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import batches, loading, workspace
from flows.papers import Job, Reading, timings_of
from flows.plan import Plan, Planned
from flows.pool import Pool
from flows.reporter import Reporter
from flows.request import Request
from flows.runlog import RunLog
from flows.summary import Tally
from flows.workspace import Workspace
from pipeline.records import Failure, Version

if TYPE_CHECKING:
    import duckdb

PUBLISH_EVERY_S = 600.0


class Run:
    """The parts of a run that goes on; made by ``flows.begin.begin``."""

    def __init__(
        self,
        request: Request,
        version: Version,
        place: Workspace,
        *,
        pool: Pool,
        reporter: Reporter,
        log: RunLog,
        connection: duckdb.DuckDBPyConnection,
    ) -> None:
        self.request = request
        self.id = log.path.stem
        self.reader = version
        self.workspace = place
        self.pool = pool
        self.reporter = reporter
        self.tally = Tally()
        self.log = log
        self.connection = connection
        self.published = time.monotonic()
        self.timings_s = {path.stem: timings_of(path) for path in place.spool.glob("*.json")}  # of a run that was cut off

    def __reduce__(self) -> tuple[Any, ...]:
        """Be nothing in another process: Prefect sends a flow's parameters along with the tasks of a cluster."""
        return type(None), ()

    def prepare(self, plan: Plan) -> None:
        """Take over the counts of the plan, and remove results on disk that it does not ask for."""
        tally = self.tally
        tally.to_read, tally.unchanged, tally.known_failures = len(plan.todo), plan.unchanged, plan.known_failures
        tally.duplicates = len(plan.duplicates)
        wanted = set() if self.request.force else {item.sha256 for item in plan.todo}
        for spooled in self.workspace.spool.glob("*.json"):
            if spooled.stem not in wanted:
                spooled.unlink(missing_ok=True)
        for duplicate, first in plan.duplicates:
            self.log.event("duplicate", source=duplicate, of=first)
        self.log.event("plan", to_read=len(plan.todo), unchanged=plan.unchanged, batches=len(plan.batches))
        self.save_state("running")

    def read_batch(self, number: int, batch: Sequence[Planned]) -> Path | None:
        """Read one batch and return its staging file, None if the run was stopped before its first paper."""
        started = time.monotonic()
        staged = batches.read_batch(self.pool, self.jobs(batch), self.staging_of(batch), self.note)
        self.log.event("batch", number=number, staged=staged and staged.name, seconds=round(time.monotonic() - started, 3))
        return staged

    def jobs(self, batch: Sequence[Planned]) -> list[Job]:
        """Return the orders for a batch."""
        return [
            Job(
                item.paper.path,
                item.paper.source,
                item.sha256,
                self.workspace.spool / f"{item.sha256}.json",
                self.reader,
                item.paper.doi,
                item.paper.pmid,
            )
            for item in batch
        ]

    def staging_of(self, batch: Sequence[Planned]) -> Path:
        """Return the staging file of a batch, named by its content, whichever worker reads it and when."""
        name = hashlib.sha256("\n".join(item.sha256 for item in batch).encode()).hexdigest()[:16]
        return self.workspace.staging / f"{name}.parquet"

    def note(self, reading: Reading) -> None:
        """Count, log and show one paper."""
        self.tally.add(reading)
        if reading.timings_s:
            self.timings_s[reading.sha256] = reading.timings_s
        why = {"reason": reading.failure.reason, "detail": reading.failure.detail} if reading.failure else {}
        counts = {"pages": reading.pages, "mentions": reading.mentions, "relations": reading.relations}
        seconds = {"seconds": round(reading.elapsed_s, 3), "stages": reading.timings_s}
        self.log.event("paper", source=reading.source, sha256=reading.sha256, **(why or counts), **seconds)
        self.reporter.update(self.tally)

    def load(self, staged: Path) -> None:
        """Load a staged batch, then remove it; publish now and then in a long run. Raises StorageError.

        A batch that was damaged is left out; its papers are read again by the next run, from the spool if they are there.
        """
        from warehouse.connection import publish

        loaded = loading.load(self.connection, staged, self.id, self.reader, self.note)
        if loaded is None:
            self.log.event("damaged", staged=staged.name)
            self.reporter.say(f"{staged} is damaged and was left out; the same command reads its papers again")
        loading.keep_seconds(self.connection, self.timings_s, self.id)
        self.tally.loaded += loaded or 0
        staged.unlink()
        self.save_state("running")
        if time.monotonic() - self.published > PUBLISH_EVERY_S:
            publish(self.connection, self.request.warehouse)
            self.published = time.monotonic()

    def clear_spool(self, batch: Sequence[Planned]) -> None:
        """Remove the results on disk of a batch that was loaded, and forget the times that they took."""
        for job in self.jobs(batch):
            job.spool.unlink(missing_ok=True)
            self.timings_s.pop(job.sha256, None)

    def load_failures(self, failures: Sequence[Failure]) -> None:
        """Record papers that could not even be planned."""
        from warehouse import loader, staging

        if not failures:
            return
        staged = staging.write(failures, self.workspace.staging / "unplanned.parquet")
        loader.load(self.connection, staged, run_id=self.id, reader=self.reader)
        staged.unlink()
        for failure in failures:
            self.note(Reading(failure.source, "", failure=failure))

    def check(self) -> None:
        """Look whether the whole warehouse is sound; what is not is said and logged."""
        from warehouse import checks

        for finding in checks.run(self.connection):
            self.log.event("unsound", check=finding.check, meaning=finding.meaning)
            self.reporter.say(f"the warehouse is not sound: {finding}")

    def save_state(self, status: str) -> None:
        """Keep how the run stands for ``--status``."""
        state = {"run_id": self.id, "status": status, "at": workspace.now(), **self.tally.as_dict()}
        workspace.write_state(self.workspace, state)
