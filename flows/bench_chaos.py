"""The chaos run: many papers, hostile ones among them, workers and parents killed, against a run that nobody disturbed.

``python -m flows.bench_chaos`` prints what was done and every difference; its exit status is 1 where there is one.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from flows.chaos import Disturbed, disturb
from flows.copies import EXAMPLES, write_copies, write_list
from flows.leftovers import leftovers
from flows.sameness import differences
from pipeline.records import Reason

SHARED = Path("../shared/pdfs")
OUTCOMES = "select source, coalesce(reason, status) as outcome from ops.files"
NEVER_RIGHT = ("crashed", "error")  # a reason that names no fault of the paper


def gather(folder: Path, *, papers: int, real: Path, hostile: Path) -> tuple[Path, list[Path]]:
    """Write copies of examples and real papers, ``papers`` with the hostile ones; return the list and the hostile."""
    bad = sorted(hostile.glob("*.pdf"))
    whole = sorted(real.glob("*.pdf"))
    few = [*whole, *sorted(EXAMPLES.glob("*.pdf")) * max(1, -(-papers // 6))][: max(papers - len(bad), 1)]
    listed = write_copies(few, len(few), folder)
    with listed.open(encoding="utf-8", newline="") as handle:
        rows = [(row["path"], row["doi"], row["pmid"]) for row in csv.DictReader(handle)]
    rows += [(str(path.absolute()), "", "") for path in bad]
    step = max(1, len(rows) // max(len(bad), 1))
    for number in range(len(bad)):  # the hostile ones stand among the others
        rows.insert(number * step, rows.pop(len(rows) - len(bad) + number))
    return write_list(rows, listed), bad


def outcomes(warehouse: Path) -> dict[str, str]:
    """Return by path what became of each file: ``loaded`` or the reason why not. Raises WarehouseError."""
    from warehouse.connection import open_for_reading

    with open_for_reading(warehouse) as connection:
        return dict(connection.execute(OUTCOMES).fetchall())


def wrong(found: Mapping[str, str], expected: Mapping[str, str]) -> list[str]:
    """Return a line for each file of ``expected`` (by name: the outcomes that are right, ``|`` between) with another one."""
    named = {Path(path).name: outcome for path, outcome in found.items()}
    return [
        f"{name}: {named.get(name, 'not there')}, expected {right}"
        for name, right in expected.items()
        if named.get(name) not in right.split("|")
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both and compare; exit status 1 where anything differs, is left behind or has a wrong reason."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_chaos", description=__doc__)
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--kill-every", type=float, default=20.0, metavar="SECONDS")
    parser.add_argument("--parent-kills", type=int, default=5)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--real", type=Path, default=SHARED / "real")
    parser.add_argument("--hostile", type=Path, default=SHARED / "hostile")
    parser.add_argument("--expected", type=Path, help="a table (file, outcome) of the outcomes that are right")
    parser.add_argument("--folder", type=Path, default=Path("out/chaos"))
    options = parser.parse_args(arguments)
    shutil.rmtree(options.folder, ignore_errors=True)
    listed, bad = gather(options.folder / "papers", papers=options.papers, real=options.real, hostile=options.hostile)
    common = ["ingest", "--model", options.model, "--workers", str(options.workers), str(listed)]
    calm, wild = options.folder / "calm" / "w.duckdb", options.folder / "wild" / "w.duckdb"

    def go(warehouse: Path, kill_every_s: float, kills: int) -> tuple[Disturbed, list[str]]:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        temporary = options.folder / f"tmp-{warehouse.parent.name}"
        seen = disturb(
            [*common, "--warehouse", str(warehouse)],
            warehouse.with_suffix(".work"),
            papers=options.papers,
            kill_every_s=kill_every_s,
            parent_kills=kills,
            temporary=temporary.absolute(),
        )
        return seen, leftovers(warehouse, parents=seen.parents, ports=seen.ports, temporary=temporary)

    quiet, left_calm = go(calm, float("inf"), 0)
    print(f"undisturbed: {quiet.elapsed_s:.0f} s, status {quiet.status}", flush=True)
    seen, left = go(wild, options.kill_every, options.parent_kills)
    print(f"disturbed: {seen.elapsed_s:.0f} s, status {seen.status}, {seen.workers_killed} workers and ", end="")
    print(f"{len(seen.parents) - 1} parents killed, {len(seen.ports)} ports")
    found = outcomes(wild)
    print("outcomes:", ", ".join(f"{number} {outcome}" for outcome, number in Counter(found.values()).most_common()))
    problems = [
        *(f"left by the undisturbed run: {line}" for line in left_calm),
        *(f"left: {line}" for line in left),
        *(f"lived on after its parent: {line}" for line in seen.survivors),
        *(f"other than undisturbed: {line}" for line in differences(calm, wild)),
        *wrong(found, expectations(options.expected, bad)),
    ]
    print("\n".join(problems) or "nothing differs, nothing is left behind, every reason is right")
    return int(bool(problems))


def expectations(table: Path | None, bad: Sequence[Path]) -> dict[str, str]:
    """Return by file name the outcomes that are right; without a table, any that names a fault of the paper will do.

    ``read`` and ``suspect_text`` (read, with a flag) in the table are both ``loaded`` in the warehouse.
    """
    if table is None:
        fair = "|".join(["loaded", *(reason for reason in get_args(Reason) if reason not in NEVER_RIGHT)])
        return {path.name: fair for path in bad}
    with table.open(encoding="utf-8", newline="") as handle:
        rows = [(row["file"], row["outcome"]) for row in csv.DictReader(handle, delimiter="\t")]
    return {file: "loaded" if outcome in ("read", "suspect_text") else outcome for file, outcome in rows}


if __name__ == "__main__":
    raise SystemExit(main())
