"""The page: what was asked from the warehouse, put into one HTML file with its styles, its script and its data."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import connection
from warehouse.report import contents, evidence, pictures

if TYPE_CHECKING:
    from warehouse.report.contents import Contents, Limits
    from warehouse.report.evidence import Evidence

TEMPLATE = Path(__file__).parent / "template"
SCRIPTS = ("elements.js", "filters.js", "grid.js", "evidence.js", "heatmap.js", "years.js", "tables.js", "main.js")
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def build(warehouse: Path, out: Path, *, limits: Limits | None = None) -> Path:
    """Write the report of the warehouse to ``out`` and return ``out``.

    The file holds everything it shows; links lead to the papers where they can be found from where it lies. It appears whole
    or not at all, and the same warehouse gives the same file. Raises WarehouseError if there is no warehouse.
    """
    limits = limits or contents.Limits()
    with connection.open_for_reading(warehouse) as opened:
        shown = contents.read(opened, limits)
        sentences = evidence.read(opened, limits, [trial["trial_id"] for trial in shown.trials])
    out.parent.mkdir(parents=True, exist_ok=True)
    scans = pictures.of_pages(sentences, limits.pictures)
    link_papers(sentences, out.parent)
    writing = out.with_name(f".{out.name}.writing")
    writing.write_text(render(shown, sentences, scans, limits), encoding="utf-8")
    writing.replace(out)
    return out


def render(shown: Contents, sentences: Evidence, scans: dict[str, Any], limits: Limits) -> str:
    """Return the page as text; whatever comes from a paper is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plural"] = plural
    style = (TEMPLATE / "report.css").read_text(encoding="utf-8")
    script = '"use strict";\n' + "\n".join((TEMPLATE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    data = {
        "products": [row["product"] for row in shown.products],
        "product_total": max((row["product_total"] for row in shown.products), default=0),
        "targets": shown.targets,
        "facts": shown.facts,
        "ways": shown.ways,
        "shown_ways": shown.shown_ways,
        **first_year([row["year"] for row in shown.years if row["year"]], limits.years),
        "evidence": asdict(sentences),
        "pictures": scans,
    }
    return environment.get_template("report.html.j2").render(
        shown=shown,
        limits=limits,
        known=sentences.numbers.keys(),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=as_script_data(data),
    )


def first_year(years: list[int], most: int) -> dict[str, Any]:
    """Return the first year that has a column of its own, and whether earlier ones are counted with it."""
    first = max(years, default=0) - most + 1
    return {"first_year": first, "earlier": min(years, default=first) < first}


def link_papers(sentences: Evidence, folder: Path) -> None:
    """Give each paper the name of its file instead of its path, and a link from ``folder`` to the file if it is there."""
    for document in sentences.documents.values():
        source = Path(document.pop("source"))
        document["file"] = source.name
        if source.is_file():
            document["link"] = Path(relpath(source.resolve(), folder.resolve())).as_posix()


def as_script_data(value: Any) -> str:
    """Return the value as JSON that can stand inside a script element, whatever text it holds."""
    import orjson

    text = orjson.dumps(value).decode()
    for unsafe, escaped in UNSAFE.items():
        text = text.replace(unsafe, escaped)
    return text


def plural(count: int, one: str, more: str | None = None) -> str:
    """Return the count with its noun: ``plural(2, "paper")`` is "2 papers"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
