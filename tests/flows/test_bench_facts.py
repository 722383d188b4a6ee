import json
from dataclasses import replace
from typing import Any

from annotations.gold import GoldDocument, documents_from_rows
from flows.bench_facts import Answer, answers, measure, table
from pipeline.records import Document, Extraction, Mention, Relation, Version

SENTENCES = [
    {
        "sid": f"{doc}.1",
        "doc": doc,
        "kind": "paragraph",
        "section": "Results",
        "text": "Autologous BM-MSCs given i.v. lowered IL-6 in the spleen (NCT01234567, phase II, 24 patients).",
        "citations": [],
    }
    for doc in ("A", "B")
]
ANNOTATION: dict[str, Any] = {
    "mentions": [
        {"id": "p", "type": "CELL_THERAPY", "text": "Autologous BM-MSCs", "norm": "MSC"},
        {"id": "d", "type": "DONOR", "text": "Autologous", "norm": "autologous"},
        {"id": "s", "type": "CELL_SOURCE", "text": "BM", "norm": "bone marrow"},
        {"id": "r", "type": "ROUTE", "text": "i.v.", "norm": "intravenous"},
        {"id": "c", "type": "CYTOKINE", "text": "IL-6", "norm": "IL6"},
        {"id": "k", "type": "ANATOMY", "text": "spleen", "norm": "spleen"},
        {"id": "t", "type": "TRIAL_ID", "text": "NCT01234567", "norm": "NCT01234567"},
        {"id": "f", "type": "TRIAL_PHASE", "text": "phase II", "norm": "II"},
        {"id": "n", "type": "SAMPLE_SIZE", "text": "24", "norm": "24"},
    ],
    "relations": [
        {"type": "HAS_DONOR", "from": "p", "to": "d"},
        {"type": "DERIVED_FROM", "from": "p", "to": "s"},
        {"type": "ADMINISTERED_VIA", "from": "p", "to": "r"},
        {"type": "EFFECT", "from": "p", "to": "c", "direction": "decrease", "location": ["k"]},
        {"type": "TRIAL_ATTRIBUTE", "from": "t", "to": "f"},
        {"type": "TRIAL_ATTRIBUTE", "from": "t", "to": "n"},
    ],
}


def gold(name: str) -> list[GoldDocument]:
    rows = [row for row in SENTENCES if row["doc"] == name]
    return list(documents_from_rows(rows, [{"sid": f"{name}.1", **ANNOTATION}]))


def reader(change: Any) -> Any:
    """Read every document as its annotators did, but for a change of its relations."""

    def annotate(document: Document, nlp: Any, *, mentions: tuple[Mention, ...] | None = None) -> Extraction:
        known = next(one for name in ("A", "B") for one in gold(name) if one.document.source == document.source)
        relations = tuple(filter(None, map(change, known.relations)))
        return Extraction(document, known.sentences, known.mentions, relations, (), (), Version("1", "made up"))

    return annotate


def rows_of(name: str, change: Any) -> dict[str, Answer]:
    scores = measure({name: gold("A")}, None, annotate=reader(change))
    return {row.name: row for row in answers(name, scores[name])}


def test_facts_read_as_they_were_written_are_all_right() -> None:
    found = rows_of("dev", lambda relation: relation)
    assert {row.f1 for row in found.values()} == {1.0}
    assert (found["cytokine effect with its sign"].gold, found["attribute of a trial"].gold) == (1, 2)
    assert found["attribute of a trial: phase"].gold == found["attribute of a trial: enrollment"].gold == 1


def test_wrong_sign_is_one_fact_missed_and_one_too_many() -> None:
    def turned(relation: Relation) -> Relation:
        return replace(relation, direction="increase") if relation.label == "EFFECT" else relation

    row = rows_of("dev", turned)["cytokine effect with its sign"]
    assert (row.gold, row.predicted, row.correct, row.verdict) == (1, 1, 0, "missed")


def test_lost_route_leaves_source_and_donor_as_they_are() -> None:
    found = rows_of("dev", lambda relation: None if relation.label == "ADMINISTERED_VIA" else relation)
    assert (found["route of a product"].recall, found["route of a product"].precision) == (0.0, 0.0)
    assert found["source of a product"].verdict == found["donor of a product"].verdict == "met"


def test_lost_place_is_wrong_for_the_effect_that_has_one() -> None:
    found = rows_of("dev", lambda relation: replace(relation, locations=()))
    assert found["places of an effect, all right"].f1 == 0.0
    assert found["a place, of all that are stated"].recall == 0.0


def test_counts_of_dev_and_review_are_added_and_kinds_of_review_are_not_shown() -> None:
    scores = measure({"dev": gold("A"), "review": gold("B")}, None, annotate=reader(lambda relation: relation))
    assert list(scores) == ["dev", "review", "dev and review"]
    rows = [row for name, found in scores.items() for row in answers(name, found)]
    assert [row.gold for row in rows if row.name == "source of a product"] == [1, 1, 2]
    assert [row.documents for row in rows if row.name == "attribute of a trial: phase"] == ["dev"]


def test_table_has_a_line_for_each_answer() -> None:
    rows = list(rows_of("dev", lambda relation: relation).values())
    assert table(rows).count("\n") == len(rows)
    assert json.dumps(table(rows[:1]).splitlines()[1].split()[:5]) == '["dev", "route", "of", "a", "product"]'
