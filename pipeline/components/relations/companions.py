"""Changes told beside another: of the same agent (``despite unchanged Y``), or of one compared (``more than X did``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.coordination import FAMILY
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import cue_pattern, word_list
from pipeline.components.relations.neighbours import acting, agents_before, theme_ahead
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.syntax import governed
from pipeline.components.relations.themes import Theme, themes

PRODUCTS = frozenset({"CELL_THERAPY", "MEDIATOR", "CYTOKINE", "IMMUNE_CELL"})
REACH = 12


def with_companions(clause: Clause, found: list[Frame]) -> list[Frame]:
    """Return the frames, each with who is compared to do the same, and those of the phrases beside them."""
    compared = [_compared(clause, frame) for frame in found]
    return [*compared, *_beside(clause, compared), *efficacy_frames(clause, found)]


def _beside(clause: Clause, found: list[Frame]) -> Iterator[Frame]:
    """Yield the changes in ``despite unchanged Y`` and ``alongside lower Z`` beside the frame that tells who acts."""
    sentence = clause.sentence
    taken = {theme.unit for frame in found for theme in frame.themes}
    for prep, text in enumerate(sentence.words):
        if text not in word_list("beside preposition") or sentence.deps[prep] not in ("prep", "mark"):
            continue
        frame = next((f for f in reversed(found) if f.agents and f.word < prep), None)
        if frame is None:
            continue
        for _, other in governed(sentence, sentence.heads[prep], (text,)):
            changing = [
                t
                for t in themes(clause, other)
                if t.chain and t.unit not in taken and t.words[0] > prep and clause.changes[t.words[0]].part != "noun"
            ]
            if changing:
                inner = [Theme(t.unit, t.chain[1:], t.words[1:]) for t in changing if t.words[0] == changing[0].words[0]]
                yield make_frame(clause, (changing[0].words[0], changing[0].chain[0]), frame.agents, inner, "beside")


def _compared(clause: Clause, frame: Frame) -> Frame:
    """Add who is said to do the same, more or less of it: ``A lowered Y more than B did``, ``A, like B, lowered Y``."""
    sentence = clause.sentence
    if not frame.agents or not frame.themes or frame.rule in ("comparison", "there is", "heading", "test"):
        return frame
    families = {FAMILY.get(clause.unit(agent.unit).mention.label) for agent in frame.agents}
    known = {agent.unit for agent in frame.agents} | {theme.unit for theme in frame.themes}
    more = []
    for unit in sentence.units:
        if unit.index in known or unit.mention.label not in PRODUCTS or FAMILY.get(unit.mention.label) not in families:
            continue
        lead = sentence.between(max(sentence.start, unit.mention.start - 40), unit.mention.start)
        tail = sentence.between(unit.alias_end, min(sentence.end, unit.alias_end + 12))
        likened = cue_pattern("like another").search(lead) and unit.last < frame.word
        did = cue_pattern("more than another").search(lead) and cue_pattern("did").match(tail) and unit.first > frame.word
        if likened or did:
            more.append(acting(unit))
    return replace(frame, agents=(*frame.agents, *more)) if more else frame


def efficacy_frames(clause: Clause, found: list[Frame]) -> Iterator[Frame]:
    """Yield the frames of ``X is effective in reducing Y`` and ``X was as potent as Z at raising Y``, read off the order."""
    sentence = clause.sentence
    done = {frame.word for frame in found if frame.agents and frame.themes}
    for word, text in enumerate(sentence.words):
        made = word_list("rendering").intersection(sentence.words[max(0, word - 6) : word])
        if text not in word_list("efficacy adjective") or sentence.units_at[word] or made:
            continue
        gerund = efficacy_gerund(clause, word)
        change = clause.changes.get(gerund) if gerund is not None else None
        if gerund is None or change is None or gerund in done or word in done:
            continue
        theme = theme_ahead(clause, gerund, change)
        if theme is not None:
            sign = "none" if text in word_list("no efficacy") else change.sign
            doing = [*agents_before(clause, word), *_likened(clause, word, gerund)]
            yield make_frame(clause, (gerund, sign), doing, [theme], "effective in")


def efficacy_gerund(clause: Clause, word: int) -> int | None:
    """Return the verb of change that ``effective`` and its like lead to by ``in``, ``at`` or ``of``, or None."""
    words = clause.sentence.words
    if words[word] not in word_list("efficacy adjective"):
        return None
    for at in range(word + 2, min(word + REACH, len(words))):
        if words[at - 1] in ("in", "at", "of") and words[at].endswith("ing") and at in clause.changes:
            return at
    return None


def _likened(clause: Clause, low: int, high: int) -> Iterator[Agent]:
    """Yield whom ``as effective as Z in`` names between an adjective and what it is effective in, controls left out."""
    sentence = clause.sentence
    named = {unit.mention.text.lower() for unit in sentence.units if unit.last < low}
    for unit in sentence.units:
        if unit.mention.text.lower() in named:
            continue
        if low < unit.first and unit.last < high and unit.mention.label in PRODUCTS and _as(clause, unit):
            yield acting(unit)


def _as(clause: Clause, unit: Unit) -> bool:
    words = clause.sentence.words[max(0, unit.first - 3) : unit.first]
    return ("as" in words or "than" in words) and not word_list("control word").intersection(unit.mention.text.lower().split())
