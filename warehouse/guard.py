"""What a reader may ask: one SELECT that calls nothing which reaches beyond the tables of the warehouse.

The connection itself refuses files, writes, extensions and settings (``connection.open_for_reading``); this first wall gives
a plain answer why, and closes what a SELECT can still do there: table functions that change logging or profiling.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    import duckdb

# fmt: off
TABLE_FUNCTIONS = frozenset({
    "unnest", "range", "generate_series", "json_each", "json_tree", "kinds_of", "pragma_table_info", "duckdb_columns",
    "duckdb_tables", "duckdb_views", "duckdb_schemas", "duckdb_functions", "duckdb_types", "duckdb_databases",
})
REFUSED = frozenset({"write_log", "nextval", "currval", "getenv", "set_config", "query", "query_table"})
# fmt: on


class QueryError(Exception):
    """A question is refused or wrong; the message says why."""


def check(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Let one SELECT pass. Raises QueryError for anything else, for wrong SQL and for functions that reach outside."""
    import duckdb

    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    if len(statements) != 1:
        raise QueryError(f"one statement is asked for, {len(statements)} are given")
    kind = statements[0].type.name
    if kind != "SELECT":
        raise QueryError(f"{kind.replace('_', ' ')} is refused: the warehouse can only be read, ask with a SELECT")
    tree = orjson.loads(_serialized(connection, statements[0].query))
    if tree.get("error"):
        raise QueryError(f"only a SELECT can be asked: {tree.get('error_message', 'the statement is of another kind')}")
    for node in _nodes(tree):
        _check_node(node)


def _serialized(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    rows = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()
    return str(rows[0][0])


def _check_node(node: dict[str, Any]) -> None:
    if node.get("type") == "TABLE_FUNCTION":
        name = str(node.get("function", {}).get("function_name", "")).lower()
        if name not in TABLE_FUNCTIONS:
            raise QueryError(f"the table function {name}() is refused: it reaches outside the warehouse")
    elif node.get("type") == "BASE_TABLE" and str(node.get("table_name", "")).lower().startswith("pragma_"):
        raise QueryError("a PRAGMA is refused: the warehouse can only be read, ask with a SELECT")
    elif node.get("class") == "FUNCTION" and str(node.get("function_name", "")).lower() in REFUSED:
        raise QueryError(f"the function {node['function_name']}() is refused: it reaches outside the warehouse")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a parse tree, without recursion so that no nesting is too deep."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
