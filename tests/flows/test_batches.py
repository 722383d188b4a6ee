import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.batches import read_batch
from flows.papers import Job, Reading, spooled
from flows.pool import Pool
from flows.workers import Limits, Recipe
from flows.workspace import StorageError
from pipeline.records import Extraction, Failure, Version

READER = Version("1.0", "fake+test")


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1, Recipe("fake_reading:make_handler", ("fake",)), Limits(timeout_s=4.0, memory_mb=400))
    yield made
    made.end()


def jobs(folder: Path, *texts: str) -> list[Job]:
    made = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        made.append(Job(path, path.name, sha256, folder / "spool" / f"{sha256}.json", READER))
    return made


def read(pool: Pool, orders: list[Job], staged: Path) -> dict[str, str]:
    """Read a batch and return what became of each paper, by its text."""
    readings: list[Reading] = []
    read_batch(pool, orders, staged, readings.append)
    return {
        order.path.read_text(): reading.failure.reason if reading.failure else "read"
        for order, reading in zip(orders, readings, strict=True)
    }


def test_batch_loses_only_the_papers_that_take_the_worker_down(pool: Pool, tmp_path: Path) -> None:
    texts = ["MSCs one", "die now", "MSCs two", "hang now", "eat 600", "encrypted now", "exit 3", "raise oops", "MSCs three"]
    staged = tmp_path / "batch.parquet"

    assert read(pool, jobs(tmp_path, *texts), staged) == {
        "MSCs one": "read",
        "die now": "crashed",
        "MSCs two": "read",
        "hang now": "timeout",
        "eat 600": "memory",
        "encrypted now": "encrypted",
        "exit 3": "crashed",
        "raise oops": "error",
        "MSCs three": "read",
    }
    assert pq.read_metadata(staged).num_rows == 9


def test_paper_whose_worker_was_killed_once_is_read(pool: Pool, tmp_path: Path) -> None:
    assert read(pool, jobs(tmp_path, "once upon"), tmp_path / "batch.parquet") == {"once upon": "read"}


def test_paper_that_changes_while_it_is_read_is_a_failure(pool: Pool, tmp_path: Path) -> None:
    assert read(pool, jobs(tmp_path, "changing now"), tmp_path / "batch.parquet") == {"changing now!": "changed"}


def test_paper_that_vanishes_after_the_plan_is_a_failure(pool: Pool, tmp_path: Path) -> None:
    orders = jobs(tmp_path, "MSCs one")
    orders[0].path.unlink()
    readings: list[Reading] = []
    read_batch(pool, orders, tmp_path / "batch.parquet", readings.append)

    assert readings[0].failure is not None
    assert readings[0].failure.reason == "missing"


def test_result_on_disk_is_not_read_again(pool: Pool, tmp_path: Path) -> None:
    orders = jobs(tmp_path, "MSCs one")
    read(pool, orders, tmp_path / "batch.parquet")
    orders[0].path.write_text("die now")

    assert read(pool, orders, tmp_path / "batch.parquet") == {"die now": "read"}


def test_result_on_disk_that_is_torn_is_read_again(pool: Pool, tmp_path: Path) -> None:
    orders = jobs(tmp_path, "MSCs one")
    read(pool, orders, tmp_path / "batch.parquet")
    orders[0].spool.write_bytes(orders[0].spool.read_bytes()[:100])
    read(pool, orders, tmp_path / "batch.parquet")

    assert isinstance(spooled(orders[0].spool), Extraction)


def test_staging_is_the_same_to_the_byte_whatever_happened_on_the_way(pool: Pool, tmp_path: Path) -> None:
    orders = jobs(tmp_path, "MSCs one", "once upon", "MSCs two")
    read(pool, orders, tmp_path / "first.parquet")
    for order in orders:
        order.spool.unlink()
    read(pool, orders[::-1], tmp_path / "second.parquet")

    assert (tmp_path / "first.parquet").read_bytes() == (tmp_path / "second.parquet").read_bytes()


def test_result_that_cannot_be_staged_is_quarantined(pool: Pool, tmp_path: Path) -> None:
    orders = jobs(tmp_path, "MSCs one", "unstageable two")
    staged = tmp_path / "batch.parquet"

    assert read(pool, orders, staged) == {"MSCs one": "read", "unstageable two": "read"}
    assert pq.read_metadata(staged).num_rows == 2
    outcome = spooled(orders[1].spool)
    assert isinstance(outcome, Failure)
    assert outcome.reason == "error"


def test_stopped_pool_reads_nothing_more(pool: Pool, tmp_path: Path) -> None:
    pool.stopping.set()

    assert read_batch(pool, jobs(tmp_path, "MSCs one"), tmp_path / "batch.parquet", print) is None


def test_pool_that_is_stopped_in_a_batch_stages_what_was_read(pool: Pool, tmp_path: Path) -> None:
    staged = tmp_path / "batch.parquet"
    read_batch(pool, jobs(tmp_path, "MSCs one", "MSCs two"), staged, lambda reading: pool.stopping.set())

    assert pq.read_metadata(staged).num_rows == 1


def test_full_disk_stops_the_run_with_a_way_out(pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_FILE_LIMIT", "100")  # the worker may write files of at most 100 bytes

    with pytest.raises(StorageError, match=r"no space left for .*spool: free some and run the same command again"):
        read(pool, jobs(tmp_path, "MSCs one"), tmp_path / "batch.parquet")
