"""Answers as files: Parquet and CSV with a data package that describes them, the study table as xlsx, references as BibTeX."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import queries
from warehouse.connection import open_for_reading

if TYPE_CHECKING:
    import duckdb

EVERYTHING = (
    "papers", "products", "routes", "cell_sources", "donors", "doses", "timings", "conditions_studied", "effects",
    "facts", "contradictions", "effect_contradictions", "trials", "trial_disagreements", "studies", "evidence", "mention_texts",
    "cited_works",
)  # fmt: skip
FORMATS = ("parquet", "csv")
STUDY_COLUMNS = (
    "study", "doi", "products", "cell_sources", "donors", "routes", "doses", "timings", "conditions", "species", "effects",
)  # fmt: skip
FIELD_TYPES = {
    "int": "integer",
    "float": "number",
    "double": "number",
    "bool": "boolean",
    "list": "array",
    "timestamp": "datetime",
}
COMMENTS = """
select column_name, comment from duckdb_columns() where table_name = $name and comment is not null
"""
CITED = """
select doi, pmid, any_value(text order by document_key, number) as text
from core.references
group by doi, pmid, if(doi is null and pmid is null, text, null)
order by doi nulls last, pmid nulls last, text
"""
FORBIDDEN_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class ExportError(Exception):
    """An export cannot be made; the message says why."""


def export(path: Path, folder: Path, names: Sequence[str] = EVERYTHING, *, format: str = "parquet") -> list[Path]:
    """Write views, tables or shipped queries as one file each, with ``datapackage.json`` beside them; return the paths.

    Raises ExportError for an unknown format, QueryError for an unknown name, WarehouseError where there is no warehouse.
    """
    if format not in FORMATS:
        raise ExportError(f"format {format!r} is none of {', '.join(FORMATS)}")
    folder.mkdir(parents=True, exist_ok=True)
    resources, written = [], []
    with open_for_reading(path) as connection:
        for name in names:
            table = queries.ask(connection, name)
            written.append(write(table, folder / f"{name}.{format}"))
            resources.append(_resource(connection, name, table, written[-1]))
    package = {"name": "stroma-export", "profile": "tabular-data-package", "resources": resources}
    description = folder / "datapackage.json"
    description.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*written, description]


def write(table: Any, path: Path) -> Path:
    """Write one answer (a pyarrow Table) as .parquet, .csv or .xlsx, by the suffix. Raises ExportError for another suffix."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, path, compression="zstd")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(table.column_names)
            writer.writerows([_cell(value) for value in row.values()] for row in table.to_pylist())
    elif path.suffix == ".xlsx":
        _write_sheet(table, path)
    else:
        raise ExportError(f"{path.name} is none of .parquet, .csv and .xlsx")
    return path


def study_table(path: Path, out: Path, parameters: Mapping[str, Any] | None = None) -> Path:
    """Write the studies of the warehouse as an xlsx sheet, one row a study; parameters are those of the query study_table."""
    table = queries.run(path, "study_table", parameters)
    return write(table.select(list(STUDY_COLUMNS)), out)


def bibtex(path: Path, out: Path) -> Path:
    """Write every work that the papers cite as BibTeX, each once by its DOI, its PubMed identifier or its words."""
    with open_for_reading(path) as connection:
        works = connection.execute(CITED).fetchall()
    out.write_text("\n".join(_entry(*work) for work in works), encoding="utf-8")
    return out


def _entry(doi: str | None, pmid: str | None, text: str) -> str:
    """Return one BibTeX entry; the work as printed is its note, the year is the first one printed."""
    year = re.search(r"\b(19|20)\d\d\b", text)
    key = hashlib.sha256((doi or pmid or text).encode()).hexdigest()[:10]
    fields = {"note": _braced(text), "year": year and year.group(), "doi": doi, "pmid": pmid}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{ref{key},", *lines, "}", ""])


def _braced(text: str) -> str:
    """Return a text that is safe within the braces of a BibTeX field."""
    plain = text.replace("\\", "/").replace("{", "(").replace("}", ")")
    return re.sub(r"([&%$#_])", r"\\\1", plain)


def _resource(connection: duckdb.DuckDBPyConnection, name: str, table: Any, path: Path) -> dict[str, Any]:
    comments = dict(connection.execute(COMMENTS, {"name": name}).fetchall())
    fields = [
        {"name": field.name, "type": _field_type(str(field.type))}
        | ({"description": comments[field.name]} if field.name in comments else {})
        for field in table.schema
    ]
    return {
        "name": name.replace("_", "-"),
        "path": path.name,
        "format": path.suffix.removeprefix("."),
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        "schema": {"fields": fields},
    }


def _field_type(arrow_type: str) -> str:
    return next((name for start, name in FIELD_TYPES.items() if arrow_type.startswith(start)), "string")


def _cell(value: Any) -> Any:
    """Return a value as one cell: a list as its items between semicolons, a struct as JSON."""
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _write_sheet(table: Any, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.append([name.replace("_", " ") for name in table.column_names])
    for row in table.to_pylist():
        sheet.append([_sheet_cell(value) for value in row.values()])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = _width(str(cell.value or "") for cell in column)
        for cell in column[1:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.data_type == "f":
                cell.data_type = "s"  # a text that begins with = is no formula
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def _sheet_cell(value: Any) -> Any:
    cell = _cell(value)
    return FORBIDDEN_IN_CELLS.sub("", cell) if isinstance(cell, str) else cell


def _width(texts: Iterable[str]) -> int:
    return min(max(max((len(text) for text in texts), default=0) + 2, 10), 60)
