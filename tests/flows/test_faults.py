"""What goes wrong around a run, with the line that its user sees."""

import subprocess
import sys
from pathlib import Path

import pytest

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
