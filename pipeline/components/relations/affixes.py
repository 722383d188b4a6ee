"""What the letters beside a mention make of it: ``LPS-induced``, ``IL-10-deficient``, ``anti-IL-6 antibody``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from pipeline.components.relations.lexicon import known, rows
from pipeline.records import Perturbation

Role = Literal["plain", "cause", "block", "treated", "independent", "neutral", "lowered", "raised", "altered"]
Meaning = Literal[Role, "loss", "gain"]

BEFORE_WINDOW, AFTER_WINDOW = 60, 40


@dataclass(frozen=True, slots=True)
class Affix:
    """How a mention is used: as the cause in a compound, as a treatment, or only to describe; and what was done to it.

    ``start`` and ``end`` are the characters of the words that said so, counted from the start of the sentence.
    """

    role: Role = "plain"
    perturbation: Perturbation = "none"
    start: int = -1
    end: int = -1


PLAIN = Affix()
ANTI = "anti-"


@cache
def _patterns() -> tuple[tuple[str, Meaning, re.Pattern[str]], ...]:
    return tuple(
        (row["side"], cast(Meaning, known(row, "meaning", Meaning)), re.compile(row["pattern"]))
        for row in rows("affixes.tsv", "side", "meaning", "pattern")
    )


def read_affix(text: str, start: int, end: int, alias_end: int) -> Affix:
    """Read the affix of the mention ``text[start:end]`` of one sentence; ``alias_end`` ends its bracketed short form.

    Returns the plain affix where nothing is said. The patterns are those of ``affixes.tsv``, tried in their order.
    Those with the side ``inside`` are sought in the mention itself (``Irf8-/-``).

    >>> read_affix("IL-10-deficient mice", 0, 5, 5).perturbation
    'loss'
    """
    lost_before = False
    role: Role = "plain"
    perturbation: Perturbation = "none"
    left = right = -1
    for side, meaning, pattern in _patterns():
        known = perturbation if meaning in ("loss", "gain") else role
        if known not in ("none", "plain"):
            continue
        place = _find(side, pattern, text, start, {end, alias_end})
        if place is None:
            continue
        left, right = (min(left, place[0]) if left >= 0 else place[0]), max(right, place[1])
        if meaning == "loss":
            perturbation, lost_before = "loss", side == "before" and place[0] < start - len(ANTI)
        elif meaning == "gain":
            perturbation = "gain"
        else:
            role = meaning
    if role == "cause" and lost_before:  # ``inhibition of X-induced Y`` lessens Y, not X
        perturbation = "none"
    if role == "plain" and perturbation == "none":
        return PLAIN
    return Affix(role, perturbation, left, right)


def _find(side: str, pattern: re.Pattern[str], text: str, start: int, edges: set[int]) -> tuple[int, int] | None:
    """Return where a pattern matches beside or inside the mention from ``start`` to the first of ``edges``, or None."""
    if side == "inside":
        return (start, min(edges)) if pattern.search(text[start : min(edges)]) else None
    if side == "before":
        before = text[max(0, start - BEFORE_WINDOW) : start]
        match = pattern.search(before)
        return (start - len(before) + match.start(), start) if match else None
    found = ((edge, pattern.match(text[edge : edge + AFTER_WINDOW])) for edge in edges)
    return next(((edge, edge + match.end()) for edge, match in found if match), None)
