"""Changes that a participle says who brought about: ``the fall of Y caused by X``, ``the fall in Y seen after X``."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.signs import valence
from pipeline.components.relations.themes import Theme, themes

PHRASAL = frozenset({"pobj", "prep", "compound", "conj"})
STEPS = 4  # words between the participle and the noun of change


def brought_about(clause: Clause, word: int, acting: Iterable[Agent]) -> Frame | None:
    """Return the frame of a noun of change above a participle that tells who acts, or None where there is none.

    None as well where it is less of a harm (``relief of pain induced by X``): the participle then belongs to the harm.
    """
    doing, noun = list(acting), _noun(clause, word)
    if noun is None or not doing:
        return None
    found = [theme for theme in themes(clause, noun) if theme.chain and not _harm_lessened(clause, theme)]
    if not found:
        return None
    inner = [Theme(theme.unit, theme.chain[1:], theme.words[1:]) for theme in found]
    return make_frame(clause, (noun, found[0].chain[0]), doing, inner, "brought about")


def _harm_lessened(clause: Clause, theme: Theme) -> bool:
    return theme.chain[0] == "down" and valence(clause.unit(theme.unit).mention) < 0


def _noun(clause: Clause, participle: int) -> int | None:
    sentence = clause.sentence
    if sentence.deps[participle] != "acl" or sentence.words[participle] not in word_list("brought about"):
        return None
    word = sentence.heads[participle]
    for _ in range(STEPS):
        change = clause.changes.get(word)
        if change is not None and change.part == "noun":
            return word
        joins = sentence.words[word] in ("of", "in", "and") or sentence.tags[word].startswith("N")
        if sentence.deps[word] not in PHRASAL or not joins:
            return None
        word = sentence.heads[word]
    return None
