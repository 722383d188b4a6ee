"""How far a relation can be believed: the judge's probability or its rule's precision, times the confidence in both mentions.

``patterns/relation_precision.tsv`` counts, by label and rule, proposals between gold mentions and how many of them were
right, on documents from which no rule was derived. Rare rules are drawn to their label's mean by five imaginary proposals.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.records import Mention, Relation

TABLE = Path(__file__).parents[2] / "patterns" / "relation_precision.tsv"
IMAGINARY = 5
UNMEASURED = 0.5  # for a label that the counted documents do not have


@cache
def _precisions() -> tuple[Mapping[tuple[str, str], float], Mapping[str, float]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = [(r["label"], r["method"], int(r["right"]), int(r["proposed"])) for r in csv.DictReader(handle, delimiter="\t")]
    means: dict[str, float] = {}
    for label in {row[0] for row in rows}:
        counts = [(right, proposed) for name, _, right, proposed in rows if name == label]
        means[label] = sum(right for right, _ in counts) / sum(proposed for _, proposed in counts)
    rules = {
        (label, method): (right + IMAGINARY * means[label]) / (proposed + IMAGINARY) for label, method, right, proposed in rows
    }
    return rules, means


def precision_of(label: str, method: str) -> float:
    """Return the precision of a rule; that of its label for a rule that was never counted."""
    rules, means = _precisions()
    return rules.get((label, method), means.get(label, UNMEASURED))


def with_confidence(relations: Sequence[Relation], mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """Return the relations with their confidence, from 0 to 1: what the judge gave them, else the precision of their rule."""
    sure = {mention.id: mention.confidence for mention in mentions}
    found = []
    for relation in relations:
        own = relation.confidence or precision_of(relation.label, relation.method)
        found.append(replace(relation, confidence=round(own * sure[relation.head] * sure[relation.tail], 4)))
    return tuple(found)
