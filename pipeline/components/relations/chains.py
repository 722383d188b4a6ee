"""Changes that follow on another: ``X induced A, leading to B`` says that A brings about B, and X by way of A as well.

And verbs that share who acts where the parse gave the second another subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame
from pipeline.components.relations.lexicon import word_list

STATING = frozenset({"active verb", "surface", "passive verb", "prepositional verb"})


def with_shared_agents(clause: Clause, found: Sequence[Frame]) -> list[Frame]:
    """Return the frames, the second verb of ``X raised A and lowered B`` with X as its agent where the parse took A for it."""
    return [_shared(clause, frame, found) for frame in found]


def _shared(clause: Clause, frame: Frame, found: Sequence[Frame]) -> Frame:
    acting = {agent.unit for agent in frame.agents}
    last = max((clause.unit(unit).last for unit in acting), default=-1)
    between = range(last + 1, frame.word)
    joined = 0 < len(between) <= 3 and all(_joins(clause, word) for word in between)
    if not joined or not any(clause.sentence.words[word] in ("and", "but", "or") for word in between):
        return frame
    for other in found:
        if other.rule == "surface" and other.word < last and other.agents and acting <= {t.unit for t in other.themes}:
            return replace(frame, agents=other.agents)
    return frame


def _joins(clause: Clause, word: int) -> bool:
    return clause.sentence.words[word] in ("and", "but", "or", ",", "also") or clause.sentence.tags[word].startswith("RB")


def chained_frames(clause: Clause, found: Sequence[Frame]) -> Iterator[Frame]:
    """Yield for each change that follows on another the frame of who began it.

    The verb is one of leading to something, and all that acts in it changed in the frame before.
    """
    for frame in found:
        if clause.sentence.words[frame.word] not in word_list("leading") or not frame.agents or not frame.themes:
            continue
        acting = {agent.unit for agent in frame.agents}
        before = [
            other
            for other in found
            if other.word < frame.word
            and other.agents
            and other.rule.split(",")[0] in STATING
            and acting <= {theme.unit for theme in other.themes}
        ]
        if before:
            yield replace(frame, agents=before[-1].agents, rule="leading on")
