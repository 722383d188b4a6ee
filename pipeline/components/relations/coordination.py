"""Lists of mentions as they stand in the text, which a parser of long coordinations often loses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.components.relations.lexicon import change_words, word_list
from pipeline.components.relations.sentence import Sentence

LINK = re.compile(
    r"(?<![a-z])(and|or|nor|plus|as well as|but also|and/or|versus)(?![a-z])|[,/+&]|^\s*[-‐‑–—]\s*$", re.IGNORECASE
)
MEMBERS = re.compile(
    r"^\W*(such as|including|e\.g\.|i\.e\.|namely|for example|like|especially|particularly|notably)?\W*$", re.IGNORECASE
)
BUT_NOT = re.compile(r"\b(but not|not|without)\b", re.IGNORECASE)
FILLER = frozenset(
    "by and or nor plus as well but also both either the of in a an its their then to on for total various other several such "
    "including e.g. i.e. respectively well significantly".split()
)
WORD = re.compile(r"[A-Za-z][A-Za-z.\-]*")
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
            verdict = _linked(sentence, before.index, unit.index, gap)
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


def _linked(sentence: Sentence, before: int, after: int, gap: str) -> str:
    one, two = sentence.units[before], sentence.units[after]
    labels = FAMILY[one.mention.label], FAMILY[two.mention.label]
    if len(gap) > 90:
        return ""
    if one.affix.role in ("cause", "treated", "block", "neutral") and two.affix.role != one.affix.role:
        return ""
    if labels[0] != labels[1] and not {one.mention.label, two.mention.label} <= {"CELL_THERAPY", "MEDIATOR", "CYTOKINE"}:
        return ""
    same = one.mention.label == two.mention.label
    if (
        same
        and (MEMBERS.match(gap) if gap.strip(" ,(") else gap.strip() in ("", "("))
        and one.mention.label in ("CYTOKINE", "MEDIATOR", "OUTCOME", "IMMUNE_CELL")
    ):
        return "linked"
    match = BUT_NOT.search(gap)
    bare = gap.replace(match.group(), " ") if match else gap
    if not match and not LINK.search(bare):
        return ""
    for word in WORD.findall(bare.lower()):
        if word not in FILLER and word not in word_list("carrier"):
            return ""
        if (word, "adjective") in change_words() and word not in FILLER:
            return ""
    if _new_subject(sentence, before, after):
        return ""
    return "denied" if match else "linked"


def _new_subject(sentence: Sentence, before: int, after: int) -> bool:
    """Tell whether the second mention is the subject of a verb that follows, while the first is an object."""
    role = _role(sentence, sentence.units[after].root)
    return role in ("nsubj", "nsubjpass") and _role(sentence, sentence.units[before].root) in ("dobj", "pobj", "agent")


def _role(sentence: Sentence, word: int) -> str:
    for _ in range(8):
        dep = sentence.deps[word]
        if dep not in ("compound", "amod", "nmod", "poss", "appos"):
            return dep
        word = sentence.heads[word]
    return ""
