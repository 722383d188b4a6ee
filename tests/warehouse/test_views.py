from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Extraction
from warehouse import queries, sqlfiles, views


def ask(warehouse: Path, question: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = queries.run(warehouse, question).to_pylist()
    return rows


def test_cytokine_effects_show_effect_place_condition_citations_sentence_and_page(warehouse: Path, kidney: Extraction) -> None:
    (row,) = ask(warehouse, "select * from cytokine_effects where direction = 'decrease'")
    assert (
        row
        | {
            "effect": "MSC decreases IL6",
            "agent": "MSC",
            "target": "IL6",
            "place": "kidney",
            "condition": "sepsis",
            "species": "mouse",
            "certainty": "asserted",
            "origin": "cited",
            "citations": [1],
            "sentence": "Human BM-MSCs given intravenously lowered IL-6 in the kidneys of mice with sepsis.",
            "page": 1,
            "section": "Results",
            "section_role": "results",
            "document": kidney.document.id,
            "confidence": 0.8,
        }
        == row
    )


@pytest.mark.parametrize(
    ("direction", "certainty", "perturbation", "phrase"),
    [
        ("decrease", "asserted", "none", "MSC decreases IL6"),
        ("increase", "speculative", "none", "MSC may increase IL6"),
        ("modulate", "negated", "none", "MSC does not modulate IL6"),
        ("no_change", "asserted", "none", "MSC leaves IL6 unchanged"),
        ("increase", "asserted", "loss", "loss of MSC increases IL6"),
        ("increase", "asserted", "gain", "more MSC increases IL6"),
    ],
)
def test_phrase_says_an_effect_in_words(
    direction: str, certainty: str, perturbation: str, phrase: str, warehouse: Path
) -> None:
    question = f"select mart.phrase('MSC', 'IL6', '{direction}', '{certainty}', '{perturbation}') as phrase"
    assert ask(warehouse, question) == [{"phrase": phrase}]


def test_effects_on_each_kind_of_target_have_a_view_of_their_own(warehouse: Path) -> None:
    assert [row["effect"] for row in ask(warehouse, "select effect from outcome_effects")] == ["MSC increases survival"]
    assert [row["effect"] for row in ask(warehouse, "select effect from immune_cell_effects order by effect")] == [
        "IL10 decreases neutrophil",
        "MSC increases regulatory T cell",
    ]
    assert [row["effect"] for row in ask(warehouse, "select effect from cytokine_actions")] == ["IL10 decreases neutrophil"]


def test_routes_sources_donors_and_doses_have_their_sentence(warehouse: Path) -> None:
    assert ask(warehouse, "select product, route, citations, page from routes where year = 2016") == [
        {"product": "MSC", "route": "intravenous", "citations": [1], "page": 1}
    ]
    assert ask(warehouse, "select cell_source, origin from cell_sources order by year") == [
        {"cell_source": "bone marrow", "origin": "background"},
        {"cell_source": "adipose tissue", "origin": "own"},
    ]
    assert ask(warehouse, "select donor from donors") == [{"donor": "human"}]
    assert ask(warehouse, "select dose, quantity_values, quantity_unit from doses") == [
        {"dose": "1 × 10^6 cells", "quantity_values": [1e6], "quantity_unit": "cells"}
    ]
    assert ask(warehouse, "select subject, subject_label, species, page from species_studied") == [
        {"subject": "sepsis", "subject_label": "CONDITION", "species": "mouse", "page": 1}
    ]


def test_statements_about_products_are_those_of_the_six_views(warehouse: Path) -> None:
    alike = ("routes", "cell_sources", "donors", "doses", "timings", "conditions_studied")
    apart = " union all ".join(f"select relation_id, document from {view}" for view in alike)
    question = "select relation_id, document from {} order by all"
    assert ask(warehouse, question.format(f"({apart})")) == ask(warehouse, question.format("product_statements")) != []


def test_evidence_leads_from_the_fact_to_the_box_and_the_doi_of_the_cited_work(warehouse: Path) -> None:
    question = """
    select page, x0_pt, top_pt, x1_pt, bottom_pt, reference_number, reference_doi, reference_pmid
    from evidence where label = 'EFFECT' and tail = 'IL6' and direction = 'decrease'
    """
    assert ask(warehouse, question) == [
        {
            "page": 1, "x0_pt": 50.0, "top_pt": 100.0, "x1_pt": 545.0, "bottom_pt": 112.0,
            "reference_number": 1, "reference_doi": "10.5555/doe2010", "reference_pmid": "100",
        }
    ]  # fmt: skip


def test_evidence_without_citation_is_one_row(warehouse: Path) -> None:
    assert ask(warehouse, "select count(*) as n from evidence where tail = 'survival'") == [{"n": 1}]


def test_trial_is_merged_over_papers_and_its_disagreements_are_named(warehouse: Path) -> None:
    (trial,) = ask(warehouse, "select trial_id, phase, enrollment, product, route, paper_count, disagreements from trials")
    assert trial == {
        "trial_id": "NCT90000001", "phase": "I", "enrollment": 20, "product": "MSC", "route": "intravenous", "paper_count": 2,
        "disagreements": ["enrollment"],
    }  # fmt: skip
    assert ask(warehouse, "select field, values from trial_disagreements") == [
        {"field": "enrollment", "values": ["15", "16", "20"]}
    ]


def test_study_has_the_reference_and_the_effects_in_words(warehouse: Path) -> None:
    (study,) = ask(warehouse, "select study, doi, products, routes, effects, own from studies")
    assert study == {
        "study": "Doe J. Cells lower interleukins. J Ex 2010;1:1-9.",
        "doi": "10.5555/doe2010",
        "products": ["MSC"],
        "routes": ["intravenous"],
        "effects": ["MSC decreases IL6 in kidney"],
        "own": False,
    }


def test_products_gather_what_a_paper_says_of_each(warehouse: Path) -> None:
    question = "select product, cell_sources, donors, routes, doses, conditions, effect_count from products order by year"
    assert ask(warehouse, question)[1] == {
        "product": "MSC", "cell_sources": ["adipose tissue"], "donors": None, "routes": ["intratracheal"],
        "doses": ["1 × 10^6 cells"], "conditions": ["acute respiratory distress syndrome"], "effect_count": 3,
    }  # fmt: skip


def test_contradictions_show_both_sides(warehouse: Path) -> None:
    assert ask(warehouse, "select agent, target, increase, decrease from effect_contradictions") == [
        {"agent": "MSC", "target": "IL6", "increase": 1, "decrease": 1}
    ]


def test_contradictions_hold_trials_and_effects(warehouse: Path) -> None:
    assert ask(warehouse, "contradictions") == [
        {"kind": "trial", "subject": "NCT90000001", "aspect": "enrollment", "sides": ["15", "16", "20"]},
        {
            "kind": "effect", "subject": "MSC", "aspect": "IL6",
            "sides": ["increase 1× (belief 0.65)", "decrease 1× (belief 0.65)"],
        },
    ]  # fmt: skip


def test_coverage_says_what_a_paper_lacks(warehouse: Path) -> None:
    assert ask(warehouse, "select route, dose, donor, species, trial from coverage order by year") == [
        {"route": True, "dose": False, "donor": True, "species": True, "trial": True},
        {"route": True, "dose": True, "donor": False, "species": False, "trial": True},
    ]


def test_texts_are_those_that_were_read(warehouse: Path, kidney: Extraction, lung: Extraction) -> None:
    texts = {row["document"]: row["text"] for row in ask(warehouse, "texts")}
    assert texts == {paper.document.id: paper.document.text for paper in (kidney, lung)}


def test_mention_texts_are_the_words_of_the_paper(warehouse: Path, kidney: Extraction) -> None:
    question = f"select mention_id, text from mention_texts where document = '{kidney.document.id}'"
    assert {row["mention_id"]: row["text"] for row in ask(warehouse, question)} == {m.id: m.text for m in kidney.mentions}


def test_papers_are_counted_and_dated(warehouse: Path) -> None:
    question = (
        "select mention_count, effect_count, own_effect_count, first_loaded_at <= now() as dated from papers order by year"
    )
    assert ask(warehouse, question) == [
        {"mention_count": 17, "effect_count": 4, "own_effect_count": 0, "dated": True},
        {"mention_count": 11, "effect_count": 3, "own_effect_count": 3, "dated": True},
    ]


def test_scores_are_ratios_of_summed_counts(tmp_path: Path) -> None:
    from warehouse.connection import open_for_writing

    with open_for_writing(tmp_path / "papers.duckdb") as connection:
        connection.execute("insert into eval.evaluations values ('e', now(), 'dev', '1', 'm')")
        for document, gold, predicted, matched in (("a", 6, 4, 3), ("b", 4, 4, 3)):
            connection.execute(
                "insert into eval.counts values ('e', ?, 'entities', 'strict', 'CYTOKINE', ?, ?, ?)",
                [document, gold, predicted, matched],
            )
        (row,) = connection.execute("select precision, recall, f1 from mart.scores").fetchall()
    assert row == (6 / 8, 6 / 10, 12 / 18)


def test_views_are_made_after_those_that_they_read() -> None:
    order = views.in_order(sqlfiles.texts("views"))
    assert order.index("phrase") < order.index("effects") < order.index("cytokine_effects")
    assert sorted(order) == sorted(sqlfiles.texts("views"))
