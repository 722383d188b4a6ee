"""The means of an effect: ``via X``, ``by means of X``, ``by secreting X``, ``in an X-dependent manner``; and what is none.

``independently of X`` and ``in an X-independent manner`` deny that X is a means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.components.relations.agents import Agent, agents, with_listed_agents
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Proposal
from pipeline.components.relations.lexicon import change_words, cue_pattern, word_list
from pipeline.components.relations.syntax import governed, is_passive
from pipeline.components.relations.themes import Theme
from pipeline.records import Perturbation

MEANS_LABELS = frozenset({"CYTOKINE", "MEDIATOR", "IMMUNE_CELL"})
FAR = 14  # words between an effect and its means, where the parse does not join them
MANNER = re.compile(r"^.(in)?dependent (manner|fashion|way|mechanism|pathway|process|route)", re.IGNORECASE)
LEAD = 40  # characters before a mention that may hold ``by means of``
DENIED = "means denied"
NEEDED = "means needed"


def means_effects(clause: Clause, found: list[Proposal]) -> list[Proposal]:
    """Return the effects of the means of an effect on the same target, in the same direction.

    ``via X``, ``through suppression of X`` and ``by suppressing X`` name a means; one that is itself lessened acts by its
    loss. A means that opens the sentence goes with the first effect after it. The rule of a denied means is ``DENIED``.
    """
    sentence = clause.sentence
    effects = [p for p in found if p.rule not in ("compound", "means")]
    more = []
    for word, acting, rule in _means(clause):
        above = set(sentence.ancestors(word))
        before = [p for p in effects if p.word < word]
        near = [p for p in before if p.word in above] or [p for p in before if word - p.word < FAR]
        inserted = (word > 0 and sentence.words[word - 1] == "," and not before) or rule == NEEDED
        if inserted:
            first = min((p.word for p in effects if p.word > word), default=-1)
            near = [p for p in effects if p.word == first]
        if not near and word <= 1:
            first = min((p.word for p in effects), default=-1)
            near = [p for p in effects if p.word == first]
        nearest = max((p.word for p in near), default=-1)
        for proposal in near:
            for agent in acting:
                others = {clause.unit(unit).mention.text.lower() for unit in (proposal.theme.unit, proposal.agent.unit)}
                if proposal.word == nearest and _made(clause, word) and _may_make(clause, proposal, agent):
                    more.append(Proposal(proposal.agent, Theme(agent.unit), ("up",), word, "makes"))
                if proposal.word == nearest and clause.unit(agent.unit).mention.text.lower() not in others:
                    more.append(Proposal(agent, proposal.theme, proposal.chain, word, rule))
    return more


def _means(clause: Clause) -> Iterator[tuple[int, list[Agent], str]]:
    """Yield (word, agents, rule) for each means of a clause: the preposition or the compound, and what it names."""
    sentence = clause.sentence
    for prep, text in enumerate(sentence.words):
        if text not in ("via", "through", "by") or sentence.deps[prep] not in ("prep", "agent"):
            continue
        head = sentence.heads[prep]
        acting: list[Agent] = []
        for at, other in governed(sentence, head, (text,)):
            if at == prep and (text != "by" or _changing(clause, head, other)):
                acting += agents(clause, other)
        acting = _that_mean(clause, acting or _right_after(clause, prep))
        if acting:
            yield prep, acting, "means"
    yield from _worded(clause)


def _worded(clause: Clause) -> Iterator[tuple[int, list[Agent], str]]:
    """Yield the means that set words before the mention or a compound with ``manner`` name or deny."""
    sentence = clause.sentence
    for unit in sentence.units:
        if unit.mention.label not in MEANS_LABELS:
            continue
        acting = [Agent(unit.index, unit.affix.perturbation)]
        manner = MANNER.match(sentence.between(unit.mention.end, min(sentence.end, unit.mention.end + 25)))
        lead = sentence.between(max(sentence.start, unit.mention.start - LEAD), unit.mention.start)
        if manner:
            yield unit.last, acting, DENIED if manner.group(1) else "means"
        elif cue_pattern("no means").search(lead):
            yield unit.first, with_listed_agents(clause, acting), DENIED
        elif cue_pattern("needed").search(lead) and sentence.words[unit.last + 1 : unit.last + 2] == ["to"]:
            yield unit.first, _that_mean(clause, acting), NEEDED
        elif cue_pattern("means").search(lead):
            yield unit.first, _that_mean(clause, acting), "means"


def _that_mean(clause: Clause, found: list[Agent]) -> list[Agent]:
    return [a for a in with_listed_agents(clause, found) if clause.unit(a.unit).mention.label in MEANS_LABELS]


def _right_after(clause: Clause, prep: int) -> list[Agent]:
    """Return the mention right after a preposition that the parse leaves without an object; after ``by``, a gerund's.

    The gerund is one of change (``by suppressing X``) or of what cells give off (``by secreting X``).
    """
    sentence, word = clause.sentence, prep + 1
    perturbation: Perturbation = "none"
    if word < len(sentence.words) and sentence.words[word].endswith("ing"):
        change = change_words().get((sentence.words[word], "verb"))
        if change is None and sentence.words[word] not in word_list("giving off"):
            return []
        perturbation = "loss" if change is not None and change.sign == "down" else "none"
    elif sentence.words[prep] == "by":
        return []
    unit = next((u for u in sentence.units if word <= u.first <= word + 3 and u.mention.label in MEANS_LABELS), None)
    return [Agent(unit.index, perturbation)] if unit is not None and unit.affix.role == "plain" else []


def _made(clause: Clause, prep: int) -> bool:
    """Tell whether a means is something being made (``via the abundant production of X``)."""
    return bool(word_list("output noun").intersection(clause.sentence.words[prep + 1 : prep + 5]))


def _may_make(clause: Clause, proposal: Proposal, means: Agent) -> bool:
    """Tell whether who acts brings its means about, being no cell that only makes it."""
    label = clause.unit(proposal.agent.unit).mention.label
    return label in ("MEDIATOR", "CONDITION", "CYTOKINE") and means.perturbation == "none" and proposal.agent.unit != means.unit


def _changing(clause: Clause, head: int, word: int) -> bool:
    """Tell whether ``by`` brings in a change: ``by suppressing X``, and behind an active verb ``by suppression of X``."""
    sentence = clause.sentence
    change = clause.changes.get(word)
    if change is None:
        return False
    noun = change.part == "noun" and sentence.tags[head].startswith("V") and not is_passive(sentence, head)
    return sentence.tags[word] == "VBG" or noun
