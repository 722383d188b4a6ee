"""Which two mentions may stand in a relation, before anybody asks whether they do."""

from __future__ import annotations

from functools import cache

from pipeline.labels import relation_labels

WITH_EACH_FORM = frozenset({"DERIVED_FROM", "HAS_DONOR"})  # of a long form and its abbreviation both carry these
LOCATED = "LOCATED"  # an auxiliary pair: a target and the place where its change was seen


@cache
def allowed(head: str, tail: str) -> frozenset[str]:
    """Return the relation labels that may go from a mention labelled ``head`` to one labelled ``tail``."""
    names = {label.name for label in relation_labels() if head in label.heads and tail in label.tails}
    if tail == "ANATOMY" and any(head in label.tails for label in relation_labels() if label.name == "EFFECT"):
        names.add(LOCATED)
    return frozenset(names)
