"""What the letters beside a mention make of it: ``LPS-induced``, ``IL-10-deficient``, ``anti-IL-6 antibody``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.components.relations.lexicon import rows
from pipeline.records import Perturbation

Role = Literal["plain", "cause", "block", "treated", "independent", "neutral", "lowered", "raised"]

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


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["side"], row["meaning"], re.compile(row["pattern"])) for row in rows("affixes.tsv", "side", "meaning", "pattern")
    )


def read_affix(text: str, start: int, end: int, alias_end: int) -> Affix:
    """Read the affix of the mention ``text[start:end]`` of one sentence; ``alias_end`` ends its bracketed short form.

    Returns the plain affix where nothing is said. The patterns are those of ``affixes.tsv``, tried in their order.

    >>> read_affix("IL-10-deficient mice", 0, 5, 5).perturbation
    'loss'
    """
    before = text[max(0, start - BEFORE_WINDOW) : start]
    role: Role = "plain"
    perturbation: Perturbation = "none"
    left = right = -1
    for side, meaning, pattern in _patterns():
        known = perturbation if meaning in ("loss", "gain") else role
        if known not in ("none", "plain"):
            continue
        if side == "before":
            match = pattern.search(before)
            place = (start - len(before) + match.start(), start) if match else None
        else:
            match, place = None, None
            for edge in {end, alias_end}:
                match = pattern.match(text[edge : edge + AFTER_WINDOW])
                if match:
                    place = (edge, edge + match.end())
                    break
        if place is None:
            continue
        left, right = (min(left, place[0]) if left >= 0 else place[0]), max(right, place[1])
        if meaning == "loss":
            perturbation = "loss"
        elif meaning == "gain":
            perturbation = "gain"
        else:
            role = meaning  # type: ignore[assignment]
    if role == "plain" and perturbation == "none":
        return PLAIN
    return Affix(role, perturbation, left, right)
