"""Facts end to end: what a query would return of a paper, beside what its annotators wrote, and the values of right effects.

``python -m flows.bench_facts`` prints a table of dev, review, both together, and the held-out documents; ``--json FILE`` writes
it for programs. A fact is a tuple of normalised names (product and route; agent, cytokine and direction; ...), counted once a
document, however often the paper states it. Values (certainty, perturbation, places, citations) are those of relations that
are strictly right. The gold comes from ``../shared``; of ``review`` only totals are printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from annotations.counts import Counts, Scores
from annotations.gold import GoldDocument, read
from flows.evaluate import Annotate, run, score_all

SHARED = Path(__file__).parents[2] / "shared"
SETS = ("dev", "review", "dev and review", "heldout")
CLOSED = frozenset({"review", "dev and review"})  # kinds of trial attributes are not printed of these


@dataclass(frozen=True, slots=True)
class Question:
    """What is measured: a name for people, the measure and its label (None: all) in the scores, and the value aimed at."""

    name: str
    measure: str
    label: str | None = None
    target: float | None = None


QUESTIONS = (
    Question("route of a product", "facts/by_family", "route", 0.85),
    Question("source of a product", "facts/by_family", "source", 0.85),
    Question("donor of a product", "facts/by_family", "donor", 0.85),
    Question("cytokine effect with its sign", "facts/cytokine_effect", None, 0.60),
    Question("attribute of a trial", "facts/trial_attributes", None, 0.90),
    Question("citations, all right", "attributes/citations_all", None, 0.95),
    Question("certainty of an effect", "attributes/certainty", None, 0.95),
    Question("perturbation of an agent", "attributes/perturbation", None, 0.90),
    Question("places of an effect, all right", "attributes/location_all", None, 0.85),
    Question("a place, of all that are stated", "attributes/location", None, None),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the table: ``gold``, ``predicted`` and ``correct`` are counts over all documents of the set."""

    documents: str
    name: str
    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int
    correct: int
    target: float | None = None

    @property
    def verdict(self) -> str:
        """Return ``met`` or ``missed``; nothing where no value is aimed at or nothing is there to be found."""
        if self.target is None or not self.gold:
            return ""
        return "met" if self.f1 >= self.target else "missed"


def answer(documents: str, question: Question, scores: Scores) -> Answer:
    """Return the counts and ratios of one question."""
    return _answer(documents, question.name, scores.total(question.measure, question.label), question.target)


def answers(documents: str, scores: Scores) -> Iterator[Answer]:
    """Yield the answers to all questions, and of a set that may be looked into also the kinds of attributes of trials."""
    for question in QUESTIONS:
        yield answer(documents, question, scores)
    if documents not in CLOSED:
        for kind in scores.labels("facts/trial_attributes"):
            yield _answer(documents, f"attribute of a trial: {kind}", scores.total("facts/trial_attributes", kind), None)


def _answer(documents: str, name: str, counts: Counts, target: float | None) -> Answer:
    precision, recall, f1 = (round(value, 4) for value in (counts.precision, counts.recall, counts.f1))
    return Answer(documents, name, precision, recall, f1, counts.gold, counts.predicted, counts.correct, target)


def measure(gold: Mapping[str, Sequence[GoldDocument]], nlp: Any, *, annotate: Annotate | None = None) -> dict[str, Scores]:
    """Return the scores of every set of documents, and of ``dev and review`` where both are there."""
    scores = {name: score_all(run(documents, nlp, annotate=annotate, gold_mentions=False)) for name, documents in gold.items()}
    if {"dev", "review"} <= scores.keys():
        scores["dev and review"] = scores["dev"] + scores["review"]
    return {name: scores[name] for name in (*SETS, *scores) if name in scores}


def table(rows: Sequence[Answer]) -> str:
    """Return the rows as lines of text, one an answer, under a line of headings.

    >>> print(table([Answer("dev", "route of a product", 1.0, 0.5, 0.6667, 4, 2, 2, 0.85)]))
    set             fact                             P      R      F1     gold  found  right  target
    dev             route of a product               1.000  0.500  0.667     4      2      2  0.85 missed
    """
    lines = [f"{'set':<15} {'fact':<32} {'P':<6} {'R':<6} {'F1':<6} gold  found  right  target"]
    for row in rows:
        ratios = " ".join(f"{value:.3f} " for value in (row.precision, row.recall, row.f1))
        aim = "" if row.target is None else f"{row.target:.2f} {row.verdict}".rstrip()
        line = f"{row.documents:<15} {row.name:<32} {ratios}{row.gold:>5} {row.predicted:>6} {row.correct:>6}  {aim}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def gold_sets(shared: Path) -> dict[str, list[GoldDocument]]:
    """Return the sets of gold by name. Raises GoldError or OSError where the reference material is not as it was read."""
    from flows.train import gold_by_split

    splits = gold_by_split(shared)
    return {"dev": splits["dev"], "review": list(read(shared / "review")), "heldout": splits["heldout"]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of the reference material")
    parser.add_argument("--model", default="accurate", help="the model that is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON too")
    options = parser.parse_args(arguments)
    from pipeline.nlp import load

    scores = measure(gold_sets(options.shared), load(options.model))
    rows = [row for name, found in scores.items() for row in answers(name, found)]
    print(table(rows))
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
