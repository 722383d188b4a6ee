"""What one is less able to do: ``an impaired capacity to induce Y`` is less of Y."""

from __future__ import annotations

from dataclasses import replace

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame
from pipeline.components.relations.lexicon import Sign, word_list


def with_ability(clause: Clause, frame: Frame) -> Frame:
    """Return the frame of a verb that completes a lessened ability with the sign of that above its own; others as they came."""
    noun = _ability(clause, frame.word)
    if noun is not None and _lost(clause, clause.sentence.heads[noun]):
        return replace(frame, sign="none")
    if noun is None or frame.sign not in ("up", "down", "cause") or not _lessened(clause, noun):
        return frame
    own: Sign = frame.sign
    changing = [replace(t, chain=(own, *t.chain), words=(frame.word, *t.words)) for t in frame.themes]
    return replace(frame, sign="down", themes=tuple(changing))


def _ability(clause: Clause, verb: int) -> int | None:
    """Return the ability that a verb completes: ``capacity to induce``, ``capacity for inducing``; None where it does not."""
    sentence = clause.sentence
    head = sentence.heads[verb]
    if verb > 1 and sentence.words[verb - 1] == "to" and sentence.words[verb - 2] in word_list("ability noun"):
        return verb - 2
    if sentence.words[head] in ("for", "of", "in") and sentence.words[verb].endswith("ing"):
        head = sentence.heads[head]
    return head if sentence.words[head] in word_list("ability noun") and head < verb else None


def _lost(clause: Clause, verb: int) -> bool:
    """Tell whether a verb says that an ability was lost, and is not denied."""
    sentence = clause.sentence
    denied = any(sentence.words[child] in word_list("negation") for child in sentence.children[verb])
    return sentence.words[verb] in word_list("losing") and not denied


def _lessened(clause: Clause, noun: int) -> bool:
    sentence = clause.sentence
    words = sentence.words
    return any(words[child] in word_list("lessening adjective") for child in clause.sentence.children[noun] if child < noun)
