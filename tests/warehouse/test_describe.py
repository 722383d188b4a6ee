import re
from pathlib import Path
from typing import Any

import pytest

from warehouse import describe, queries


def test_description_is_that_of_the_present_warehouse() -> None:
    written = describe.DOCUMENT.read_text(encoding="utf-8")
    assert written == describe.current(), "run python -m warehouse.describe"


def test_description_draws_a_line_for_each_table_that_a_comment_points_to() -> None:
    written = describe.DOCUMENT.read_text(encoding="utf-8")
    lines = (
        "documents ||--o{ mentions : document_key",
        "references ||--o{ citations : numbers",
        "mentions ||--o{ relations : head",
    )
    for line in lines:
        assert f"    {line}\n" in written


def test_description_lists_every_query_with_its_question() -> None:
    written = describe.DOCUMENT.read_text(encoding="utf-8")
    for query in queries.shipped().values():
        assert f"| {query.name} | {query.question} |" in written


def test_description_can_be_written_elsewhere(tmp_path: Path) -> None:
    assert describe.main([str(tmp_path / "warehouse.md")]) == 0
    assert (tmp_path / "warehouse.md").read_text(encoding="utf-8").startswith("# The warehouse")


def test_first_snippets_of_the_guide_run(warehouse: Path) -> None:
    assert queries.run(warehouse, _snippets("sql")[0]).num_rows == 1
    scope = _scope(_snippets("python")[0], warehouse)
    assert scope["rows"][0] == ("MSC decreases IL6", 1)
    assert (scope["table"].num_rows, len(scope["frame"])) == (4, 4)


@pytest.mark.parametrize(("number", "package"), [(1, "polars"), (2, "ibis")])
def test_snippet_for_another_program_runs(number: int, package: str, warehouse: Path) -> None:
    pytest.importorskip(package, reason=f"{package} is not installed")
    counts = _scope(_snippets("python")[number], warehouse)["counts"]
    assert sorted(counts["direction"].to_pylist() if package == "ibis" else counts["direction"]) == ["decrease", "increase"]


def test_questions_of_the_guide_can_be_asked(warehouse: Path) -> None:
    asked = re.findall(r"`(select [^`]+)`", _guide())
    assert len(asked) >= 10
    for question in asked:
        queries.run(warehouse, question)


def test_views_that_the_guide_names_are_there(warehouse: Path) -> None:
    rows = _guide().partition("| --- | --- |")[2].partition("## ")[0]
    names = [name for name in re.findall(r"`([a-z_]+)`", rows)]
    assert len(names) >= 8
    for name in names:
        queries.run(warehouse, name)


def _guide() -> str:
    return describe.GUIDE.read_text(encoding="utf-8")


def _snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.+?)```", _guide(), re.DOTALL)


def _scope(snippet: str, warehouse: Path) -> dict[str, Any]:
    """Run a snippet against a warehouse and return what it left behind."""
    scope: dict[str, Any] = {}
    exec(snippet.replace('"papers.duckdb"', repr(str(warehouse))), scope)
    return scope
