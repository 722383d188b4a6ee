"""The loader is killed at random moments: nothing that was committed may be lost, and nothing may be there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.records import Extraction, Version
from warehouse import checks, staging
from warehouse.connection import open_for_writing

KILLS = int(os.environ.get("STROMA_KILLS", "50"))
PAPERS = 24
BATCH = 4
LOADER = """
import sys
from pathlib import Path
from warehouse import loader, staging
from warehouse.connection import open_for_writing
print("started", flush=True)
with open_for_writing(Path(sys.argv[1])) as connection:
    for file in staging.files(Path(sys.argv[2])):
        loader.load(connection, file)
        print(file.stem, flush=True)
"""


@pytest.mark.slow
def test_killed_loader_loses_nothing_and_doubles_nothing(lung: Extraction, tmp_path: Path) -> None:
    chance, path = random.Random(7), tmp_path / "papers.duckdb"
    began = time.monotonic()
    assert _load(path, _staged(lung, 0, tmp_path), None) == [str(number) for number in range(0, PAPERS, BATCH)]
    undisturbed_s = time.monotonic() - began
    moments = 0
    for version in range(1, KILLS + 1):
        before = _versions(path)
        acknowledged = _load(path, _staged(lung, version, tmp_path), chance.uniform(0, undisturbed_s))
        after = _versions(path)
        assert set(after) == set(before), "a paper was lost"
        assert all(after[number] in (before[number], version) for number in after)
        for first in acknowledged:
            assert all(after[number] == version for number in range(int(first), int(first) + BATCH)), "a commit was lost"
        moments += 0 < sum(after[number] == version for number in after) < PAPERS
    assert moments > 0, "no kill fell into a load"
    _load(path, _staged(lung, KILLS + 1, tmp_path), None)
    assert set(_versions(path).values()) == {KILLS + 1}


def _staged(paper: Extraction, version: int, folder: Path) -> Path:
    """Stage all papers as version 1.``version`` read them and return the folder."""
    staged = folder / f"version-{version}"
    for first in range(0, PAPERS, BATCH):
        made = []
        for number in range(first, first + BATCH):
            document = replace(paper.document, id=f"{number:016x}", sha256=f"{number:064x}", source=f"papers/{number}.pdf")
            made.append(replace(paper, document=document, pipeline=Version(f"1.{version}", "accurate")))
        staging.write(made, staged / f"{first}.parquet")
    return staged


def _load(path: Path, staged: Path, killed_after_s: float | None) -> list[str]:
    """Run the loader, kill it after some seconds unless None, and return the batches that it said were loaded."""
    child = subprocess.Popen([sys.executable, "-c", LOADER, str(path), str(staged)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "started\n"
    if killed_after_s is not None:
        time.sleep(killed_after_s)
        child.send_signal(signal.SIGKILL)
    said = child.stdout.read().split()
    assert child.wait() in (0, -signal.SIGKILL)
    return sorted(said, key=int)


def _versions(path: Path) -> dict[int, int]:
    """Return the version of each paper by its number, after the checks found nothing."""
    with open_for_writing(path) as connection:
        assert checks.run(connection) == []
        rows = connection.execute("select document_id, version from core.documents").fetchall()
    assert len(dict(rows)) == len(rows), "a paper is there twice"
    return {int(document, 16): int(version.removeprefix("1.")) for document, version in rows}
