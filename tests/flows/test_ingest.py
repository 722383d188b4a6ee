"""The whole of ``stroma ingest`` with its Prefect server, on pretended papers."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows import chaos, command, orphans
from flows.begin import place_of
from flows.reporter import Reporter
from warehouse import queries

PROGRAM = Path(__file__).with_name("fake_ingest.py")
CONTENT = """
select files.source, status, reason, mentions.text, count(*) over () as papers
from ops.files left join core.documents using (document_id) left join core.mentions using (document_key) order by all
"""


def start(warehouse: Path, names: str, *, delay_s: float = 0.0, workers: int = 2) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(PROGRAM), str(warehouse), str(delay_s), str(workers), names]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def papers_read(warehouse: Path) -> int:
    logs = warehouse.with_suffix(".work") / "runs"
    return sum(log.read_text().count('"event":"paper"') for log in logs.glob("*.jsonl"))


def wait_for(condition, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def left_behind(parent: int) -> list[str]:
    """Return the command lines of processes that carry the mark of a parent."""
    left = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(orphans.MARK, "").startswith(f"{parent}:"):
                left.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return left


def content(warehouse: Path) -> list[dict[str, object]]:
    return queries.run(warehouse, CONTENT).to_pylist()


def test_ingest_is_a_flow_that_prefect_shows_and_it_leaves_nothing_behind(papers, monkeypatch):
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    papers.write(a="MSCs one", b="encrypted now", c="die now")
    request = papers.request(workers=2)
    with Reporter(quiet=True) as reporter:
        tally = command.run(request, reporter)

    assert (tally.read, sorted(failure.reason for failure in tally.failures)) == (1, ["crashed", "encrypted"])
    home = Path(os.environ["PREFECT_HOME"])
    with sqlite3.connect(home / "prefect.db") as records:
        assert records.execute("select name, state_name from flow_run").fetchall() != []
        (state,) = records.execute("select state_name from flow_run order by created desc limit 1").fetchone()
        keys = {key for (key,) in records.execute("select key from artifact").fetchall()}
        tasks = [name for (name,) in records.execute("select name from task_run").fetchall()]
    assert state == "Completed"
    assert {"ingest-report", "ingest-failures"} <= keys
    assert sum(name.startswith("extract batch") for name in tasks) == 3
    assert [line for line in left_behind(os.getpid()) if "resource_tracker" not in line] == []

    monkeypatch.setattr(command, "_run_flow", None)  # a second run has nothing to read, so it starts nothing
    with Reporter(quiet=True) as reporter:
        again = command.run(request, reporter)
    assert (again.unchanged, again.known_failures, again.to_read) == (1, 2, 0)


def test_first_interrupt_finishes_the_papers_in_hand_and_the_run_goes_on_later(papers):
    papers.write(**{f"p{number:02}": f"MSCs number {number}" for number in range(40)})
    names = str(papers.folder / "*.txt")
    run = start(papers.warehouse, names, delay_s=0.3)
    wait_for(lambda: papers_read(papers.warehouse) >= 3)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=120)

    assert run.returncode == command.STOPPED, err
    assert "stopping: the papers in hand are finished and loaded first" in err
    assert "left; the same command goes on from here" in out
    loaded = len(content(papers.warehouse))
    assert 3 <= loaded < 40
    assert left_behind(run.pid) == []
    assert start(papers.warehouse, names).wait(timeout=120) == 0
    assert len(content(papers.warehouse)) == 40


@pytest.mark.slow
def test_second_interrupt_ends_at_once_and_loses_nothing(papers):
    papers.write(**{f"p{number:02}": f"MSCs number {number}" for number in range(20)}, hang="hang now")
    names = str(papers.folder / "*.txt")
    run = start(papers.warehouse, names, delay_s=0.5)
    wait_for(lambda: papers_read(papers.warehouse) >= 2)
    run.send_signal(signal.SIGINT)
    time.sleep(0.1)
    asked = time.monotonic()
    run.send_signal(signal.SIGINT)
    run.wait(timeout=30)

    assert time.monotonic() - asked < 5
    assert run.returncode == command.STOPPED
    wait_for(lambda: not left_behind(run.pid), 10)
    assert start(papers.warehouse, names).wait(timeout=180) == 1  # one paper hangs
    assert len(content(papers.warehouse)) == 21


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_run_that_is_killed_again_and_again_ends_with_the_same_warehouse(papers, tmp_path, seed):
    hostile = {
        f"h{number}": f"{word} {number}" for number, word in enumerate(["encrypted", "die", "hang", "eat 600", "exit 3"])
    }
    papers.write(**{f"p{number:03}": f"MSCs number {number}" for number in range(60)}, **hostile)
    names = str(papers.folder / "*.txt")
    assert start(tmp_path / "calm.duckdb", names).wait(timeout=300) == 1
    chance = random.Random(seed)
    for _ in range(5):
        run = start(papers.warehouse, names, delay_s=0.1)
        time.sleep(chance.uniform(2, 14))
        run.kill()
        run.communicate()
    last = start(papers.warehouse, names)
    out, err = last.communicate(timeout=300)

    assert last.returncode == 1, out + err
    assert content(papers.warehouse) == content(tmp_path / "calm.duckdb")
    wait_for(lambda: not left_behind(last.pid), 10)
    work = place_of(papers.request())[1].folder
    assert [path.name for path in (work / "staging").rglob("*.parquet")] == []
    assert [path.name for path in (work / "spool").rglob("*.json")] == []
    assert list(work.rglob("*.tmp")) == []


@pytest.mark.slow
def test_workers_that_are_killed_all_the_time_cost_no_paper(papers, tmp_path):
    papers.write(**{f"p{number:03}": f"MSCs number {number}" for number in range(60)})
    names = str(papers.folder / "*.txt")
    run = start(papers.warehouse, names, delay_s=0.3)
    chance, killed = random.Random(3), 0
    while run.poll() is None:
        time.sleep(1.5)
        workers = [child for child in chaos.family(run.pid) if chaos.is_worker(child)]
        if workers:
            chance.choice(workers).kill()
            killed += 1
    out, err = run.communicate()

    assert run.returncode == 0, out + err
    assert killed > 5
    assert len(content(papers.warehouse)) == 60
