"""Changes that follow on another: ``X induced A, leading to B`` says that A brings about B, and X by way of A as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame
from pipeline.components.relations.lexicon import word_list

STATING = frozenset({"active verb", "surface", "passive verb", "prepositional verb"})


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
