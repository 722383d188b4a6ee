"""What a pronoun means that stands as the object of a verb of change: ``A reduced Y, whereas B increased it``."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.relations.clause import TARGET_LABELS, Clause
from pipeline.components.relations.themes import Theme

PRONOUNS = frozenset({"it", "them", "this", "these", "both", "they"})


def meant(clause: Clause, verb: int, subject: int | None, objects: Sequence[int]) -> list[Theme]:
    """Return the last target named before a verb and its subject, if its object is a pronoun; empty where there is none."""
    if not any(clause.sentence.words[other] in PRONOUNS for other in objects):
        return []
    limit = min(verb, subject if subject is not None else verb)
    before = [unit for unit in clause.sentence.units if unit.last < limit and unit.mention.label in TARGET_LABELS]
    named = [unit for unit in before if unit.affix.role in ("plain", "neutral")]
    return [Theme(named[-1].index)] if named else []
