"""The page of errors: one HTML file that needs no network, and a JSON file of the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.annotated import Annotated
from annotations.errors import WEIGHTS, Error, Side, worst_first
from annotations.gold import GoldDocument
from annotations.matching import place_of
from annotations.relation_errors import errors_of
from annotations.reliability import Bin, bins_of, calibration_error, mention_trials, relation_trials

Pairs = Sequence[tuple[GoldDocument, Annotated]]
NOTHING = "–"


def analyse(pairs: Pairs, report: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that the page shows, as plain data: the report of scores, confusion, reliability and errors."""
    texts = {gold.name: gold.document.text for gold, _ in pairs}
    errors = worst_first(error for gold, predicted in pairs for error in errors_of(gold, predicted))
    trials = {
        "mentions": [trial for gold, predicted in pairs for trial in mention_trials(gold, predicted)],
        "relations": [trial for gold, predicted in pairs for trial in relation_trials(gold, predicted)],
    }
    bins = {what: bins_of(found) for what, found in trials.items()}
    return {
        "report": report,
        "kinds": dict(Counter(f"{error.what} {error.kind}" for error in errors)),
        "confusion": confusion(pairs),
        "reliability": {
            what: {"error": calibration_error(found), "bins": [_bin_row(item) for item in found]}
            for what, found in bins.items()
        },
        "errors": [_error_row(error, texts[error.document]) for error in errors],
    }


def confusion(pairs: Pairs) -> dict[str, dict[str, int]]:
    """Return gold label -> predicted label -> how many mentions of the same characters; ``–`` where one side has none."""
    table: dict[str, Counter[str]] = {}
    for gold, predicted in pairs:
        sides: list[dict[tuple[int, int], list[str]]] = []
        for side in (gold, predicted):
            labels: dict[tuple[int, int], list[str]] = {}
            for place in sorted({place_of(mention) for mention in side.mentions}):
                labels.setdefault((place.start, place.end), []).append(place.label)
            sides.append(labels)
        for span in sides[0].keys() | sides[1].keys():
            for mine, other in _paired_labels(sides[0].get(span, []), sides[1].get(span, [])):
                table.setdefault(mine, Counter())[other] += 1
    return {mine: dict(sorted(row.items())) for mine, row in sorted(table.items())}


def _paired_labels(mine: Sequence[str], other: Sequence[str]) -> Iterable[tuple[str, str]]:
    both = sorted(set(mine) & set(other))
    yield from ((label, label) for label in both)
    left, right = [label for label in mine if label not in both], [label for label in other if label not in both]
    size = max(len(left), len(right))
    yield from zip(left + [NOTHING] * (size - len(left)), right + [NOTHING] * (size - len(right)), strict=True)


def _bin_row(item: Bin) -> dict[str, float]:
    return {**asdict(item), "confidence": item.confidence, "precision": item.precision}


def _error_row(error: Error, text: str) -> dict[str, Any]:
    row = asdict(error)
    for name, side in (("gold", error.gold), ("predicted", error.predicted)):
        row[name] = None if side is None else {"words": side.words, "pieces": pieces(text, error.start, error.end, side)}
    return row | {"severity": error.severity}


def pieces(text: str, start: int, end: int, side: Side | None) -> list[list[str]]:
    """Cut a stretch of text wherever a span of a side starts or ends: [words, labels of the spans over them]."""
    spans = side.spans if side is not None else ()
    inner = {place for span in spans for place in span[:2] if start < place < end}
    cut = pairwise(sorted({start, end} | inner))
    return [[text[a:b], " ".join(sorted({label for low, high, label in spans if low <= a and b <= high}))] for a, b in cut]


def write_page(analysis: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write ``errors.html`` and ``errors.json`` to a folder and return their paths. Raises OSError."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "errors.html", folder / "errors.json"
    labels = sorted({label for row in analysis["confusion"].values() for label in row} | analysis["confusion"].keys())
    present = [kind for kind in WEIGHTS if any(error["kind"] == kind for error in analysis["errors"])]
    page.write_text(
        environment.get_template("errors.html").render(**analysis, labels=labels, present=present), encoding="utf-8"
    )
    data.write_text(json.dumps(analysis, ensure_ascii=False), encoding="utf-8")
    return [page, data]
