"""The report as a file: what it holds, that its numbers have their sentences, and that no text of a paper becomes markup."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Extraction
from warehouse import loader, staging
from warehouse.connection import WarehouseError, open_for_reading, open_for_writing
from warehouse.report import build, contents, evidence, page, pictures
from warehouse.report.contents import Limits

HOSTILE = "</script><img src=x onerror=alert(1)> & Sons"


def data_of(report: Path) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', report.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def sentences_behind(data: dict[str, Any], *key: str) -> list[str]:
    told = data["evidence"]
    return [
        told["sentences"][told["statements"][number]["sentence"]]["text"]
        for number in told["numbers"]["\t".join(key)]["statements"]
    ]


@pytest.fixture(scope="module")
def report(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(warehouse, tmp_path_factory.mktemp("report") / "new" / "report.html")


def stored(folder: Path, *papers: Extraction) -> Path:
    with open_for_writing(folder / "papers.duckdb") as connection:
        loader.load(connection, staging.write(list(papers), folder / "batch.parquet"))
    return folder / "papers.duckdb"


def test_report_says_how_many_papers_and_failures_there_are(report: Path) -> None:
    text = report.read_text(encoding="utf-8")

    assert "2 papers on cell therapy" in text
    assert "<b>encrypted</b>: 1 file<" in text
    assert "locked.pdf" in text


def test_report_counts_effects_by_certainty_and_origin(report: Path) -> None:
    facts = {(fact["product"], fact["target"], fact["direction"]): fact for fact in data_of(report)["facts"]}

    assert facts["MSC", "IL6", "increase"]["counts"] == [
        [None, None, 1, 1], [None, "own", 1, 1], ["asserted", None, 1, 1], ["asserted", "own", 1, 1],
    ]  # fmt: skip
    assert facts["MSC", "IL10", "increase"]["belief"] == 0
    assert [counts[0] for counts in facts["MSC", "IL10", "increase"]["counts"]] == [None, None, "speculative", "speculative"]


def test_report_has_the_sentence_behind_an_effect_with_its_place_and_citation(report: Path) -> None:
    told = data_of(report)["evidence"]
    statement = told["statements"][told["numbers"]["effect\tMSC\tIL6\tCYTOKINE\tdecrease"]["statements"][0]]
    sentence = told["sentences"][statement["sentence"]]
    paper = told["documents"][str(sentence["document"])]

    assert sentence["text"] == "Human BM-MSCs given intravenously lowered IL-6 in the kidneys of mice with sepsis."
    assert [sentence["text"][start:end] for start, end in statement["marks"]] == ["BM-MSCs", "IL-6"]
    assert (sentence["page"], sentence["section"], statement["certainty"], statement["origin"]) == (
        1,
        "Results",
        "asserted",
        "cited",
    )
    assert (paper["title"], paper["year"], paper["file"]) == ("Stromal cells for the failing kidney", 2016, "kidney.pdf")
    assert told["references"][f"{sentence['document']}:1"]["doi"] == "10.5555/doe2010"


def test_report_has_sentences_behind_every_number_that_it_shows(report: Path) -> None:
    data = data_of(report)
    numbers = data["evidence"]["numbers"]
    keys = {f"effect\t{f['product']}\t{f['target']}\t{f['kind']}\t{f['direction']}" for f in data["facts"]}
    keys |= {f"{way['kind']}\t{way['name']}\t{way['year'] or ''}" for way in data["ways"]}

    assert {"route\tintravenous\t2016", "source\tadipose tissue\t2020"} <= keys
    assert keys - numbers.keys() == set()
    assert all(number["statements"] for number in numbers.values())


def test_report_shows_a_trial_with_its_disagreements_and_sentence(report: Path) -> None:
    text = report.read_text(encoding="utf-8")

    assert "<b>enrollment</b>: 15 / 16 / 20" in text
    assert sentences_behind(data_of(report), "trial", "NCT90000001") == ["Trial NCT90000001 is a phase I study of AKI."]


def test_report_shows_the_contradiction_between_two_papers(report: Path) -> None:
    row = re.search(r'<tr data-product="MSC" data-target="IL6">.*?</tr>', report.read_text(encoding="utf-8"), re.DOTALL)

    assert row
    assert len(re.findall(r'data-total="1" data-certainty="asserted">1<', row.group())) == 2


def test_report_asks_no_other_place_for_anything(report: Path) -> None:
    text = report.read_text(encoding="utf-8")

    assert "default-src 'none'" in text
    assert re.findall(r'(?:src|srcset|data|action)="(?!data:)', text.partition('id="data"')[0]) == []
    assert re.findall(r"<link|@import|url\(|fetch\(|XMLHttpRequest|innerHTML", text) == []


def test_same_warehouse_gives_the_same_report(warehouse: Path, report: Path, tmp_path: Path) -> None:
    assert build(warehouse, tmp_path / "again.html").read_bytes() == report.read_bytes()


def test_text_of_a_paper_never_becomes_markup(kidney: Extraction, tmp_path: Path) -> None:
    references = tuple(replace(reference, text=HOSTILE) for reference in kidney.document.references)
    paper = replace(kidney, document=replace(kidney.document, title=HOSTILE, doi=f"10.5555/{HOSTILE}", references=references))
    report = build(stored(tmp_path, paper), tmp_path / "report.html")
    text = report.read_text(encoding="utf-8")

    assert "<img" not in text
    assert text.count("</script>") == 2
    assert HOSTILE in [document["title"] for document in data_of(report)["evidence"]["documents"].values()]


def test_report_of_an_empty_warehouse_says_that_nothing_was_loaded(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "empty.duckdb"):
        pass
    text = build(tmp_path / "empty.duckdb", tmp_path / "report.html").read_text(encoding="utf-8")

    assert "0 papers on cell therapy" in text
    assert "No paper has been loaded." in text


def test_report_of_one_paper_without_a_year_counts_it_as_not_known(kidney: Extraction, tmp_path: Path) -> None:
    paper = replace(kidney, document=replace(kidney.document, year=None))
    data = data_of(build(stored(tmp_path, paper), tmp_path / "report.html"))

    assert [(way["name"], way["year"]) for way in data["ways"]] == [("intravenous", None), ("bone marrow", None)]
    assert "route\tintravenous\t" in data["evidence"]["numbers"]


def test_every_number_keeps_one_sentence_when_the_report_would_grow_too_large(warehouse: Path) -> None:
    with open_for_reading(warehouse) as connection:
        limits = Limits(sentences=1)
        contents.read(connection, limits)
        found = evidence.read(connection, limits, [])

    assert {len(number["statements"]) for number in found.numbers.values()} == {1}
    assert found.numbers["label\tEFFECT"]["total"] == 7


def test_heat_map_keeps_the_products_and_targets_with_most_sentences(warehouse: Path) -> None:
    with open_for_reading(warehouse) as connection:
        shown = contents.read(connection, Limits(products=1, targets=1, contradictions=0))

    assert [(row["kind"], row["target"], row["target_total"]) for row in shown.targets] == [
        ("CYTOKINE", "IL6", 3), ("IMMUNE_CELL", "regulatory T cell", 1), ("OUTCOME", "survival", 1),
    ]  # fmt: skip


def test_years_before_the_first_column_are_counted_with_it(warehouse: Path) -> None:
    with open_for_reading(warehouse) as connection:
        ways = contents.read(connection, Limits(years=3)).ways

    assert [(way["name"], way["year"]) for way in ways if way["kind"] == "route"] == [
        ("intratracheal", 2020),
        ("intravenous", 2018),
    ]


def test_report_without_a_warehouse_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="stroma ingest"):
        build(tmp_path / "none.duckdb", tmp_path / "report.html")


def test_pages_of_a_pdf_that_is_there_are_pictured_and_linked(kidney: Extraction, tmp_path: Path) -> None:
    pdf = pdf_of_two_pages(tmp_path / "a paper.pdf")
    data = data_of(build(stored(tmp_path, read_from(kidney, pdf)), tmp_path / "out" / "report.html", limits=Limits(pictures=1)))

    assert list(data["pictures"]) == ["1:1"]
    assert data["pictures"]["1:1"]["src"].startswith("data:image/webp;base64,")
    assert (data["pictures"]["1:1"]["width"], data["pictures"]["1:1"]["height"]) == (300, 400)
    assert data["evidence"]["documents"]["1"]["link"] == "../a paper.pdf"


def test_pictures_of_a_damaged_pdf_are_left_out(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"no PDF at all")
    found = evidence.Evidence(
        statements=[{"sentence": 0}],
        sentences=[{"document": 1, "page": 1, "box": [0.0, 0.0, 1.0, 1.0]}],
        documents={"1": {"source": str(damaged), "document_id": hashlib.sha256(b"no PDF at all").hexdigest()[:16]}},
    )

    assert pictures.of_pages(found, 5) == {}


def test_pictures_of_a_pdf_that_has_changed_are_left_out(kidney: Extraction, tmp_path: Path) -> None:
    pdf = pdf_of_two_pages(tmp_path / "paper.pdf")
    path = stored(tmp_path, read_from(kidney, pdf))
    pdf.write_bytes(pdf.read_bytes() + b"%")

    assert data_of(build(path, tmp_path / "report.html"))["pictures"] == {}


def read_from(paper: Extraction, pdf: Path) -> Extraction:
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    return replace(paper, document=replace(paper.document, id=sha256[:16], sha256=sha256, source=str(pdf)))


def pdf_of_two_pages(path: Path) -> Path:
    canvas: Callable[..., Any] = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
    drawn = canvas(str(path), pagesize=(300, 400))
    for words in ("one", "two"):
        drawn.drawString(50, 300, words)
        drawn.showPage()
    drawn.save()
    return path


@pytest.mark.parametrize(("count", "words"), [(0, "0 papers"), (1, "1 paper"), (12_000, "12,000 papers")])
def test_counts_agree_with_their_noun(count: int, words: str) -> None:
    assert page.plural(count, "paper") == words
