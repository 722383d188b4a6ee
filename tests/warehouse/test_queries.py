"""Every shipped query, asked of two papers of our own words whose answers are known."""

import re
from pathlib import Path
from typing import Any

import pytest

from warehouse import queries
from warehouse.guard import QueryError

ANSWERS: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    (
        "cytokine_effects_by_product",
        {"cytokine": "IL6", "route": "intravenous"},
        [{"product": "MSC", "cytokine": "IL6", "direction": "decrease", "sentences": 1, "papers": 1, "own_results": 0}],
    ),
    ("cytokine_effects_by_product", {"cytokine": "IL6", "route": "oral"}, []),
    (
        "cytokine_effects_by_product",
        {"cytokine": "IL-6 family", "direction": "increase"},
        [{"cytokine": "IL6", "own_results": 1}],
    ),
    (
        "cytokine_evidence",
        {"cytokine": "IL6", "direction": "decrease"},
        [{"place": "kidney", "condition": "sepsis", "citations": [1]}],
    ),
    (
        "cytokines_of_a_product",
        {},
        [
            {"cytokine": "IL6", "papers_increase": 1, "papers_decrease": 1, "belief_increase": 0.65},
            {"cytokine": "IL10", "papers_increase": 1, "belief_increase": 0.0},
            {"cytokine": "TNF", "papers_no_change": 1},
        ],
    ),
    ("routes_for_a_condition", {"condition": "sepsis"}, [{"route": "intravenous", "papers": 1, "products": ["MSC"]}]),
    ("sources_for_a_condition", {"condition": "sepsis"}, [{"cell_source": "bone marrow", "papers": 1}]),
    ("donors_for_a_condition", {}, [{"donor": "human", "papers": 1}]),
    ("routes_over_time", {}, [{"year": 2016, "route": "intravenous"}, {"year": 2020, "route": "intratracheal"}]),
    ("sources_over_time", {"product": "MSC"}, [{"cell_source": "bone marrow"}, {"cell_source": "adipose tissue"}]),
    ("doses_by_route", {}, [{"route": "intratracheal", "unit": "cells", "smallest": 1e6, "median": 1e6, "largest": 1e6}]),
    ("times_of_administration", {}, []),
    (
        "immune_cells_changed",
        {"cell": "T cell"},
        [{"immune_cell": "regulatory T cell", "direction": "increase", "agents": ["MSC"], "papers": 1}],
    ),
    ("macrophage_polarisation", {}, []),
    ("outcomes_of_a_product", {"product": "MSC"}, [{"outcome": "survival", "increase": 1, "decrease": 0}]),
    ("null_results", {}, [{"effect": "MSC leaves TNF unchanged", "place": "blood", "citations": [2]}]),
    ("contradictions_in_the_field", {}, [{"agent": "MSC", "target": "IL6", "increase": 1, "decrease": 1}]),
    ("both_sides_of_an_effect", {}, [{"direction": "decrease", "year": 2016}, {"direction": "increase", "year": 2020}]),
    ("best_supported_facts", {"min_belief": "0.6", "most": 1}, [{"agent": "IL10", "target": "neutrophil", "belief": 0.65}]),
    ("mechanisms", {}, []),
    ("what_the_effect_needs", {}, []),
    ("trial_table", {"condition": "acute kidney injury"}, [{"trial_id": "NCT90000001", "phase": "I", "enrollment": 20}]),
    ("trial_table", {"status": "withdrawn"}, []),
    ("registry_differences_to_check", {"field": "phase"}, [{"trial_id": "NCT90000001", "in_papers": "I", "in_registry": "II"}]),
    ("trials_by_phase", {}, [{"phase": "I", "status": "completed", "trials": 1, "subjects": 20}]),
    ("trial_disagreements_to_check", {}, [{"trial_id": "NCT90000001", "field": "enrollment", "values": ["15", "16", "20"]}]),
    ("trials_without_results", {}, []),
    ("study_table", {"condition": "sepsis"}, [{"doi": "10.5555/doe2010", "effects": ["MSC decreases IL6 in kidney"]}]),
    ("study_table", {"own": "true"}, []),
    ("own_results", {"condition": "acute respiratory distress syndrome"}, [{"effect": "MSC increases IL6", "place": "lung"}]),
    ("references_to_fetch", {"most": "1"}, [{"doi": "10.5555/doe2010", "effects": 1, "papers": 1}]),
    ("new_since", {"date": "2999-01-01"}, []),
    ("new_since", {"most": 1}, [{"agent": "IL10", "direction": "decrease", "new_sentences": 1, "known_sentences": 0}]),
    ("coverage_gaps", {"missing": "dose"}, [{"title": "Stromal cells for the failing kidney", "missing": ["dose"]}]),
    ("failed_files", {"reason": "encrypted"}, [{"source": "papers/locked.pdf"}]),
    ("species_for_a_condition", {}, [{"condition": "sepsis", "papers": 1, "human_papers": 0, "species": ["mouse"]}]),
    ("cells_against_vesicles", {}, []),
    ("places_of_change", {"target": "IL6"}, [{"place": "kidney", "direction": "decrease"}, {"place": "lung"}]),
    ("disease_signature_reversed", {}, []),
    ("speculation", {}, [{"agent": "MSC", "direction": "increase", "target": "IL10", "speculative": 1}]),
    ("names_without_concept", {}, []),
    ("corpus_overview", {}, [{"papers": 2, "failed_files": 1, "mentions": 28, "relations": 17, "effects": 7, "trials": 1}]),
    ("paper_summary", {"paper": "10.5555/LUNG"}, [{"effect": "MSC increases IL6"}, {}, {}]),
    ("how_well_is_it_read", {}, []),
    ("errors_of_a_change", {}, []),
]


@pytest.mark.parametrize(("name", "parameters", "expected"), ANSWERS)
def test_shipped_query_answers_its_question(
    name: str, parameters: dict[str, Any], expected: list[dict[str, Any]], warehouse: Path
) -> None:
    rows = queries.run(warehouse, name, parameters).to_pylist()
    assert len(rows) == len(expected)
    for row, known in zip(rows, expected, strict=True):
        assert row | known == row


CHAINED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "mechanisms",
        {"end": "sepsis"},
        {
            "product": "MSC",
            "first_direction": "increase",
            "middle": "IL10",
            "end_point": "sepsis",
            "implied_direction": "decrease",
        },
    ),
    ("what_the_effect_needs", {}, {"taken_away": "IL10", "direction": "increase", "target": "M1 macrophage"}),
    ("times_of_administration", {"condition": "sepsis"}, {"timing": "1 h after surgery", "papers": 1, "products": ["MSC"]}),
    ("macrophage_polarisation", {}, {"agent": "MSC-EV", "towards_m2": 1, "towards_m1": 0, "m2_up": 1}),
    (
        "cells_against_vesicles",
        {},
        {"target": "IL10", "product_direction": "increase", "counterpart_direction": "decrease", "same": False},
    ),
    (
        "disease_signature_reversed",
        {},
        {"condition": "sepsis", "disease_direction": "increase", "target": "TNF", "product_direction": "decrease"},
    ),
    ("trials_without_results", {}, {"trial_id": "NCT90000002", "status": "recruiting"}),
    ("names_without_concept", {"label": "mediator"}, {"label": "MEDIATOR", "name": "factor q", "mentions": 1}),
    ("how_well_is_it_read", {}, {"task": "entities", "precision": 0.75, "recall": 0.6, "f1": 0.667}),
    ("errors_of_a_change", {"collection": "dev"}, {"change": "came", "kind": "missed", "gold_words": "CYTOKINE: IL-6"}),
]


@pytest.mark.parametrize(("name", "parameters", "expected"), CHAINED)
def test_shipped_query_answers_what_joins_several_facts(
    name: str, parameters: dict[str, Any], expected: dict[str, Any], mechanism: Path
) -> None:
    rows = queries.run(mechanism, name, parameters).to_pylist()
    assert any(row | expected == row for row in rows), rows


def test_every_shipped_query_is_asked_and_answered_with_rows() -> None:
    answered = {name for name, _, rows in ANSWERS if rows} | {name for name, _, _ in CHAINED}
    assert answered == set(queries.shipped())
    assert len(answered) >= 25


def test_every_shipped_query_asks_its_question_and_explains_its_parameters() -> None:
    for query in queries.shipped().values():
        assert query.question.split("?")[0] != query.question, query.name
        assert {parameter.name for parameter in query.parameters} == set(re.findall(r"\$(\w+)", query.sql)), query.name


def test_parameter_may_have_a_default() -> None:
    query = queries.shipped()["cells_against_vesicles"]
    assert [(parameter.name, parameter.default) for parameter in query.parameters] == [
        ("product", "MSC"), ("counterpart", "MSC-EV"), ("most", "50"),
    ]  # fmt: skip


def test_unknown_parameter_is_refused_with_those_that_there_are(warehouse: Path) -> None:
    with pytest.raises(QueryError, match="query speculation has no parameter 'cytokine'; it takes product, most"):
        queries.run(warehouse, "speculation", {"cytokine": "IL6"})


def test_parameter_of_the_wrong_kind_is_refused(warehouse: Path) -> None:
    with pytest.raises(QueryError, match="many"):
        queries.run(warehouse, "speculation", {"most": "many"})


def test_sql_takes_parameters_by_name(warehouse: Path) -> None:
    question = "select count(*) as n from effects where target = $target"
    assert queries.run(warehouse, question, {"target": "IL6"}).to_pylist() == [{"n": 2}]
