"""What stands before and behind a word, found by the order of the words alone."""

from __future__ import annotations

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import AGENT_LABELS, TARGET_LABELS, Clause
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, word_list
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.themes import Theme

FARTHEST = 12
NEAR = 6


def theme_ahead(clause: Clause, word: int, change: ChangeWord) -> Theme | None:
    """Return the first target after a verb, with the signs between, or None where a verb or another phrase comes first."""
    sentence = clause.sentence
    chain: list[Sign] = []
    words: list[int] = []
    start = word + 1
    if change.theme:
        start = next(
            (w + 1 for w in range(word + 1, min(word + 4, len(sentence.words))) if sentence.words[w] in change.theme), -1
        )
        if start < 0:
            return None
    noun = False
    for other in range(start, min(start + FARTHEST, len(sentence.words))):
        units = clause.units(other)
        target = next((u for u in units if u.mention.label in TARGET_LABELS and u.affix.role in ("plain", "neutral")), None)
        if target is not None:
            return Theme(target.index, tuple(chain), tuple(words))
        if units:
            continue
        text, tag = sentence.words[other], sentence.tags[other]
        if text in ("that", "those") and sentence.words[other + 1 : other + 2] == ["of"]:
            continue
        if _another_verb(clause, other) or (tag == "IN" and text not in ("of", "in")) or (text == "in" and not noun):
            return None
        if text in word_list("effect noun"):
            on = next((w for w in range(other + 1, min(other + 9, len(sentence.words))) if sentence.words[w] == "on"), None)
            return theme_ahead(clause, on, change) if on is not None and not change.theme else None
        step = clause.changes.get(other)
        if (
            step is not None
            and step.part in ("noun", "adjective")
            and not (text.endswith(("ory", "ive")) and sentence.units_at[min(other + 1, len(sentence.words) - 1)])
            and not (step.sign == "up" and change.sign == "down" and step.part == "adjective")
        ):
            chain.append(step.sign)
            words.append(other)
        noun = step is not None and step.part == "noun"
    return None


def _another_verb(clause: Clause, word: int) -> bool:
    """Tell whether a word begins another clause or is a verb, be it one that the tagger took for a noun."""
    sentence = clause.sentence
    text, tag = sentence.words[word], sentence.tags[word]
    if text in word_list("clause boundary") or text in word_list("be"):
        return True
    if tag[:1] == "V" and tag != "VBG" and sentence.deps[word] != "amod":
        return True
    return word not in clause.changes and (text, "verb") in change_words()


def agents_before(clause: Clause, word: int) -> list[Agent]:
    """Return the first mention of the clause that may act, places and groups' conditions (``in both X and Y``) left out."""
    sentence = clause.sentence
    start = next((other + 1 for other in range(word - 1, -1, -1) if _bounds(clause, other)), 0)
    for unit in sentence.units:
        if (
            not start <= unit.first < word
            or unit.mention.label not in AGENT_LABELS
            or unit.affix.role in ("neutral", "independent")
        ):
            continue
        lead = [
            sentence.words[other] for other in range(max(start, unit.first - 3), unit.first) if not sentence.units_at[other]
        ]
        if not word_list("place before a mention").intersection(lead):
            return [acting(unit)]
    return []


def _bounds(clause: Clause, word: int) -> bool:
    return clause.sentence.words[word] in word_list("clause boundary") and not clause.sentence.units_at[word]


def theme_before(clause: Clause, word: int) -> Theme | None:
    """Return the last target before a verb in its clause, or None."""
    for other in range(word - 1, max(-1, word - FARTHEST), -1):
        if clause.sentence.words[other] in word_list("clause boundary"):
            return None
        for unit in clause.units(other):
            if unit.mention.label in TARGET_LABELS and unit.affix.role in ("plain", "neutral"):
                return Theme(unit.index)
    return None


def acting(unit: Unit) -> Agent:
    """Return a mention as one that acts, with what its affix says was done to it."""
    return Agent(unit.index, unit.affix.perturbation)


def agent_behind(clause: Clause, word: int, prepositions: frozenset[str]) -> list[Agent]:
    """Return the mention that the next preposition after a word brings in, if one of these prepositions does."""
    sentence = clause.sentence
    for unit in sentence.units:
        if word < unit.first <= word + NEAR and unit.mention.label in AGENT_LABELS and unit.root not in clause.compared:
            lead = sentence.words[word + 1 : unit.first]
            opens = bool(lead) and (
                lead[0] in prepositions or (lead[0].endswith("ly") and prepositions.intersection(lead[1:2]))
            )
            return [acting(unit)] if opens else []
    return []
