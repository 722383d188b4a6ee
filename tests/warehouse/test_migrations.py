from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.records import Extraction
from warehouse import checks, concepts, loader, migrations, queries, search, sqlfiles, staging, views
from warehouse.connection import open_for_writing

COLUMNS = "select column_name from duckdb_columns() where schema_name = 'core' and table_name = ? order by column_index"
ANSWERS = ("select * from mart.cytokine_effects", "select * from mart.trials", "select * from mart.facts order by all")

FIRST_WITH_PAPERS = 2
FIRST_WITH_INDEX = 5
FIRST_THAT_PACKS = 8
FILLED = {
    "ops.migrations", "core.sources", "core.concepts", "core.concept_parents", "core.concept_ancestors", "core.error_rates",
}  # fmt: skip


def shipped_until(number: int) -> dict[str, str]:
    return {name: sql for name, sql in sqlfiles.texts("schema").items() if migrations.number_of(name) <= number}


def test_migrations_are_numbered_without_gap() -> None:
    numbers = [migrations.number_of(name) for name in sqlfiles.texts("schema")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_migrating_again_changes_nothing() -> None:
    connection = duckdb.connect()
    assert migrations.migrate(connection) == list(sqlfiles.texts("schema"))
    assert migrations.migrate(connection) == []


def test_migration_that_was_edited_is_refused() -> None:
    connection = duckdb.connect()
    migrations.migrate(connection, {"001_one": "create table a (b integer)"})
    with pytest.raises(migrations.MigrationError, match="001_one was edited"):
        migrations.migrate(connection, {"001_one": "create table a (b bigint)"})


def test_warehouse_of_a_newer_version_is_refused() -> None:
    connection = duckdb.connect()
    migrations.migrate(connection, {"001_one": "create table a (b integer)"})
    with pytest.raises(migrations.MigrationError, match="newer version"):
        migrations.migrate(connection, {})


def test_migration_that_fails_leaves_nothing_behind() -> None:
    connection = duckdb.connect()
    with pytest.raises(duckdb.Error):
        migrations.migrate(connection, {"001_one": "create table a (b integer); create table a (b integer)"})
    assert connection.execute("select name from ops.migrations").fetchall() == []
    assert connection.execute("select table_name from duckdb_tables() where table_name = 'a'").fetchall() == []


@pytest.mark.parametrize("number", range(1, len(sqlfiles.texts("schema")) + 1))
def test_warehouse_of_every_earlier_schema_becomes_the_newest(number: int, kidney: Extraction, tmp_path: Path) -> None:
    batch = staging.write([kidney], tmp_path / "batch.parquet")
    old, new = duckdb.connect(), duckdb.connect()
    migrations.migrate(old, shipped_until(number))
    old.execute("insert into ops.runs (run_id, command, version, started_at) values ('r', 'ingest', '0.1.0', now())")
    if number >= FIRST_WITH_PAPERS:
        _load_as_then(old, batch, number)
    held = _counts(old)
    for connection in (old, new):
        migrations.migrate(connection)
        views.apply(connection)
        search.prepare(connection)
        concepts.refresh(connection)
    assert {name: count for name, count in _counts(old).items() if name in held} == held
    for connection in (old, new):
        loader.load(connection, batch)
        assert checks.run(connection) == []
    for question in ANSWERS:
        assert old.execute(question).fetchall() == new.execute(question).fetchall() != []


def test_index_of_an_earlier_schema_is_made_anew(kidney: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "papers.duckdb"
    with duckdb.connect(str(path)) as old:
        migrations.migrate(old, shipped_until(FIRST_WITH_INDEX))
        _load_as_then(old, staging.write([kidney], tmp_path / "batch.parquet"), FIRST_WITH_INDEX)
        old.execute("insert into search.papers values (1, 0, 7); insert into search.postings values ('neutrophil', 5, 12)")
    with open_for_writing(path):
        pass
    assert [hit.sentence for hit in search.search(path, "neutrophils")] == ["IL-10 from macrophages lowered neutrophils."]


def test_every_table_and_column_has_a_comment() -> None:
    connection = duckdb.connect()
    migrations.migrate(connection)
    views.apply(connection)
    missing = connection.execute(
        "select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()"
        " where schema_name in ('core', 'ops', 'gold', 'eval', 'search', 'mart') and comment is null"
        " union all select schema_name || '.' || table_name from duckdb_tables() where comment is null"
        " union all select view_name from duckdb_views() where schema_name = 'mart' and comment is null"
    ).fetchall()
    assert missing == []


def test_rows_of_papers_are_the_same_before_and_after_they_are_packed(
    kidney: Extraction, lung: Extraction, tmp_path: Path
) -> None:
    odd = replace(kidney.mentions[-1], id="other")
    strange = replace(kidney, mentions=(*kidney.mentions[:-1], odd))
    batch = staging.write([strange, lung], tmp_path / "batch.parquet")
    old, new = duckdb.connect(), duckdb.connect()
    migrations.migrate(old, shipped_until(FIRST_THAT_PACKS - 1))
    _load_as_then(old, batch, FIRST_THAT_PACKS - 1)
    questions = [f"select * from core.{name} order by all" for name in ("sentences", "mentions", "relations")]
    before = [old.execute(question).fetchall() for question in questions]
    described = [old.execute(f"describe {question}").fetchall() for question in questions]
    migrations.migrate(old)
    migrations.migrate(new)
    loader.load(new, batch)
    for connection in (old, new):
        assert [connection.execute(question).fetchall() for question in questions] == before
        columns = [[row[:2] for row in connection.execute(f"describe {question}").fetchall()] for question in questions]
        assert columns == [[row[:2] for row in rows] for rows in described]


def test_every_shipped_query_answers_the_same_before_and_after(kidney: Extraction, lung: Extraction, tmp_path: Path) -> None:
    batch = staging.write([kidney, lung], tmp_path / "batch.parquet")
    answers = []
    for number in (FIRST_THAT_PACKS - 1, FIRST_THAT_PACKS):
        path = tmp_path / f"{number}.duckdb"
        with duckdb.connect(str(path)) as old:
            migrations.migrate(old, shipped_until(number))
            _load_as_then(old, batch, number)
        with open_for_writing(path) as connection:
            connection.execute("update ops.loads set loaded_at = '2026-01-01'")
        answers.append({name: queries.run(path, name).to_pylist() for name in queries.shipped()})
    assert answers[0] == answers[1]
    assert sum(len(rows) > 0 for rows in answers[0].values()) > 20


def _load_as_then(connection: duckdb.DuckDBPyConnection, batch: Path, number: int) -> None:
    """Load a staged batch as the program did that had the schema up to a number: before rows were packed, each as it is."""
    if number >= FIRST_THAT_PACKS:
        loader.load(connection, batch)
        return
    rows = sqlfiles.texts("rows")
    found = connection.execute(loader.PAPERS, {"path": str(batch)}).fetchall()
    keys = {"rows": [row[0] for row in found], "keys": list(range(1, len(found) + 1))}
    connection.execute(loader.ROW_KEYS, keys)
    connection.execute(f"create or replace temp table staged as {rows['staged']}", {"path": str(batch)})
    for name in loader.TABLES:
        connection.execute(f"insert into core.{name} by name {rows[name]}")
    for name in loader.WIDE.values():
        kept = [column for (column,) in connection.execute(COLUMNS, [name]).fetchall()]
        connection.execute(f"insert into core.{name} by name select {', '.join(kept)} from ({rows[name]})")
    connection.execute(f"insert into ops.loads by name {rows['loads']}", {"run_id": None})


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of rows of every table but those that migrations and vocabularies fill."""
    names = connection.execute("select schema_name || '.' || table_name from duckdb_tables() where not temporary").fetchall()
    shown = {"core.sentences", "core.mentions", "core.relations"} if ("core.documents",) in names else set()
    return {
        name: len(connection.execute(f"select 1 from {name}").fetchall())
        for name in shown | {name for (name,) in names}
        if name not in FILLED
    }
