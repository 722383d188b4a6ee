"""Hyphens that a text layer lost with the line end they stood at; what the paper spells elsewhere brings them back."""

from __future__ import annotations

from collections import Counter

from pipeline.pdf.repair import COMPOUND_TAILS, SOLID

CLOSED_HEADS = (*sorted(SOLID), "inter", "back", "down", "self", "up")


def lost_hyphen(word: str, words: Counter[str]) -> str | None:
    """Return a word with the hyphen that a line end cost it, if the paper spells it so elsewhere: ``sepsisassociated``.

    Some text layers write a word that a line end parted as one. The caller asks for words that stand only where
    lines end; one whose halves the paper joins by a hyphen elsewhere gets it back; None where nothing speaks for a hyphen.
    """
    lowered = word.lower()
    for place in range(1, len(word)):
        if words[f"{lowered[:place]}-{lowered[place:]}"]:
            return f"{word[:place]}-{word[place:]}"
    return None


def lost_compound(word: str, words: Counter[str]) -> str | None:
    """Return a compound that a line end closed up, by its halves: both are words of the paper, the whole is not.

    For words at a line end only: ``earlyphase`` gives ``early-phase``. None where it is likely to be one word.
    """
    lowered = word.lower()
    if words[lowered] > 1 or not word.isalpha() or lowered.startswith(CLOSED_HEADS):
        return None
    splits = [
        place
        for place in range(4, len(word) - 3)
        if words[lowered[:place]] and (words[lowered[place:]] or lowered[place:] in COMPOUND_TAILS)
    ]
    best = max(splits, key=lambda place: words[lowered[:place]] + words[lowered[place:]], default=None)
    return None if best is None else f"{word[:best]}-{word[best:]}"
