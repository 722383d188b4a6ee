"""A large corpus simulated from a few real extractions, to measure how the warehouse grows.

Each simulated paper is one of the real ones under a new identity, with a third of its words exchanged for words of the same
length from all papers (so every span still holds), other concepts of the same label, and other directions and years. Beyond
the first ``DISTINCT`` papers those before come again under other identities and years, with the words they had: making words
takes much longer than loading them.
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
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import Concept, Document, Extraction, Mention, Reference, Relation, Trial
from warehouse import staging

WORD = re.compile(r"[^\W\d_]{3,}")
DIRECTIONS = ("increase", "decrease", "no_change", "modulate")
EXCHANGED_SHARE = 1 / 3
RARE_SHARE = 0.02  # of mentions, those of a name that hardly any other paper has
YEARS = (1995, 2026)
BATCH = 25
DISTINCT = 4000


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
        return replace(
            document,
            **identity(number),
            text=self._exchanged(document.text),
            title=self._exchanged(document.title or "A simulated paper"),
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


def batches(
    papers: Sequence[Extraction], count: int, folder: Path, *, seed: int = 1, distinct: int = DISTINCT
) -> Iterator[Path]:
    """Stage ``count`` papers simulated from ``papers`` batch by batch and yield the path of each batch.

    Papers from number ``distinct`` on have the words of those before; a multiple of the size of a batch.
    """
    simulator = Simulator(papers, seed)
    for first in range(0, count, BATCH):
        size = min(BATCH, count - first)
        if first < distinct:
            made = [simulator.paper(number) for number in range(first, first + size)]
            yield staging.write(made, folder / f"{first:06}.parquet")
        else:
            yield again(folder / f"{first % distinct:06}.parquet", first, size, folder)


def again(batch: Path, first: int, size: int, folder: Path) -> Path:
    """Stage the first ``size`` papers of a simulated batch again, as the papers from number ``first`` on; return the path."""
    table = pq.read_table(batch).slice(0, size).combine_chunks()
    document = table["document"].chunk(0)
    known = [identity(number) for number in range(first, first + size)]
    columns = {field.name: document.field(field.name) for field in document.type}
    columns |= {name: pa.array([paper[name] for paper in known]) for name in known[0]}
    changed = pa.StructArray.from_arrays([*columns.values()], fields=[*document.type])
    table = table.set_column(table.schema.get_field_index("document"), table.schema.field("document"), changed)
    digests = pa.array([f"{number:064x}" for number in range(first, first + size)])
    table = table.set_column(table.schema.get_field_index("digest"), table.schema.field("digest"), digests)
    path = folder / f"{first:06}.parquet"
    pq.write_table(table, path, compression="zstd")
    return path


def identity(number: int) -> dict[str, Any]:
    """Return what tells the simulated paper of a number from the others, as fields of its Document."""
    sha256 = hashlib.sha256(f"simulated paper {number}".encode()).hexdigest()
    year = random.Random(number).randint(*YEARS)
    return {
        "id": sha256[:16], "sha256": sha256, "source": f"simulated/{number:06}.pdf", "doi": f"10.5555/simulated.{number}",
        "year": year,
    }  # fmt: skip


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
