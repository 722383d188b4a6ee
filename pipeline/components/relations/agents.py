"""From the head word of a phrase to the mentions that act in it, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.syntax import governed
from pipeline.components.relations.themes import MODIFIERS, themes
from pipeline.records import Perturbation

ACTING_ROLES = frozenset({"plain", "treated", "cause"})
TAKING = frozenset({"received", "administered", "fed", "injected", "infused"})
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Agent:
    """A mention that brings about a change; ``words`` are the words that said what was done to it."""

    unit: int
    perturbation: Perturbation = "none"
    words: tuple[int, ...] = ()


def agents(clause: Clause, word: int, depth: int = 0) -> list[Agent]:
    """Return the mentions that act where the phrase headed by ``word`` is what acts; empty where it names none.

    What was given to a group (``MSC-treated mice``, ``mice given MSCs``) acts in place of the group; the theme of a noun
    of change acts by its change (``inhibition of X``: X, lost). Places, times and comparisons do not act.
    """
    sentence = clause.sentence
    if depth > MAX_DEPTH or word in clause.compared:
        return []
    found = given(clause, word)
    if any(agent.perturbation == "gain" for agent in found):
        found += [_agent(u) for u in clause.units(word) if u.mention.label == "CELL_THERAPY"]  # ``X-enriched vesicles``
    if not found and sentence.tags[word].startswith("V"):
        found = [agent for _, other in governed(sentence, word, ("with",)) for agent in agents(clause, other, depth + 1)]
    if not found:
        found = [
            _agent(unit)
            for unit in clause.units(word)
            if unit.mention.label in AGENT_LABELS and unit.affix.role in ACTING_ROLES
        ]
    if not found:
        change = None if sentence.units_at[word] else clause.changes.get(word)
        if change is not None and change.part != "adjective":
            found = _owners(clause, word) + _changed(clause, word)
            found += [agent for _, other in governed(sentence, word, ("by",)) for agent in agents(clause, other, depth + 1)]
        found = found or _inside(clause, word, depth)
    for _, other in governed(sentence, word, ("in",)):
        if sentence.words[other] in ("combination", "conjunction", "concert"):
            found += [agent for _, mate in governed(sentence, other, ("with",)) for agent in agents(clause, mate, depth + 1)]
    for child in sentence.children[word]:
        if sentence.words[child] in ("combined", "together", "coupled", "along") and child > word:
            found += [agent for _, mate in governed(sentence, child, ("with",)) for agent in agents(clause, mate, depth + 1)]
        if sentence.deps[child] == "conj" and not (sentence.tags[child].startswith("V") and sentence.tags[child] != "VBG"):
            found += agents(clause, child, depth + 1)
    return _unique(found)


def _agent(unit: Unit) -> Agent:
    return Agent(unit.index, unit.affix.perturbation)


def _changed(clause: Clause, word: int) -> list[Agent]:
    found = []
    for theme in themes(clause, word):
        unit = clause.unit(theme.unit)
        if unit.mention.label in AGENT_LABELS:
            lost = theme.chain.count("down") % 2 == 1
            found.append(Agent(unit.index, "loss" if lost else unit.affix.perturbation, theme.words if lost else ()))
    return found


def _owners(clause: Clause, word: int) -> list[Agent]:
    """Return who brings about the change that a noun names with its theme behind ``of`` (``X stimulation of Y``, ``X's``)."""
    sentence = clause.sentence
    if not any(sentence.words[child] == "of" for child in sentence.children[word]):
        return []
    return [
        _agent(unit)
        for child in sentence.children[word]
        if sentence.deps[child] in ("compound", "poss") and child < word
        for unit in clause.units(child)
        if unit.mention.label in AGENT_LABELS and unit.affix.role == "plain" and unit.affix.perturbation == "none"
    ]


def given(clause: Clause, word: int) -> list[Agent]:
    """Return what a group was given or lacks: compounds such as ``MSC-treated``, clauses such as ``treated with MSCs``."""
    sentence, found = clause.sentence, _reduced(clause, word)
    todo = list(sentence.children[word])
    while todo:
        child = todo.pop()
        if sentence.deps[child] in MODIFIERS:
            found += [
                _agent(unit)
                for unit in clause.units(child)
                if (unit.affix.role == "treated" or (unit.affix.perturbation != "none" and unit.affix.role != "neutral"))
                and unit.mention.label in AGENT_LABELS
            ]
            todo += [
                grand
                for grand in sentence.children[child]
                if sentence.deps[grand] in MODIFIERS or sentence.deps[grand] == "conj"
            ]
        elif (
            sentence.deps[child] in ("acl", "relcl")
            and sentence.words[child] in word_list("given")
            and word not in clause.changes
        ):
            takes = sentence.words[child] in TAKING or not sentence.words[child].endswith("ed")
            for grand in sentence.children[child]:
                if sentence.deps[grand] == "dobj" and takes:
                    found += agents(clause, grand, MAX_DEPTH - 3)
            for _, other in governed(sentence, child, ("with", "by", "to")):
                found += agents(clause, other, MAX_DEPTH - 3)
        elif sentence.deps[child] == "acl" and sentence.words[child] in word_list("taken") and not sentence.units_at[word]:
            found += [
                agent for _, other in governed(sentence, child, ("from",)) for agent in agents(clause, other, MAX_DEPTH - 3)
            ]
        elif sentence.words[child] in ("deficient", "lacking", "defective", "null", "devoid"):
            for _, other in governed(sentence, child, ("in", "for", "of")):
                found += [Agent(a.unit, "loss", (child,)) for a in agents(clause, other, MAX_DEPTH - 3)]
        elif sentence.deps[child] == "prep" and sentence.words[child] in ("given", "receiving", "lacking"):
            for grand in sentence.children[child]:
                if sentence.deps[grand] in ("pobj", "dobj"):
                    found += agents(clause, grand, MAX_DEPTH - 3)
    return found


def _reduced(clause: Clause, word: int) -> list[Agent]:
    """Return what a group was given by a participle that a parser took for the main verb (``cells cultured with X made Y``)."""
    sentence, verb = clause.sentence, clause.sentence.heads[word]
    bare = sentence.tags[verb] == "VBN" and not any(sentence.deps[c] in ("aux", "auxpass") for c in sentence.children[verb])
    if not bare or sentence.deps[word] != "nsubj" or sentence.words[verb] not in word_list("given"):
        return []
    return [agent for _, other in governed(sentence, verb, ("with", "to")) for agent in agents(clause, other, MAX_DEPTH - 3)]


def _inside(clause: Clause, word: int, depth: int) -> list[Agent]:
    sentence = clause.sentence
    group = sentence.words[word] in word_list("group")
    arms = {sentence.words[other] for _, other in governed(sentence, word, ("in",))} & word_list("arm")
    if arms:
        group = True
    prepositions = (
        ("with", "of", "on", "from", *(("in",) if arms else ())) if group else ("of", "with", "by", "from", "between", "using")
    )
    if sentence.words[word] in word_list("noun with to"):
        prepositions = (*prepositions, "to", "for", "against")
    found: list[Agent] = []
    for child in sentence.children[word]:
        dep = sentence.deps[child]
        if dep in MODIFIERS:
            here = [
                _agent(unit)
                for unit in clause.units(child)
                if unit.mention.label in AGENT_LABELS and unit.affix.role in ACTING_ROLES
            ]
            found += here or (_inside(clause, child, depth + 1) if depth < 3 else [])
        elif dep in ("appos", "dobj"):
            found += agents(clause, child, depth + 1)
    given_to = [a for _, other in governed(sentence, word, ("with", "to")) for a in agents(clause, other, depth + 1)]
    if sentence.words[word] in word_list("noun with recipient") and given_to:
        return found + given_to  # ``incubation of cells with X``: X acts
    for _, other in governed(sentence, word, prepositions):
        found += agents(clause, other, depth + 1)
    return found


def _unique(found: Iterable[Agent]) -> list[Agent]:
    seen: dict[int, Agent] = {}
    for agent in found:
        seen.setdefault(agent.unit, agent)
    return list(seen.values())


def with_listed_agents(clause: Clause, found: list[Agent]) -> list[Agent]:
    """Add the other members of each agent's list; what was done to one is done to those that have no word of their own."""
    have = {agent.unit for agent in found}
    more = list(found)
    for agent in found:
        for member in clause.groups.members(agent.unit):
            unit = clause.unit(member)
            if member in have or unit.mention.label not in AGENT_LABELS or unit.affix.role in ("independent", "neutral"):
                continue
            have.add(member)
            own = unit.affix.perturbation
            more.append(Agent(member, own if own != "none" else agent.perturbation, agent.words))
    return more
