"""Public annotated corpora -> tagged texts; each keeps its own labels and trains a head of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

IOB_CORPORA = {
    "cg": ("BioNLP13CG-IOB", ("train", "devel")),
    "anatem": ("AnatEM-IOB", ("train", "devel")),
    "bc5cdr": ("BC5CDR-IOB", ("train", "devel")),
    "disease": ("NCBI-disease-IOB", ("train", "devel")),
    "species": ("linnaeus-IOB", ("train", "devel")),
    "gene": ("BC2GM-IOB", ("train",)),
}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with typed spans of its characters: ``(label, start, end)``."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


def read_iob(path: Path) -> Iterator[Tagged]:
    """Yield the sentences of a file with one ``token<TAB>tag`` a line and an empty line after each sentence.

    Tokens are joined by single spaces: word pieces are the same with and without them.
    """
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            word, tag = line.split("\t")[0], line.split("\t")[-1]
            rows.append((word, tag))
        elif rows:
            yield _from_iob(rows)
            rows = []


def _from_iob(rows: list[tuple[str, str]]) -> Tagged:
    text, spans = "", list[tuple[str, int, int]]()
    previous = "O"
    for word, tag in rows:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        if tag.startswith("I-") and previous[2:] == tag[2:] and spans:
            label, begin, _ = spans[-1]
            spans[-1] = (label, begin, len(text))
        elif tag != "O":
            spans.append((tag[2:], start, len(text)))
        previous = tag
    return Tagged(text, tuple(spans))


def read_standoff(folder: Path) -> Iterator[Tagged]:
    """Yield abstracts of a folder of brat files (``.txt`` with ``.ann`` or ``.a1``), text-bound annotations only."""
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text("utf-8")
        spans: list[tuple[str, int, int]] = []
        for suffix in (".ann", ".a1"):
            side = path.with_suffix(suffix)
            for line in side.read_text("utf-8").splitlines() if side.is_file() else ():
                found = re.match(r"T\d+\t(\S+) (\d+) (\d+)\t", line)
                if found:
                    spans.append((found[1], int(found[2]), int(found[3])))
        yield Tagged(text, tuple(spans))


def read_all(folder: Path) -> dict[str, list[Tagged]]:
    """Return the training texts of each public corpus under ``folder`` (the unpacked archives), by short name.

    LINNAEUS has few species a sentence: only one in five of its sentences without any is kept.
    """
    corpora = {name: _read(folder, directory, parts) for name, (directory, parts) in IOB_CORPORA.items()}
    corpora["species"] = [tagged for index, tagged in enumerate(corpora["species"]) if tagged.spans or index % 5 == 0]
    corpora["jnlpba"] = list(read_standoff(folder / "jnlpba_standoff" / "standoff" / "train"))
    return corpora


def read_tests(folder: Path) -> dict[str, list[Tagged]]:
    """Return the test texts of the same corpora, whole."""
    tests = {name: _read(folder, directory, ("test",)) for name, (directory, _) in IOB_CORPORA.items()}
    return tests | {"jnlpba": list(read_standoff(folder / "jnlpba_standoff" / "standoff" / "test"))}


def labels_of(items: Iterable[Tagged]) -> list[str]:
    """Return the labels of a corpus, sorted."""
    return sorted({label for item in items for label, _, _ in item.spans})


def _read(folder: Path, directory: str, parts: Sequence[str]) -> list[Tagged]:
    root = folder / "mtl_bioinf_2016" / "data" / directory
    return [tagged for part in parts for tagged in read_iob(root / f"{part}.tsv")]
