from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.records import Extraction
from warehouse import checks, loader, sqlfiles, staging
from warehouse.connection import open_for_writing

FAULTS = {
    "documents_are_unique": "insert into core.documents select * from core.documents",
    "documents_have_one_load": "update ops.loads set replaced_at = now()",
    "rows_have_a_document": "update core.tables set document_key = 99",
    "rows_are_shown": "delete from store.namings where number = 1",
    "mentions_are_unique": "insert into store.mentions select * from store.mentions where running_mention = 1",
    "relations_are_unique": "insert into store.relations select * from store.relations where running_relation = 1",
    "mentions_lie_in_the_text": "update store.mentions set length = 100000 where running_mention = 1",
    "mentions_have_words": "update store.mentions set running_sentence = null where running_mention = 1",
    "sentences_follow_each_other": "update store.sentences set length = length + 1 where running_sentence = 1",
    "relations_have_mentions": "update store.relations set head = 'm99' where running_relation = 1",
    "effects_have_a_direction": "update store.kinds set direction = 'sideways' where label = 'EFFECT'",
    "studies_have_relations": "update core.studies set relation_ids = ['r99']",
    "files_have_their_document": "update ops.files set document_id = 'gone'",
    "concepts_are_closed": "delete from core.concept_ancestors where distance = 0",
}


@pytest.fixture
def connection(tmp_path: Path, kidney: Extraction) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_writing(tmp_path / "papers.duckdb") as opened:
        loader.load(opened, staging.write([kidney], tmp_path / "batch.parquet"))
        yield opened


def test_sound_warehouse_has_no_findings(connection: duckdb.DuckDBPyConnection) -> None:
    assert checks.run(connection) == []


@pytest.mark.parametrize("name", FAULTS)
def test_check_finds_its_fault(name: str, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(FAULTS[name])
    found = {finding.check: finding for finding in checks.run(connection)}
    assert name in found
    assert str(found[name]).startswith(f"{name}: {sqlfiles.header(sqlfiles.texts('checks')[name])}")


def test_every_check_has_a_fault_to_find() -> None:
    assert set(FAULTS) == set(sqlfiles.texts("checks"))
