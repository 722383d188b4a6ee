import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows import cluster
from flows.papers import Job
from flows.workers import Limits, Recipe
from pipeline.reading import sha256_of
from pipeline.records import Version
from warehouse import queries, staging

PROGRAM = Path(__file__).with_name("fake_ingest.py")
CONTENT = "select source, reason from ops.files order by all"


def order(folder: Path, url: str, *texts: str) -> cluster.Order:
    jobs = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text)
        jobs.append(Job(path, path.name, sha256_of(path), Path(f"{number}.json"), Version("1.0", "fake+test")))
    return cluster.Order(tuple(jobs), Recipe("fake_reading:make_handler", ("fake",)), Limits(timeout_s=10), url)


def test_order_is_fulfilled_into_any_place_that_fsspec_knows(tmp_path):
    import fsspec

    done = cluster.fulfil(order(tmp_path, "memory://lake/batch.parquet", "MSCs one", "encrypted now", "die now"))
    files, place = fsspec.core.url_to_fs(done.url)
    (tmp_path / "back.parquet").write_bytes(files.cat_file(place))

    assert [reading.failure.reason if reading.failure else "read" for reading in done.readings] == [
        "read",
        "encrypted",
        "crashed",
    ]
    assert len(list(staging.read(tmp_path / "back.parquet"))) == 3


def test_order_that_is_fulfilled_twice_gives_the_same_file(tmp_path):
    place = tmp_path / "lake" / "batch.parquet"
    made = order(tmp_path, place.as_uri(), "MSCs one", "MSCs two")
    cluster.fulfil(made)
    first = place.read_bytes()
    cluster.fulfil(made)

    assert place.read_bytes() == first
    assert [path.name for path in place.parent.iterdir()] == ["batch.parquet"]


@pytest.mark.slow
def test_cluster_that_loses_a_worker_makes_the_same_warehouse(papers, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    papers.write(**{f"p{number:02}": f"MSCs number {number}" for number in range(40)}, x="encrypted now", y="die now")
    names = str(papers.folder / "*.txt")
    calm = tmp_path / "calm.duckdb"
    subprocess.run([sys.executable, str(PROGRAM), str(calm), "0", "2", names], check=False, timeout=300)

    scheduler_file = tmp_path / "scheduler.json"
    started = [
        _dask("dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(scheduler_file))
    ]
    started += [
        _dask("dask_worker", "--scheduler-file", str(scheduler_file), "--nthreads", "1", "--no-dashboard") for _ in range(2)
    ]
    try:
        address = _address(scheduler_file)
        run = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(papers.warehouse), "0.5", "2", names],
            env={**os.environ, "STROMA_TEST_CLUSTER": address},
        )
        logs = papers.warehouse.with_suffix(".work") / "runs"
        deadline = time.monotonic() + 120
        while not any('"paper"' in log.read_text() for log in logs.glob("*.jsonl")) and time.monotonic() < deadline:
            time.sleep(0.2)
        for child in psutil.Process(started[1].pid).children(recursive=True):
            child.kill()
        started[1].kill()
        assert run.wait(timeout=300) == 1
    finally:
        for process in started:
            for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
                child.kill()
            process.kill()
            process.wait()

    assert queries.run(papers.warehouse, CONTENT).to_pylist() == queries.run(calm, CONTENT).to_pylist()


def _dask(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", f"distributed.cli.{module}", *arguments])


def _address(scheduler_file: Path) -> str:
    import json

    deadline = time.monotonic() + 60
    while not scheduler_file.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    return str(json.loads(scheduler_file.read_text())["address"])
