"""From the head word of a phrase to the mentions it stands for: what changes, and who or what changes it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.components.relations.coordination import Groups
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, word_list
from pipeline.components.relations.sentence import Sentence, Unit
from pipeline.records import Perturbation

AGENT_LABELS = frozenset({"CELL_THERAPY", "CYTOKINE", "MEDIATOR", "IMMUNE_CELL", "CONDITION"})
TARGET_LABELS = frozenset({"CYTOKINE", "MEDIATOR", "IMMUNE_CELL", "OUTCOME", "CONDITION"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod", "advmod", "quantmod", "det"})
GIVEN = frozenset("treated pretreated pre-treated given receiving exposed administered injected infused challenged stimulated transplanted co-cultured cocultured cultured infected using primed incubated subjected lacking overexpressing immunized undergoing".split())
PLACE_PREPOSITIONS = frozenset("in during at on within into among throughout".split())
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Theme:
    """A mention that changes, with the signs (outermost first) and words of change between it and its governor."""

    unit: int
    chain: tuple[Sign, ...] = ()
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Agent:
    """A mention that brings about a change; ``words`` are the words that said what was done to it."""

    unit: int
    perturbation: Perturbation = "none"
    words: tuple[int, ...] = ()


@dataclass(slots=True)
class Clause:
    """A sentence with its coordinations and words of change, as every rule needs it."""

    sentence: Sentence
    groups: Groups
    changes: dict[int, ChangeWord]
    compared: frozenset[int]

    def unit(self, index: int) -> Unit:
        """Return one unit of the sentence."""
        return self.sentence.units[index]


def change_at(sentence: Sentence, word: int) -> ChangeWord | None:
    """Return the word of change at a position by its tag and use, or None. Words inside a mention are none."""
    tag, form = sentence.tags[word], sentence.words[word]
    table = change_words()
    if tag.startswith("V"):
        if sentence.deps[word] == "amod":
            return table.get((form, "adjective"))
        return table.get((form, "verb"))
    if tag.startswith("N"):
        return table.get((form, "noun")) or table.get((form, "agentnoun")) or (table.get((form, "adjective")) if sentence.deps[word] == "amod" else None)
    if tag.startswith(("J", "RB")):
        return table.get((form, "adjective"))
    return None


def themes(clause: Clause, word: int, *, chain: tuple[Sign, ...] = (), used: tuple[int, ...] = (), depth: int = 0) -> list[Theme]:
    """Return the mentions that change where the phrase headed by ``word`` is what changes; empty where it names none."""
    sentence = clause.sentence
    if depth > MAX_DEPTH or word in clause.compared:
        return []
    found: list[Theme] = []
    units = [clause.unit(index) for index in sentence.units_at[word]]
    targets = [unit for unit in units if unit.mention.label in TARGET_LABELS and unit.affix.role in ("plain", "neutral")]
    change = clause.changes.get(word)
    inner, words = chain, used
    if change and not units and change.part in ("noun", "agentnoun"):
        inner, words = (*chain, change.sign), (*used, word)
    elif change and change.part == "verb" and sentence.tags[word] == "VBG" and not units:
        inner, words = (*chain, change.sign), (*used, word)
    base, base_words = inner, words
    if not (change and change.part == "verb"):
        for child in sentence.children[word]:
            adjective = clause.changes.get(child)
            if adjective and adjective.part == "adjective" and sentence.deps[child] == "amod" and not adjective.theme:
                if adjective.sign == "up" and inner and inner[-1] == "down":
                    continue
                inner, words = (*inner, adjective.sign), (*words, child)
    found += [Theme(unit.index, inner, words) for unit in targets]
    stop = bool(targets)
    for child in sentence.children[word]:
        dep = sentence.deps[child]
        if dep in ("conj", "appos"):
            found += themes(clause, child, chain=chain if dep == "conj" else inner, used=used if dep == "conj" else words, depth=depth + 1)
        elif stop:
            continue
        elif dep in MODIFIERS:
            found += _modifier_themes(clause, child, inner, words)
        elif dep == "prep":
            prep = sentence.words[child]
            if prep in _theme_prepositions(change if not units else None):
                for grand in sentence.children[child]:
                    if sentence.deps[grand] in ("pobj", "pcomp"):
                        found += themes(clause, grand, chain=base if change else inner, used=base_words if change else words, depth=depth + 1)
        elif dep == "dobj" and change and change.part == "verb":
            found += themes(clause, child, chain=inner, used=words, depth=depth + 1)
    return _unique(found)


def _theme_prepositions(change: ChangeWord | None) -> frozenset[str]:
    if change is None:
        return frozenset({"of", "for"})
    return change.theme or frozenset({"of", "in", "on", "to", "for"})


def _modifier_themes(clause: Clause, child: int, chain: tuple[Sign, ...], words: tuple[int, ...]) -> list[Theme]:
    found = []
    sentence = clause.sentence
    for index in sentence.units_at[child]:
        unit = clause.unit(index)
        if unit.mention.label in TARGET_LABELS and unit.affix.role == "plain" and unit.mention.label != "CONDITION":
            found.append(Theme(index, chain, words))
    for grand in sentence.children[child]:
        if sentence.deps[grand] in ("compound", "conj", "nmod", "amod"):
            found += _modifier_themes(clause, grand, chain, words)
    return found


def _unique(found: list[Theme]) -> list[Theme]:
    seen: dict[int, Theme] = {}
    for theme in found:
        seen.setdefault(theme.unit, theme)
    return list(seen.values())


def with_groups(clause: Clause, found: list[Theme]) -> list[Theme]:
    """Add the other members of each theme's list, with the same signs; those after ``but not`` with the sign ``none``."""
    have = {theme.unit for theme in found}
    more = list(found)
    for theme in found:
        for member in clause.groups.members(theme.unit):
            unit = clause.unit(member)
            if member in have or unit.mention.label not in TARGET_LABELS:
                continue
            have.add(member)
            more.append(Theme(member, theme.chain, theme.words))
    return more


def agents(clause: Clause, word: int, *, depth: int = 0) -> list[Agent]:
    """Return the mentions that act where the phrase headed by ``word`` is what acts; empty where it names none.

    A mention that was given to a group (``MSC-treated mice``, ``mice given MSCs``) acts in place of the group; one that is
    a place, a time or a comparison does not act.
    """
    sentence = clause.sentence
    if depth > MAX_DEPTH or word in clause.compared:
        return []
    units = [clause.unit(index) for index in sentence.units_at[word]]
    treated = _given(clause, word)
    if treated:
        found = treated
    else:
        found = [_agent(unit) for unit in units if unit.mention.label in AGENT_LABELS and unit.affix.role in ("plain", "treated", "cause")]
        change = clause.changes.get(word)
        if not found:
            if change and not units and change.part in ("noun", "agentnoun", "verb"):
                found = [_from_theme(clause, theme) for theme in themes(clause, word) if clause.unit(theme.unit).mention.label in AGENT_LABELS]
            if not found:
                found = _inside(clause, word, depth)
    for child in sentence.children[word]:
        if sentence.deps[child] == "conj" and not sentence.tags[child].startswith("V"):
            found += agents(clause, child, depth=depth + 1)
    return _unique_agents(found)


def _agent(unit: Unit) -> Agent:
    return Agent(unit.index, unit.affix.perturbation)


def _from_theme(clause: Clause, theme: Theme) -> Agent:
    affix = clause.unit(theme.unit).affix
    lost = theme.chain.count("down") % 2 == 1
    return Agent(theme.unit, "loss" if lost else affix.perturbation, theme.words if lost else ())


def _given(clause: Clause, word: int) -> list[Agent]:
    """Return what a group was given: compounds such as ``MSC-treated`` and clauses such as ``treated with MSCs``."""
    sentence, found = clause.sentence, []
    todo = list(sentence.children[word])
    while todo:
        child = todo.pop()
        if sentence.deps[child] in MODIFIERS:
            units = [clause.unit(index) for index in sentence.units_at[child]]
            found += [_agent(unit) for unit in units if (unit.affix.role in ("treated",) or unit.affix.perturbation != "none") and unit.mention.label in AGENT_LABELS]
            todo += [grand for grand in sentence.children[child] if sentence.deps[grand] in MODIFIERS or sentence.deps[grand] == "conj"]
        elif sentence.deps[child] in ("acl", "relcl") and sentence.words[child] in GIVEN:
            for grand in sentence.children[child]:
                if sentence.deps[grand] in ("dobj",):
                    found += agents(clause, grand, depth=3)
                elif sentence.deps[grand] in ("prep", "agent") and sentence.words[grand] in ("with", "by", "to"):
                    for pobj in sentence.children[grand]:
                        if sentence.deps[pobj] == "pobj":
                            found += agents(clause, pobj, depth=3)
    return found


def _inside(clause: Clause, word: int, depth: int) -> list[Agent]:
    sentence, found = clause.sentence, []
    group = sentence.words[word] in word_list("group")
    for child in sentence.children[word]:
        dep = sentence.deps[child]
        if dep in MODIFIERS:
            for index in sentence.units_at[child]:
                unit = clause.unit(index)
                if unit.mention.label in AGENT_LABELS and unit.affix.role in ("plain", "treated", "cause"):
                    found.append(_agent(unit))
            if not sentence.units_at[child] or not found:
                found += _inside(clause, child, depth + 1) if depth < 3 else []
        elif dep == "prep" and sentence.words[child] in (("of", "with", "by", "from", "to", "between") if not group else ("with", "of", "on", "from")):
            for grand in sentence.children[child]:
                if sentence.deps[grand] in ("pobj", "pcomp"):
                    found += agents(clause, grand, depth=depth + 1)
        elif dep == "appos":
            found += agents(clause, child, depth=depth + 1)
    return found


def _unique_agents(found: list[Agent]) -> list[Agent]:
    seen: dict[int, Agent] = {}
    for agent in found:
        seen.setdefault(agent.unit, agent)
    return list(seen.values())


def agents_with_groups(clause: Clause, found: list[Agent]) -> list[Agent]:
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
