"""Full-text search over sentences, with DuckDB's fts extension from its Python package, so that it needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def load_extension(connection: duckdb.DuckDBPyConnection) -> None:
    """Load DuckDB's full-text search from its Python package, without a network."""
    import duckdb
    import duckdb_extension_fts

    folder = Path(str(duckdb_extension_fts.__file__)).parent / "extensions"
    connection.execute(f"load '{folder / f'v{duckdb.__version__}' / 'fts.duckdb_extension'}'")


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the index up to date with the sentences."""
