import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "warehouse.ipynb"


def test_notebook_runs_from_first_cell_to_last(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STROMA_WAREHOUSE", str(warehouse))
    cells = [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    scope: dict[str, Any] = {}
    for cell in cells:
        exec("".join(cell["source"]), scope)
    assert list(scope["effects"]["effect"]) == ["MSC decreases IL6"]
    assert list(scope["trials"]["trial_id"]) == ["NCT90000001"]


def test_notebook_keeps_no_output() -> None:
    assert [cell["outputs"] for cell in json.loads(NOTEBOOK.read_text())["cells"] if cell.get("outputs")] == []
