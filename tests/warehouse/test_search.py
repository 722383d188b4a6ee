from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.records import Extraction
from warehouse import loader, search, staging
from warehouse.connection import open_for_reading, open_for_writing
from warehouse.guard import QueryError


def sentences(path: Path, text: str, **filters: str) -> list[str]:
    return [hit.sentence for hit in search.search(path, text, **filters)]  # type: ignore[arg-type]


def test_search_finds_the_sentence_with_most_of_the_words_first(warehouse: Path) -> None:
    found = sentences(warehouse, "IL-10 macrophages")
    assert found == ["IL-10 from macrophages lowered neutrophils.", "MSCs may raise IL-10."]


def test_hit_says_where_it_stands(warehouse: Path) -> None:
    hit = search.search(warehouse, "neutrophils")[0]
    assert (hit.title, hit.doi, hit.section, hit.page) == (
        "Stromal cells for the failing kidney",
        "10.5555/kidney",
        "Discussion",
        2,
    )


def test_hit_highlights_the_words_in_all_their_forms(warehouse: Path) -> None:
    hit = search.search(warehouse, "macrophage lowering")[0]
    assert hit.highlighted("[", "]") == "IL-10 from [macrophages] [lowered] neutrophils."


@pytest.mark.parametrize("spelling", ["IL6", "IL-6", "il-6"])
def test_search_finds_every_spelling_of_a_molecule(spelling: str, warehouse: Path) -> None:
    assert len(sentences(warehouse, spelling)) == 2


def test_search_spells_greek_letters_out(warehouse: Path) -> None:
    assert sentences(warehouse, "TNF-alpha") == ["They did not change TNF-α in plasma."]


def test_search_by_label_keeps_sentences_with_such_a_mention(warehouse: Path) -> None:
    assert sentences(warehouse, "MSCs", label="dose") == [
        "Intratracheal adipose MSCs (1 × 10^6 cells) raised IL-6 in the lungs of rats with ARDS."
    ]


def test_search_by_an_unknown_label_is_refused_with_the_known_ones(warehouse: Path) -> None:
    with pytest.raises(QueryError, match=r"there is no label NOPE; the labels are CELL_THERAPY, .*CYTOKINE"):
        search.search(warehouse, "MSCs", label="nope")


def test_search_by_a_label_that_no_mention_has_finds_nothing(warehouse: Path) -> None:
    assert sentences(warehouse, "MSCs", label="TIMING") == []


def test_search_by_concept_keeps_its_kinds_as_well(warehouse: Path) -> None:
    assert sentences(warehouse, "increased", concept="T cell") == ["They improved survival and increased Tregs."]
    assert sentences(warehouse, "increased", concept="B cell") == []


@pytest.mark.parametrize("text", ["", "the of and", "xylophone", "!?"])
def test_search_without_known_words_finds_nothing(text: str, warehouse: Path) -> None:
    assert search.search(warehouse, text) == []


def test_search_gives_as_many_hits_as_asked_for(warehouse: Path) -> None:
    assert len(search.search(warehouse, "MSCs IL-10 IL-6", most=2)) == 2


def test_index_follows_papers_that_come_and_change(kidney: Extraction, lung: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "papers.duckdb"
    others = [renamed(lung, number) for number in range(8)]
    with open_for_writing(path) as connection:
        loader.load(connection, staging.write([kidney, *others], tmp_path / "1.parquet"))
    assert len(sentences(path, "neutrophils")) == 1
    shorter = replace(kidney, sentences=kidney.sentences[:2], mentions=(), relations=(), trials=(), studies=())
    with open_for_writing(path) as connection:
        loader.load(connection, staging.write([shorter, renamed(lung, 9)], tmp_path / "2.parquet"))
    assert sentences(path, "neutrophils") == []
    assert len(sentences(path, "survival")) == 9
    with open_for_reading(path) as connection:
        stale = "select count(*) from search.papers where document_key not in (select document_key from core.documents)"
        assert connection.execute(stale).fetchall() == [(0,)]


def test_index_that_grew_finds_the_same_as_one_built_at_once(kidney: Extraction, lung: Extraction, tmp_path: Path) -> None:
    papers = [kidney, *(renamed(lung, number) for number in range(9))]
    grown, whole = tmp_path / "grown.duckdb", tmp_path / "whole.duckdb"
    for number in range(len(papers)):
        with open_for_writing(grown) as connection:
            loader.load(connection, staging.write(papers[number : number + 1], tmp_path / "one.parquet"))
    with open_for_writing(whole) as connection:
        loader.load(connection, staging.write(papers, tmp_path / "all.parquet"))
    assert search.search(grown, "IL-6 neutrophils survival") == search.search(whole, "IL-6 neutrophils survival") != []


def renamed(paper: Extraction, number: int) -> Extraction:
    sha256 = f"{number:064x}"
    identity = f"{number:016x}"
    return replace(paper, document=replace(paper.document, id=identity, sha256=sha256, source=f"papers/{number}.pdf"))
