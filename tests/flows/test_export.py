"""What ``stroma export`` writes when several things are asked for at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.verbs import export as verb
from warehouse import export


@pytest.mark.parametrize(
    ("folder", "names", "studies", "expected"),
    [
        (None, [], Path("s.xlsx"), ["s.xlsx"]),
        (Path("all"), [], Path("s.xlsx"), ["s.xlsx", "all"]),
        (Path("all"), [], None, ["all"]),
        (None, ["routes"], Path("s.xlsx"), ["s.xlsx", "out/export"]),
        (None, [], None, ["out/export"]),
    ],
)
def test_export_writes_tables_beside_the_studies_when_a_folder_or_names_are_given(
    *,
    folder: Path | None,
    names: list[str],
    studies: Path | None,
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(export, "study_table", lambda warehouse, path: path)
    monkeypatch.setattr(export, "export", lambda warehouse, folder, names, format: [folder])
    verb.main(Path("papers.duckdb"), folder, names, form="csv", studies=studies, bibtex=None)
    assert capsys.readouterr().out.splitlines() == expected
