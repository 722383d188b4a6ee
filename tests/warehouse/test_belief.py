from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from pipeline.records import Extraction
from warehouse import loader, queries, staging
from warehouse.connection import open_for_writing

STATED = tuple[str, str, str, str]  # direction, certainty, perturbation, method


@pytest.fixture
def connection(tmp_path: Path, kidney: Extraction) -> duckdb.DuckDBPyConnection:
    with open_for_writing(tmp_path / "papers.duckdb") as opened:
        loader.load(opened, staging.write([kidney], tmp_path / "batch.parquet"))
    again = duckdb.connect(str(tmp_path / "papers.duckdb"))
    again.execute("delete from core.error_rates")
    again.execute("insert into core.error_rates values ('*', 0.05, 0.3, 'prior'), ('model', 0.1, 0.2, 'measured')")
    return again


def state(connection: duckdb.DuckDBPyConnection, effects: Sequence[STATED]) -> dict[str, float]:
    """Replace the relations by effects of X on Y and return the belief in each direction."""
    connection.execute("create temp table if not exists template as select * from store.relations limit 1")
    connection.execute("create temp table if not exists kind as select * from store.kinds where label = 'EFFECT' limit 1")
    for table in ("relations", "kinds", "names"):
        connection.execute(f"delete from store.{table}")
    connection.execute("insert into store.names values (1, 'CELL_THERAPY', 'X'), (2, 'CYTOKINE', 'Y')")
    for number, values in enumerate(effects, 1):
        connection.execute(
            f"insert into store.kinds select * replace ({number} as number, ? as direction, ? as certainty, ? as perturbation,"
            " ? as method) from kind",
            values,
        )
        connection.execute(
            f"insert into store.relations select * replace ({number} as kind, 1 as head_name, 2 as tail_name) from template"
        )
    return dict(connection.execute("select direction, belief from mart.facts").fetchall())


@pytest.mark.parametrize(
    ("effects", "belief"),
    [
        ([("decrease", "asserted", "none", "grammar")], 1 - (0.05 + 0.3)),
        ([("decrease", "asserted", "none", "grammar")] * 2, 1 - (0.05 + 0.3**2)),
        ([("decrease", "asserted", "none", m) for m in ("grammar: passive", "grammar: list")], 1 - (0.05 + 0.3**2)),
        ([("decrease", "asserted", "none", "model")], 1 - (0.1 + 0.2)),
        ([("decrease", "asserted", "none", m) for m in ("grammar", "model")], 1 - (0.05 + 0.3) * (0.1 + 0.2)),
        ([("decrease", "speculative", "none", "grammar")], 0),
        ([("decrease", "negated", "none", "grammar")], 0),
    ],
)
def test_belief_is_what_the_error_rates_give_by_hand(
    effects: list[STATED], belief: float, connection: duckdb.DuckDBPyConnection
) -> None:
    assert state(connection, effects) == {"decrease": pytest.approx(belief, abs=1e-4)}


def test_loss_of_the_agent_is_evidence_for_the_opposite(connection: duckdb.DuckDBPyConnection) -> None:
    effects = [("decrease", "asserted", "none", "grammar"), ("increase", "asserted", "loss", "grammar")]
    assert state(connection, effects) == {"decrease": pytest.approx(1 - (0.05 + 0.3**2), abs=1e-4)}


def test_belief_never_falls_with_more_evidence(connection: duckdb.DuckDBPyConnection) -> None:
    beliefs = [state(connection, [("decrease", "asserted", "none", "grammar")] * n)["decrease"] for n in range(1, 6)]
    assert beliefs == sorted(beliefs)


def test_belief_is_the_product_of_its_shown_terms(warehouse: Path) -> None:
    question = """
    select facts.belief, terms.belief as by_hand from facts
    inner join (select agent, target, direction, round(1 - product(doubt), 4) as belief from belief_terms group by all) as terms
    using (agent, target, direction)
    """
    rows = queries.run(warehouse, question).to_pylist()
    assert len(rows) > 0
    assert all(row["belief"] == row["by_hand"] for row in rows)
