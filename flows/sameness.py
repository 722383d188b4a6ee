"""Whether two warehouses hold the same: every row of every paper, and what became of every file.

Numbers and times that a load gives away (``document_key``, when, by which run, how long) are no content.
"""

from __future__ import annotations

from pathlib import Path

NO_CONTENT = {"document_key", "loaded_at", "replaced_at", "seen_at", "run_id", "seconds"}
COLUMNS = """
select table_schema, table_name, column_name from information_schema.columns
where table_catalog = 'warehouse' and table_schema = 'core' and table_name not in (
    select view_name from duckdb_views() where database_name = 'warehouse' and schema_name = 'core')
order by all
"""
PAPER_ROWS = """
select loads.document_id, count(*), sum(hash({columns})::hugeint)::varchar
from core."{table}" as part inner join ops.loads using (document_key) where loads.replaced_at is null group by all
"""
LOADS = "select document_id, count(*), max(digest) from ops.loads where replaced_at is null group by all"
FILES = """
select source, count(*), max([sha256, status, document_id, version, model, reason, detail]::varchar) from ops.files group by all
"""


def contents(warehouse: Path) -> dict[tuple[str, str], tuple[int, str]]:
    """Return, by table and paper (or file), how many rows there are and a sum over their values. Raises WarehouseError."""
    from warehouse.connection import open_for_reading

    found = {}
    with open_for_reading(warehouse) as connection:
        tables: dict[str, list[tuple[str, str]]] = {}
        for _, table, column in connection.execute(COLUMNS).fetchall():
            tables.setdefault(table, []).append((table, column))
        asked = {
            f"core.{table}": PAPER_ROWS.format(
                table=table, columns=", ".join(f'part."{name}"' for _, name in columns if name not in NO_CONTENT)
            )
            for table, columns in tables.items()
            if ("document_key" in {name for _, name in columns})
        }
        for name, sql in {**asked, "ops.loads": LOADS, "ops.files": FILES}.items():
            for key, number, value in connection.execute(sql).fetchall():
                found[name, str(key)] = (int(number), str(value))
    return found


def differences(first: Path, second: Path) -> list[str]:
    """Return a line for each paper and table in which two warehouses differ, [] where they hold the same."""
    ours, theirs = contents(first), contents(second)
    none = (0, "")
    return [
        f"{table} of {key}: {ours.get((table, key), none)[0]} rows and {theirs.get((table, key), none)[0]}, with other values"
        for table, key in sorted(ours.keys() | theirs.keys())
        if ours.get((table, key)) != theirs.get((table, key))
    ]
