"""The labels of mentions and relations, read from ``labels.tsv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Label:
    """One label; ``heads`` and ``tails`` are the mention labels that a relation may join (empty for a mention label)."""

    name: str
    definition: str
    heads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()


@cache
def _labels(kind: str) -> tuple[Label, ...]:
    with Path(__file__).with_name("labels.tsv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle, delimiter="\t") if row["kind"] == kind]
    return tuple(
        Label(row["label"], row["definition"], frozenset(row["head"].split()), frozenset(row["tail"].split())) for row in rows
    )


def mention_labels() -> tuple[Label, ...]:
    """Return the labels of mentions in their fixed order."""
    return _labels("mention")


def relation_labels() -> tuple[Label, ...]:
    """Return the labels of relations in their fixed order."""
    return _labels("relation")
