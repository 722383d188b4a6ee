"""The algebra of change: what a chain of words of change does to one target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.components.relations.lexicon import Sign, word_list
from pipeline.records import Direction, Mention

OPPOSITE: dict[Direction, Direction] = {
    "increase": "decrease", "decrease": "increase", "no_change": "no_change", "modulate": "modulate",
}  # fmt: skip
WORD = re.compile(r"[a-z0-9]+")


def valence(mention: Mention) -> int:
    """Return 1 for a target that is good to have more of, -1 for one that is bad, 0 where its words do not say."""
    if mention.label == "CONDITION":
        return -1
    words = set(WORD.findall(mention.text.lower()))
    if words & word_list("bad"):
        return -1
    return 1 if words & word_list("good") else 0


def resolve(chain: Sequence[Sign], target: Mention) -> Direction:
    """Return the direction of a target under a chain of signs, outermost first.

    A denied or tested null anywhere makes ``no_change``, an unsaid direction ``modulate``; two decreases make an increase
    (``prevented the fall in``). ``cause`` and ``show`` pass on what they govern; ``restore`` is
    more of what is good or neutral and less of what is bad. ``better`` over another sign (``effective in reducing``) adds none.
    """
    if "none" in chain:
        return "no_change"
    factor = 1
    for place, sign in enumerate(chain):
        if sign == "change":
            return "modulate"
        if sign == "down":
            factor = -factor
        elif sign == "restore":
            factor *= valence(target) or 1
        elif sign in ("better", "worse"):
            if {"up", "down"}.intersection(chain[place + 1 :]):
                continue
            worth = valence(target)
            if not worth:
                return "modulate"
            factor *= worth if sign == "better" else -worth
    return "increase" if factor > 0 else "decrease"
