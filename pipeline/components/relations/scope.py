"""How sure a clause is: denied, speculated, or only asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import cue_pattern, rows, word_list
from pipeline.components.relations.sentence import Sentence

NEGATIVE_DEPS = frozenset({"neg", "det", "preconj", "advmod"})
UPWARD = frozenset(
    {"conj", "dobj", "attr", "acomp", "xcomp", "nsubjpass", "nsubj", "pobj", "prep", "ccomp", "pcomp", "amod", "advmod"}
)
SEEN = frozenset({"is", "was", "were", "are", "observed", "found", "seen", "detected", "noted"})
CONTRAST = frozenset({"but", "whereas", "while", "although"})
PURPOSE = re.compile(r"^(?:[A-Z &/]+: ?)?(?:in order )?to \w+", re.IGNORECASE)
MAX_STEPS = 6


@dataclass(frozen=True, slots=True)
class ScopeCue:
    """Words that speculate, deny, ask or make a clause an aim, as character offsets of the document, and what they cover.

    ``reach`` is ``clause`` (what the parse hangs on the cue), ``after`` or ``before`` (the sentence on that side).
    """

    start: int
    end: int
    meaning: str
    reach: str


@cache
def _cues() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["meaning"], row["reach"], re.compile(row["pattern"], re.IGNORECASE))
        for row in rows("scope_cues.tsv", "meaning", "reach", "pattern")
    )


def scope_cues(sentence: Sentence) -> list[ScopeCue]:
    """Return the cues of speculation and aim in a sentence, in the order of ``scope_cues.tsv``."""
    return [
        ScopeCue(sentence.start + match.start(), sentence.start + match.end(), meaning, reach)
        for meaning, reach, pattern in _cues()
        for match in pattern.finditer(sentence.text)
    ]


def covers(sentence: Sentence, cue: ScopeCue, word: int) -> bool:
    """Tell whether a cue has a word of change in its scope.

    An aim ends where the sentence comes to report, and an opening ``To test X,`` at its comma.
    """
    start = sentence.starts[word]
    if cue.reach == "before":
        return start < cue.start
    if cue.reach == "after":
        if start < cue.start:
            return False
        return (
            not _over(sentence, cue, start)
            if cue.meaning == "aim"
            else not (cue.meaning == "denial" and _turned(sentence, cue, start))
        )
    cued = range(sentence.word_at(cue.start), sentence.word_at(cue.end - 1) + 1)
    heads = {sentence.heads[other] for other in cued} | set(cued)
    return any(other in heads for other in (word, *sentence.ancestors(word)))


def _over(sentence: Sentence, cue: ScopeCue, start: int) -> bool:
    between = sentence.between(cue.end, max(cue.end, start))
    return bool(cue_pattern("report").search(between) or ("," in between and PURPOSE.match(sentence.text)))


def _turned(sentence: Sentence, cue: ScopeCue, start: int) -> bool:
    """Tell whether a contrast or a new sentence part stands between a denial and a later word."""
    between = {sentence.words[word] for word in range(sentence.word_at(cue.end - 1), sentence.word_at(start))}
    return bool(between & (CONTRAST | {";", "however", "nevertheless", "yet"}))


def negation(clause: Clause, word: int) -> int | None:
    """Return the word that denies a word of change (``not``, ``no``, ``failed to``), or None.

    It is looked for beside the word, at its auxiliaries and determiners, and at the words it is the object or the
    complement of, until a contrast or another clause ends the scope.
    """
    sentence, at = clause.sentence, word
    for _ in range(MAX_STEPS):
        denier = _denier_below(sentence, at)
        if denier is None and at == word:
            denier = _denied_subject(sentence, at)
            nor = [w for w in range(max(0, at - 4), at) if sentence.words[w] == "nor"]
            denier = nor[-1] if denier is None and nor else denier
            denier = word - 1 if denier is None and word and sentence.words[word - 1] in ("never", "not", "hardly") else denier
        if denier is not None:
            return denier
        head = sentence.heads[at]
        if head == at:
            return None
        if sentence.words[head] in word_list("negation"):
            return head
        if not _passes_up(sentence, at, at == word):
            return None
        at = head
    return None


def _denier_below(sentence: Sentence, word: int) -> int | None:
    for child in sentence.children[word]:
        text, dep = sentence.words[child], sentence.deps[child]
        if (text == "not" and sentence.words[child + 1 : child + 2] == ["only"]) or _of_another(sentence, word, child):
            continue
        if text in word_list("negation") and (dep in NEGATIVE_DEPS or (dep == "cc" and text in ("nor", "neither"))):
            return child
        if dep in ("advmod", "amod"):
            inner = next((grand for grand in sentence.children[child] if sentence.words[grand] in ("no", "not")), None)
            if inner is not None and text != "only":
                return inner
        if dep in ("amod", "det") and text in word_list("slight") and sentence.words[word] in word_list("effect noun"):
            return child
    return None


def _of_another(sentence: Sentence, word: int, denier: int) -> bool:
    """Tell whether ``not`` denies a verb that is left out behind a word (``X lowered Y, whereas Z did not``)."""
    return denier > word + 2 and sentence.words[denier - 1] in ("do", "does", "did")


def _denied_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the word that denies the whole subject of a verb (``neither X nor Y differed``, ``no cytokine changed``)."""
    for subj in sentence.children[verb]:
        if sentence.deps[subj] in ("nsubj", "nsubjpass"):
            if sentence.words[subj] in ("none", "neither"):
                return subj
            return next((c for c in sentence.children[subj] if sentence.words[c] == "neither"), None)
    return None


def _passes_up(sentence: Sentence, word: int, first: bool) -> bool:
    """Tell whether a denial of the head of a word reaches the word."""
    dep, head = sentence.deps[word], sentence.heads[word]
    if dep not in UPWARD:
        return False
    if dep == "prep" and not first:
        return any(sentence.deps[child] == "pcomp" for child in sentence.children[word])
    if dep == "conj":
        return not _contrast(sentence, head, word)
    return dep not in ("ccomp", "nsubj") or sentence.words[head] in SEEN


def _contrast(sentence: Sentence, first: int, second: int) -> bool:
    """Tell whether ``but``, a finite verb or a new subject parts two coordinated words, so that a denial of the first ends."""
    if sentence.tags[first] == "VB" and sentence.tags[second] in ("VBD", "VBZ", "VBP"):
        return True
    low, high = sorted((first, second))
    if CONTRAST.intersection(sentence.words[low:high]):
        return True
    return any(sentence.deps[child] in ("nsubj", "nsubjpass", "aux", "auxpass") for child in sentence.children[second])
