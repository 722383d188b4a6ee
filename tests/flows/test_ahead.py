"""Papers that are read before Prefect answers."""

import threading

import pytest

from flows.ahead import reading_ahead
from flows.begin import alone
from flows.discover import discover


def test_batches_in_hand_are_taken_over_and_the_others_left_to_their_tasks(papers, monkeypatch):
    papers.write(a="MSCs one", b="MSCs two", c="MSCs three")
    with alone(papers.request()) as run:
        read, may_go_on = [], threading.Event()
        read_batch = run.read_batch

        def slow(number, batch):
            read.append((number, threading.current_thread() is threading.main_thread()))
            assert number > 1 or may_go_on.wait(20)
            return read_batch(number, batch)

        monkeypatch.setattr(run, "read_batch", slow)
        with reading_ahead(run, discover(run.request.names)) as ahead:
            ahead.begin_no_more()
            may_go_on.set()
            staged = [ahead.take(number, batch) for number, batch in enumerate(ahead.plan.batches, 1)]

    assert read == [(1, False), (2, True), (3, True)]
    assert [path.is_file() for path in staged] == [True] * 3


def test_batch_that_went_wrong_ahead_says_so_once_and_is_read_anew(papers, monkeypatch):
    papers.write(a="MSCs one")
    with alone(papers.request()) as run:
        read_batch, tries = run.read_batch, []

        def fails_first(number, batch):
            tries.append(number)
            if len(tries) == 1:
                raise OSError("no room")
            return read_batch(number, batch)

        monkeypatch.setattr(run, "read_batch", fails_first)
        with reading_ahead(run, discover(run.request.names)) as ahead:
            (batch,) = ahead.plan.batches
            with pytest.raises(OSError, match="no room"):
                ahead.take(1, batch)
            assert ahead.take(1, batch).is_file()


def test_nothing_is_ahead_of_what_a_killed_run_left(papers):
    papers.write(a="MSCs one")
    with alone(papers.request()) as run:
        run.workspace.staging.mkdir(parents=True, exist_ok=True)
        (run.workspace.staging / "left.parquet").touch()
        with reading_ahead(run, discover(run.request.names)) as ahead:
            assert ahead is None


def test_error_of_the_block_stops_the_reading(papers):
    papers.write(**{f"p{number}": f"MSCs {number}" for number in range(5)})
    with alone(papers.request(workers=1)) as run:
        with pytest.raises(RuntimeError, match="no server"), reading_ahead(run, discover(run.request.names)):
            raise RuntimeError("no server")
        assert run.pool.stopping.is_set()
        assert run.tally.done < 5
