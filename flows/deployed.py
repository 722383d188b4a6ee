"""The flow as Prefect deploys it: plain parameters, a schedule, a folder that is watched.

``stroma serve FOLDER`` runs it again and again beside a server of its own, or that of PREFECT_API_URL; ``prefect.yaml``
deploys it to a work pool. Each run reads what is new in the folder and nothing twice.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prefect import flow

from flows.ingest import ingest
from flows.messages import for_person
from flows.request import Request
from flows.settings import resolve


@flow(name="ingest folder")
def ingest_folder(
    papers: list[str],
    *,
    warehouse: str | None = None,
    model: str | None = None,
    workers: int | None = None,
    force: bool = False,
    retry_failed: bool = False,
) -> dict[str, Any]:
    """Read the papers that are new, and return the counts of the run; what is not given comes from the settings."""
    given = {"warehouse": warehouse, "model": model, "workers": workers}
    values = {name: value.value for name, value in resolve(given, os.environ, Path.cwd()).items()}
    request = Request.of(papers, values, force=force, retry_failed=retry_failed, command="deployed flow")
    return ingest(request).as_dict()


def watch(papers: list[str], every_s: float, warehouse: str, model: str, say: Callable[[str], None]) -> None:
    """Run the flow now and then every so many seconds, until the process is stopped; ``say`` gets a line a run.

    What a person can mend, such as a folder that is gone or a full disk, is said, and tried again at the next turn.
    """
    while True:
        try:
            counts = ingest_folder(papers, warehouse=warehouse, model=model)
            say(f"{counts['read']} papers read, {counts['unchanged']} unchanged, {counts['failed']} failed")
        except Exception as error:  # only what a person can mend is told; a bug is raised
            message = for_person(error)
            if message is None:
                raise
            say(message)
        time.sleep(every_s)
