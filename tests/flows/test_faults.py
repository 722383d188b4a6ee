"""What goes wrong around a run, with the line that its user sees."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.bare import ingest as ingest_plainly
from flows.cli import run
from flows.messages import for_person

HOLD = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('open', flush=True); time.sleep(1000)"
FULL = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))  # as on a full disk: no file grows beyond 300 kB
from flows import command, run
from flows.messages import for_person
from flows.request import Request
try:
    command.run(Request((sys.argv[2],), Path(sys.argv[1])), None)
except Exception as error:
    print(for_person(error))
"""


def test_warehouse_that_another_program_holds_is_said_with_its_process(papers, capsys):
    from warehouse.connection import open_for_writing

    with open_for_writing(papers.warehouse):
        pass
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(papers.warehouse)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        assert run(["query", "--warehouse", str(papers.warehouse), "routes"]) == 2
    finally:
        holder.kill()
        holder.wait()
    said = capsys.readouterr().err

    assert said.startswith("stroma: the warehouse is open for writing in ")
    assert said.endswith(f"(process {holder.pid}): close it there, or ask a copy\n")


def test_warehouse_that_is_damaged_is_said_before_anything_is_read(papers, capsys):
    papers.write(a="MSCs one")
    papers.warehouse.parent.mkdir()
    papers.warehouse.write_bytes(b"no database" * 1000)

    assert run(["ingest", "--warehouse", str(papers.warehouse), str(papers.folder / "a.txt")]) == 2
    assert "cannot be opened as a warehouse" in capsys.readouterr().err


def test_disk_that_is_full_is_said_with_the_way_out(papers):
    papers.write(a="MSCs one")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(papers.warehouse), str(papers.folder / "a.txt")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip().startswith("no space left"), done.stderr
    assert done.stdout.strip().endswith("run the same command again, it goes on where it was")


def test_folder_that_cannot_be_written_is_said(papers, capsys, monkeypatch):
    papers.write(a="MSCs one")
    papers.warehouse.parent.mkdir()

    def refuse(self, *arguments, **options):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)

    assert run(["ingest", "--warehouse", str(papers.warehouse), str(papers.folder / "a.txt")]) == 2
    folder = papers.warehouse.with_suffix(".work")
    expected = f"stroma: {folder} cannot be written (Permission denied): choose another place with --warehouse\n"
    assert capsys.readouterr().err == expected


def test_model_that_is_not_there_is_said(papers, capsys):
    papers.write(a="MSCs one")

    assert run(["extract", "--model", "unheard", str(papers.folder / "a.txt")]) == 2
    assert "there is no model 'unheard'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "/x"), "no space left on the disk: free some and run the same command again, "
         "it goes on where it was"),
        (OSError(13, "Permission denied", "/x"), "/x: Permission denied"),
        (ValueError("a bug"), None),
    ],
)  # fmt: skip
def test_error_is_one_line_or_a_bug(error, said):
    assert for_person(error) == said


@pytest.fixture
def mounted(tmp_path):
    """A function that mounts a file system of so many megabytes of its own; skips where that is not allowed."""
    places = []

    def mount(megabytes: int) -> Path:
        place = tmp_path / f"disk{len(places)}"
        place.mkdir()
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True, check=False
        )
        if made.returncode != 0:
            pytest.skip("needs the right to mount a small file system")
        places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", "-l", str(place)], check=False)


@pytest.mark.parametrize("megabytes", [1, 4])
def test_disk_that_is_full_is_said_and_the_run_goes_on_once_there_is_room(papers, mounted, megabytes):
    papers.write(**{f"p{number}": f"MSCs number {number}" for number in range(4)})
    disk = mounted(megabytes)
    request = papers.request(warehouse=disk / "w.duckdb")
    with (disk / "other").open("wb") as other:
        other.write(bytes((megabytes << 20) - (600 << 10)))
    with pytest.raises(Exception) as refused:  # noqa: PT011  # DuckDB, Prefect's database or our own files: whoever comes first
        ingest_plainly(request)

    assert for_person(refused.value) is not None
    assert "no space left" in str(for_person(refused.value))
    assert "run the same command again, it goes on where it was" in str(for_person(refused.value))
    (disk / "other").unlink()
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    assert ingest_plainly(request).loaded == 4


def test_file_system_that_is_read_only_is_said(papers, mounted, capsys):
    papers.write(a="MSCs one")
    disk = mounted(8)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    assert run(["ingest", "--warehouse", str(disk / "w.duckdb"), str(papers.folder / "a.txt")]) == 2
    expected = f"stroma: {disk}/w.work cannot be written (Read-only file system): choose another place with --warehouse\n"
    assert capsys.readouterr().err == expected


def test_warehouse_that_another_program_writes_is_said_before_anything_is_read(papers, capsys):
    from warehouse.connection import open_for_writing, working_path

    papers.write(a="MSCs one")
    with open_for_writing(papers.warehouse):
        pass
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(working_path(papers.warehouse))], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        assert run(["ingest", "--warehouse", str(papers.warehouse), str(papers.folder / "a.txt")]) == 2
    finally:
        holder.kill()
        holder.wait()
    said = capsys.readouterr().err

    assert said.startswith("stroma: the warehouse is open for writing in ")
    assert said.endswith(f"(process {holder.pid}): close it there, or ask a copy\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--model", "nonsense"], "there is no model 'nonsense': choose accurate"),
        (["--cluster", "nonsense"], "--cluster is the address of a Dask scheduler, such as tcp://host:8786, not 'nonsense'"),
        (["--cluster", "tcp://127.0.0.1:1"], "no Dask scheduler answers at tcp://127.0.0.1:1 (Connection refused): start one"),
    ],
)
def test_what_is_not_there_is_said_before_anything_is_started(papers, capsys, options, said):
    papers.write(a="MSCs one")

    assert run(["ingest", *options, "--warehouse", str(papers.warehouse), str(papers.folder / "a.txt")]) == 2
    assert f"stroma: {said}" in capsys.readouterr().err
    assert not papers.warehouse.parent.exists()


def test_folder_in_the_place_of_the_warehouse_is_said(papers, capsys):
    assert run(["query", "--warehouse", str(papers.folder), "routes"]) == 2
    expected = f"stroma: {papers.folder} is a folder: the warehouse is a file, such as {papers.folder}/stroma.duckdb\n"
    assert capsys.readouterr().err == expected


def test_status_without_a_run_says_how_one_is_begun(papers, capsys):
    assert run(["ingest", "--status", "--warehouse", str(papers.warehouse)]) == 1
    assert capsys.readouterr().out == f"there was no run over {papers.warehouse} yet: `stroma ingest PAPERS` begins one\n"
