"""Gold and scores into the warehouse: ``gold.*`` and ``eval.*``, so that a change of the scores can be asked for in SQL.

No text of gold is kept beyond the names of concepts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from annotations.counts import Scores
from annotations.errors import Error
from annotations.gold import GoldDocument
from pipeline.records import Version

if TYPE_CHECKING:
    import duckdb

Row = tuple[Any, ...]

GOLD_TABLES = ("gold.documents", "gold.mentions", "gold.relations")


def store_gold(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[GoldDocument], collection: str, split: str | None = None
) -> None:
    """Replace what the warehouse holds of some gold documents, in one transaction. Raises duckdb.Error."""
    tables = {
        "gold.documents": [(gold.name, collection, split, len(gold.scope)) for gold in documents],
        "gold.mentions": [row for gold in documents for row in _mention_rows(gold)],
        "gold.relations": [row for gold in documents for row in _relation_rows(gold)],
    }
    connection.begin()
    try:
        for table in GOLD_TABLES:
            connection.executemany(f"delete from {table} where gold_id = ?", [(gold.name,) for gold in documents])
            _insert(connection, table, tables[table])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def store_scores(
    connection: duckdb.DuckDBPyConnection,
    scores: Scores,
    collection: str,
    version: Version,
    *,
    errors: Sequence[Error] = (),
    at: datetime | None = None,
) -> str:
    """Add the counts and errors of one evaluation and return its name, which the time, the collection and the version give it.

    Storing the same evaluation again replaces it. Raises duckdb.Error.
    """
    moment = at or datetime.now(UTC)
    words = f"{moment.isoformat()} {collection} {version.version} {version.model}"
    name = hashlib.sha256(words.encode()).hexdigest()[:16]
    connection.begin()
    try:
        for table in ("eval.evaluations", "eval.counts", "eval.errors"):
            connection.execute(f"delete from {table} where evaluation_id = ?", [name])
        _insert(connection, "eval.evaluations", [(name, moment, collection, version.version, version.model)])
        _insert(connection, "eval.counts", [(name, *row) for row in count_rows(scores)])
        _insert(connection, "eval.errors", [(name, *row) for row in error_rows(errors)])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return name


def count_rows(scores: Scores) -> Iterator[Row]:
    """Yield document, task, rule, label, gold, predicted and matched: the counts summed over the blocks of a document."""
    for column, cells in scores.cells.items():
        task, _, rule = column.measure.partition("/")
        sums: dict[str, list[float]] = {}
        for unit, counts in cells.items():
            row = sums.setdefault(unit.document, [0, 0, 0.0])
            row[0], row[1], row[2] = row[0] + counts.gold, row[1] + counts.predicted, row[2] + counts.credit
        for document, (gold, predicted, matched) in sums.items():
            yield document, task, rule, column.label, gold, predicted, matched


def error_rows(errors: Sequence[Error]) -> Iterator[Row]:
    """Yield document, what, kind, label, sid, what gold and pipeline say, and the confidence of the pipeline."""
    for one in errors:
        said = (side.words if side is not None else None for side in (one.gold, one.predicted))
        yield one.document, one.what, one.kind, one.label, one.sid, *said, one.confidence


def _mention_rows(gold: GoldDocument) -> Iterator[Row]:
    for mention in gold.mentions:
        yield gold.name, mention.id, mention.label, mention.concept.name if mention.concept else None, mention.same_as


def _relation_rows(gold: GoldDocument) -> Iterator[Row]:
    for item in gold.relations:
        signed = item.direction is not None
        values = (item.direction, item.certainty if signed else None, item.perturbation if signed else None)
        yield gold.name, item.label, item.head, item.tail, *values


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
