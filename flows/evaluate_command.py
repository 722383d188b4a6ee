"""Evaluation as a command: what it prints and which files it writes."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.counts import Scores
from annotations.countsfile import compare_runs, read_counts, write_counts
from annotations.gold import GoldError
from flows.evaluate import Evaluated, report, run, score_all

WRONG_USE = 2
COUNTS = "counts.jsonl"


def evaluate_command(
    papers: Sequence[Path],
    gold: str,
    *,
    model: str = "accurate",
    as_json: bool = False,
    report_folder: Path | None = None,
    against: Path | None = None,
    warehouse: Path | None = None,
) -> int:
    """Evaluate and print; returns 0, 1 where a paper cannot be read, or 2 where the gold cannot be used.

    ``report_folder`` gets the page of errors and the counts of the run; ``against`` is the counts of another run;
    ``warehouse`` gets gold, counts and errors (``gold.*``, ``eval.*``).
    """
    from pipeline.nlp import load
    from pipeline.reading import ReadError

    started = time.perf_counter()
    try:
        before = read_counts(against) if against is not None else None
        evaluated = run(gold, load(model), papers=papers)
        scores = score_all(evaluated)
        result = report(evaluated, scores, elapsed_s=time.perf_counter() - started)
        if before is not None:
            result["comparison"] = compare_runs(before, scores)
    except ReadError as error:
        print(f"stroma: {error}", file=sys.stderr)
        return 1
    except (GoldError, ValueError, OSError) as error:
        print(f"stroma: {error}", file=sys.stderr)
        return WRONG_USE
    if report_folder is not None:
        from annotations.error_page import analyse, write_page

        pages = write_page(analyse([(item.gold, item.predicted) for item in evaluated], result), report_folder)
        write_counts(scores, report_folder / COUNTS)
        print(f"report: {pages[0]}", file=sys.stderr)
    if warehouse is not None:
        _store(warehouse, Path(gold).stem or gold, evaluated, scores)
    print(json.dumps(result, ensure_ascii=False) if as_json else "\n".join(lines_of(result)))
    return 0


def _store(warehouse: Path, collection: str, evaluated: Sequence[Evaluated], scores: Scores) -> None:
    from annotations.relation_errors import errors_of
    from flows.evaluation_store import store_gold, store_scores
    from warehouse.connection import open_for_writing

    errors = [error for item in evaluated for error in errors_of(item.gold, item.predicted)]
    with open_for_writing(warehouse) as connection:
        store_gold(connection, [item.gold for item in evaluated], collection)
        store_scores(connection, scores, collection, evaluated[0].predicted.pipeline, errors=errors)


def lines_of(result: Mapping[str, Any]) -> list[str]:
    """Return a report as lines of text: every measure with its micro scores, then its labels."""
    lines = [f"{len(result['documents'])} documents, {result['sentences']} sentences, {result['elapsed_s']} s"]
    if reading := result["reading"]:
        why = "".join(f"; {count} not: {reason}" for reason, count in reading["reasons"].items())
        lines.append(f"gold mentions found in the paper: {reading['placed']} of {reading['anchors']}{why}")
        lines += [f"    {row['why']}: {row['id']} {row['label']} {row['text']!r}" for row in reading["unplaced"]]
    for group, rules in result["scores"].items():
        for rule, entry in rules.items():
            lines.append(f"{_line(f'{group}/{rule}', entry['micro'])}   macro {entry['macro_f1']:.3f}")
            lines += [_line(f"    {label}", ratios) for label, ratios in entry["labels"].items()]
    for measure, row in result.get("comparison", {}).items():
        change = "{:+.3f} [{:+.3f}, {:+.3f}]".format(row["difference"], *row["interval"])
        lines.append(f"{measure:<44} {row['before']:.3f} → {row['after']:.3f}  {change}  p {row['p_value']:.3f}")
    return lines


def _line(name: str, entry: Mapping[str, Any]) -> str:
    interval = "[{:.3f}, {:.3f}]".format(*entry["interval"]) if entry["interval"] else " " * 14
    ratios = f"P {entry['precision']:.3f}  R {entry['recall']:.3f}  F1 {entry['f1']:.3f}"
    return f"{name:<44} {ratios} {interval}  gold {entry['support']:>5}  predicted {entry['predicted']:>5}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate with arguments of the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m flows.evaluate", description="Score the pipeline against gold.")
    parser.add_argument("papers", nargs="*", type=Path, metavar="PAPER", help="papers that the gold is of, read anew")
    parser.add_argument("--gold", required=True, help="folder with sentences.jsonl and gold.jsonl, or anchors by file or name")
    parser.add_argument("--model", default="accurate", help="name of the model to load")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write the page of errors and the counts of the run")
    parser.add_argument("--against", type=Path, metavar="COUNTS", help="compare with the counts of another run")
    options = parser.parse_args(arguments)
    return evaluate_command(
        options.papers,
        options.gold,
        model=options.model,
        as_json=options.json,
        report_folder=options.report,
        against=options.against,
    )
