import os
import socket
from pathlib import Path

import pytest

from flows import bench_chaos
from flows.copies import EXAMPLES, write_copies
from flows.discover import discover
from flows.leftovers import leftovers
from flows.sameness import differences
from pipeline.reading import read, sha256_of
from warehouse.connection import open_for_writing

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT / ".." / "shared" / "pdfs" / "hostile"


def test_copies_have_hashes_and_identifiers_of_their_own_and_the_same_text(tmp_path):
    paper = EXAMPLES / "crohn_letter.pdf"
    papers = discover([str(write_copies([paper], 3, tmp_path))]).papers

    assert len({sha256_of(item.path) for item in papers} | {sha256_of(paper)}) == 4
    assert [item.doi for item in papers] == ["10.5555/copy.00001", "10.5555/copy.00002", "10.5555/copy.00003"]
    assert {read(item.path).text for item in papers} == {read(paper).text}


def test_outcomes_that_are_not_the_right_ones_are_named():
    found = {"/x/a.pdf": "damaged", "/x/b.pdf": "loaded"}

    assert bench_chaos.wrong(found, {"a.pdf": "damaged|no_text", "b.pdf": "encrypted", "c.pdf": "loaded"}) == [
        "b.pdf: loaded, expected encrypted",
        "c.pdf: not there, expected loaded",
    ]


def test_difference_of_two_warehouses_is_named_by_table_and_file(tmp_path):
    first, second = tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    for path, reason in ((first, "damaged"), (second, "no_text")):
        with open_for_writing(path) as connection:
            connection.execute(
                "insert into ops.files (source, status, reason, seen_at) values ('same.pdf', 'failed', 'memory', now()), "
                "('a.pdf', 'failed', ?, now())",
                [reason],
            )

    assert differences(first, first) == []
    assert differences(first, second) == ["ops.files of a.pdf: 1 rows and 1, with other values"]


def test_what_a_run_leaves_behind_is_named(tmp_path):
    warehouse, temporary = tmp_path / "w.duckdb", tmp_path / "tmp"
    staged = tmp_path / "w.work" / "staging" / "k" / "b.parquet"
    staged.parent.mkdir(parents=True)
    assert leftovers(warehouse, parents=[os.getpid()], ports=[], temporary=temporary) == []
    staged.touch()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        found = leftovers(warehouse, parents=[], ports=[port], temporary=temporary)

    assert found == [f"port {port} is open", f"file {staged}"]


@pytest.mark.slow
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the hostile PDFs in ../shared")
def test_run_in_chaos_ends_with_the_warehouse_of_a_calm_one_and_leaves_nothing(tmp_path, capsys):
    options = ["--papers", "100", "--kill-every", "8", "--parent-kills", "2", "--folder", str(tmp_path / "chaos")]
    places = ["--real", str(tmp_path), "--hostile", str(HOSTILE)]
    expected = ["--expected", str(ROOT / "tests" / "pipeline" / "pdf" / "hostile.tsv")]

    assert bench_chaos.main([*options, *places, *expected]) == 0, capsys.readouterr().out
