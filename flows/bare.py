"""The same run without Prefect: what the flow's tasks call, in plain threads. For measuring what Prefect costs.

python -m flows.bare WAREHOUSE MODEL WORKERS PAPERS...
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from flows.begin import alone, plan_of
from flows.discover import discover
from flows.request import Request
from flows.summary import Tally


def ingest(request: Request) -> Tally:
    """Read papers into a warehouse as ``flows.ingest.ingest`` does, and return the counts."""
    with alone(request) as run, ThreadPoolExecutor(request.workers) as threads:
        run.pool.warm(request.workers)
        found = discover(request.names)
        plan = plan_of(found, request, run.connection, run.reader, run.workspace)
        run.prepare(plan)
        run.load_failures([*found.failures, *plan.failures])
        futures = {threads.submit(run.read_batch, number, batch): batch for number, batch in enumerate(plan.batches, 1)}
        for future in as_completed(futures):
            staged = future.result()
            if staged is not None:
                run.load(staged)
                run.clear_spool(futures[future])
        run.check()
        return run.tally


def main(arguments: Sequence[str]) -> None:
    """Run once and print the counts."""
    warehouse, model, workers, *papers = arguments
    tally = ingest(Request(tuple(papers), Path(warehouse), model=model, workers=int(workers), command="without Prefect"))
    print(tally.as_dict())


if __name__ == "__main__":
    main(sys.argv[1:])
