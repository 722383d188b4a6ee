from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.records import Extraction, RegistryEntry, Trial
from warehouse import loader, queries, staging
from warehouse.connection import open_for_writing
from warehouse.registry import RegistryFile, differences, keep_entries, named_trials

FILE = RegistryFile("studies.json", date(2030, 5, 6), "ab" * 32)
SITE = "ClinicalTrials.gov"


@pytest.fixture
def path(kidney: Extraction, lung: Extraction, tmp_path: Path) -> Path:
    """A warehouse of two papers that both name the trial NCT90000001: phase I, 20 subjects in one and 15 or 16 in the other."""
    with open_for_writing(tmp_path / "papers.duckdb") as connection:
        loader.load(connection, staging.write([kidney, lung], tmp_path / "batch.parquet"))
    return tmp_path / "papers.duckdb"


def kept(path: Path, *entries: RegistryEntry, file: RegistryFile = FILE) -> int:
    with open_for_writing(path) as connection:
        return keep_entries(connection, entries, file)


def ask(path: Path, question: str, **parameters: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = queries.run(path, question, parameters).to_pylist()
    return rows


def test_only_trials_that_papers_name_are_kept(path: Path) -> None:
    here, elsewhere = (RegistryEntry(f"NCT9000000{n}", SITE, enrollment=20) for n in (1, 9))
    assert kept(path, here, elsewhere) == 1
    (row,) = ask(path, "select * from registry_trials")
    assert (row["trial_id"], row["enrollment"], row["file_name"], row["file_date"], row["file_sha256"]) == (
        "NCT90000001", 20, "studies.json", date(2030, 5, 6), "ab" * 32,
    )  # fmt: skip


def test_difference_shows_both_values_and_the_papers(path: Path) -> None:
    kept(path, RegistryEntry("NCT90000001", SITE, phase="II", enrollment=20))
    rows = ask(path, "registry_differences_to_check")
    said = {(row["field"], row["in_papers"], row["in_registry"]) for row in rows}
    assert said == {("phase", "I", "II"), ("enrollment", "15", "20"), ("enrollment", "16", "20")}
    assert {(row["file_name"], row["moved_on"]) for row in rows} == {("studies.json", False)}
    assert ask(path, "registry_differences_to_check", field="phase", trial="nct90000001")[0]["documents"] != []
    assert ask(path, "registry_differences_to_check", field="start") == []


def test_later_file_replaces_an_earlier_one_and_the_same_file_changes_nothing(path: Path) -> None:
    first = RegistryEntry("NCT90000001", SITE, phase="II")
    for _ in range(2):
        kept(path, first)
    assert [row["in_registry"] for row in ask(path, "registry_differences")] == ["II"]
    kept(path, RegistryEntry("NCT90000001", SITE, phase="I"), file=RegistryFile("new.csv", date(2031, 1, 1), "cd" * 32))
    assert ask(path, "registry_differences") == []
    assert [row["file_name"] for row in ask(path, "registry_trials")] == ["new.csv"]


def test_error_while_entries_are_read_leaves_the_warehouse_as_it_was(path: Path) -> None:
    kept(path, RegistryEntry("NCT90000001", SITE, phase="II"))

    def broken() -> Any:
        yield RegistryEntry("NCT90000001", SITE, phase="III")
        raise ValueError("cut short")

    with open_for_writing(path) as connection, pytest.raises(ValueError, match="cut short"):
        keep_entries(connection, broken(), FILE)
    assert [row["phase"] for row in ask(path, "registry_trials")] == ["II"]


def test_papers_say_the_same_with_and_without_a_registry_file(path: Path) -> None:
    before = ask(path, "trials"), ask(path, "trial_disagreements")
    kept(path, RegistryEntry("NCT90000001", SITE, status="withdrawn", phase="IV", enrollment=0))
    assert (ask(path, "trials"), ask(path, "trial_disagreements")) == before


@pytest.mark.parametrize(
    ("field", "said", "held", "differs", "moved_on"),
    [
        ("status", "recruiting", "completed", True, True),
        ("status", "completed", "recruiting", True, False),
        ("status", "completed", "terminated", True, False),
        ("status", "completed", "completed", False, False),
        ("start", "2012", "2012-06", False, False),
        ("start", "2012-05", "2012-06", True, False),
        ("completion", "2014-08", "2014", False, False),
        ("phase", None, "II", False, False),
        ("phase", "II", None, False, False),
    ],
)
def test_values_that_can_both_hold_are_no_difference(
    *, field: str, said: str | None, held: str | None, differs: bool, moved_on: bool, kidney: Extraction, tmp_path: Path
) -> None:
    from dataclasses import replace

    trial = Trial("NCT90000001", SITE, **{field: said})  # type: ignore[arg-type]
    with open_for_writing(tmp_path / "one.duckdb") as connection:
        loader.load(connection, staging.write([replace(kidney, trials=(trial,))], tmp_path / "one.parquet"))
        keep_entries(connection, [RegistryEntry("NCT90000001", SITE, **{field: held})], FILE)  # type: ignore[arg-type]
        assert differences(connection) == int(differs)
        rows = connection.execute("select in_papers, in_registry, moved_on from mart.registry_differences").fetchall()
    assert rows == ([(said, held, moved_on)] if differs else [])


def test_warehouse_without_trials_names_none(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "empty.duckdb") as connection:
        assert named_trials(connection) == frozenset()
        assert isinstance(connection, duckdb.DuckDBPyConnection)


@pytest.mark.parametrize(("held", "rows"), [("recruiting", 0), ("active, not recruiting", 0), ("completed", 1)])
def test_ongoing_trial_may_be_recruiting_or_not(held: str, rows: int, lung: Extraction, tmp_path: Path) -> None:
    ongoing = replace(lung, trials=tuple(replace(trial, status="ongoing") for trial in lung.trials))
    with open_for_writing(tmp_path / "papers.duckdb") as connection:
        loader.load(connection, staging.write([ongoing], tmp_path / "batch.parquet"))
    kept(tmp_path / "papers.duckdb", RegistryEntry("NCT90000001", SITE, status=held))
    assert len(ask(tmp_path / "papers.duckdb", "registry_differences_to_check", field="status")) == rows
