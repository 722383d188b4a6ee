from pathlib import Path

import duckdb
import pytest

from pipeline.records import Extraction
from warehouse import checks, concepts, loader, migrations, search, sqlfiles, staging, views
from warehouse.connection import open_for_writing

ANSWERS = ("select * from mart.cytokine_effects", "select * from mart.trials", "select * from mart.facts order by all")

FIRST_WITH_PAPERS = 2
FIRST_WITH_INDEX = 5
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
        loader.load(old, batch)
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
        loader.load(old, staging.write([kidney], tmp_path / "batch.parquet"))
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


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of rows of every table but those that migrations and vocabularies fill."""
    names = connection.execute("select schema_name || '.' || table_name from duckdb_tables() where not temporary").fetchall()
    return {name: len(connection.execute(f"select 1 from {name}").fetchall()) for (name,) in names if name not in FILLED}
