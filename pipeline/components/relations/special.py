"""Constructions of their own: a switch from one population to another, and adverse events that did not happen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.clause import AGENT_LABELS, TARGET_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import Sign, cue_pattern, word_list
from pipeline.components.relations.neighbours import agents_before
from pipeline.components.relations.phrases import group_agents, phrase_agents
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.syntax import governed, subject, verb_above
from pipeline.components.relations.themes import Theme, themes

TOWARDS = frozenset({"to", "toward", "towards", "into"})
REACH = 10


def special_frames(clause: Clause) -> list[Frame]:
    """Return the frames of switches and of adverse events denied, in the order of the text."""
    return [*_switches(clause), *_denied_events(clause), *_causes(clause)]


def _causes(clause: Clause) -> Iterator[Frame]:
    """Yield what a condition named right after another brings about (``renal failure due to diabetes``)."""
    units = clause.sentence.units
    for one, two in itertools.pairwise(units):
        suffers = one.mention.label in ("CONDITION", "OUTCOME") and two.mention.label in AGENT_LABELS
        if (
            suffers
            and not _of_change(clause, one)
            and cue_pattern("due to").match(clause.sentence.between(one.alias_end, two.mention.start))
        ):
            described = [theme for theme in themes(clause, one.root) if theme.unit == one.index] or [Theme(one.index)]
            yield make_frame(clause, (one.last, "cause"), [Agent(two.index)], described, "due to")


def _of_change(clause: Clause, unit: Unit) -> bool:
    """Tell whether a noun of change owns a mention (``inhibition of Y caused by X``): what follows brings that about."""
    sentence = clause.sentence
    prep = sentence.heads[unit.root]
    change = clause.changes.get(sentence.heads[prep])
    return sentence.words[prep] in ("of", "in") and change is not None and change.part == "noun"


def untested(clause: Clause) -> list[Frame]:
    """Return the null of a sentence that only compares values of two arms and says that they did not differ in a test.

    Read where nothing else of the sentence states a change; the values themselves are no effect.
    """
    sentence = clause.sentence
    if not (cue_pattern("not significant").search(sentence.text) and cue_pattern("control arm").search(sentence.text)):
        return []
    measured = [unit for unit in sentence.units if unit.mention.label in ("OUTCOME", "CYTOKINE", "MEDIATOR")]
    acting = [agent for agent in group_agents(clause) if not measured or agent.unit != measured[0].index]
    return (
        [make_frame(clause, (measured[0].last, "none"), acting, [Theme(measured[0].index)], "test")]
        if measured and acting
        else []
    )


def _switches(clause: Clause) -> Iterator[Frame]:
    """Yield what a switch makes less (``from X``) and what it makes more (``to Y``); a switch prevented does the reverse."""
    sentence = clause.sentence
    for word, text in enumerate(sentence.words):
        if text not in word_list("switch") or sentence.units_at[word]:
            continue
        left, reached = _ends(clause, word)
        if not reached and not left:
            continue
        verb = word if sentence.tags[word].startswith("V") else verb_above(sentence, word)
        subj = subject(sentence, verb) if verb is not None else None
        acting = [a for _, other in governed(sentence, word, ("by",)) for a in agents(clause, other)]
        acting = acting or (agents(clause, subj) if subj is not None else [])
        acting = acting or (agents_before(clause, word) if verb == word else [])
        taken = {unit.index for unit in (*left, *reached)}
        acting = [agent for agent in acting if agent.unit not in taken]
        above = clause.changes.get(verb) if verb is not None and verb != word else None
        prevented = above is not None and above.sign == "down"
        ends: list[tuple[list[Unit], Sign]] = [(left, "up" if prevented else "down"), (reached, "down" if prevented else "up")]
        for units, sign in ends:
            changing = [Theme(unit.index) for unit in units]
            if changing:
                yield make_frame(clause, (word, sign), acting, changing, "switch", subject=subj)


def _ends(clause: Clause, word: int) -> tuple[list[Unit], list[Unit]]:
    sentence = clause.sentence
    left: list[Unit] = []
    reached: list[Unit] = []
    last = min(word + REACH, len(sentence.words))
    for unit in sentence.units:
        if not word < unit.first < last or unit.mention.label not in TARGET_LABELS:
            continue
        lead = sentence.words[max(word, unit.first - 3) : unit.first]
        nearest = next((text for text in reversed(lead) if text == "from" or text in TOWARDS), None)
        if nearest == "from":
            left.append(unit)
        elif nearest is not None:
            reached.append(unit)
    return left, reached


def _denied_events(clause: Clause) -> Iterator[Frame]:
    sentence = clause.sentence
    for unit in sentence.units:
        if unit.mention.label != "OUTCOME" or not cue_pattern("adverse event").search(unit.mention.text):
            continue
        lead = sentence.words[max(0, unit.first - 3) : unit.first]
        if ("no" not in lead and "without" not in lead) or cue_pattern("not yet told").search(sentence.text):
            continue
        verb = verb_above(sentence, unit.root)
        acting: list[Agent] = [
            a for _, other in governed(sentence, unit.root, ("of", "with", "after", "to")) for a in agents(clause, other)
        ]
        if not acting and verb is not None:
            acting = phrase_agents(clause, verb)
        yield make_frame(clause, (unit.first, "up"), acting, [Theme(unit.index)], "no adverse events")
