"""Effects inside a noun phrase: ``LPS-induced release of TNF``, ``X-dependent fibrosis``, ``TNF-lowering activity of X``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pipeline.components.relations.affixes import Role
from pipeline.components.relations.agents import Agent, agents, with_listed_agents
from pipeline.components.relations.clause import AGENT_LABELS, TARGET_LABELS, Clause
from pipeline.components.relations.frames import Proposal, with_listed
from pipeline.components.relations.lexicon import Sign, word_list
from pipeline.components.relations.phrases import phrase_agents
from pipeline.components.relations.syntax import governed, subject, verb_above
from pipeline.components.relations.themes import ABILITIES, Theme, themes

LINKS = frozenset({",", "and", "or", "/"})
CHANGED_BY_STIMULI = frozenset({"CYTOKINE", "MEDIATOR", "OUTCOME"})
SIGN_OF_ROLE: Mapping[Role, Sign] = {"lowered": "down", "raised": "up", "altered": "change"}


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
            changing = _next(clause, _last_alike(clause, unit.index))
        sign: Sign = "down" if unit.affix.role == "block" else "cause"
        acting = with_listed_agents(clause, [Agent(unit.index, unit.affix.perturbation)])
        mates = {a.unit for a in acting if clause.unit(a.unit).mention.start <= unit.mention.start}
        if unit.affix.role == "treated":
            changing = [t for t in changing if _adjacent(clause, unit.index, t.unit)]
        for theme in with_listed(clause, [theme.after(word) for theme in changing]):
            target = clause.unit(theme.unit).mention
            if unit.affix.role == "treated" and target.label not in CHANGED_BY_STIMULI:
                continue
            if target.start < unit.mention.start:
                continue
            for agent in acting:
                if agent.unit in mates and agent.unit != theme.unit:
                    found.append(Proposal(agent, theme, (sign, *theme.chain), word, "compound"))
    return found


def _adjacent(clause: Clause, one: int, two: int) -> bool:
    return clause.unit(two).first - clause.unit(one).last <= 3


def _last_alike(clause: Clause, index: int) -> int:
    """Return the last of compounds in a row (``X-induced and Y-induced growth``), or the compound itself."""
    sentence = clause.sentence
    for one, two in pairwise(sentence.units[index:]):
        if two.affix.role != one.affix.role or set(sentence.words[one.last + 1 : two.first]) - LINKS:
            return one.index
    return sentence.units[-1].index if sentence.units[-1].affix.role == sentence.units[index].affix.role else index


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


def lowering_effects(clause: Clause) -> Iterator[Proposal]:
    """Yield the effects that a compound states of the mention it begins with: ``X has TNF-lowering activity``.

    Who acts is what the compound describes, the owner of the activity, or the subject of the verb.
    """
    for unit in clause.sentence.units:
        sign = SIGN_OF_ROLE.get(unit.affix.role)
        if sign is not None and unit.mention.label in TARGET_LABELS:
            for agent in _owners(clause, unit.last):
                if agent.unit != unit.index:
                    yield Proposal(agent, Theme(unit.index), (sign,), unit.last, "lowering compound")


def _owners(clause: Clause, word: int) -> list[Agent]:
    sentence = clause.sentence
    head = sentence.heads[word]
    if head == word or sentence.tags[head].startswith("V"):
        subj = subject(sentence, head) if head != word else None
        return agents(clause, subj) if subj is not None else []
    found = [agent for _, other in governed(sentence, head, ("of", "by")) for agent in agents(clause, other)]
    found = found or [agent for agent in agents(clause, head) if clause.unit(agent.unit).last != word]
    verb = verb_above(sentence, head)
    subj = subject(sentence, verb) if verb is not None else None
    able = sentence.words[head] in ABILITIES | word_list("effect noun")
    if not found and able and subj is not None and subj != head:
        found = agents(clause, subj) or phrase_agents(clause, subj)
    return found
