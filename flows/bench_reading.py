"""The reading benchmark: PDFs against the JATS of the same papers, in words, marks, sections, tables, time and memory.

``python -m flows.bench_reading ../shared/pdfs/real`` prints one line a paper and the totals; ``--fast`` leaves out the
comparison of CPU time with plain pdfplumber; ``--json FILE`` keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from flows.reading_scores import Ratio, counts
from flows.reading_truth import read_truth
from pipeline.records import Document

Figures = dict[str, Any]
Result = TypeVar("Result")
PAIRS = {f"{what}_f1": (f"{what}_precision", f"{what}_recall") for what in ("title", "table", "cell")}
COLUMNS = (
    *("word_recall", "word_precision", "superscript_separated", "bracketed_separated", "links", "false_splits"),
    *("exponents_kept", "title_recall", "title_precision", "roles"),
    *("table_recall", "table_precision", "cell_recall", "cell_precision"),
)


def _read(path: Path) -> tuple[Document | str, float, float]:
    """Read one PDF in a worker; returns the document or why it failed, CPU seconds, and the worker's peak memory in MB."""
    from pipeline.pdf.reader import read_pdf
    from pipeline.reading import ReadError

    start = time.process_time()
    try:
        result: Document | str = read_pdf(path)
    except ReadError as error:
        result = str(error)
    return result, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plain(path: Path) -> float:
    """Read one PDF as pdfplumber does by itself; returns CPU seconds."""
    import pdfplumber

    start = time.process_time()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
    return time.process_time() - start


def one_worker(work: Callable[[Path], Result], paths: Sequence[Path]) -> list[Result]:
    """Do all the work in one fresh process, so that its time and memory are those of one worker."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(work, paths))


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall; 0.0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _totals(papers: dict[str, dict[str, Ratio]]) -> Figures:
    sums: dict[str, Ratio] = {}
    for ratios in papers.values():
        for name, ratio in ratios.items():
            sums[name] = sums.get(name, Ratio(0, 0)) + ratio
    figures: Figures = {name: round(ratio.value, 4) for name, ratio in sums.items()}
    for name in ("word_recall", "word_precision"):
        values = [ratios[name].value for ratios in papers.values() if name in ratios]
        figures[f"{name}_mean"] = round(sum(values) / len(values), 4) if values else 0.0
        figures[f"{name}_worst"] = round(min(values), 4) if values else 0.0
    if "false_splits" in sums and not sums["false_splits"].all:
        figures["false_splits"] = 0.0
    for name, (precision, recall) in PAIRS.items():
        figures[name] = round(f1(figures.get(precision, 0.0), figures.get(recall, 0.0)), 4)
    figures["counts"] = {name: [ratio.right, ratio.all] for name, ratio in sums.items()}
    return figures


def measure(pdf_folder: Path, *, only: Sequence[str] = (), compare_cpu: bool = True) -> Figures:
    """Score every PDF that has a JATS file of the same name beside it; returns totals, papers, failures, CPU and memory.

    A paper that cannot be read counts with recall 0. ``only`` restricts the run to papers whose name holds one of the strings.
    """
    paths = [path for path in sorted(pdf_folder.glob("*.pdf")) if path.with_suffix(".xml").is_file()]
    paths = [path for path in paths if not only or any(part in path.stem for part in only)]
    readings = one_worker(_read, paths)
    papers: dict[str, dict[str, Ratio]] = {}
    failures: dict[str, str] = {}
    for path, (result, _, _) in zip(paths, readings, strict=True):
        truth = read_truth(path.with_suffix(".xml"))
        if isinstance(result, str):
            failures[path.stem] = result
            papers[path.stem] = {"word_recall": Ratio(0, len(truth.words))}
        else:
            papers[path.stem] = counts(result, truth)
    cpu = sum(seconds for _, seconds, _ in readings)
    figures = _totals(papers)
    figures["cpu_s"] = round(cpu, 2)
    figures["peak_mb"] = round(max((peak for *_, peak in readings), default=0.0), 1)
    if compare_cpu:
        figures["cpu_ratio"] = round(cpu / max(sum(one_worker(plain, paths)), 1e-9), 3)
    figures["failures"] = failures
    figures["papers"] = {name: {key: round(ratio.value, 4) for key, ratio in ratios.items()} for name, ratios in papers.items()}
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line; exit status 1 where a paper could not be read."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_reading", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/pdfs/real"))
    parser.add_argument("--only", nargs="*", default=[], help="papers whose name holds one of these")
    parser.add_argument("--fast", action="store_true", help="do not run plain pdfplumber for comparison")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(arguments)
    figures = measure(options.folder, only=options.only, compare_cpu=not options.fast)
    print(f"{'paper':12}" + "".join(f"{name[:9]:>10}" for name in COLUMNS))
    for name, ratios in figures["papers"].items():
        print(f"{name:12}" + "".join(f"{ratios[column]:10.3f}" if column in ratios else f"{'-':>10}" for column in COLUMNS))
    print(json.dumps({key: value for key, value in figures.items() if key != "papers"}, indent=1, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if figures["failures"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
