"""Each word of change with what acts and what changes: the constructions of English that state an effect."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.components.relations.arguments import (
    AGENT_LABELS,
    PLACE_PREPOSITIONS,
    Agent,
    Clause,
    Theme,
    agents,
    agents_with_groups,
    themes,
    with_groups,
)
from pipeline.components.relations.lexicon import ChangeWord, Sign, word_list
from pipeline.components.relations.syntax import BE, OBJECTS, child, governed, is_passive, subject, verb_above

AFTER = frozenset("after following with by upon under on using through via to".split())
MEANS = frozenset("via through".split())
EFFECT_NOUNS = frozenset("effect effects influence impact action".split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """An effect as one construction states it: ``chain`` are the signs from the word of change inward."""

    agent: Agent
    theme: Theme
    chain: tuple[Sign, ...]
    word: int
    rule: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One word of change with its arguments; ``agents`` is empty where the sentence names nobody who acts."""

    word: int
    sign: Sign
    agents: tuple[Agent, ...]
    themes: tuple[Theme, ...]
    rule: str
    subject: int | None = None

    def proposals(self) -> list[Proposal]:
        """Return one effect for each pair of agent and theme that are not the same mention."""
        return [
            Proposal(agent, theme, (self.sign, *theme.chain), self.word, self.rule)
            for agent in self.agents
            for theme in self.themes
            if agent.unit != theme.unit
        ]


def frames(clause: Clause) -> list[Frame]:
    """Return the frames of all words of change of a clause, in the order of the text."""
    found = []
    for word, change in sorted(clause.changes.items()):
        if change.part == "verb":
            frame = _verb(clause, word, change)
        elif change.part == "adjective":
            frame = _adjective(clause, word, change)
        else:
            frame = _noun(clause, word, change)
        if frame is not None and frame.themes:
            found.append(frame)
    return found


def _frame(clause: Clause, word: int, sign: Sign, acting: list[Agent], changing: list[Theme], rule: str, subj: int | None = None) -> Frame:
    if sign == "show":
        changing = [theme for theme in changing if theme.chain]
    acting = agents_with_groups(clause, acting)
    units = {agent.unit for agent in acting}
    changing = [theme for theme in with_groups(clause, changing) if theme.unit not in units]
    return Frame(word, sign, tuple(acting), tuple(changing), rule, subj)


def _verb(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    subj = subject(sentence, word)
    objects = [other for other in sentence.children[word] if sentence.deps[other] in OBJECTS]
    if change.theme:
        changing = [t for _, other in governed(sentence, word, change.theme) for t in themes(clause, other)]
        acting = agents(clause, subj) if subj is not None else []
        return _frame(clause, word, change.sign, acting, changing, "prepositional verb", subj)
    if is_passive(sentence, word) and subj is not None:
        changing = themes(clause, subj)
        acting = [a for _, other in governed(sentence, word, ("by",)) for a in agents(clause, other)]
        acting = acting or phrase_agents(clause, word)
        return _frame(clause, word, change.sign, acting, changing, "passive verb", subj)
    if objects:
        changing = [t for other in objects for t in themes(clause, other)]
        acting = agents(clause, subj) if subj is not None else []
        if not acting and change.sign == "show":
            acting = phrase_agents(clause, word)
        return _frame(clause, word, change.sign, acting, changing, "active verb", subj)
    if subj is not None and change.sign != "cause":
        changing = themes(clause, subj)
        return _frame(clause, word, change.sign, phrase_agents(clause, word), changing, "intransitive verb", subj)
    return None


def phrase_agents(clause: Clause, word: int) -> list[Agent]:
    """Return who acts in the phrases beside a verb: ``after X``, ``with X``, ``in the X group``; else its condition."""
    sentence = clause.sentence
    found = [a for _, other in governed(sentence, word, AFTER) for a in agents(clause, other)]
    conditions: list[Agent] = []
    for _, other in governed(sentence, word, PLACE_PREPOSITIONS):
        for agent in agents(clause, other):
            unit = clause.unit(agent.unit)
            named = sentence.words[other] in word_list("group") or unit.affix.role == "treated" or agent.perturbation != "none"
            if unit.mention.label == "CONDITION":
                conditions.append(agent)
            elif named or other not in range(unit.first, unit.last + 1):
                found.append(agent)
    return found or conditions


def _adjective(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    if sentence.deps[word] == "amod":
        return None
    subj = subject(sentence, word)
    if subj is None:
        return None
    if change.theme:
        changing = [t for _, other in governed(sentence, word, change.theme) for t in themes(clause, other)]
        return _frame(clause, word, change.sign, agents(clause, subj), changing, "required for", subj)
    verb = sentence.heads[word]
    acting = phrase_agents(clause, word) or phrase_agents(clause, verb)
    return _frame(clause, word, change.sign, acting, themes(clause, subj), "comparison", subj)


def _noun(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    inner = [Theme(t.unit, t.chain[1:], t.words[1:]) for t in themes(clause, word) if t.chain]
    by = [a for _, other in governed(sentence, word, ("by",)) for a in agents(clause, other)]
    rule, subj = "nominal", None
    sign = change.sign
    if sentence.words[word] in EFFECT_NOUNS:
        by += [a for _, other in governed(sentence, word, ("of",)) for a in agents(clause, other)]
        signed = [c for c in inner for s in c.chain if s in ("up", "down", "better", "worse")]
        if signed:
            sign = "cause"
    compound = [
        Agent(index, clause.unit(index).affix.perturbation)
        for other in sentence.children[word]
        if sentence.deps[other] in ("compound", "poss", "nmod", "amod")
        for index in sentence.units_at[other]
        if clause.unit(index).mention.label in AGENT_LABELS and clause.unit(index).affix.role == "plain"
    ]
    if change.part == "agentnoun":
        head = sentence.heads[word]
        if sentence.deps[word] == "attr" and sentence.words[head] in BE:
            subj = subject(sentence, head)
        elif sentence.deps[word] in ("appos",):
            subj = head
        elif sentence.deps[word] == "pobj" and sentence.words[head] == "as":
            verb = sentence.heads[head]
            subj = child(sentence, verb, "dobj", "nsubjpass")
            if subj is None:
                subj = subject(sentence, verb)
        if subj is None:
            return None
        return _frame(clause, word, sign, agents(clause, subj), inner, "agent noun", subj)
    named = {t.unit for t in inner}
    acting = by or ([a for a in compound if a.unit not in named] if governed_any(clause, word) else [])
    if not acting:
        acting = [a for _, other in governed(sentence, word, ("after", "following", "upon")) for a in agents(clause, other)]
    if not acting and sentence.deps[word] in ("pobj", "pcomp"):
        prep = sentence.heads[word]
        if sentence.words[prep] in ("by", "via", "through", "with"):
            verb = verb_above(sentence, prep)
            subj = subject(sentence, verb) if verb is not None else None
            acting = agents(clause, subj) if subj is not None else []
            rule = "means"
    return _frame(clause, word, sign, acting, inner, rule, subj)


def governed_any(clause: Clause, word: int) -> bool:
    """Tell whether a noun of change has its theme in a phrase with ``of``, ``in`` or ``on``."""
    return any(True for _ in governed(clause.sentence, word, ("of", "in", "on")))
