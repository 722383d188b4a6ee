"""From gold to a report, with a pipeline that is made up."""

import json
from dataclasses import replace

import pytest

from annotations.anchors import make_anchors, write_anchors
from annotations.countsfile import compare_runs, read_counts, write_counts
from annotations.gate import benchmark_of, falls
from annotations.gold import GoldError, documents_from_rows, read
from annotations.goldform import write_gold
from flows.evaluate import anchors_of, evaluate, place_in_papers, run, score_all
from flows.evaluate_command import lines_of
from pipeline.records import Block, Document, Extraction, Version

SENTENCES = [
    {"sid": "a.1", "doc": "one", "text": "The stromal cells of these many pigs lowered IL-6 in the blood of others."},
    {"sid": "b.1", "doc": "one", "text": "No one has annotated this sentence about the MSCs of very few old sheep."},
]
GOLD = [
    {
        "sid": "a.1",
        "mentions": [
            {"id": "m1", "type": "CELL_THERAPY", "text": "stromal cells", "norm": "MSC"},
            {"id": "m2", "type": "CYTOKINE", "text": "IL-6", "norm": "IL6"},
        ],
        "relations": [{"type": "EFFECT", "from": "m1", "to": "m2", "direction": "decrease", "citations": []}],
    }
]
DOCUMENT = next(documents_from_rows(SENTENCES, GOLD))


def annotate(document, nlp, *, mentions=None):
    """Knows the text's words by heart, and one mention too many."""
    found = []
    for label, words in (("CELL_THERAPY", "stromal cells"), ("CYTOKINE", "IL-6"), ("CELL_THERAPY", "MSCs")):
        start = document.text.find(words)
        if start >= 0:
            place = {"start": start, "end": start + len(words), "text": words}
            found.append(replace(DOCUMENT.mentions[0], id=words, label=label, concept=None, **place))
    chosen = tuple(found) if mentions is None else mentions
    relation = replace(DOCUMENT.relations[0], head=chosen[0].id, tail=chosen[1].id)
    return Extraction(document, (), chosen, (relation,), (), (), Version("0", "by heart"))


@pytest.fixture
def folder(tmp_path):
    write_gold([DOCUMENT], tmp_path / "gold")
    return tmp_path / "gold"


def test_report_counts_only_what_was_annotated(folder):
    report = evaluate(folder, None, annotate=annotate)
    entry = report["scores"]["entities"]["strict"]["micro"]
    assert (entry["support"], entry["predicted"], entry["correct"]) == (2, 2, 2)
    assert report["sentences"] == 1
    assert report["pipeline"] == {"version": "0", "model": "by heart"}
    assert report["reading"] is None


def test_relations_are_scored_end_to_end_and_on_gold_mentions(folder):
    scores = evaluate(folder, None, annotate=annotate)["scores"]
    assert scores["relations"]["strict_direction"]["micro"]["f1"] == 1
    assert scores["relations_gold_mentions"]["strict_direction"]["micro"]["f1"] == 1
    assert "relations_gold_mentions" not in evaluate(folder, None, annotate=annotate, gold_mentions=False)["scores"]


def test_report_is_json_and_lines(folder):
    report = evaluate(folder, None, annotate=annotate)
    assert json.loads(json.dumps(report)) == report
    lines = lines_of(report)
    assert lines[0].startswith("1 documents, 1 sentences")
    assert any(line.startswith("entities/strict") and "F1 1.000" in line for line in lines)


def paper(text):
    return Document("p", "p", "paper.txt", text, blocks=(Block("paragraph", "", 0, len(text)),))


def test_gold_is_placed_in_a_paper_and_what_has_no_place_counts_as_missed(folder, monkeypatch, tmp_path):
    text = "Running Head\n\nThe stromal cells of these many pigs lowered TNF in the blood of others. MSCs rest."
    monkeypatch.setattr("pipeline.reading.read", lambda path: paper(text))
    write_anchors([make_anchors(DOCUMENT)], tmp_path / "anchors.jsonl")
    for gold in (folder, tmp_path / "anchors.jsonl"):
        report = evaluate(
            gold, None, papers=[tmp_path / "paper.txt"], annotate=lambda document, nlp, mentions=None: _silent(document)
        )
        assert report["reading"]["anchors"] == 2
        assert report["reading"]["placed"] == 1
        assert report["reading"]["reasons"] == {"other words": 1}
        assert report["reading"]["unplaced"][0]["text"] == "IL-6"
        assert report["scores"]["entities"]["strict"]["micro"]["support"] == 2
        assert any("gold mentions found in the paper: 1 of 2; 1 not: other words" in line for line in lines_of(report))


def _silent(document):
    return Extraction(document, (), (), (), (), (), Version("0", "silent"))


def test_paper_that_no_gold_is_of_is_refused(folder, tmp_path):
    with pytest.raises(GoldError, match="no sentence of this paper is among the gold; the gold is of one"):
        list(
            place_in_papers(
                folder, [tmp_path / "x.txt"], read_paper=lambda path: paper("Quite another story about something else.")
            )
        )


def test_committed_anchors_go_by_name():
    assert [item.name for item in anchors_of("review")] == ["review"]
    with pytest.raises(GoldError, match="neither a folder of gold"):
        anchors_of("nowhere")


def test_anchors_without_a_paper_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GoldError, match="the gold review is kept without its text: name the paper"):
        run("review", None, annotate=annotate)


def test_counts_of_a_run_come_back_and_compare(folder, tmp_path):
    scores = score_all(run(folder, None, annotate=annotate))
    write_counts(scores, tmp_path / "counts.jsonl")
    again = read_counts(tmp_path / "counts.jsonl")
    assert (again.units, again.cells) == (scores.units, scores.cells)
    comparison = compare_runs(again, scores)["entities/strict"]
    assert (comparison["before"], comparison["difference"], comparison["p_value"]) == (1, 0, 1)


def test_file_that_holds_no_counts_is_refused(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"sid": "a.1"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match="holds no counts"):
        read_counts(tmp_path / "x.jsonl")


def test_gate_lets_pass_what_the_interval_allows():
    committed = {"m": {"f1": 0.80, "interval": [0.75, 0.85]}, "n": {"f1": 0.5, "interval": None}}
    assert falls(committed, {"m": {"f1": 0.751}, "n": {"f1": 0.5}}) == []


def test_gate_stops_what_fell_further_or_is_gone():
    committed = {"m": {"f1": 0.80, "interval": [0.75, 0.85]}, "n": {"f1": 0.5, "interval": None}}
    found = falls(committed, {"m": {"f1": 0.749}})
    assert [str(fall) for fall in found] == [
        "m: F1 0.749, was 0.800, may not be below 0.750",
        "n: F1 0.000, was 0.500, may not be below 0.500",
    ]


def test_benchmark_keeps_the_micro_ratios_of_every_measure(folder):
    benchmark = benchmark_of(evaluate(folder, None, annotate=annotate)["scores"])
    assert benchmark["entities/strict"]["f1"] == 1
    assert benchmark["entities/strict"]["support"] == 2
    assert falls(benchmark, benchmark) == []


@pytest.mark.parametrize("name", ["review", "dev"])
def test_gold_scores_one_against_itself_on_the_reference(shared, name):
    documents = read(shared / name)
    by_text = {document.document.text: document for document in documents}

    def oracle(document, nlp, mentions=None):
        gold = by_text[document.text]
        return Extraction(document, (), gold.mentions, gold.relations, gold.trials or (), (), Version("0", "oracle"))

    report = evaluate(documents, None, annotate=oracle)
    assert {entry["micro"]["f1"] for rules in report["scores"].values() for entry in rules.values()} == {1}
