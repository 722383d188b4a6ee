"""What a run costs from PDF to warehouse: CPU beside plain pdfplumber, two workers beside one, Prefect's share, memory.

``python -m flows.bench_costs [cpu] [workers] [prefect] [memory]`` measures the named parts, all without a name; the papers
are those of ``--real`` and, where more are asked for, copies with other identifiers (of the examples for memory, else of the
real papers, since a copy of an example is read in a third of the time). Each figure comes from
commands as users run them, looked at from outside.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.bench_reading import one_worker, plain
from flows.copies import EXAMPLES, write_copies
from flows.watching import Watched, watch

PARTS = ("cpu", "workers", "prefect", "memory")
FIRST, LAST = 100, 1000  # papers between which memory is to be flat
MANY = 300
SHARED_OUT = 120  # papers that one worker and two read


@dataclass(frozen=True)
class Bench:
    """Where the runs of a measurement read and write."""

    folder: Path
    real: tuple[Path, ...]

    def ingest(self, name: str, papers: Sequence[Path], *, model: str, workers: int) -> Watched:
        """Ingest into a new warehouse and return what it took. Raises RuntimeError."""
        place = self.folder / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        warehouse = place / "w.duckdb"
        arguments = ["ingest", "--model", model, "--workers", str(workers), "--warehouse", str(warehouse)]
        seen = watch([*arguments, *map(str, papers)], warehouse.with_suffix(".work"), (place / "tmp").absolute())
        if seen.status not in (0, 1):
            raise RuntimeError(f"the run ended with status {seen.status}: {seen.said[-500:]}")
        return seen

    def many(self, number: int) -> list[Path]:
        """Return a list of so many papers: each real one, then copies of the examples, in an even mixture."""
        examples = sorted(EXAMPLES.glob("*.pdf"))
        few = list(self.real[: number // 2])
        rest = [examples[count % len(examples)] for count in range(number - len(few))]
        step = max(1, number // max(len(few), 1))
        for count, paper in enumerate(few):
            rest.insert(count * step, paper)
        return [write_copies(rest, number, self.folder / f"papers-{number}")]

    def copies_of_real(self, number: int) -> list[Path]:
        """Return a list of so many copies of the real papers, each in turn."""
        return [write_copies(self.real, number, self.folder / f"real-{number}")]


def cpu(bench: Bench, models: Sequence[str]) -> dict[str, Any]:
    """Return the CPU time of plain pdfplumber over the real papers, and that of whole runs with one worker, by part."""
    base = sum(one_worker(plain, bench.real))
    found: dict[str, Any] = {"plain pdfplumber, s": round(base, 1)}
    for model in models:
        seen = bench.ingest(f"cpu-{model}", bench.real, model=model, workers=1)
        parts = {part: round(seconds, 1) for part, seconds in sorted(seen.cpu_s.items())}
        found[model] = {"ratio": round(seen.total_cpu_s / base, 2), "s": round(seen.total_cpu_s, 1), **parts}
    return found


def workers(bench: Bench, models: Sequence[str]) -> dict[str, Any]:
    """Return how much faster two workers read copies of the real papers (from the first that is done to the last) than one."""
    found = {}
    for model in models:
        one, two = (
            bench.ingest(f"workers-{model}", bench.copies_of_real(SHARED_OUT), model=model, workers=number) for number in (1, 2)
        )
        found[model] = {
            "reading": round(one.reading_s() / two.reading_s(), 2),
            "whole run": round(one.elapsed_s / two.elapsed_s, 2),
            "s": [round(one.elapsed_s, 1), round(two.elapsed_s, 1)],
        }
    return found


def prefect(bench: Bench, models: Sequence[str]) -> dict[str, Any]:
    """Return which part of the wall time of a run of many papers is Prefect's: the run against the same without Prefect."""
    found = {}
    for model in models:
        papers = bench.copies_of_real(MANY)
        seen = bench.ingest(f"prefect-{model}", papers, model=model, workers=2)
        bare_s = _without_prefect(bench.folder / "bare", papers, model)
        share = (seen.elapsed_s - bare_s) / seen.elapsed_s
        found[model] = {"share": round(share, 3), "with, s": round(seen.elapsed_s, 1), "without, s": round(bare_s, 1)}
    return found


def _without_prefect(folder: Path, papers: Sequence[Path], model: str) -> float:
    """Read papers with two workers as the flow does, in a process of its own without Prefect; return the seconds it took."""
    import subprocess
    import sys
    import time

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "flows.bare", str(folder / "w.duckdb"), model, "2", *map(str, papers)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.monotonic() - began


def memory(bench: Bench, models: Sequence[str]) -> dict[str, Any]:
    """Return the highest memory of a worker and of the parent, and how it moves from the 100th to the 1,000th paper."""
    found = {}
    for model in models:
        seen = bench.ingest(f"memory-{model}", bench.many(LAST), model=model, workers=2)
        found[model] = {
            part: {
                "highest, MB": round(seen.peak_mb[part]),
                "by hundreds, MB": [
                    round(seen.peak_between(part, first, first + FIRST)) for first in range(FIRST, LAST, FIRST)
                ],
            }
            for part in ("parent", "worker", "server")
        }
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print one JSON object a part."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_costs", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without a name")
    parser.add_argument("--models", nargs="+", default=["fast", "accurate"])
    parser.add_argument("--real", type=Path, default=Path("../shared/pdfs/real"))
    parser.add_argument("--folder", type=Path, default=Path("out/costs"))
    options = parser.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {unknown.pop()!r}: choose of {', '.join(PARTS)}")
    bench = Bench(options.folder, tuple(sorted(options.real.glob("*.pdf"))))
    measures = {"cpu": cpu, "workers": workers, "prefect": prefect, "memory": memory}
    for part in options.parts or PARTS:
        print(json.dumps({part: measures[part](bench, options.models)}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
