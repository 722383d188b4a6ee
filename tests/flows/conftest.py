"""A pretended reading for runs of the flow, so that no test of this room needs a PDF or a model."""

from pathlib import Path

import pytest

from flows import begin
from flows.request import Request
from flows.workers import Limits, Recipe
from pipeline.records import Version


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let worker processes import fake_reading, and give every run of a test the same version."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(begin, "reader", lambda model: Version("1.0", f"{model}+test"))


class Papers:
    """A folder of pretended papers and the warehouse that they are read into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "papers"
        self.folder.mkdir()
        self.warehouse = folder / "out" / "test.duckdb"

    def write(self, **texts: str) -> "Papers":
        for name, text in texts.items():
            (self.folder / f"{name}.txt").write_text(text)
        return self

    def request(self, **changes: object) -> Request:
        values: dict[str, object] = {
            "names": (str(self.folder / "*.txt"),),
            "warehouse": self.warehouse,
            "model": "fake",
            "limits": Limits(timeout_s=10.0, memory_mb=400),
            "recipe": Recipe("fake_reading:make_handler", ("fake",)),
            "command": "a test",
        }
        return Request(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path)
