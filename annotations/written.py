"""Documents written for training: sentences of our own with their mentions marked in the text, ``{CY IL-6}``.

A document begins with ``# kind: topic``; each further line is a sentence. Braces hold a code of two letters, a space and the
words of the mention, and may lie within others. There are no names of concepts and no relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.gold import GoldDocument, GoldError, Row, documents_from_rows

WRITTEN = Path(__file__).with_name("gold") / "written.txt"
CODES = {
    "CT": "CELL_THERAPY", "CS": "CELL_SOURCE", "DN": "DONOR", "RT": "ROUTE", "DS": "DOSE", "TM": "TIMING", "CD": "CONDITION",
    "SP": "SPECIES", "CY": "CYTOKINE", "MD": "MEDIATOR", "IC": "IMMUNE_CELL", "OC": "OUTCOME", "AN": "ANATOMY",
    "TI": "TRIAL_ID", "TP": "TRIAL_PHASE", "TS": "TRIAL_STATUS", "SS": "SAMPLE_SIZE",
}  # fmt: skip
_MARK = re.compile(r"\{(?P<code>[A-Z]{2}) |(?P<end>\})")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention in a sentence without marks: its label and where it starts and ends."""

    label: str
    start: int
    end: int


def read_sentence(line: str) -> tuple[str, tuple[Marked, ...]]:
    """Return a sentence without its marks, and its mentions in order, outer ones first.

    Raises GoldError for an unknown code, and where a mark is not closed or not open.

    >>> read_sentence("{CT {CS UC}-MSCs} helped")
    ('UC-MSCs helped', (Marked(label='CELL_THERAPY', start=0, end=7), Marked(label='CELL_SOURCE', start=0, end=2)))
    """
    text, after, found = "", 0, list[Marked]()
    opened: list[tuple[str, int]] = []
    for mark in _MARK.finditer(line):
        text, after = text + line[after : mark.start()], mark.end()
        if mark["end"] is None:
            if mark["code"] not in CODES:
                raise GoldError(f"no label has the code {mark['code']!r}: choose one of {', '.join(CODES)}")
            opened.append((CODES[mark["code"]], len(text)))
        elif opened:
            label, start = opened.pop()
            found.append(Marked(label, start, len(text)))
        else:
            raise GoldError(f"nothing is open where this ends: {line[: mark.end()]!r}")
    if opened:
        raise GoldError(f"{opened[-1][0]} is not closed in {line!r}")
    return text + line[after:], tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def read_written(path: Path = WRITTEN) -> tuple[GoldDocument, ...]:
    """Read a file of written documents, named ``W001``, ``W002``, ... Raises OSError, and GoldError naming the line."""
    sentences: list[Row] = []
    gold: list[Row] = []
    documents = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            documents += 1
        elif line.strip():
            try:
                text, marks = read_sentence(line.strip())
            except GoldError as error:
                raise GoldError(f"{path}, line {number}: {error}") from None
            sid = f"W{documents:03}.{number}"
            sentences.append({"sid": sid, "doc": f"W{documents:03}", "text": text})
            gold.append({"sid": sid, "mentions": list(_rows(text, marks))})
    return tuple(documents_from_rows(sentences, gold))


def _rows(text: str, marks: tuple[Marked, ...]) -> Iterator[Row]:
    for number, mark in enumerate(marks, 1):
        part = text[mark.start : mark.end]
        occurrence = sum(text.startswith(part, place) for place in range(mark.start + 1))
        yield {"id": f"m{number}", "type": mark.label, "text": part, "occ": occurrence}
