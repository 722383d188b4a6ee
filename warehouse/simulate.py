"""A large corpus simulated from a few real extractions, to measure how the warehouse grows.

Each simulated paper is one of the real ones under a new identity, with a third of its words exchanged for words of the same
length from all papers (so every span still holds), other concepts of the same label, and other directions and years.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.records import Concept, Document, Extraction, Mention, Reference, Relation, Trial
from warehouse import staging

WORD = re.compile(r"[^\W\d_]{3,}")
DIRECTIONS = ("increase", "decrease", "no_change", "modulate")
EXCHANGED_SHARE = 1 / 3
RARE_SHARE = 0.02  # of mentions, those of a name that hardly any other paper has
BATCH = 25


class Simulator:
    """Makes papers from real ones; the same seed makes the same papers."""

    def __init__(self, papers: Sequence[Extraction], seed: int = 1) -> None:
        self.papers = papers
        self.random = random.Random(seed)
        self.words: dict[int, list[str]] = defaultdict(list)
        self.concepts: dict[str, list[Concept]] = defaultdict(list)
        for paper in papers:
            for word in WORD.findall(paper.document.text):
                self.words[len(word)].append(word)
            for mention in paper.mentions:
                self.concepts[mention.label].append(mention.concept or Concept("", mention.text.lower()))

    def paper(self, number: int) -> Extraction:
        """Return the simulated paper of a number, from 0."""
        origin = self.papers[number % len(self.papers)]
        document = self._document(origin.document, number)
        return replace(
            origin,
            document=document,
            mentions=tuple(self._mention(mention, document.text) for mention in origin.mentions),
            relations=tuple(self._relation(relation) for relation in origin.relations),
            trials=tuple(self._trial(trial) for trial in origin.trials),
        )

    def _document(self, document: Document, number: int) -> Document:
        sha256 = hashlib.sha256(f"simulated paper {number}".encode()).hexdigest()
        return replace(
            document,
            id=sha256[:16],
            sha256=sha256,
            source=f"simulated/{number:06}.pdf",
            text=self._exchanged(document.text),
            title=self._exchanged(document.title or "A simulated paper"),
            doi=f"10.5555/simulated.{number}",
            year=self.random.randint(1995, 2026),
            references=tuple(self._reference(reference) for reference in document.references),
        )

    def _reference(self, reference: Reference) -> Reference:
        doi = reference.doi and f"10.5555/{self.random.randrange(200_000)}"
        return replace(reference, text=self._exchanged(reference.text), doi=doi)

    def _mention(self, mention: Mention, text: str) -> Mention:
        concept = self.random.choice(self.concepts[mention.label])
        if self.random.random() < RARE_SHARE:
            concept = Concept("", f"{concept.name} {self.random.randrange(100)}")
        confidence = round(self.random.uniform(0.3, 1.0), 4)
        return replace(mention, text=text[mention.start : mention.end], concept=concept, confidence=confidence)

    def _relation(self, relation: Relation) -> Relation:
        direction = self.random.choice(DIRECTIONS) if relation.direction else None
        return replace(relation, direction=direction, confidence=round(self.random.uniform(0.3, 1.0), 4))  # type: ignore[arg-type]

    def _trial(self, trial: Trial) -> Trial:
        return replace(trial, trial_id=f"NCT9{self.random.randrange(20_000):07}", enrollment=self.random.randrange(5, 500))

    def _exchanged(self, text: str) -> str:
        """Return the text with a share of its words exchanged for others of the same length."""

        def other(found: re.Match[str]) -> str:
            word = found.group()
            same_length = self.words.get(len(word))
            return self.random.choice(same_length) if same_length and self.random.random() < EXCHANGED_SHARE else word

        return WORD.sub(other, text)


def batches(papers: Sequence[Extraction], count: int, folder: Path, *, seed: int = 1) -> Iterator[Path]:
    """Stage ``count`` papers simulated from ``papers`` batch by batch and yield the path of each batch."""
    simulator = Simulator(papers, seed)
    for first in range(0, count, BATCH):
        made = [simulator.paper(number) for number in range(first, min(first + BATCH, count))]
        yield staging.write(made, folder / f"{first:06}.parquet")


def main(arguments: Sequence[str]) -> int:
    """Run ``python -m warehouse.simulate STAGED COUNT FOLDER``; return the exit status."""
    if len(arguments) != 3 or not arguments[1].isdigit():
        print("usage: python -m warehouse.simulate STAGED COUNT FOLDER", file=sys.stderr)
        return 2
    papers = [outcome for outcome in staging.read(Path(arguments[0])) if isinstance(outcome, Extraction)]
    made = list(batches(papers, int(arguments[1]), Path(arguments[2])))
    print(f"{len(made)} batches in {arguments[2]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
