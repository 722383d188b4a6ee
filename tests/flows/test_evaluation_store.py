"""Gold and scores in the warehouse."""

from datetime import UTC, datetime

import pytest

from annotations.gold import documents_from_rows
from annotations.relation_errors import errors_of
from annotations.scorer import score
from flows.evaluation_store import count_rows, store_gold, store_scores
from pipeline.records import Version
from warehouse import queries
from warehouse.connection import open_for_writing

SENTENCE = {"sid": "a.1", "doc": "one", "text": "MSCs lowered IL-6."}
MENTIONS = [
    {"id": "a", "type": "CELL_THERAPY", "text": "MSCs", "norm": "MSC"},
    {"id": "t", "type": "CYTOKINE", "text": "IL-6", "norm": "IL6"},
]
EFFECT = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "citations": []}


def reading(mentions, relations):
    return next(documents_from_rows([SENTENCE], [{"sid": "a.1", "mentions": mentions, "relations": relations}]))


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with open_for_writing(tmp_path_factory.mktemp("store") / "w.duckdb") as connection:
        yield connection


GOLD = reading(MENTIONS, [EFFECT])
SCORES = score(GOLD, reading(MENTIONS[:1], []))
AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_gold_is_stored_once_however_often_it_is_loaded(connection):
    for _ in range(2):
        store_gold(connection, [GOLD], "dev", "dev")
    assert connection.execute("select * from gold.documents").fetchall() == [("one", "dev", "dev", 1)]
    assert connection.execute("select label, concept_name from gold.mentions order by all").fetchall() == [
        ("CELL_THERAPY", "MSC"),
        ("CYTOKINE", "IL6"),
    ]
    assert connection.execute("select label, head, tail, direction from gold.relations").fetchall() == [
        ("EFFECT", "a.1#a", "a.1#t", "decrease")
    ]


def test_scores_asked_in_sql_are_those_of_the_scorer(connection):
    names = {store_scores(connection, SCORES, "dev", Version("1", "m"), at=AT) for _ in range(2)}
    assert len(names) == 1
    rows = connection.execute(
        "select label, gold, predicted, matched from mart.scores where task = 'entities' and rule = 'strict' order by label"
    ).fetchall()
    assert rows == [("CELL_THERAPY", 1, 1, 1.0), ("CYTOKINE", 1, 0, 0.0)]


def test_two_evaluations_are_kept_apart(connection):
    name = store_scores(connection, SCORES, "dev", Version("2", "m"), at=AT)
    assert name != store_scores(connection, SCORES, "dev", Version("3", "m"), at=AT)


def test_counts_of_blocks_are_summed_by_document():
    rows = [row for row in count_rows(SCORES) if row[1:3] == ("entities", "strict")]
    assert sorted(rows) == [
        ("one", "entities", "strict", "CELL_THERAPY", 1, 1, 1.0),
        ("one", "entities", "strict", "CYTOKINE", 1, 0, 0.0),
    ]


def test_errors_that_a_change_brought_can_be_asked_for(tmp_path):
    path = tmp_path / "w.duckdb"
    worse, better = reading(MENTIONS[:1], []), reading(MENTIONS, [])
    with open_for_writing(path) as connection:
        for day, predicted in ((1, better), (2, worse)):
            found = list(errors_of(GOLD, predicted))
            moment = datetime(2026, 1, day, tzinfo=UTC)
            store_scores(connection, score(GOLD, predicted), "dev", Version("1", "m"), errors=found, at=moment)
    table = queries.run(path, "errors_of_a_change", {"collection": "dev"})
    rows = [dict(zip(table.column_names, row, strict=True)) for row in zip(*table.to_pydict().values(), strict=True)]
    assert ("came", "mention", "missed", "CYTOKINE") in {(r["change"], r["what"], r["kind"], r["label"]) for r in rows}
