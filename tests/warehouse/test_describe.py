from pathlib import Path

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


def test_snippets_of_the_guide_run(warehouse: Path) -> None:
    import re

    import duckdb

    guide = describe.GUIDE.read_text(encoding="utf-8")
    snippet = re.findall(r"```sql\n(.+?)```", guide, re.DOTALL)[0]
    assert queries.run(warehouse, snippet).num_rows == 1
    python = re.findall(r"```python\n(.+?)```", guide, re.DOTALL)[0]
    lines = [line for line in python.splitlines() if ".pl()" not in line]
    scope: dict[str, object] = {}
    exec("\n".join(lines).replace('"papers.duckdb"', repr(str(warehouse))), scope)
    assert isinstance(scope["connection"], duckdb.DuckDBPyConnection)
    assert scope["table"].num_rows == 4  # type: ignore[attr-defined]
