"""``docs/warehouse.md``: the tables, views and shipped queries of the warehouse, generated from their comments.

``python -m warehouse.describe`` writes it anew. A comment that names a table in brackets, such as ``the paper
(core.documents)``, is a line of the entity diagram.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from warehouse import queries
from warehouse.connection import open_for_writing

if TYPE_CHECKING:
    import duckdb

GUIDE = Path(__file__).with_name("guide.md")
DOCUMENT = Path(__file__).parents[1] / "docs" / "warehouse.md"
SCHEMAS = {
    "mart": "Views: what we conclude",
    "core": "Tables: what was extracted",
    "store": "Tables: how sentences, mentions and relations are kept; `core` shows them in full",
    "ops": "Tables: what was run",
    "search": "Tables: the index for full-text search",
    "gold": "Tables: what annotators marked",
    "eval": "Tables: how far the two agree",
}
POINTED = re.compile(r"\((core|store|ops|gold|eval|search)\.(\w+)\)")
RELATIONS = """
select schema_name, table_name as name, comment from duckdb_tables()
union all
select schema_name, view_name, comment from duckdb_views() where not internal
order by schema_name, name
"""
COLUMNS = """
select schema_name, table_name, column_name, lower(data_type), comment from duckdb_columns()
where not internal order by schema_name, table_name, column_index
"""


def describe(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the description of an open warehouse as Markdown."""
    columns: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for schema, table, column, kind, comment in connection.execute(COLUMNS).fetchall():
        columns.setdefault((schema, table), []).append((column, kind, comment or ""))
    comments = {(schema, name): comment or "" for schema, name, comment in connection.execute(RELATIONS).fetchall()}
    parts = [GUIDE.read_text(encoding="utf-8").rstrip(), *_queries(), "## Entity diagram", _diagram(columns)]
    for schema, title in SCHEMAS.items():
        parts.append(f"## Schema `{schema}`. {title}")
        for (owner, name), comment in sorted(comments.items()):
            if owner == schema:
                parts += [f"### {schema}.{name}", comment, _table(columns[owner, name])]
    return "\n\n".join(parts) + "\n"


def current() -> str:
    """Return the description of a warehouse as this version makes it."""
    with TemporaryDirectory() as folder, open_for_writing(Path(folder) / "empty.duckdb") as connection:
        return describe(connection)


def main(arguments: Sequence[str]) -> int:
    """Write the description to its place or to the path given; return the exit status."""
    target = Path(arguments[0]) if arguments else DOCUMENT
    target.write_text(current(), encoding="utf-8")
    print(f"wrote {target}")
    return 0


def _table(columns: Sequence[tuple[str, str, str]]) -> str:
    rows = [f"| {name} | {_short(kind)} | {comment} |" for name, kind, comment in columns]
    return "\n".join(["| column | type | meaning |", "| --- | --- | --- |", *rows])


def _short(kind: str) -> str:
    return "struct[]" if kind.startswith("struct") else kind.replace("timestamp with time zone", "timestamptz")


def _queries() -> Iterator[str]:
    yield "## Shipped queries"
    rows = ["| query | question | parameters |", "| --- | --- | --- |"]
    for query in queries.shipped().values():
        parameters = ", ".join(
            f"`--{item.name}`" + (f" (`{item.default}`)" if item.default else "") for item in query.parameters
        )
        rows.append(f"| {query.name} | {query.question} | {parameters} |")
    yield "\n".join(rows)


def _diagram(columns: dict[tuple[str, str], list[tuple[str, str, str]]]) -> str:
    """Return the tables of core and ops as a Mermaid diagram, its lines read from the comments of the columns."""
    lines = []
    for (schema, table), listed in columns.items():
        if schema in ("core", "ops"):
            for column, _, comment in listed:
                for _, target in POINTED.findall(comment):
                    if target != table:
                        lines.append(f"    {target} ||--o{{ {table} : {column}")
    return "\n".join(["```mermaid", "erDiagram", *dict.fromkeys(lines), "```"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
