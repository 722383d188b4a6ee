"""Changes told by comparing two arms: ``no difference in Y between X and placebo``, ``Y was higher in WT than in X−/− mice``.

``Y in the X group was half that of the controls`` and ``Y was higher in controls than after X`` are read here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import AGENT_LABELS, TARGET_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import Sign, cue_pattern, word_list
from pipeline.components.relations.neighbours import acting
from pipeline.components.relations.phrases import group_agents
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.themes import Theme

OPPOSITE: dict[Sign, Sign] = {"up": "down", "down": "up", "better": "worse", "worse": "better"}
REACH = 70  # characters behind ``than`` that may name the arm
ARM_LABELS = frozenset({"CELL_THERAPY", "MEDIATOR", "CYTOKINE", "CONDITION"})


def contrast_frames(clause: Clause, found: list[Frame]) -> Iterator[Frame]:
    """Yield the frames of differences, of multiples, and of comparisons that name the arm only behind ``than``."""
    yield from _differences(clause)
    yield from _multiples(clause)
    yield from _stronger(clause, found)
    for frame in found:
        turned = _turned(clause, frame)
        if turned is not None:
            yield turned


def _stronger(clause: Clause, found: list[Frame]) -> Iterator[Frame]:
    """``X had a stronger effect on Y than Z``, ``X lowered Y more than did Z``: what is compared does the same, only less."""
    sentence = clause.sentence
    for unit in sentence.units:
        lead = sentence.between(max(sentence.start, unit.mention.start - 60), unit.mention.start)
        if not cue_pattern("than a product").search(lead) or unit.mention.label != "CELL_THERAPY":
            continue
        told = next((f for f in reversed(found) if f.agents and f.themes and f.word < unit.first), None)
        more = sentence.words[told.word : unit.first] if told is not None else []
        families = {clause.unit(agent.unit).mention.label for agent in told.agents} if told is not None else set()
        if told is None or not word_list("stronger").intersection(more) or families != {"CELL_THERAPY"}:
            continue
        if unit.index not in {agent.unit for agent in told.agents} and told.rule not in ("comparison", "there is"):
            yield replace(told, agents=(acting(unit),), rule="stronger than")


def _turned(clause: Clause, frame: Frame) -> Frame | None:
    """Return a comparison told from the side of the control (``higher in controls than in X``), the other way round."""
    sentence = clause.sentence
    if frame.agents or frame.sign not in OPPOSITE or not frame.themes:
        return None
    control = cue_pattern("control first").search(sentence.text)
    if control is None or sentence.start + control.end() < sentence.starts[frame.word]:
        return None
    start = sentence.start + control.end()
    arms = [
        acting(unit)
        for unit in sentence.units
        if start <= unit.mention.start <= start + REACH and unit.mention.label in ARM_LABELS and unit.affix.role != "neutral"
    ]
    if not arms:
        return None
    return replace(frame, sign=OPPOSITE[frame.sign], agents=(arms[0],), rule="control first")


def _differences(clause: Clause) -> Iterator[Frame]:
    """``no difference between X and placebo in Y``, ``Y did not differ between the X and control arms``: a tested null."""
    sentence = clause.sentence
    for match in cue_pattern("no difference").finditer(sentence.text):
        between = cue_pattern("between arms").search(sentence.text, match.end() if match.group().startswith("no") else 0)
        if between is None:
            continue
        start = sentence.start + between.end()
        arms = [u for u in sentence.units if start <= u.mention.start < start + REACH and u.mention.label in ARM_LABELS]
        rest = sentence.between(start, min(sentence.end, start + 2 * REACH))
        if not cue_pattern("control arm").search(rest):
            continue
        measured = _measured(clause, arms[:1], sentence.start + match.start())
        if measured:
            word = sentence.word_at(sentence.start + match.end() - 1)
            yield make_frame(clause, (word, "none"), [acting(arm) for arm in arms[:1]], measured, "no difference")


def _measured(clause: Clause, arms: list[Unit], cue: int) -> list[Theme]:
    """Return what did not differ: the target nearest before the cue that begins the sentence, else those behind it."""
    sentence = clause.sentence
    targets = [u for u in sentence.units if u.mention.label in TARGET_LABELS and u not in arms]
    targets = [u for u in targets if u.mention.label not in ("CONDITION", "IMMUNE_CELL") or u.mention.start > cue]
    behind = [u for u in targets if u.mention.start > cue]
    before = [u for u in targets if u.mention.start < cue]
    chosen = before[-1:] if before and not behind[:1] else behind[:1]
    return [Theme(unit.index) for unit in chosen]


def _multiples(clause: Clause) -> Iterator[Frame]:
    """``Y in the X group was three times that of the controls``: a number tells the change."""
    sentence = clause.sentence
    signs: tuple[tuple[str, Sign], ...] = (("fraction of another", "down"), ("multiple of another", "up"))
    for meaning, sign in signs:
        for match in cue_pattern(meaning).finditer(sentence.text):
            at = sentence.start + match.start()
            before = [u for u in sentence.units if u.alias_end <= at and u.mention.label in TARGET_LABELS - {"CONDITION"}]
            doing = [a for a in group_agents(clause) if not before or a.unit != before[0].index]
            doing = doing or _arm(clause, at)
            if before and doing:
                yield make_frame(clause, (sentence.word_at(at), sign), doing, [Theme(before[0].index)], "multiple")


def _arm(clause: Clause, at: int) -> list[Agent]:
    """Return the mention that ``with``, ``after`` or ``in`` brings in before a multiple."""
    sentence = clause.sentence
    for unit in sentence.units:
        lead = sentence.words[max(0, unit.first - 2) : unit.first]
        if unit.alias_end <= at and unit.mention.label in AGENT_LABELS and {"with", "after", "following"} & set(lead):
            return [acting(unit)]
    return []
