"""The benchmark: the pipeline and its baselines on dev and review, beside the committed scores.

``python -m flows.bench_scores`` fails where a score of ``BENCHMARKS.json`` fell by more than its interval allows;
``--update`` writes the scores found instead. ``--general NAME`` measures a general spaCy pipeline as a baseline too.
Documents of dev were looked at while the rules and vocabularies were written, so its scores flatter; those of review were not
to be, and only their totals are reported.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.gate import benchmark_of, falls
from flows.evaluate import evaluate
from pipeline.records import Extraction

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / "BENCHMARKS.json"
SHARED = ROOT.parent / "shared"
COLLECTIONS = {"dev": "looked at while rules and vocabularies were written", "review": "kept for testing; totals only"}
PIPELINE = "stroma"

Benchmarks = dict[str, Any]
System = tuple[Callable[..., Extraction] | None, Any]


def systems(names: Sequence[str], general_name: str | None) -> dict[str, System]:
    """Return name -> (annotate, nlp) of the systems to measure; ``annotate`` is None for the pipeline itself."""
    import spacy

    from flows.baselines import general, vocabulary

    found: dict[str, System] = {}
    if "vocabulary" in names:
        splitter = spacy.blank("en")
        splitter.add_pipe("sentencizer")
        found["vocabulary"] = (vocabulary(splitter), splitter)
    if general_name is not None:
        nlp = spacy.load(general_name)
        found["general"] = (general(nlp), nlp)
    if PIPELINE in names:
        from pipeline.nlp import load

        found[PIPELINE] = (None, load("accurate"))
    return found


def measure(folder: Path, found: Mapping[str, System]) -> Benchmarks:
    """Return the scores of every system on one folder of gold. Raises GoldError."""
    rows: Benchmarks = {}
    for name, (annotate, nlp) in found.items():
        report = evaluate(folder, nlp, annotate=annotate)
        rows[name] = {"model": report["pipeline"]["model"], "scores": benchmark_of(report["scores"])}
    return rows


def compare(committed: Mapping[str, Any], measured: Mapping[str, Any]) -> list[str]:
    """Return a line for each score that fell too far; systems that were not measured are passed over."""
    lines = []
    for collection, entry in committed.items():
        for name, row in measured.get(collection, {}).items():
            if name in entry["systems"]:
                lines += [f"{collection}, {name}: {fall}" for fall in falls(entry["systems"][name]["scores"], row["scores"])]
    return lines


def updated(committed: Mapping[str, Any], measured: Mapping[str, Any]) -> Benchmarks:
    """Return the committed benchmarks with the scores that were measured in place of the old ones."""
    result: Benchmarks = {name: dict(entry) for name, entry in committed.items()}
    for collection, rows in measured.items():
        known = result.get(collection, {}).get("systems", {})
        result[collection] = {"use": COLLECTIONS[collection], "systems": {**known, **rows}}
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then compare or update; returns 0, or 1 where a score fell too far or nothing could be compared."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_scores", description="Scores beside the committed ones.")
    parser.add_argument("--update", action="store_true", help="write BENCHMARKS.json")
    parser.add_argument("--systems", nargs="+", default=["vocabulary", PIPELINE], help="which to measure")
    parser.add_argument("--general", metavar="NAME", help="a general spaCy pipeline to measure as a baseline")
    options = parser.parse_args(arguments)
    found = systems(options.systems, options.general)
    folders = {name: SHARED / name for name in COLLECTIONS if (SHARED / name).is_dir()}
    if not folders:
        print(f"no gold in {SHARED}: nothing was measured", file=sys.stderr)
        return 1
    measured = {name: measure(folder, found) for name, folder in folders.items()}
    committed = json.loads(COMMITTED.read_text(encoding="utf-8")) if COMMITTED.is_file() else {}
    if options.update:
        COMMITTED.write_text(json.dumps(updated(committed, measured), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if not committed:
        print(f"{COMMITTED.name} is missing: write it with --update", file=sys.stderr)
        return 1
    lines = compare(committed, measured)
    print("\n".join(lines) or "no score fell by more than its interval allows")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
