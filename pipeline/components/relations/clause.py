"""A sentence made ready for the rules: its lists of mentions, its words of change, the words it only compares with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.components.relations.coordination import Groups, find_groups
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, cue_pattern, word_list
from pipeline.components.relations.phrasal import phrasal_changes
from pipeline.components.relations.sentence import Sentence, Unit

AGENT_LABELS = frozenset({"CELL_THERAPY", "CYTOKINE", "MEDIATOR", "IMMUNE_CELL", "CONDITION"})
TARGET_LABELS = frozenset({"CYTOKINE", "MEDIATOR", "IMMUNE_CELL", "OUTCOME", "CONDITION"})
GRADES: dict[str, Sign] = {"more": "up", "less": "down"}
COMPARE = frozenset({"than", "versus", "vs", "vs.", "unlike"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence as every rule needs it: ``changes`` are its words of change by position, ``compared`` what is left out."""

    sentence: Sentence
    groups: Groups
    changes: dict[int, ChangeWord]
    compared: frozenset[int]

    def unit(self, index: int) -> Unit:
        """Return one unit of the sentence."""
        return self.sentence.units[index]

    def units(self, word: int) -> list[Unit]:
        """Return the units that a word is part of."""
        return [self.sentence.units[index] for index in self.sentence.units_at[word]]


def analyse(sentence: Sentence) -> Clause:
    """Return a sentence with its coordinations, words of change (none inside a mention) and compared words."""
    changes = {}
    for word in range(len(sentence.words)):
        if not sentence.units_at[word]:
            change = change_at(sentence, word)
            if change is not None:
                changes[word] = change
    for word, change, particle in phrasal_changes(sentence):
        changes[word] = change
        for part in particle:
            changes.pop(part, None)
    for word in _done_to_mentions(sentence):
        changes.pop(word, None)
    _grade(sentence, changes)
    return Clause(sentence, find_groups(sentence), changes, _compared(sentence))


def _done_to_mentions(sentence: Sentence) -> Iterator[int]:
    """Yield the gerunds right behind a mention that say what was done to it (``X silencing reduced Y``), and are no verbs."""
    for unit in sentence.units:
        word = unit.last + 1
        lost = unit.affix.perturbation != "none" and unit.affix.end > unit.alias_end - sentence.start
        if lost and word < len(sentence.words) and sentence.words[word].endswith("ing") and sentence.tags[word] == "VBG":
            yield word


def _grade(sentence: Sentence, changes: dict[int, ChangeWord]) -> None:
    """Give ``more severe`` and ``less numerous`` their sign: an adjective that says no change by itself does when compared."""
    for word in range(len(sentence.words) - 1):
        step = GRADES.get(sentence.words[word])
        if step is None or sentence.units_at[word + 1]:
            continue
        weak = sentence.words[word + 1] in word_list("graded low")
        if weak or sentence.words[word + 1] in word_list("graded high"):
            sign: Sign = step if not weak else ("down" if step == "up" else "up")
            changes.pop(word, None)
            changes[word + 1] = ChangeWord(sentence.words[word + 1], "adjective", sign)


def change_at(sentence: Sentence, word: int) -> ChangeWord | None:
    """Return the word of change at a position by its tag and use, or None where it is none."""
    tag, form, dep = sentence.tags[word], sentence.words[word], sentence.deps[word]
    table = change_words()
    if word and sentence.words[word - 1] in ("up", "down") and form.startswith(("regulat", "modulat")):
        form = f"{sentence.words[word - 1]}-{form}"  # ``down regulation``
    adjective = table.get((form, "adjective"))
    if tag == "VBZ" and dep in ("nsubj", "nsubjpass") and (form, "noun") in table:
        return table[form, "noun"]  # ``Increases in Y were seen``
    if tag.startswith("V"):
        return adjective if dep == "amod" and adjective else table.get((form, "verb"))
    if tag.startswith("N"):
        noun = table.get((form, "noun")) or table.get((form, "agentnoun"))
        return noun or (adjective if dep in ("amod", "compound") else None)
    if tag.startswith(("J", "RB", "IN")):
        return adjective
    return None


def _compared(sentence: Sentence) -> frozenset[int]:
    found: set[int] = set()
    for word, text in enumerate(sentence.words):
        if text in COMPARE or (text in ("to", "with") and sentence.words[sentence.heads[word]] in word_list("compared")):
            found |= sentence.subtree(word)
    for match in cue_pattern("left out").finditer(sentence.text):
        start = sentence.word_at(sentence.start + match.end() - 1) + 1
        unit = next((u for u in sentence.units if start <= u.first <= start + 3), None)
        if unit is not None:
            found |= set(range(start, unit.last + 1))
    return frozenset(found)
