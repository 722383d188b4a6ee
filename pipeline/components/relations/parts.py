"""The part that one plays: ``a role in limiting Y`` is less of Y, ``a role in the development of Y`` is more of it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame
from pipeline.components.relations.lexicon import Sign, change_words, word_list
from pipeline.components.relations.themes import Theme

BEHIND = 2  # words behind a mention that may say that it comes about


def with_part(clause: Clause, frame: Frame) -> Frame:
    """Return a frame of a role or a part with what it is played in as the change; other frames as they came.

    ``The role of X in Y`` names a topic and keeps nothing.
    """
    parts = {word for word in _words(clause, frame) if clause.sentence.words[word] in word_list("part")}
    if not parts:
        return frame
    found = [_played(clause, frame, theme, parts) for theme in frame.themes]
    if frame.word not in parts:
        return replace(frame, themes=tuple(found))
    if frame.rule != "nominal":
        signed = all(theme.chain for theme in found)
        return replace(frame, sign="cause", themes=tuple(found)) if signed else frame
    return replace(frame, sign="cause", themes=tuple(theme for theme in found if theme.chain))


def _words(clause: Clause, frame: Frame) -> set[int]:
    """Return the word of a frame, its objects, and the words of change on the way to what changes."""
    sentence = clause.sentence
    objects = {other for other in sentence.children[frame.word] if sentence.deps[other] == "dobj"}
    return objects | {frame.word} | {word for theme in frame.themes for word in theme.words}


def _played(clause: Clause, frame: Frame, theme: Theme, parts: set[int]) -> Theme:
    """Return a theme without the sign of the part itself where another sign or a noun of coming about stands behind it."""
    kept = [(sign, word) for sign, word in zip(theme.chain, theme.words, strict=True) if word not in parts]
    gerund = _gerund(clause, theme, max(parts))
    if gerund is not None and not kept:
        return replace(theme, chain=(gerund[1],), words=(gerund[0],))
    manner = _manner(clause, max(parts)) if not kept else None
    if manner is not None:
        return replace(theme, chain=(manner[1],), words=(manner[0],))
    if kept:
        return replace(theme, chain=tuple(sign for sign, _ in kept), words=tuple(word for _, word in kept))
    return replace(theme, chain=("up",), words=(max(parts),)) if _grows(clause, theme, max(parts)) else theme


def _manner(clause: Clause, part: int) -> tuple[int, Sign] | None:
    """Return the adjective of a part that says what it does, with its sign (``a protective role in Y``), or None."""
    for word in clause.sentence.children[part]:
        change = clause.changes.get(word)
        if word < part and change is not None and clause.sentence.words[word].endswith(("ive", "ory", "ial", "ing", "ous")):
            return (word, change.sign) if change.sign != "change" else None
    return None


def _gerund(clause: Clause, theme: Theme, part: int) -> tuple[int, Sign] | None:
    """Return the gerund of change behind a part (``a role in limiting Y``) with its sign, or None."""
    words = clause.sentence.words
    for word in range(part + 1, clause.unit(theme.unit).first):
        change = change_words().get((words[word], "verb"))
        if change is not None and words[word].endswith("ing") and words[word - 1] in ("in", "and", "directly"):
            return word, change.sign
    return None


def _grows(clause: Clause, theme: Theme, part: int) -> bool:
    unit = clause.unit(theme.unit)
    near = clause.sentence.words[min(part + 1, unit.first) : unit.last + 1 + BEHIND]
    return bool(word_list("growing noun").intersection(near))
