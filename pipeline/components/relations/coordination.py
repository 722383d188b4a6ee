"""Lists of mentions as they stand in the text, which a parser of long coordinations often loses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.components.relations.lexicon import change_words, word_list
from pipeline.components.relations.sentence import Sentence, Unit

LINK = re.compile(
    r"(?<![a-z])(and|or|nor|plus|as well as|but also|and/or|versus)(?![a-z])|[,/+&]|^\s*[-‐‑–—]\s*$", re.IGNORECASE
)
MEMBERS = re.compile(
    r"^\W*(?:[a-z-]+ ){0,2}?\W*(?:such as|including|e\.g\.|i\.e\.|namely|for example|like|especially|particularly|notably)\W*$",
    re.IGNORECASE,
)
BUT_NOT = re.compile(r"\b(but not|not|without)\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z][A-Za-z.\-]*")
LONGEST_GAP = 90
CLASSES = frozenset({"CYTOKINE", "MEDIATOR", "OUTCOME", "IMMUNE_CELL"})
FAMILY = {
    "CYTOKINE": "change", "MEDIATOR": "change", "OUTCOME": "change", "IMMUNE_CELL": "change", "CONDITION": "change",
    "CELL_THERAPY": "product",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Groups:
    """The coordinations of one sentence: for each unit the number of its list; ``denied`` are members after ``but not``."""

    group: tuple[int, ...]
    denied: frozenset[int]

    def members(self, unit: int) -> list[int]:
        """Return the units of the same list, the unit itself included, in the order of the text."""
        return [other for other, group in enumerate(self.group) if group == self.group[unit]]


def find_groups(sentence: Sentence) -> Groups:
    """Link neighbouring mentions that only commas, conjunctions, brackets or words such as ``levels of`` part."""
    group: list[int] = []
    denied: set[int] = set()
    number = -1
    last: dict[str, int] = {}
    for unit in sentence.units:
        family = FAMILY.get(unit.mention.label)
        previous = last.get("any")
        if family is not None and previous is not None:
            before = sentence.units[previous]
            gap = sentence.between(before.alias_end, unit.mention.start)
            verdict = _linked(sentence, before, unit, gap)
            if verdict:
                group.append(group[previous])
                if verdict == "denied" or (previous in denied and not re.search(r"\bbut\b", gap)):
                    denied.add(unit.index)
                last["any"] = unit.index
                continue
        number += 1
        group.append(number)
        if family is not None:
            last["any"] = unit.index
    return Groups(tuple(group), frozenset(denied))


def _linked(sentence: Sentence, one: Unit, two: Unit, gap: str) -> str:
    """Return ``linked`` or ``denied`` where the second mention continues the list of the first, else nothing."""
    if len(gap) > LONGEST_GAP or not _alike(one, two):
        return ""
    if one.mention.label == two.mention.label and one.mention.label in CLASSES and _names_members(gap):
        return "linked"
    match = BUT_NOT.search(gap)
    bare = gap.replace(match.group(), " ") if match else gap
    words = WORD.findall(bare.lower())
    if words and (words[-1], "verb") in change_words() and (words[-1], "noun") in change_words():
        return ""  # ``lowered A and increase B``
    if not (match or LINK.search(bare)) or not all(_fills(word) for word in words) or _new_subject(sentence, one, two):
        return ""
    return "denied" if match else "linked"


def _alike(one: Unit, two: Unit) -> bool:
    if one.affix.role in ("cause", "treated", "block", "neutral") and two.affix.role != one.affix.role:
        return False
    labels = {one.mention.label, two.mention.label}
    return FAMILY[one.mention.label] == FAMILY[two.mention.label] or labels <= {"CELL_THERAPY", "MEDIATOR", "CYTOKINE"}


def _names_members(gap: str) -> bool:
    """Tell whether a class is followed by its members: right behind it, in brackets, or after ``such as``."""
    return gap.strip() in ("", "(") or bool(MEMBERS.match(gap))


def _fills(word: str) -> bool:
    if word in word_list("list filler"):
        return True
    return word in word_list("carrier") and (word, "adjective") not in change_words()


def _new_subject(sentence: Sentence, one: Unit, two: Unit) -> bool:
    """Tell whether the second mention is the subject of a verb that follows, while the first is an object."""
    return _role(sentence, two.root) in ("nsubj", "nsubjpass") and _role(sentence, one.root) in ("dobj", "pobj", "agent")


def _role(sentence: Sentence, word: int) -> str:
    for _ in range(8):
        dep = sentence.deps[word]
        if dep not in ("compound", "amod", "nmod", "poss", "appos"):
            return dep
        word = sentence.heads[word]
    return ""
