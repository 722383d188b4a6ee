"""How the warehouse grows: a simulated corpus is loaded, asked and searched, and the figures are printed as JSON.

``python -m warehouse.growth STAGED COUNT FOLDER`` simulates COUNT papers from the extractions staged at STAGED and leaves
the batches and the warehouse in FOLDER, so that a second run only loads and asks.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.records import Extraction
from warehouse import checks, loader, queries, search, simulate, staging
from warehouse.connection import open_for_reading, open_for_writing

SEARCHES = ("IL-10 macrophage PGE2", "mesenchymal stem cells", "renal function")
ASKED = {"cytokine": "IL6", "route": "intravenous", "condition": "sepsis", "cell": "T cell", "paper": "10.5555/simulated.17"}


def measure(batches: Sequence[Path], path: Path) -> dict[str, Any]:
    """Load staged batches into a new warehouse at ``path`` and return the figures.

    Times are of the wall clock: milliseconds a paper for each tenth of the batches, milliseconds for each query (asked with
    parameters, second time) and search, kilobytes of the file a paper.
    """
    loaded_ms, papers = [], 0
    with open_for_writing(path) as connection:
        for batch in batches:
            began = time.perf_counter()
            loaded = loader.load(connection, batch).loaded
            papers += loaded
            loaded_ms.append((time.perf_counter() - began) * 1000 / max(loaded, 1))
        index_ms = timed_ms(lambda: search.refresh(connection))
        findings = [str(finding) for finding in checks.run(connection)]
    tenth = max(len(loaded_ms) // 10, 1)
    with open_for_reading(path) as connection:
        (mentions,) = connection.execute("select count(*) from core.mentions").fetchall()[0]
        query_ms = {name: _ask_ms(connection, query) for name, query in queries.shipped().items()}
        search_ms = {text: _second_ms(partial(search.find, connection, text)) for text in SEARCHES}
    return {
        "papers": papers,
        "mentions": mentions,
        "load_ms_per_paper_by_tenth": [
            round(sum(part) / len(part), 2)
            for first in range(0, len(loaded_ms), tenth)
            if (part := loaded_ms[first : first + tenth])
        ],
        "index_ms_per_paper": round(index_ms / max(papers, 1), 2),
        "kb_per_paper": round(path.stat().st_size / 1024 / max(papers, 1), 1),
        "query_ms": query_ms,
        "search_ms": search_ms,
        "findings": findings,
    }


def timed_ms(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, in milliseconds of the wall clock."""
    began = time.perf_counter()
    work()
    return round((time.perf_counter() - began) * 1000, 1)


def main(arguments: Sequence[str]) -> int:
    """Simulate, load, ask, and print the figures; return the exit status."""
    if len(arguments) != 3 or not arguments[1].isdigit():
        print("usage: python -m warehouse.growth STAGED COUNT FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[2])
    made = folder / f"batches-{arguments[1]}"
    if not made.is_dir():
        papers = [outcome for outcome in staging.read(Path(arguments[0])) if isinstance(outcome, Extraction)]
        for _ in simulate.batches(papers, int(arguments[1]), made):
            pass
    path = folder / "simulated.duckdb"
    path.unlink(missing_ok=True)
    print(json.dumps(measure(staging.files(made), path), indent=2))
    return 0


def _ask_ms(connection: Any, query: queries.Query) -> float:
    given = {parameter.name: ASKED[parameter.name] for parameter in query.parameters if parameter.name in ASKED}
    return _second_ms(lambda: queries.ask(connection, query.name, given))


def _second_ms(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes when it was done once before: what is on the disk is in memory by then."""
    work()
    return timed_ms(work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
