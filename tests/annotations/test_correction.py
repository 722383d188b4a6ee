"""Out for correction and back as gold."""

import json

import pytest

from annotations.checks import check
from annotations.correction import CorrectionError, accept, export
from annotations.gold import GoldError, read
from annotations.output import as_gold, certainty_of
from pipeline.records import Block, Citation, Concept, Document, Extraction, Mention, Relation, Span, Version

TEXT = "Cells at work\n\nMSCs were given. They lowered IL-6 in rats."


@pytest.fixture
def output() -> Extraction:
    blocks = (Block("title", "Title", 0, 13), Block("paragraph", "Results", 15, 58))
    document = Document("d1", "f" * 64, "d1.txt", TEXT, blocks=blocks, citations=(Citation(58, (3,)),))
    mentions = (
        Mention("a", "CELL_THERAPY", 15, 19, "MSCs", Concept("", "MSC"), confidence=0.9),
        Mention("b", "CYTOKINE", 45, 49, "IL-6", Concept("HGNC:6018", "IL6"), confidence=0.8),
        Mention("c", "SPECIES", 53, 57, "rats", Concept("NCBITaxon:10116", "rat"), confidence=0.4),
    )
    relations = (Relation("r", "EFFECT", "a", "b", direction="decrease", citations=(3,), confidence=0.7),)
    sentences = (Span(0, 13), Span(15, 31), Span(32, 58))
    return Extraction(document, sentences, mentions, relations, (), (), Version("0", "m"))


def test_output_becomes_gold_with_sentences_named_after_their_block(output):
    gold = as_gold(output)
    assert gold.sids == ("d1-b1.1", "d1-b2.1", "d1-b2.2")
    assert [mention.id for mention in gold.mentions] == ["d1-b2.1#m1", "d1-b2.2#m2", "d1-b2.2#m3"]
    assert gold.relations[0].elliptic
    assert certainty_of(gold) == {"d1-b1.1": 1.0, "d1-b2.1": 0.9, "d1-b2.2": 0.4}


def test_blocks_with_the_least_certain_sentence_come_first(output, tmp_path):
    tasks, config = export(output, tmp_path)
    written = json.loads(tasks.read_text(encoding="utf-8"))
    assert [task["data"]["structure"]["sentences"][0][0] for task in written] == ["d1-b2.1", "d1-b1.1"]
    assert config.read_text(encoding="utf-8").startswith("<View>")


def test_brat_export_lists_sentences_by_certainty(output, tmp_path):
    _, order = export(output, tmp_path, format="brat")
    assert order.read_text(encoding="utf-8").splitlines()[:2] == ["certainty\tsid\tstart\tend", "0.400\td1-b2.2\t32\t58"]


def corrected(tasks):
    rows = json.loads(tasks.read_text(encoding="utf-8"))
    for task in rows:
        task["annotations"] = task.pop("predictions")
    return rows


def test_corrected_tasks_become_a_folder_of_gold(output, tmp_path):
    tasks, _ = export(output, tmp_path)
    rows = corrected(tasks)
    value = {"start": 10, "end": 15, "text": "given", "labels": ["ROUTE"]}
    rows[0]["annotations"][0]["result"].append({"id": "Xy1", "type": "labels", "value": value})
    tasks.write_text(json.dumps(rows), encoding="utf-8")
    accept(tasks, tmp_path / "gold")
    (gold,) = read(tmp_path / "gold")
    assert gold.document.text == TEXT
    assert [(mention.label, mention.text) for mention in gold.mentions] == [
        ("CELL_THERAPY", "MSCs"),
        ("ROUTE", "given"),
        ("CYTOKINE", "IL-6"),
        ("SPECIES", "rats"),
    ]
    (relation,) = gold.relations
    assert (relation.direction, relation.citations, relation.elliptic) == ("decrease", (3,), True)


def test_tasks_that_nobody_annotated_are_left_out(output, tmp_path):
    tasks, _ = export(output, tmp_path)
    assert accept(tasks, tmp_path / "gold") == []


def test_corrected_brat_files_become_a_folder_of_gold(output, tmp_path):
    export(output, tmp_path, format="brat")
    accept(tmp_path, tmp_path / "gold")
    (gold,) = read(tmp_path / "gold")
    assert gold.document.text == TEXT
    assert len(gold.mentions) == 3


def test_file_that_breaks_the_guidelines_is_refused_and_nothing_written(output, tmp_path):
    tasks, _ = export(output, tmp_path)
    rows = corrected(tasks)
    for item in rows[0]["annotations"][0]["result"]:
        if item["type"] == "relation":
            item["labels"] = ["HAS_DOSE"]
    tasks.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"HAS_DOSE d1-b2.1#m1 → m2: m2 is a CYTOKINE"):
        accept(tasks, tmp_path / "gold")
    assert not (tmp_path / "gold").exists()


def test_file_of_another_project_is_refused(tmp_path):
    (tmp_path / "tasks.json").write_text('[{"data": {}, "annotations": [{"result": []}]}]', encoding="utf-8")
    with pytest.raises(GoldError, match="no export of tasks"):
        accept(tmp_path / "tasks.json", tmp_path / "gold")


SENTENCE = {"sid": "s.1", "text": "MSCs (MSC) lowered IL-6 in kidneys."}
PRODUCT = {"id": "a", "type": "CELL_THERAPY", "text": "MSCs", "norm": "MSC"}
SHORT = {"id": "b", "type": "CELL_THERAPY", "text": "MSC", "occ": 2, "norm": "MSC", "same_as": "a"}
CYTOKINE = {"id": "t", "type": "CYTOKINE", "text": "IL-6", "norm": "IL6"}
SITE = {"id": "k", "type": "ANATOMY", "text": "kidneys", "norm": "kidney"}
EFFECT = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "citations": []}


@pytest.mark.parametrize(
    ("mentions", "relations", "message"),
    [
        ([PRODUCT, {**CYTOKINE, "type": "GENE"}], [], "there is no label GENE"),
        ([{**PRODUCT, "text": "MSCs "}], [], "begins or ends with a space"),
        ([{**CYTOKINE, "occ": 2}], [], "does not occur 2 times"),
        ([PRODUCT, {**CYTOKINE, "id": "a"}], [], "the id is used twice"),
        ([PRODUCT, {"id": "c", "type": "CELL_THERAPY", "text": "MSC", "norm": "MSC"}], [], "overlaps a"),
        ([PRODUCT, {**SHORT, "same_as": "z"}], [], "which is no other mention of the sentence"),
        ([PRODUCT, {**CYTOKINE, "same_as": "a"}], [], "which has another label"),
        ([{**PRODUCT, "same_as": "b"}, {**SHORT, "same_as": "a"}], [], "which repeats another one itself"),
        ([{**PRODUCT, "same_as": "b"}, {**SHORT, "same_as": "a"}], [], "which stands after it"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "type": "CAUSES"}], "there is no such relation"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "to": "z"}], "z is no mention"),
        ([PRODUCT, CYTOKINE, SITE], [{**EFFECT, "to": "k"}], "k is a ANATOMY"),
        ([PRODUCT, SHORT, CYTOKINE], [{**EFFECT, "from": "b"}], "b repeats a, to which the relation belongs"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "elliptic": True}], "elliptic is true or absent"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "from": "s.1#a"}], "so the relation is elliptic"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "citations": ["4"]}], "citations are a list of reference numbers"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "direction": "down"}], "direction is one of"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "certainty": "sure"}], "certainty is one of"),
        ([PRODUCT, CYTOKINE, SITE], [{**EFFECT, "location": []}], "at least one site"),
        ([PRODUCT, CYTOKINE, SITE], [{**EFFECT, "location": ["k", "k"]}], "a site is named twice"),
        ([PRODUCT, CYTOKINE], [{**EFFECT, "location": ["t"]}], "the site t is no ANATOMY"),
    ],
)
def test_breach_of_the_guidelines_is_reported(mentions, relations, message):
    problems = check([SENTENCE], [{"sid": "s.1", "mentions": mentions, "relations": relations}])
    assert any(message in problem.message for problem in problems)
    assert all(problem.sid == "s.1" for problem in problems)


def test_good_annotation_has_no_problem():
    row = {"sid": "s.1", "mentions": [PRODUCT, SHORT, CYTOKINE, SITE], "relations": [{**EFFECT, "location": ["k"]}]}
    assert check([SENTENCE], [row]) == []


def test_sentence_that_is_unknown_or_annotated_twice_is_reported():
    rows = [{"sid": "s.1"}, {"sid": "s.1"}, {"sid": "s.9"}]
    assert [problem.message for problem in check([SENTENCE], rows)] == ["is annotated twice", "is no sentence of the file"]


@pytest.mark.parametrize("folder", ["review", "dev"])
def test_reference_gold_has_no_problem(shared, folder):
    rows = [
        [json.loads(line) for line in (shared / folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("sentences", "gold")
    ]
    assert check(*rows) == []
