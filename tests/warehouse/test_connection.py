import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.records import Extraction
from warehouse import loader, staging
from warehouse.connection import WarehouseError, open_for_reading, open_for_writing, publish, working_path


def _interrupted(path: Path, batch: Path) -> None:
    with open_for_writing(path) as connection:
        loader.load(connection, batch)
        raise KeyboardInterrupt


def count(path: Path) -> int:
    with open_for_reading(path) as connection:
        return int(connection.execute("select count(*) from papers").fetchall()[0][0])


def test_writing_makes_a_warehouse_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "papers.duckdb"
    with open_for_writing(path):
        pass
    assert count(path) == 0
    assert sorted(file.name for file in path.parent.iterdir()) == [".papers.duckdb.lock", "papers.duckdb"]


def test_readers_see_a_load_only_when_it_is_published(kidney: Extraction, tmp_path: Path) -> None:
    path, batch = tmp_path / "papers.duckdb", staging.write([kidney], tmp_path / "batch.parquet")
    with open_for_writing(path):
        pass
    with open_for_writing(path) as connection:
        loader.load(connection, batch)
        assert count(path) == 0
        publish(connection, path)
        assert count(path) == 1


def test_reader_keeps_what_it_opened_while_a_load_is_published(kidney: Extraction, tmp_path: Path) -> None:
    path, batch = tmp_path / "papers.duckdb", staging.write([kidney], tmp_path / "batch.parquet")
    with open_for_writing(path):
        pass
    with open_for_reading(path) as reader:
        with open_for_writing(path) as connection:
            loader.load(connection, batch)
        assert reader.execute("select count(*) from papers").fetchall() == [(0,)]
    assert count(path) == 1


def test_committed_papers_are_published_when_the_block_ends_by_an_exception(kidney: Extraction, tmp_path: Path) -> None:
    path, batch = tmp_path / "papers.duckdb", staging.write([kidney], tmp_path / "batch.parquet")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(path, batch)
    assert count(path) == 1


def test_writer_goes_on_from_what_a_killed_one_left(kidney: Extraction, tmp_path: Path) -> None:
    path, batch = tmp_path / "papers.duckdb", staging.write([kidney], tmp_path / "batch.parquet")
    killed = (
        "import os, signal, sys; from pathlib import Path; from warehouse import loader\n"
        "from warehouse.connection import open_for_writing\n"
        "with open_for_writing(Path(sys.argv[1])) as connection:\n"
        "    loader.load(connection, Path(sys.argv[2])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(path), str(batch)], check=False).returncode == -9
    assert not path.exists()
    assert working_path(path).exists()
    with open_for_writing(path) as connection:
        assert loader.load(connection, batch).unchanged == 1
    assert count(path) == 1


def test_second_writer_is_refused_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "papers.duckdb"
    second = (
        "import sys; from pathlib import Path; from warehouse.connection import open_for_writing\n"
        "with open_for_writing(Path(sys.argv[1])): pass"
    )
    with open_for_writing(path):
        ended = subprocess.run([sys.executable, "-c", second, str(path)], check=False, capture_output=True, text=True)
    assert "another process is writing" in ended.stderr


def test_views_need_no_schema_name(warehouse: Path) -> None:
    with open_for_reading(warehouse) as connection:
        assert connection.execute("select count(*) from routes").fetchall() == [(2,)]


def test_missing_warehouse_is_said_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="run `stroma ingest` to make one"):
        open_for_reading(tmp_path / "papers.duckdb")


def test_file_that_is_no_warehouse_is_said_by_name(tmp_path: Path) -> None:
    path = tmp_path / "papers.duckdb"
    path.write_text("not a database, but long enough to be mistaken for one by its size" * 100)
    with pytest.raises(WarehouseError, match=r"papers\.duckdb cannot be opened"):
        open_for_reading(path)


def test_view_that_is_no_longer_shipped_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "papers.duckdb"
    with open_for_writing(path) as connection:
        connection.execute("create view mart.forgotten as select 1 as one")
    with open_for_writing(path) as connection:
        names = connection.execute("select view_name from duckdb_views() where schema_name = 'mart'").fetchall()
    assert ("forgotten",) not in names
    assert ("effects",) in names
