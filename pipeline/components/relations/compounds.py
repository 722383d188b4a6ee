"""Effects inside a noun phrase and beside one: ``LPS-induced release of TNF``, ``X-dependent``, ``via X``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.components.relations.agents import Agent, agents, with_listed_agents
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.frames import Proposal
from pipeline.components.relations.lexicon import Sign, change_words, word_list
from pipeline.components.relations.syntax import governed
from pipeline.components.relations.themes import Theme, themes, with_listed
from pipeline.records import Perturbation

CHANGED_BY_STIMULI = frozenset({"CYTOKINE", "MEDIATOR", "OUTCOME"})
MEANS_LABELS = frozenset({"CYTOKINE", "MEDIATOR", "IMMUNE_CELL"})
FAR = 14  # words between an effect and its means, where the parse does not join them
MANNER = re.compile(r"^.dependent (manner|fashion|way|mechanism|pathway)", re.IGNORECASE)


def compound_effects(clause: Clause) -> list[Proposal]:
    """Return the effects of mentions that are the cause in a compound on what the compound names."""
    sentence, found = clause.sentence, []
    for unit in sentence.units:
        if unit.affix.role not in ("cause", "block", "treated") or unit.mention.label not in AGENT_LABELS:
            continue
        word = unit.last
        head = sentence.heads[word]
        if head == word or (unit.affix.role == "treated" and sentence.words[head] in word_list("group")):
            continue
        for _ in range(3):
            if sentence.deps[head] in ("amod", "compound", "nmod") and not sentence.units_at[head]:
                head = sentence.heads[head]
        changing = [
            t for t in themes(clause, head) if t.unit != unit.index and clause.unit(t.unit).mention.start > unit.mention.start
        ]
        if not changing:
            changing = _next(clause, unit.index)
        sign: Sign = "down" if unit.affix.role == "block" else "cause"
        acting = with_listed_agents(clause, [Agent(unit.index, unit.affix.perturbation)])
        mates = {a.unit for a in acting if clause.unit(a.unit).mention.start <= unit.mention.start}
        for theme in with_listed(clause, [theme.after(word) for theme in changing]):
            target = clause.unit(theme.unit).mention
            if unit.affix.role == "treated" and (
                target.label not in CHANGED_BY_STIMULI or not _adjacent(clause, unit.index, theme.unit)
            ):
                continue
            if target.start < unit.mention.start:
                continue
            for agent in acting:
                if agent.unit in mates and agent.unit != theme.unit:
                    found.append(Proposal(agent, theme, (sign, *theme.chain), word, "compound"))
    return found


def _adjacent(clause: Clause, one: int, two: int) -> bool:
    return clause.unit(two).first - clause.unit(one).last <= 3


def _next(clause: Clause, index: int) -> list[Theme]:
    """Return the mention after a compound where the parse gives none, if nothing but nouns and adjectives part them."""
    sentence = clause.sentence
    if index + 1 >= len(sentence.units):
        return []
    one, two = sentence.units[index], sentence.units[index + 1]
    between = range(one.last + 1, two.first)
    if len(between) > 4 or any(sentence.tags[w][0] in "VIWC,:" and sentence.words[w] != "of" for w in between):
        return []
    return [Theme(two.index)] if two.mention.label in CHANGED_BY_STIMULI | {"IMMUNE_CELL", "CONDITION"} else []


def means_effects(clause: Clause, found: list[Proposal]) -> list[Proposal]:
    """Return the effects of the means of an effect on the same target, in the same direction.

    ``via X``, ``through suppression of X`` and ``by suppressing X`` name a means; one that is itself lessened acts by its
    loss. ``in an X-dependent manner`` names one too.
    """
    sentence = clause.sentence
    more = []
    for word, acting in _means(clause):
        above = set(sentence.ancestors(word))
        before = [p for p in found if p.word < word and p.rule not in ("compound", "means")]
        near = [p for p in before if p.word in above] or [p for p in before if word - p.word < FAR]
        nearest = max((p.word for p in near), default=-1)
        for proposal in near:
            for agent in acting:
                if proposal.word == nearest and agent.unit not in (proposal.theme.unit, proposal.agent.unit):
                    more.append(Proposal(agent, proposal.theme, proposal.chain, word, "means"))
    return more


def _right_after(clause: Clause, prep: int) -> list[Agent]:
    """Return the mention right after a preposition that the parse leaves without an object; after ``by``, a gerund's."""
    sentence, word = clause.sentence, prep + 1
    perturbation: Perturbation = "none"
    if word < len(sentence.words) and sentence.words[word].endswith("ing"):
        change = change_words().get((sentence.words[word], "verb"))
        if change is None:
            return []
        perturbation = "loss" if change.sign == "down" else "none"
    elif sentence.words[prep] == "by":
        return []
    unit = next((u for u in sentence.units if word <= u.first <= word + 3 and u.mention.label in MEANS_LABELS), None)
    return [Agent(unit.index, perturbation)] if unit is not None and unit.affix.role == "plain" else []


def _means(clause: Clause) -> Iterator[tuple[int, list[Agent]]]:
    """Yield (word, agents) for each means of a clause: the preposition or the compound, and what it names."""
    sentence = clause.sentence
    for prep, text in enumerate(sentence.words):
        if text not in ("via", "through", "by") or sentence.deps[prep] not in ("prep", "agent"):
            continue
        head = sentence.heads[prep]
        acting: list[Agent] = []
        for at, other in governed(sentence, head, (text,)):
            if at == prep and (text != "by" or (sentence.tags[other] == "VBG" and other in clause.changes)):
                acting += agents(clause, other)
        acting = acting or _right_after(clause, prep)
        acting = [a for a in with_listed_agents(clause, acting) if clause.unit(a.unit).mention.label in MEANS_LABELS]
        if acting:
            yield prep, acting
    for unit in sentence.units:
        manner = sentence.between(unit.mention.end, min(sentence.end, unit.mention.end + 25))
        if unit.affix.role == "cause" and MANNER.match(manner) and unit.mention.label in MEANS_LABELS:
            yield unit.last, [Agent(unit.index, unit.affix.perturbation)]
