"""Other recognisers of mentions beside the shipped one: F1, words a second and size, each learned from the same documents.

``OMP_NUM_THREADS=1 python -m flows.bench_alternatives NAME... --work FOLDER`` trains (but for ``shipped``) and prints a row an
exit. Everything is measured alone, without vocabulary and judge: exact spans with their label, nested ones included, micro F1
on documents that were not learned from; of ``blind`` totals only. It needs the reference material in ``../shared``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.gold import GoldDocument
from annotations.written import read_written
from flows.train import SCORED, SEED, gold_by_split, unlabelled
from pipeline.nlp import SHIPPED
from pipeline.training.ratios import f1

if TYPE_CHECKING:
    from pipeline.components.encoder import Encoder

Keys = set[tuple[str, int, int]]
Find = Callable[[Sequence[GoldDocument]], list[Keys]]
NAMES = ("shipped", "cnn", "cnn-pretrained", "no-first-stage", "words-only")
ENCODER_PARTS = {"lower": ("lower",), "upper": ("lower", "upper")}  # for mentions; the parser is left out
STEPS, EPOCHS = 6000, 12


@dataclass(frozen=True, slots=True)
class Row:
    """One recogniser: F1 by set, words a second of one core, megabytes of weights, minutes of training."""

    name: str
    f1: dict[str, float]
    speed: float
    megabytes: float
    minutes: float = 0.0

    def line(self, beside: float) -> str:
        """Return the row as text; ``beside`` is the speed of the shipped upper exit in the same run."""
        scores = " ".join(f"{name} {value:.3f}" for name, value in self.f1.items())
        speed = f"{self.speed:,.0f} words/s ({self.speed / beside:.2f})"
        return f"{self.name}: {scores}; {speed}; {self.megabytes:.1f} MB; {self.minutes:.1f} min"


def score(found: Sequence[Keys], documents: Sequence[GoldDocument]) -> float:
    """Return the micro F1 of labels and ranges, document by document; mentions without a place are left out."""
    truths = [{(one.label, one.start, one.end) for one in item.mentions if one.start >= 0} for item in documents]
    right = sum(len(some & truth) for some, truth in zip(found, truths, strict=True))
    return f1(right, sum(map(len, found)), sum(map(len, truths)))


def measured(name: str, find: Find, gold: dict[str, list[GoldDocument]], megabytes: float, minutes: float = 0.0) -> Row:
    """Return the row of a recogniser; speed is that of all scored documents, by CPU time, one document read before."""
    find(gold["dev"][:1])
    scores, words, seconds = {}, 0, 0.0
    for split in SCORED:
        began = time.process_time()
        found = find(gold[split])
        seconds += time.process_time() - began
        words += sum(len(item.document.text[s.start : s.end].split()) for item in gold[split] for s in item.sentences)
        scores[split] = score(found, gold[split])
    return Row(name, scores, words / seconds, megabytes, minutes)


def tagged(encoder: Encoder, documents: Sequence[GoldDocument]) -> list[Keys]:
    """Return what both taggers of an encoder's exit find, document by document."""
    from pipeline.components.proposals import LABELS
    from pipeline.components.span_scores import SpanScores

    found = []
    for item in documents:
        scores = SpanScores(encoder, encoder.encode(item.document.text, item.sentences))
        found.append({(LABELS[span.label], span.start, span.end) for path in scores.paths for span in path})
    return found


def rows_of(folder: Path, name: str, gold: dict[str, list[GoldDocument]], minutes: float = 0.0) -> Iterator[Row]:
    """Yield a row for each exit of an encoder's folder; its parser and judge count neither for speed nor size."""
    from pipeline.components.encoder import EXITS, Encoder

    for place in reversed(EXITS):
        encoder = Encoder(folder, place, ENCODER_PARTS[place])
        files = (*(f"{part}.onnx" for part in ENCODER_PARTS[place]), "heads.npz", "tokenizer.json")
        size = sum((folder / file).stat().st_size for file in files) / 1e6

        def find(documents: Sequence[GoldDocument], encoder: Encoder = encoder) -> list[Keys]:
            return tagged(encoder, documents)

        yield measured(f"{name}, {place}", find, gold, size, minutes)


def convolutional(name: str, shared: Path, work: Path, gold: dict[str, list[GoldDocument]], steps: int) -> Iterator[Row]:
    """Train spaCy's convolutional network, with ``cnn-pretrained`` after it guessed characters, and yield its row."""
    from pipeline.training.convolutional import guess_characters, learn_spans, spans_of

    began = time.process_time()
    pretrained = guess_characters(unlabelled(shared), work) if name == "cnn-pretrained" else None
    nlp = learn_spans([*gold["train"], *read_written()], work, steps=steps, pretrained=pretrained)
    minutes = (time.process_time() - began) / 60
    nlp.to_disk(work / "model")
    size = sum(path.stat().st_size for path in (work / "model").rglob("model")) / 1e6
    yield measured(name, lambda documents: spans_of(documents, nlp), gold, size, minutes)


def encoder_without(name: str, shared: Path, work: Path, gold: dict[str, list[GoldDocument]], epochs: int) -> Iterator[Row]:
    """Train the encoder without the public corpora, with ``words-only`` after it guessed words, and yield a row an exit."""
    from pipeline.training.without_corpora import fine_tuned

    began = time.process_time()
    texts = unlabelled(shared) if name == "words-only" else ()
    fine_tuned([*gold["train"], *read_written()], work, epochs=epochs, seed=SEED, guessed=texts)
    yield from rows_of(work / "encoder", name, gold, (time.process_time() - began) / 60)


def main() -> None:
    """Print the rows of every recogniser that is named."""
    parser = argparse.ArgumentParser(prog="python -m flows.bench_alternatives", description=__doc__)
    parser.add_argument("names", nargs="+", choices=NAMES)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("out/alternatives"))
    parser.add_argument("--steps", type=int, default=STEPS, help="batches of the convolutional network")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="passes of the encoder")
    options = parser.parse_args()
    gold = gold_by_split(options.shared)
    shipped = list(rows_of(SHIPPED / "encoder", "shipped", gold))
    for name in options.names:
        work = options.work / name
        if name == "shipped":
            rows: Iterator[Row] = iter(shipped)
        elif name.startswith("cnn"):
            rows = convolutional(name, options.shared, work, gold, options.steps)
        else:
            rows = encoder_without(name, options.shared, work, gold, options.epochs)
        for row in rows:
            print(row.line(shipped[0].speed), flush=True)


if __name__ == "__main__":
    main()
