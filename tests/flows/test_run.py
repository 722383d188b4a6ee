import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest

from flows.begin import alone, place_of, plan_of
from flows.discover import discover
from flows.plan import make_plan
from flows.request import Request
from flows.summary import Tally
from flows.workspace import BusyError, StorageError, read_state
from pipeline.records import Version
from warehouse import queries

LOADED = "select source, status, reason from ops.files order by source"
MENTIONS = """
select document_id, mention_id, label, mentions.text
from core.mentions join core.documents using (document_key) order by all
"""


def go(request: Request, *, batches: int | None = None) -> Tally:
    """Do what the flow does, without Prefect; at most so many batches."""
    with alone(request) as run:
        for staged in run.workspace.staged():
            run.load(staged)
        found = discover(request.names)
        plan = plan_of(found, request, run.connection, run.reader, run.workspace)
        run.prepare(plan)
        run.load_failures([*found.failures, *plan.failures])
        for number, batch in enumerate(plan.batches[:batches]):
            staged_now = run.read_batch(number, batch)
            assert staged_now is not None
            run.load(staged_now)
            run.clear_spool(batch)
        return run.tally


def rows(request: Request, sql: str) -> list[Sequence[object]]:
    return [tuple(row.values()) for row in queries.run(request.warehouse, sql).to_pylist()]


def outcomes(request: Request) -> dict[str, str]:
    return {Path(str(source)).stem: str(reason or status) for source, status, reason in rows(request, LOADED)}


def test_run_reads_every_paper_and_records_every_failure(papers):
    papers.write(a="MSCs one", b="encrypted now", c="MSCs two", d="die now")
    request = papers.request()
    tally = go(request)

    assert (tally.read, tally.mentions, tally.loaded, len(tally.failures)) == (2, 2, 2, 2)
    assert outcomes(request) == {"a": "loaded", "b": "encrypted", "c": "loaded", "d": "crashed"}


def test_second_run_reads_nothing_again(papers):
    request = papers.write(a="MSCs one", b="encrypted now").request()
    go(request)
    tally = go(request)

    assert (tally.to_read, tally.unchanged, tally.known_failures) == (0, 1, 1)


def test_failed_papers_are_read_again_when_asked(papers):
    request = papers.write(a="MSCs one", b="encrypted now").request()
    go(request)
    tally = go(papers.request(retry_failed=True))

    assert (tally.to_read, tally.unchanged, tally.failures[0].reason) == (1, 1, "encrypted")


def test_another_version_reads_everything_again(papers, monkeypatch):
    request = papers.write(a="MSCs one", b="encrypted now").request()
    go(request)
    monkeypatch.setattr("flows.begin.reader", lambda model: Version("1.0", "fake+newer"))

    assert go(request).to_read == 2


def test_forced_run_reads_everything_again_and_changes_nothing(papers):
    request = papers.write(a="MSCs one", b="MSCs two").request()
    go(request)
    before = rows(request, MENTIONS)
    tally = go(papers.request(force=True))

    assert (tally.read, tally.loaded) == (2, 0)
    assert rows(request, MENTIONS) == before


def test_list_gives_papers_their_identifiers_and_missing_ones_a_row(papers):
    papers.write(a="MSCs one")
    table = papers.folder / "list.csv"
    table.write_text("path,doi,pmid\na.txt,10.1000/a,7\ngone.txt,,\n")
    request = papers.request(names=(str(table),))
    go(request)

    assert rows(request, "select doi, pmid from core.documents") == [("10.1000/a", "7")]
    assert outcomes(request) == {"a": "loaded", "gone": "missing"}


def test_order_and_number_of_workers_change_nothing(papers, tmp_path):
    papers.write(**{f"p{number}": f"MSCs number {number}" for number in range(5)})
    one = papers.request(warehouse=tmp_path / "one.duckdb")
    two = papers.request(warehouse=tmp_path / "two.duckdb", workers=2, names=(str(papers.folder / "p[43210].txt"),))
    go(one)
    go(two)

    assert rows(one, MENTIONS) == rows(two, MENTIONS)
    assert len(rows(one, MENTIONS)) == 5


def test_run_that_was_cut_off_goes_on_where_it_was(papers):
    papers.write(**{f"p{number:02}": f"MSCs number {number}" for number in range(4)})
    request = papers.request()
    go(request, batches=1)
    tally = go(request)

    assert (tally.unchanged, tally.read) == (1, 3)
    assert len(rows(request, MENTIONS)) == 4


SECONDS = "select source, seconds['read'] from ops.loads order by source"


def test_loads_keep_the_seconds_that_each_stage_took(papers):
    request = papers.write(a="MSCs one", b="encrypted now", c="MSCs two").request()
    go(request)

    assert [seconds for _, seconds in rows(request, SECONDS)] == [0.5, 0.5]


def test_loads_keep_the_seconds_of_papers_that_a_killed_run_had_read(papers):
    request = papers.write(a="MSCs one").request()
    with alone(request) as run:
        plan = make_plan(discover(request.names).papers, {})
        assert run.read_batch(1, plan.todo) is not None
    go(request)

    assert [seconds for _, seconds in rows(request, SECONDS)] == [0.5]


def test_staging_is_the_same_bytes_however_long_reading_took(papers):
    request = papers.write(a="MSCs one").request()
    with alone(request) as run:
        plan = make_plan(discover(request.names).papers, {})
        staged = run.read_batch(1, plan.todo)
        assert staged is not None
        first = staged.read_bytes()
        (spool,) = run.workspace.spool.glob("*.json")
        spool.write_bytes(spool.read_bytes().partition(b"\n")[0] + b'\n{"read":7.25}')
        staged = run.read_batch(1, plan.todo)
        assert staged is not None

    assert staged.read_bytes() == first


def test_batch_that_was_staged_but_not_loaded_is_loaded_first(papers):
    request = papers.write(a="MSCs one").request()
    with alone(request) as run:
        plan = make_plan(discover(request.names).papers, {})
        staged = run.read_batch(1, plan.todo)
        assert staged is not None
        assert staged.exists()
    papers.write(a="die now")  # it must not be read again to be loaded

    with alone(request) as run:
        assert run.workspace.staged() == [staged]
        run.load(staged)
    assert len(rows(request, MENTIONS)) == 1
    assert not staged.exists()


def test_damaged_staging_is_left_out_and_read_again(papers):
    request = papers.write(a="MSCs one").request()
    with alone(request) as run:
        plan = make_plan(discover(request.names).papers, {})
        staged = run.read_batch(1, plan.todo)
        assert staged is not None
    staged.write_bytes(staged.read_bytes()[:200])

    assert go(request).read == 1
    assert len(rows(request, MENTIONS)) == 1


def test_paper_that_the_warehouse_refuses_costs_no_other(papers):
    request = papers.write(a="MSCs one", b="unloadable two").request()
    with alone(request) as run:
        plan = make_plan(discover(request.names).papers, {})
        staged = run.read_batch(1, plan.todo)
        assert staged is not None
        run.load(staged)

    assert outcomes(request) == {"a": "loaded", "b": "error"}


def test_second_run_at_the_same_time_is_told_who_is_first(papers):
    request = papers.write(a="MSCs one").request()
    with alone(request), pytest.raises(BusyError, match=rf"test.duckdb is being written by process {os.getpid()}, which"):
        go(request)


def test_read_only_folder_is_said_before_anything_is_read(papers, monkeypatch):
    def refuse(self, *arguments, **options):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(StorageError, match=r"cannot be written \(Permission denied\): choose another place with --warehouse"):
        go(papers.request())


def test_state_tells_a_finished_run_from_one_that_was_killed(papers, tmp_path):
    request = papers.write(a="MSCs one").request()
    place = place_of(request)[1]
    assert read_state(place) is None
    go(request)
    finished = read_state(place)
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from flows.workspace import Workspace, write_state\n"
        "place = Workspace(Path(sys.argv[2]), 'k')\n"
        "write_state(place, {'status': 'running', 'run_id': 'x'})\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(Path(__file__).parent), str(request.warehouse)], check=False)
    killed = read_state(place)

    assert finished is not None
    assert (finished["status"], finished["read"]) == ("finished", 1)
    assert killed is not None
    assert killed["status"] == "interrupted"


def test_log_has_a_line_for_every_paper_and_the_end(papers):
    request = papers.write(a="MSCs one", b="encrypted now").request()
    go(request)
    (log,) = place_of(request)[1].log("x").parent.glob("*.jsonl")
    events = [orjson.loads(line) for line in log.read_bytes().splitlines()]

    assert [event["event"] for event in events] == ["start", "plan", "paper", "batch", "paper", "batch", "finished"]
    assert events[2]["mentions"] == 1
    assert events[4]["reason"] == "encrypted"


def test_unsound_warehouse_is_said(papers, capsys):
    request = papers.write(a="MSCs one").request()
    go(request)
    with alone(request) as run:
        run.connection.execute("update store.mentions set document_key = 99")
        run.reporter.quiet = False
        run.check()

    assert "the warehouse is not sound: " in capsys.readouterr().err


def test_history_keeps_the_counts_of_each_run(papers):
    request = papers.write(a="MSCs one").request()
    go(request)
    go(request)
    sql = "select command, summary->>'read', summary->>'unchanged', summary->>'status' from ops.runs order by started_at"

    assert rows(request, sql) == [("a test", "1", "0", "finished"), ("a test", "0", "1", "finished")]


def test_run_that_fails_is_remembered_as_failed(papers):
    request = papers.write(a="MSCs one").request()
    with pytest.raises(ZeroDivisionError), alone(request):
        raise ZeroDivisionError

    state = read_state(place_of(request)[1])
    assert state is not None
    assert state["status"] == "failed"
