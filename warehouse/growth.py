"""How the warehouse grows: a simulated corpus is loaded, asked and searched, and the figures are printed as JSON.

``python -m warehouse.growth STAGED COUNT FOLDER`` simulates COUNT papers from the extractions staged at STAGED and leaves
the batches and the warehouse in FOLDER, so that a second run only loads and asks.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.records import Extraction
from warehouse import checks, loader, queries, search, simulate, staging
from warehouse.connection import open_for_reading, open_for_writing

Result = TypeVar("Result")
SEARCHES = ("IL-10 macrophage PGE2", "mesenchymal stem cells", "renal function")
ASKED = {"cytokine": "IL6", "route": "intravenous", "condition": "sepsis", "cell": "T cell", "paper": "10.5555/simulated.17"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a piece of work took, in milliseconds: of the wall clock, and of the processor (over all threads).

    The second says on a busy machine what the first would be on an idle one.
    """

    wall_ms: float
    cpu_ms: float


def measure(batches: Sequence[Path], path: Path) -> dict[str, Any]:
    """Load staged batches into a new warehouse at ``path`` and return the figures.

    Each time is a pair: milliseconds of the wall clock and of the processor. Loading is given per paper, for each tenth of the
    batches; a query is asked with parameters, and like a search for the second time; the file in kilobytes a paper.
    """
    taken, papers = [], []
    with open_for_writing(path) as connection:
        for batch in batches:
            loaded, took = timed(partial(loader.load, connection, batch))
            taken.append(took)
            papers.append(loaded.loaded)
        _, indexed = timed(partial(search.refresh, connection))
        findings = [str(finding) for finding in checks.run(connection)]
    tenth, count = max(len(batches) // 10, 1), max(sum(papers), 1)
    parts = [slice(first, first + tenth) for first in range(0, len(batches), tenth)]
    with open_for_reading(path) as connection:
        (mentions,) = connection.execute("select count(*) from core.mentions").fetchall()[0]
        asked = {name: _ask(connection, query) for name, query in queries.shipped().items()}
        found = {text: _second(partial(search.find, connection, text)) for text in SEARCHES}
    return {
        "papers": sum(papers),
        "mentions": mentions,
        "load_ms_per_paper_by_tenth": [per(taken[part], max(sum(papers[part]), 1)) for part in parts],
        "index_ms_per_paper": per([indexed], count),
        "kb_per_paper": round(path.stat().st_size / 1024 / count, 1),
        "query_ms": {name: per([took]) for name, took in asked.items()},
        "search_ms": {text: per([took]) for text, took in found.items()},
        "findings": findings,
    }


def timed(work: Callable[[], Result]) -> tuple[Result, Taken]:
    """Return what a piece of work returns, and what it took."""
    wall_s, cpu_s = time.perf_counter(), time.process_time()
    result = work()
    return result, Taken((time.perf_counter() - wall_s) * 1000, (time.process_time() - cpu_s) * 1000)


def per(taken: Sequence[Taken], count: int = 1) -> list[float]:
    """Return what pieces of work took together, shared out among ``count``: wall clock and processor, in milliseconds."""
    return [round(sum(took.wall_ms for took in taken) / count, 2), round(sum(took.cpu_ms for took in taken) / count, 2)]


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


def _ask(connection: Any, query: queries.Query) -> Taken:
    given = {parameter.name: ASKED[parameter.name] for parameter in query.parameters if parameter.name in ASKED}
    return _second(lambda: queries.ask(connection, query.name, given))


def _second(work: Callable[[], object]) -> Taken:
    """Return what a piece of work takes when it was done once before: what is on the disk is in memory by then."""
    work()
    return timed(work)[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
