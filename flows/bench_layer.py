"""The text-layer benchmark: a raw layer of a paper against its sentences, citation marks and trials.

``python -m flows.bench_layer ../shared/review`` reads ``review_textlayer.txt`` and compares it with ``sentences.jsonl`` and
``trials.json`` beside it: words in order, citation marks exact in place (one word's tolerance) and numbers, trial fields.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.reading_scores import NEAR_WORDS, Ratio, alignment
from flows.reading_truth import Mark, marks_of, words_of
from pipeline.records import Citation, Document
from pipeline.text import read_text
from pipeline.trials import trial_records

FIELDS = (
    *("title", "phase", "product", "donor", "source", "doses", "route", "control", "primary_outcome", "secondary_outcome"),
    *("status", "enrollment", "start", "completion", "citations"),
)


def _truth(path: Path) -> tuple[list[str], list[Mark]]:
    words: list[str] = []
    marks: list[Mark] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        citations = tuple(Citation(mark["offset"], tuple(mark["refs"])) for mark in row.get("citations", ()))
        marks += marks_of(row["text"], citations, len(words))
        words += words_of(row["text"])
    return words, marks


def layer_counts(document: Document, sentences: Path) -> dict[str, Ratio]:
    """Count words in order, and citation marks that stand at their place with their numbers (found and printed).

    Marks in tables count for precision only where the sentences hold the table, that is never: they are left out.
    """
    words, marks = _truth(sentences)
    pairs = alignment(words, words_of(document.text))
    tables = [(block.start, block.end) for block in document.blocks if block.kind == "table"]
    prose = tuple(mark for mark in document.citations if not any(start <= mark.offset <= end for start, end in tables))
    found = marks_of(document.text, prose)
    placed = [(pairs[mark.word - 1] + 1 if mark.word - 1 in pairs else pairs.get(mark.word), mark) for mark in marks]
    free = set(range(len(found)))
    right = 0
    for place, mark in placed:
        near = (n for n in sorted(free) if place is not None and abs(found[n].word - place) <= NEAR_WORDS)
        match = next((n for n in near if set(found[n].references) == set(mark.references)), None)
        if match is not None:
            free.discard(match)
            right += 1
    return {
        "words_in_order": Ratio(len(pairs), len(words)),
        "marks_recall": Ratio(right, len(marks)),
        "marks_precision": Ratio(right, len(found)),
    }


def _plain(stated: object) -> object:
    """Return a value as it is compared: letters and digits alone, lower case; lists item by item."""
    if isinstance(stated, list | tuple):
        return [_plain(one) for one in stated]
    return re.sub(r"[\W_]+", "", stated).lower() if isinstance(stated, str) else stated


def trial_counts(document: Document, trials: Path) -> dict[str, Ratio]:
    """Count the fields of the trial table that the records state as the truth does; a field empty in both is right."""
    records = {trial.trial_id: trial for trial in trial_records(document, (), (), ())}
    rows = json.loads(trials.read_text(encoding="utf-8"))
    right = everything = 0
    for row in rows:
        trial = records.get(row["trial_id"])
        for name in FIELDS:
            everything += 1
            right += trial is not None and (_plain(getattr(trial, name)) or None) == (_plain(row[name]) or None)
    numbers = Ratio(sum(row["trial_id"] in records for row in rows), len(rows))
    return {"trial_numbers": numbers, "trial_fields": Ratio(right, everything)}


def measure_layer(folder: Path) -> dict[str, Any]:
    """Score the text layer of a folder; returns ratios and counts."""
    document = read_text(folder / "review_textlayer.txt")
    ratios = layer_counts(document, folder / "sentences.jsonl") | trial_counts(document, folder / "trials.json")
    return {name: {"value": round(ratio.value, 4), "right": ratio.right, "all": ratio.all} for name, ratio in ratios.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_layer", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/review"))
    print(json.dumps(measure_layer(parser.parse_args(arguments).folder), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
