"""How sure a clause is: denied, tested without difference, speculated, or only asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import rows
from pipeline.components.relations.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ScopeCue:
    """Words that speculate or make a clause an aim, as character offsets of the document, and what they cover."""

    start: int
    end: int
    meaning: str  # speculation, aim
    reach: str  # sentence, after, clause


NEGATIVE_WORDS = frozenset(
    "not n't no never neither nor without failed fails fail unable cannot barely hardly ineffective incapable".split()
)
DENYING_VERBS = frozenset("fail fails failed".split())


@cache
def _cues() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["meaning"], row["reach"], re.compile(row["pattern"], re.IGNORECASE))
        for row in rows("scope_cues.tsv", "meaning", "reach", "pattern")
    )


def scope_cues(sentence: Sentence) -> list[ScopeCue]:
    """Return the cues of speculation and aim in a sentence, in the order of ``scope_cues.tsv``."""
    found = []
    for meaning, reach, pattern in _cues():
        for match in pattern.finditer(sentence.text):
            found.append(ScopeCue(sentence.start + match.start(), sentence.start + match.end(), meaning, reach))
    return found


def covers(sentence: Sentence, cue: ScopeCue, word: int) -> bool:
    """Tell whether a cue has a word of change in its scope."""
    if cue.reach == "sentence":
        return True
    at = sentence.word_at(cue.start)
    if cue.reach == "after":
        return sentence.starts[word] >= cue.start
    last = sentence.word_at(cue.end - 1)
    heads = {sentence.heads[w] for w in range(at, last + 1)} | set(range(at, last + 1))
    chain = [word, *sentence.ancestors(word)]
    return any(w in heads for w in chain)


def negation(clause: Clause, word: int) -> int | None:
    """Return the word that denies a word of change (``not``, ``no``, ``failed to``), or None.

    It is looked for beside the word, at its auxiliaries and determiners, and at the verbs it is the object or the
    complement of.
    """
    sentence = clause.sentence
    at, steps = word, 0
    while steps < 5:
        for child in sentence.children[at]:
            text = sentence.words[child]
            if text == "not" and child + 1 < len(sentence.words) and sentence.words[child + 1] == "only":
                continue
            if text in NEGATIVE_WORDS and sentence.deps[child] in ("neg", "det", "preconj", "advmod", "cc"):
                if text in ("nor", "neither") or sentence.deps[child] != "cc":
                    return child
            if sentence.deps[child] in ("advmod", "amod") and any(
                sentence.words[g] in ("no", "not") for g in sentence.children[child]
            ):
                return next(g for g in sentence.children[child] if sentence.words[g] in ("no", "not"))
        dep, head = sentence.deps[at], sentence.heads[at]
        if at != word and sentence.words[at] in NEGATIVE_WORDS:
            return at
        if head == at:
            return None
        if sentence.words[head] in NEGATIVE_WORDS:
            return head
        if dep == "prep" or (dep == "pobj"):
            if dep == "pobj" and sentence.words[head] == "without":
                return head
            if dep == "prep" and at != word and not any(sentence.deps[c] == "pcomp" for c in sentence.children[at]):
                return None
        if dep in (
            "conj",
            "dobj",
            "attr",
            "acomp",
            "xcomp",
            "nsubjpass",
            "nsubj",
            "pobj",
            "prep",
            "ccomp",
            "pcomp",
            "amod",
            "advmod",
        ):
            if dep == "conj" and _contrast(sentence, head, at):
                return None
            if dep in ("ccomp", "nsubj") and sentence.words[head] not in (
                "is",
                "was",
                "were",
                "are",
                "observed",
                "found",
                "seen",
                "detected",
                "noted",
            ):
                return None
            at = head
            steps += 1
            continue
        return None
    return None


def _contrast(sentence: Sentence, first: int, second: int) -> bool:
    """Tell whether ``but`` or a new auxiliary parts two coordinated verbs, so that a denial of the first ends."""
    if sentence.tags[first] == "VB" and sentence.tags[second] in ("VBD", "VBZ", "VBP"):
        return True
    low, high = sorted((first, second))
    return any(sentence.words[w] in ("but", "whereas", "while", "although") for w in range(low, high)) or any(
        sentence.deps[c] in ("nsubj", "nsubjpass", "aux", "auxpass") for c in sentence.children[second]
    )
