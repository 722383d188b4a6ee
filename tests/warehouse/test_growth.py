import json
from pathlib import Path

import pytest

from pipeline.records import Extraction
from warehouse import growth, queries, simulate, staging


def test_simulated_papers_are_new_papers_with_sound_spans(kidney: Extraction, lung: Extraction) -> None:
    simulator = simulate.Simulator([kidney, lung], seed=3)
    made = [simulator.paper(number) for number in range(6)]
    assert len({paper.document.id for paper in made}) == 6
    assert [len(paper.document.text) for paper in made[:2]] == [len(kidney.document.text), len(lung.document.text)]
    assert made[0].document.text != kidney.document.text
    assert all(len(paper.relations) in (10, 7) for paper in made)


def test_papers_beyond_the_distinct_ones_come_again_under_other_identities(kidney: Extraction, tmp_path: Path) -> None:
    staged = list(simulate.batches([kidney], 60, tmp_path, distinct=25))
    papers = [paper for path in staged for paper in staging.read(path)]
    assert all(isinstance(paper, Extraction) for paper in papers)
    documents = [paper.document for paper in papers if isinstance(paper, Extraction)]
    assert [document.doi for document in documents] == [f"10.5555/simulated.{number}" for number in range(60)]
    assert len({document.id for document in documents}) == 60
    assert [document.text for document in documents[25:]] == [document.text for document in documents[:25] + documents[:10]]


def test_simulation_is_repeatable(kidney: Extraction) -> None:
    assert simulate.Simulator([kidney], seed=3).paper(0) == simulate.Simulator([kidney], seed=3).paper(0)


def test_growth_is_measured_and_printed(kidney: Extraction, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    staging.write([kidney], tmp_path / "real.parquet")
    assert growth.main([str(tmp_path / "real.parquet"), "30", str(tmp_path)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["papers"], figures["mentions"], figures["findings"]) == (30, 510, [])
    assert set(figures["query_ms"]) == set(queries.shipped())
    assert len(figures["load_ms_per_paper_by_tenth"]) == 2
    assert all(wall_ms > 0 and cpu_ms > 0 for wall_ms, cpu_ms in figures["query_ms"].values())


@pytest.mark.parametrize("module", [simulate, growth])
def test_wrong_use_is_said_with_the_right_one(module: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert module.main(["only one"]) == 2  # type: ignore[attr-defined]
    assert capsys.readouterr().err.startswith("usage: python -m warehouse.")
