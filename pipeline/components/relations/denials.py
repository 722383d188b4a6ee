"""Whether a statement denies a change, and how: a null that was tested, or a denial in general of which nothing was tested.

``did not alter Y`` and ``failed to reduce Y`` report a tested null: the direction is ``no_change``. ``Do not induce Y``, ``is
not able to reduce Y``, ``there is no evidence that it reduces Y`` and ``is not involved in Y`` deny the direction itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Proposal
from pipeline.components.relations.lexicon import cue_pattern, word_list
from pipeline.components.relations.scope import ScopeCue, covers, negation
from pipeline.components.relations.sentence import Sentence

TESTED = frozenset({"comparison", "passive verb", "intransitive verb", "there is", "active verb", "multiple", "appeared"})
GENERAL_SIGNS = frozenset({"up", "cause"})


@dataclass(frozen=True, slots=True)
class Denial:
    """The words that deny, as character offsets of the document; ``general`` where no test is reported."""

    start: int
    end: int
    general: bool


def denial(clause: Clause, words: Iterable[int], cues: Iterable[ScopeCue]) -> Denial | None:
    """Return what denies a change, given its words of change (the outermost first), or None where nothing does."""
    sentence = clause.sentence
    changes = list(words)
    cue = next((c for c in cues if c.meaning == "denial" and covers(sentence, c, changes[0])), None)
    if cue is not None:
        return None if _cancelled(sentence, sentence.word_at(cue.start)) else Denial(cue.start, cue.end, general=True)
    for word in changes:
        denier = negation(clause, word)
        if denier is not None and not _cancelled(sentence, denier):
            return Denial(sentence.starts[denier], sentence.ends[denier], general=_general(clause, word, denier))
    return None


def not_significant(clause: Clause, proposal: Proposal) -> bool:
    """Tell whether a change failed its test: ``a not significant rise``, or behind a comparison ``(P = 0.3)``."""
    sentence = clause.sentence
    for word in (proposal.word, *proposal.theme.words):
        if cue_pattern("insignificant").search(sentence.between(sentence.start, sentence.starts[word])):
            return True
    if proposal.rule.split(",")[0] not in TESTED:
        return False
    end = max(clause.unit(proposal.theme.unit).alias_end, sentence.ends[proposal.word])
    return cue_pattern("null test").search(sentence.between(end, sentence.end)) is not None


def _general(clause: Clause, word: int, denier: int) -> bool:
    """Tell whether a denied word denies in general: a part in a mechanism, or ``do not induce`` that reports no own work."""
    sentence = clause.sentence
    if sentence.words[word] in word_list("part in a mechanism"):
        return sentence.words[denier] in ("not", "n't", "neither", "nor")
    if cue_pattern("own work").search(sentence.between(sentence.start, sentence.starts[word])):
        return False
    change = clause.changes.get(word)
    lead = sentence.words[max(0, denier - 1) : denier]
    return change is not None and change.part == "verb" and change.sign in GENERAL_SIGNS and lead in (["do"], ["does"])


def _cancelled(sentence: Sentence, denier: int) -> bool:
    """Tell whether a denial is denied itself (``never failed to``, ``did not fail to``)."""
    if sentence.words[denier] not in word_list("denying verb"):
        return False
    before = [w for w in range(max(0, denier - 3), denier) if sentence.words[w] in ("not", "n't", "never", "rarely", "seldom")]
    return bool(before)
