"""Papers are read while Prefect starts, which takes seconds; its tasks then take the batches over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from flows.begin import plan_of
from flows.discover import Found
from flows.plan import Plan, Planned
from flows.run import Run


class Ahead:
    """A plan whose first batches are being read already."""

    def __init__(self, run: Run, found: Found, plan: Plan) -> None:
        self.found = found
        self.plan = plan
        self._run = run
        self._threads = ThreadPoolExecutor(run.request.workers)
        self._futures = {
            number: self._threads.submit(run.read_batch, number, batch) for number, batch in enumerate(plan.batches, 1)
        }

    def begin_no_more(self, *, wait: bool = False) -> None:
        """Leave the batches that are not in hand to their tasks; ``wait`` until those in hand are finished."""
        self._threads.shutdown(wait=wait, cancel_futures=True)

    def take(self, number: int, batch: Sequence[Planned]) -> Path | None:
        """Return the staging file of a batch that is in hand, when it is finished; any other batch is read now.

        Raises what stopped the batch. It is read anew where it is asked for again.
        """
        future = self._futures.pop(number, None)
        if future is None or future.cancelled():
            return self._run.read_batch(number, batch)
        return future.result()


@contextmanager
def reading_ahead(run: Run, found: Found) -> Iterator[Ahead | None]:
    """Plan a run and begin its first batches; at the end of the block those in hand are finished.

    There is nothing ahead where a cluster reads, or where a killed run left batches that are to be loaded first.
    """
    if run.request.cluster or run.workspace.staged():
        yield None
        return
    plan = plan_of(found, run.request, run.connection, run.reader, run.workspace)
    run.prepare(plan)
    run.reporter.stage("reading")
    ahead = Ahead(run, found, plan)
    try:
        yield ahead
    except BaseException:
        run.pool.stopping.set()
        raise
    finally:
        ahead.begin_no_more(wait=True)
