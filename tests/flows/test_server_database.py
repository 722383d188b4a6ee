import sqlite3
from pathlib import Path

import pytest

from flows import server_database


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in server_database.ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def home(folder: Path, name: str, tables: bool = False) -> Path:
    made = folder / name
    made.mkdir()
    if tables:
        with sqlite3.connect(made / "prefect.db") as connection:
            connection.execute("create table flow_run (id)")
    return made


def test_database_that_was_made_once_is_laid_out_in_other_homes(tmp_path: Path) -> None:
    first, second = home(tmp_path, "first", tables=True), home(tmp_path, "second")

    assert server_database.keep_template(first)
    assert server_database.lay_out(second)
    with sqlite3.connect(second / "prefect.db") as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == [("flow_run",)]
    assert sorted(path.name for path in second.iterdir()) == ["prefect.db"]


def test_database_that_is_there_stays(tmp_path: Path) -> None:
    first, second = home(tmp_path, "first", tables=True), home(tmp_path, "second", tables=True)
    server_database.keep_template(first)
    before = (second / "prefect.db").read_bytes()

    assert not server_database.lay_out(second)
    assert (second / "prefect.db").read_bytes() == before


def test_database_elsewhere_is_none_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server_database.keep_template(home(tmp_path, "first", tables=True))
    monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", "postgresql+asyncpg://host/prefect")

    assert not server_database.lay_out(home(tmp_path, "second"))


def test_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")

    assert not server_database.keep_template(home(tmp_path, "first", tables=True))
    assert not server_database.lay_out(home(tmp_path, "second"))
