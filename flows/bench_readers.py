"""How far two readers agree: the second reading of some documents of ``train`` against their published annotation.

``python -m flows.bench_readers`` prints a line a measure and a line a label; it needs the reference material in ``../shared``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.agreement import agreement
from annotations.gold import GoldDocument, documents_from_rows, read_rows
from annotations.reading import READ_A, read_sources, rows_from_lines

SHARED = Path("../shared")
SECOND = READ_A.with_name("second_reading.jsonl")
MEASURES = (("entities", "strict"), ("entities", "type"), ("relations", "strict_direction"))


def two_readings(shared: Path, second: Path = SECOND) -> tuple[tuple[GoldDocument, ...], tuple[GoldDocument, ...]]:
    """Return the published annotation and the second reading of the sentences that were read twice.

    Raises GoldError or OSError where a document of the second reading is not in ``shared``.
    """
    lines = read_rows(second)
    sources = read_sources(shared / "corpora" / "msc_docs.jsonl.xz", {(line["corpus"], line["id"]) for line in lines})
    sentences, read = rows_from_lines(lines, sources)
    sids = {row["sid"] for row in sentences}
    published = [row for row in read_rows(shared / "train" / "gold.jsonl") if row["sid"] in sids]
    return tuple(documents_from_rows(sentences, published)), tuple(documents_from_rows(sentences, read))


def table(result: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each measure, its labels after it, then one for each attribute of the effects that both marked."""
    for group, rule in MEASURES:
        scores = result["scores"][group][rule]
        yield _line(f"{group} {rule}", scores["micro"])
        yield from (_line(f"  {label}", entry) for label, entry in scores["labels"].items())
    for name, item in result["attributes"].items():
        yield f"{name}: {item['same']} of {item['judged']} the same, kappa {_rounded(item['kappa'])}"


def _line(name: str, entry: dict[str, Any]) -> str:
    interval = f" [{entry['interval'][0]:.3f}, {entry['interval'][1]:.3f}]" if entry["interval"] else ""
    marked = f"{entry['correct']} in both, {entry['support']} and {entry['predicted']} marked"
    return f"{name}: F1 {entry['f1']:.3f}{interval} ({marked})"


def _rounded(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main() -> None:
    """Print how far the two readings agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of the reference material")
    for line in table(agreement(*two_readings(parser.parse_args().shared))):
        print(line)


if __name__ == "__main__":
    main()
