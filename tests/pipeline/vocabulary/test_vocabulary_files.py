import pytest

from pipeline.gene_names import gene_of
from pipeline.terms import FOLDER, LABEL_OF_FILE, read_terms

LEAST = {
    "cytokines": 250, "mediators": 300, "immune_cells": 250, "conditions": 400, "routes": 60, "species": 60, "outcomes": 200,
    "cell_therapies": 60,
}  # fmt: skip


@pytest.mark.parametrize("stem", sorted(LABEL_OF_FILE))
def test_shipped_vocabulary_is_readable_and_large_enough(stem: str) -> None:
    terms = read_terms(FOLDER / f"{stem}.tsv")
    assert len(terms) >= LEAST.get(stem, 1)


def test_sources_and_sites_are_many() -> None:
    assert sum(len(read_terms(FOLDER / f"{stem}.tsv")) for stem in ("cell_sources", "anatomy")) >= 120


@pytest.mark.parametrize("stem", sorted(LABEL_OF_FILE))
def test_source_of_every_term_is_recorded(stem: str) -> None:
    rows = (FOLDER / "SOURCES.tsv").read_text(encoding="utf-8").splitlines()[1:]
    recorded = {row.split("\t")[0] for row in rows}
    assert {term.source for term in read_terms(FOLDER / f"{stem}.tsv")} <= recorded


def test_identifier_of_a_cytokine_is_used_once() -> None:
    curies = [term.curie for term in read_terms(FOLDER / "cytokines.tsv") if term.curie]
    assert len(curies) == len(set(curies))


def test_parents_form_no_circle() -> None:
    for stem in LABEL_OF_FILE:
        parents = {term.name: term.parents for term in read_terms(FOLDER / f"{stem}.tsv")}
        for name, above in parents.items():
            seen, frontier = set(), set(above)
            while frontier:
                assert name not in frontier, f"{stem}: {name} is above itself"
                seen |= frontier
                frontier = {higher for one in frontier for higher in parents[one]} - seen


def test_gene_is_known_by_symbol_and_alias_only() -> None:
    assert gene_of("IFT-88") == ("HGNC:20606", "IFT88")
    assert gene_of("no gene") is None
