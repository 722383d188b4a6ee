"""Who acts without being subject: ``after X``, ``in the X group``, ``in the presence of X``, ``in mice given X``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.relations.agents import Agent, agents, with_listed_agents
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.lexicon import cue_pattern, word_list
from pipeline.components.relations.syntax import governed
from pipeline.records import Perturbation


def phrase_agents(clause: Clause, word: int) -> list[Agent]:
    """Return who acts in the phrases beside a word of change; a condition it happens in acts where nobody else does."""
    sentence = clause.sentence
    found = [agent for _, other in governed(sentence, word, word_list("agent preposition")) for agent in agents(clause, other)]
    found += [Agent(agent.unit, "loss", (prep,)) for prep, agent in _lacking(clause, word)]
    conditions: list[Agent] = []
    for _, other in governed(sentence, word, word_list("circumstance preposition")):
        if sentence.words[other] == "addition":
            continue
        if sentence.words[other] in ("presence", "response", "absence"):
            lost = sentence.words[other] == "absence"
            inner = [a for _, deep in governed(sentence, other, ("of", "to")) for a in agents(clause, deep)]
            found += [Agent(a.unit, "loss", (other,)) if lost else a for a in inner]
            continue
        for agent in agents(clause, other):
            unit = clause.unit(agent.unit)
            if unit.mention.label == "CONDITION":
                conditions.append(agent)
            elif _is_group(clause, other, agent):
                found.append(agent)
    return found or conditions


def responses(clause: Clause, word: int) -> list[Agent]:
    """Return what cells respond to beside a change (``in response to X``, ``upon stimulation with X``): it acts for them."""
    sentence = clause.sentence
    found = []
    for _, other in governed(sentence, word, ("in", "upon", "after", "following", "under")):
        if sentence.words[other] in word_list("response noun"):
            found += [agent for _, deep in governed(sentence, other, ("to", "with", "of")) for agent in agents(clause, deep)]
    return found


def owner_agents(clause: Clause, word: int) -> list[Agent]:
    """Return who acts in the phrases of what changed (``Y in X patients was higher``); cells are where it was measured."""
    sentence = clause.sentence
    whole = sentence.subtree(word)
    clauses = [sentence.subtree(other) for other in whole if sentence.deps[other] in ("acl", "relcl") and other != word]
    for host in sorted(whole.difference(*clauses)):
        found = [
            agent
            for agent in phrase_agents(clause, host)
            if agent.perturbation != "none" or clause.unit(agent.unit).mention.label not in ("IMMUNE_CELL", "CYTOKINE")
        ]
        if found:
            return found
    return []


def _lacking(clause: Clause, word: int) -> Iterator[tuple[int, Agent]]:
    """Yield what is lacking beside a change (``without X, Y expanded``), diseases that patients do not have left out."""
    sentence = clause.sentence
    for prep, other in governed(sentence, word, ("without",)):
        if prep < word and not sentence.tags[other].startswith("V"):
            for agent in agents(clause, other):
                if clause.unit(agent.unit).mention.label != "CONDITION":
                    yield prep, agent


def _is_group(clause: Clause, word: int, agent: Agent) -> bool:
    unit = clause.unit(agent.unit)
    if clause.sentence.words[word] in word_list("group") or unit.affix.role == "treated" or agent.perturbation != "none":
        return True
    return not unit.first <= word <= unit.last


def _in_clause(before: str, after: str) -> Perturbation | None:
    """Return what a clause of time or condition does to the mention between (``once X had been silenced``), None where none."""
    if not cue_pattern("clause of time").search(before):
        return None
    if cue_pattern("given in a clause").match(after):
        return "none"
    if cue_pattern("lost in a clause").match(after):
        return "loss"
    return "gain" if cue_pattern("gained in a clause").match(after) else None


def group_agents(clause: Clause) -> list[Agent]:
    """Return the mentions that the sentence anywhere makes a treatment or a group, comparisons left out."""
    sentence, found = clause.sentence, []
    for unit in sentence.units:
        if (
            unit.mention.label not in AGENT_LABELS
            or unit.root in clause.compared
            or unit.affix.role in ("neutral", "independent")
        ):
            continue
        after = sentence.between(unit.alias_end, min(unit.alias_end + 40, sentence.end))
        before = sentence.between(max(sentence.start, unit.mention.start - 60), unit.mention.start)
        lead = before.rsplit(" ", 4)
        changed = _in_clause(before, after)
        versus = any(word in ("than", "versus", "vs", "vs.", "to", "and") for word in lead[-3:]) and "than" in before
        if versus:
            continue
        if (
            unit.affix.role == "treated"
            or cue_pattern("group after").match(after)
            or cue_pattern("given before").search(before)
            or (cue_pattern("giving after").match(after) and cue_pattern("giving before").search(before))
        ):
            found.append(Agent(unit.index, unit.affix.perturbation))
        elif changed is not None:
            found.append(Agent(unit.index, unit.affix.perturbation if changed == "none" else changed))
    return with_listed_agents(clause, found)
