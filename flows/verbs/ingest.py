"""``stroma ingest``: what a person or a program is told of a run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from flows import summary
from flows.begin import place_of
from flows.command import STOPPED, run
from flows.reporter import Reporter
from flows.request import Request
from flows.summary import Tally
from flows.workspace import read_state


def main(asked: Request, *, as_json: bool = False, profile: bool = False) -> int:
    """Run, print the summary and return the exit status: 0, 1 where papers failed, 130 where Ctrl-C stopped it."""
    with Reporter(quiet=as_json) as reporter:
        tally = run(asked, reporter)
    where = {"warehouse": str(asked.warehouse), "logs": str(place_of(asked)[1].folder / "runs")}
    if as_json:
        sys.stdout.buffer.write(orjson.dumps({**tally.as_dict(), **where}, option=orjson.OPT_APPEND_NEWLINE))
    else:
        told = [*summary.lines(tally), *(stages(tally) if profile else [])]
        print("\n".join([*told, *(f"{name:<9} {place}" for name, place in where.items())]))
        print(f"ask it    stroma query --warehouse {asked.warehouse} cytokine_effects")
    return STOPPED if tally.stopped else int(tally.failed)


def stages(tally: Tally) -> list[str]:
    """Return the time that each stage of reading took, over all workers."""
    total = sum(tally.stages_s.values()) or 1.0
    each = [f"    {name:<20} {seconds:8.1f} s  {seconds / total:5.1%}" for name, seconds in tally.stages_s.most_common()]
    cpu = f"    {tally.cpu_s / max(tally.done, 1):.2f} s of CPU a paper, all stages"
    return [*each, cpu, f"    a worker held at most {tally.worker_high_water_mb:.0f} MB"]


def show_status(values: Mapping[str, Any], *, as_json: bool = False) -> int:
    """Print how the last run over the warehouse stands; 1 where there was none or it was cut off."""
    state = read_state(place_of(Request((), Path(values["warehouse"]), values["model"]))[1])
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(state, option=orjson.OPT_APPEND_NEWLINE))
    elif state is None:
        print(f"there was no run over {values['warehouse']} yet: `stroma ingest PAPERS` begins one")
    else:
        done = state["read"] + state["failed"]
        print(f"run {state['run_id']}: {state['status']}, {done} of {state['to_read']} papers ({state['at']})")
        print(f"    {state['read']} read, {state['failed']} failed, {state['unchanged']} unchanged")
        if state["status"] == "interrupted":
            print("    it was cut off; the same command goes on from there")
    return int(state is None or state["status"] == "interrupted")
