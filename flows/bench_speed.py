"""Words a second of the language part, each model and spaCy's general small one in the same run, on one core.

``python -m flows.bench_speed FILE...`` reads the files once and times what comes after reading, by CPU time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pipeline.extract import annotate
from pipeline.nlp import load
from pipeline.reading import read
from pipeline.records import Document

MODELS = ("accurate", "balanced", "fast")


def words_a_second(documents: Sequence[Document], work: Callable[[Document], object]) -> float:
    """Return the words of all documents over the CPU seconds that the work on them takes; the first is done once before."""
    work(documents[0])
    began = time.process_time()
    for document in documents:
        work(document)
    return sum(len(document.text.split()) for document in documents) / (time.process_time() - began)


def measure(paths: Sequence[Path], general: str | None) -> dict[str, float]:
    """Return words a second by model, and of a general spaCy pipeline where one is named."""
    documents = [read(path) for path in paths]
    found = {}
    for name in MODELS:
        nlp = load(name)
        found[name] = words_a_second(documents, partial(annotate, nlp=nlp))
    if general:
        import spacy

        other = spacy.load(general)
        found[general] = words_a_second(documents, lambda document: other(document.text))
    return found


def main() -> None:
    """Print a line a model."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_speed", description="Words a second.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--general", metavar="NAME", help="a general spaCy pipeline to time beside ours")
    arguments = parser.parse_args()
    for name, speed in measure(arguments.files, arguments.general).items():
        print(f"{name:24} {speed:8.0f} words/s")


if __name__ == "__main__":
    main()
