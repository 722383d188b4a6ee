"""``stroma enrich`` on a warehouse of one paper of our own words and the sample file of invented studies."""

import json
from pathlib import Path

import pytest

from flows.cli import run
from pipeline.records import Document, Extraction, Trial, Version
from warehouse import loader, queries, staging
from warehouse.connection import open_for_writing

SAMPLE = Path(__file__).parents[2] / "examples" / "registry" / "ctg-studies.json"


def warehouse(folder: Path, *trials: Trial) -> Path:
    path = folder / "papers.duckdb"
    document = Document("d", "d" * 64, "paper.txt", "Two trials.")
    paper = Extraction(document, (), (), (), trials, (), Version("1", "made up"))
    with open_for_writing(path) as connection:
        loader.load(connection, staging.write([paper], folder / "batch.parquet"))
    return path


TRIALS = (
    Trial("NCT99000396", "ClinicalTrials.gov", status="terminated", phase="II", enrollment=18, start="2024-04"),
    Trial("NCT99000646", "ClinicalTrials.gov", status="not yet recruiting"),
    Trial("NCT99000777", "ClinicalTrials.gov", status="completed"),
)


def test_differences_are_counted_and_can_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = warehouse(tmp_path, *TRIALS)
    assert run(["enrich", "--registry", str(SAMPLE), "--warehouse", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 of 3 trials that papers name are in ctg-studies.json",
        "2 values differ: stroma query registry_differences_to_check",
    ]
    rows = queries.run(path, "registry_differences_to_check").to_pylist()
    assert [(row["trial_id"], row["in_papers"], row["in_registry"], row["moved_on"]) for row in rows] == [
        ("NCT99000396", "terminated", "completed", False),
        ("NCT99000646", "not yet recruiting", "recruiting", True),
    ]


def test_counts_are_given_to_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = warehouse(tmp_path, *TRIALS)
    assert run(["enrich", "--registry", str(SAMPLE), "--warehouse", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"trials": 3, "found": 2, "differences": 2}


def test_wrong_use_is_one_line_that_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = warehouse(tmp_path)
    (tmp_path / "list.csv").write_text("a,b\n1,2\n")
    for arguments, message in (
        (["--registry", f"{tmp_path}/gone.json"], f"{tmp_path}/gone.json does not exist"),
        (["--registry", str(SAMPLE)], f"no paper in {path} names a registered trial: there is nothing to lay the file beside"),
        (["--registry", str(SAMPLE), "--warehouse", f"{tmp_path}/no.duckdb"], "there is no warehouse at"),
    ):
        assert run(["enrich", "--warehouse", str(path), *arguments]) == 2
        assert message in capsys.readouterr().err


def test_file_of_another_kind_leaves_the_warehouse_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = warehouse(tmp_path, *TRIALS)
    (tmp_path / "list.csv").write_text("a,b\n1,2\n")
    assert run(["enrich", "--registry", f"{tmp_path}/list.csv", "--warehouse", str(path)]) == 2
    assert "list.csv is no file of a registry: give JSON or CSV" in capsys.readouterr().err
    assert queries.run(path, "registry_trials").num_rows == 0
