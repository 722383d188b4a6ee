"""The attack suite: what a reader must not be able to do through a question or a search."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse import queries, search
from warehouse.connection import open_for_reading
from warehouse.guard import QueryError

WRITES = [
    "insert into core.documents select * from core.documents",
    "update core.documents set title = 'x'",
    "delete from core.documents",
    "truncate core.documents",
    "merge into core.documents as d using (select 1 as one) as s on d.document_key = s.one when matched then delete",
    "create table t as select 1",
    "create temp table t as select 1",
    "create or replace view mart.effects as select 1",
    "create schema s",
    "create macro m() as 1",
    "create sequence q",
    "create type t as integer",
    "create index i on core.documents (document_key)",
    "alter table core.documents add column x integer",
    "drop table core.documents",
    "drop view mart.effects",
    "comment on table core.documents is 'x'",
    "vacuum",
    "analyze",
    "checkpoint",
    "force checkpoint",
    "begin; delete from core.documents; commit",
]
FILES = [
    "attach 'other.duckdb'",
    "attach ':memory:' as m",
    "detach papers",
    "use memory",
    "copy (select 1) to 'stolen.csv'",
    "copy core.documents from '/etc/passwd'",
    "export database 'stolen'",
    "import database 'stolen'",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/etc/passwd')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_json('/etc/passwd')",
    "select * from read_parquet('x.parquet')",
    "select * from parquet_metadata('x.parquet')",
    "select * from sniff_csv('/etc/passwd')",
    "select * from glob('/*')",
    "select * from '/etc/passwd'",
    "select * from 'https://example.org/x.csv'",
    "select (select content from read_text('/etc/passwd'))",
    "with stolen as (select * from read_text('/etc/passwd')) select * from stolen",
    "select * from core.documents where title in (select content from read_text('/etc/passwd'))",
    "select * from query('select 1')",
    "select * from query_table('core.documents')",
    "from enable_logging(storage := 'file', storage_path := 'stolen')",
    "from enable_profiling(save_location := 'stolen.json')",
    "from disable_profiling()",
    "from checkpoint()",
    "from duckdb_secrets()",
    "from duckdb_logs()",
    "from truncate_duckdb_logs()",
    "select write_log('x')",
    "select getenv('HOME')",
    "select nextval('q')",
]
SETTINGS = [
    "pragma database_list",
    "pragma enable_profiling",
    "pragma memory_limit = '1MB'",
    "set threads = 1",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset enable_external_access",
    "install httpfs",
    "load httpfs",
    "load 'evil.duckdb_extension'",
    "create secret (type s3)",
    "call enable_logging()",
    "prepare p as delete from core.documents",
    "execute p",
    "explain analyze delete from core.documents",
    "set variable x = 1",
]
HIDDEN = [
    "select 1; drop table core.documents",
    "select 1; select 2",
    "; drop table core.documents",
    "select 1 /* */ ; /* */ drop table core.documents",
    "select 1 -- \n; drop table core.documents",
    "",
    ";",
    "-- nothing",
    "selec 1",
    "select",
    "select * from nothing_of_this_name",
    "nothing_of_this_name",
    "select $missing",
]


@pytest.fixture(scope="module")
def reader(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_reading(warehouse) as connection:
        yield connection


@pytest.fixture(scope="module")
def raw(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a reader's connection that the attacks reach without the guard before it."""
    with open_for_reading(warehouse) as connection:
        yield connection


@pytest.mark.parametrize("attack", WRITES + FILES + SETTINGS + HIDDEN)
def test_question_that_does_more_than_read_is_refused(attack: str, warehouse: Path, reader: duckdb.DuckDBPyConnection) -> None:
    before = _digest(warehouse)
    files = sorted(Path.cwd().iterdir())
    with pytest.raises(QueryError) as refused:
        queries.ask(reader, attack)
    assert len(str(refused.value)) > 10
    assert _digest(warehouse) == before
    assert sorted(Path.cwd().iterdir()) == files


@pytest.mark.parametrize("attack", [item for item in WRITES + FILES + SETTINGS if "logs" not in item and "logging" not in item])
def test_connection_itself_changes_nothing(attack: str, warehouse: Path, raw: duckdb.DuckDBPyConnection) -> None:
    before, question = _digest(warehouse), "select * from warehouse.core.documents"
    papers = raw.execute(question).fetchall()
    try:
        answer = raw.execute(attack).fetchall()
    except duckdb.Error:
        answer = []
        with contextlib.suppress(duckdb.Error):  # there is something to roll back only after an attack with begin
            raw.rollback()
    assert "root:" not in str(answer)
    assert raw.execute(question).fetchall() == papers
    assert _digest(warehouse) == before


def test_two_readers_of_one_process_do_not_disturb_each_other(warehouse: Path) -> None:
    with open_for_reading(warehouse) as one, open_for_reading(warehouse) as other, duckdb.connect(warehouse, read_only=True):
        assert one.execute("select * from routes").fetchall() == other.execute("select * from routes").fetchall()


@pytest.mark.parametrize(
    "attack", [*WRITES, *HIDDEN, "' or 1 = 1 --", "'); drop table core.documents; --", "\x00", "%", "🧬" * 500]
)
def test_search_takes_any_text_as_words(attack: str, warehouse: Path, reader: duckdb.DuckDBPyConnection) -> None:
    before = _digest(warehouse)
    assert isinstance(search.find(reader, attack, concept=attack or None), list)
    with pytest.raises(QueryError, match="there is no label"):
        search.find(reader, attack, label=attack or "NONE")
    assert _digest(warehouse) == before


def test_parameter_is_a_value_and_no_sql(warehouse: Path) -> None:
    attack = "IL6') or true --"
    assert queries.run(warehouse, "cytokine_evidence", {"cytokine": attack}).num_rows == 0
    assert queries.run(warehouse, "select $word as word", {"word": attack}).to_pylist() == [{"word": attack}]


@pytest.mark.parametrize(
    "question",
    [
        "select * from effects",
        "from effects",
        "with a as (select 1 as b) select * from a",
        "values (1)",
        "show tables",
        "describe effects",
        "summarize effects",
        "select unnest([1, 2])",
        "select * from range(3)",
        "select * from kinds_of('T cell')",
        "select table_name from duckdb_tables()",
        "pivot relations on label in ('EFFECT') using count(*)",
        "select 1;",
        "effects",
        " trials ",
    ],
)
def test_question_that_reads_is_answered(question: str, reader: duckdb.DuckDBPyConnection) -> None:
    assert queries.ask(reader, question).num_rows > 0


def test_refusal_says_what_is_refused(warehouse: Path) -> None:
    with pytest.raises(QueryError, match="DROP is refused: the warehouse can only be read, ask with a SELECT"):
        queries.run(warehouse, "drop table core.documents")
    with pytest.raises(QueryError, match=r"read_text\(\) is refused: it reaches outside the warehouse"):
        queries.run(warehouse, "select * from read_text('/etc/passwd')")
    with pytest.raises(QueryError, match="one statement is asked for, 2 are given"):
        queries.run(warehouse, "select 1; select 2")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
