import csv
import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warehouse import export, queries
from warehouse.export import ExportError
from warehouse.guard import QueryError


def test_export_writes_a_file_for_each_name_and_describes_them(warehouse: Path, tmp_path: Path) -> None:
    written = export.export(warehouse, tmp_path, ["routes", "trials_by_phase"])
    assert [path.name for path in written] == ["routes.parquet", "trials_by_phase.parquet", "datapackage.json"]
    assert pq.read_table(written[0]).equals(queries.run(warehouse, "routes"))
    package = json.loads(written[2].read_text())
    route = next(field for field in package["resources"][0]["schema"]["fields"] if field["name"] == "route")
    assert route == {"name": "route", "type": "string", "description": "how the product is given"}
    assert package["resources"][0]["bytes"] == written[0].stat().st_size


def test_export_writes_everything_unless_told(warehouse: Path, tmp_path: Path) -> None:
    written = export.export(warehouse, tmp_path, format="csv")
    assert {path.stem for path in written} == {*export.EVERYTHING, "datapackage"}


def test_csv_holds_lists_between_semicolons(tmp_path: Path) -> None:
    table = pa.table({"routes": [["oral", "nasal"], []], "spans": [[{"start": 1}], None], "year": [2020, None]})
    with export.write(table, tmp_path / "out.csv").open(newline="") as handle:
        assert list(csv.reader(handle)) == [["routes", "spans", "year"], ["oral; nasal", '{"start": 1}', "2020"], ["", "", ""]]


@pytest.mark.parametrize("format", ["json", "xls", ""])
def test_unknown_format_is_refused(format: str, warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="none of"):
        export.export(warehouse, tmp_path, ["routes"], format=format)
    with pytest.raises(ExportError, match="none of"):
        export.write(pa.table({"a": [1]}), tmp_path / f"out.{format}")


def test_export_of_an_unknown_name_is_refused(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="nothing_of_this_name"):
        export.export(warehouse, tmp_path, ["nothing_of_this_name"])


def test_study_table_is_a_sheet_with_one_row_a_study(warehouse: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export.study_table(warehouse, tmp_path / "studies.xlsx"))
    header, row = book.active.iter_rows(values_only=True)
    assert header[:4] == ("study", "doi", "products", "cell sources")
    assert row[1:4] == ("10.5555/doe2010", "MSC", "bone marrow")
    assert row[-1] == "MSC decreases IL6 in kidney"


def test_sheet_takes_a_formula_for_text(tmp_path: Path) -> None:
    table = pa.table({"study": ['=HYPERLINK("x")', "a\x01b"]})
    sheet = openpyxl.load_workbook(export.write(table, tmp_path / "out.xlsx")).active
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows(min_row=2)] == [('=HYPERLINK("x")', "s"), ("ab", "s")]


def test_bibtex_has_every_cited_work_once(warehouse: Path, tmp_path: Path) -> None:
    text = export.bibtex(warehouse, tmp_path / "references.bib").read_text()
    assert text.count("@misc{") == 2
    assert "  note = {Doe J. Cells lower interleukins. J Ex 2010;1:1-9.},\n  year = {2010},\n  doi = {10.5555/doe2010}," in text


def test_bibtex_escapes_what_would_end_a_field() -> None:
    entry = export._entry(None, None, "A {study} of 5% & more_or_less \\ 1999")
    assert r"note = {A (study) of 5\% \& more\_or\_less / 1999}" in entry
    assert "year = {1999}" in entry
