"""``stroma serve``: the flow as a service over folders that are watched."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from flows import models, orphans, server
from flows.begin import place_of
from flows.discover import UsageError
from flows.request import Request


def main(papers: Sequence[str], every_s: float, warehouse: Path, model: str) -> int:
    """Serve until Ctrl-C and return 0. Raises UsageError for a folder that does not exist, and ServerError."""
    models.check(model)
    for name in papers:
        if "*" not in name and not Path(name).exists():
            raise UsageError(f"{name} does not exist")
    place = place_of(Request((), warehouse, model))[1]
    orphans.end_orphans()
    orphans.mark_children()
    server.configure(place.prefect)
    with ExitStack() as stack:
        own = None if "PREFECT_API_URL" in os.environ else server.Server(place.prefect)
        if own is not None:
            stack.callback(own.stop)
        from flows import deployed

        stack.enter_context(server.connected(own))

        def say(words: str) -> None:
            print(words, file=sys.stderr, flush=True)

        say(f"watching {', '.join(papers)} every {every_s:g} s; Ctrl-C stops")
        with suppress(KeyboardInterrupt):
            folders = [str(Path(name).absolute()) for name in papers]
            deployed.watch(folders, every_s, str(warehouse.absolute()), model, say)
    return 0
