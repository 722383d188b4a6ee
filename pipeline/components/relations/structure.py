"""Where products come from, how, when and at which dose they are given, in what and in whom they are studied."""

from __future__ import annotations

from pipeline.components.relations.arguments import Clause
from pipeline.records import Mention, Relation


def structural(clause: Clause) -> list[Relation]:
    """Return the relations other than EFFECT of one sentence."""
    found: list[Relation] = []
    mentions = clause.sentence.mentions
    for inner in mentions:
        label = {"CELL_SOURCE": "DERIVED_FROM", "DONOR": "HAS_DONOR"}.get(inner.label)
        if label is None:
            continue
        for outer in mentions:
            if outer.label == "CELL_THERAPY" and outer.start <= inner.start and inner.end <= outer.end:
                found.append(_relation(label, outer, inner, "nested"))
    return found


def _relation(label: str, head: Mention, tail: Mention, rule: str) -> Relation:
    return Relation(id="", label=label, head=head.id, tail=tail.id, method=f"grammar: {rule}")
