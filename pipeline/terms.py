"""Vocabulary files -> checked terms. A line that cannot be used is fatal, and the error says where it stands.

A vocabulary file has the columns curie, name, synonyms, parents, source. ``synonyms`` and ``parents`` are separated by
``|``. A synonym that starts with ``?`` is too ambiguous to be looked for; it only names a mention found otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.normalise import key_of

FOLDER = Path(__file__).parent / "vocabulary"
HEADER = ("curie", "name", "synonyms", "parents", "source")
LABEL_OF_FILE = {
    "cell_therapies": "CELL_THERAPY", "cell_sources": "CELL_SOURCE", "donors": "DONOR", "routes": "ROUTE",
    "conditions": "CONDITION", "species": "SPECIES", "cytokines": "CYTOKINE", "mediators": "MEDIATOR",
    "immune_cells": "IMMUNE_CELL", "outcomes": "OUTCOME", "anatomy": "ANATOMY", "phases": "TRIAL_PHASE",
    "statuses": "TRIAL_STATUS",
}  # fmt: skip

_CURIE = re.compile(r"[A-Za-z][\w.]*:[\w.-]+$")


class LexiconError(ValueError):
    """A vocabulary file holds a line that cannot be used; the message names file, line and value."""


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of a vocabulary. ``name`` is the preferred name; ``curie`` is empty where no identifier is known."""

    label: str
    curie: str
    name: str
    synonyms: tuple[str, ...]
    parents: tuple[str, ...]
    source: str


def read_terms(path: Path) -> list[Term]:
    """Read one vocabulary file. Raises LexiconError naming the file, line and value of the first bad line."""
    label = LABEL_OF_FILE.get(path.stem)
    if label is None:
        raise LexiconError(f"{path}: no label belongs to {path.stem!r}; known files: {', '.join(sorted(LABEL_OF_FILE))}")
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != HEADER:
        raise LexiconError(f"{path}:1: the header must be {HEADER}, found {lines[:1]}")
    terms: list[Term] = []
    names: dict[str, int] = {}
    for number, line in enumerate(lines[1:], 2):
        term = _term(path, number, line, label)
        if term.name in names:
            raise LexiconError(f"{path}:{number}: {term.name!r} is also the name on line {names[term.name]}")
        names[term.name] = number
        terms.append(term)
    for number, term in enumerate(terms, 2):
        for parent in term.parents:
            if parent not in names:
                raise LexiconError(f"{path}:{number}: parent {parent!r} of {term.name!r} is no name of this file")
    return terms


def _term(path: Path, number: int, line: str, label: str) -> Term:
    cells = line.split("\t")
    if len(cells) != len(HEADER):
        raise LexiconError(f"{path}:{number}: {len(cells)} cells instead of {len(HEADER)} in {line!r}")
    curie, name, synonyms, parents, source = cells
    if curie and not _CURIE.match(curie):
        raise LexiconError(f"{path}:{number}: {curie!r} is no CURIE such as HGNC:6018")
    if not name or name != name.strip():
        raise LexiconError(f"{path}:{number}: the name {name!r} is empty or has blanks around it")
    if not source:
        raise LexiconError(f"{path}:{number}: {name!r} has no source")
    listed = tuple(synonyms.split("|")) if synonyms else ()
    for synonym in listed:
        if not key_of(synonym.removeprefix("?")) or synonym != synonym.strip():
            raise LexiconError(f"{path}:{number}: the synonym {synonym!r} of {name!r} cannot be used")
    return Term(label, curie, name, listed, tuple(parents.split("|")) if parents else (), source)
