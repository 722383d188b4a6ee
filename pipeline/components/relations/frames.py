"""What one construction states: who acts, what changes, and the sign between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.components.relations.agents import Agent, with_listed_agents
from pipeline.components.relations.clause import TARGET_LABELS, Clause
from pipeline.components.relations.lexicon import Sign, word_list
from pipeline.components.relations.themes import Theme

At = tuple[int, Sign]


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
    """One word of change with its arguments; ``agents`` is empty where the construction names nobody who acts.

    ``subject`` is the word that heads the subject of an active construction, which may be a pronoun.
    """

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


def make_frame(
    clause: Clause, at: At, acting: Iterable[Agent], changing: Iterable[Theme], rule: str, *, subject: int | None = None
) -> Frame:
    """Return a frame with the lists of its arguments complete; what acts does not change as well.

    ``at`` is the word of change and its sign; under ``show`` only what has a sign of its own changes.
    """
    word, sign = at
    full = with_listed_agents(clause, list(acting))
    units = {agent.unit for agent in full}
    kept = [theme for theme in with_listed(clause, list(changing)) if theme.unit not in units]
    if sign == "up":
        kept = [_without_amount(clause, theme) for theme in kept]
    if sign == "show":
        kept = [theme for theme in kept if theme.chain]
    return Frame(word, sign, tuple(full), tuple(kept), rule, subject)


def _without_amount(clause: Clause, theme: Theme) -> Theme:
    """Drop an adjective that only says how much was induced (``induced low levels of Y``)."""
    if len(theme.chain) != 1 or theme.chain[0] != "down" or clause.sentence.words[theme.words[0]] not in word_list("slight"):
        return theme
    return replace(theme, chain=(), words=())


def with_listed(clause: Clause, found: list[Theme]) -> list[Theme]:
    """Add the other members of each theme's list, with the signs of the member."""
    have = {theme.unit for theme in found}
    more = list(found)
    for theme in found:
        for member in clause.groups.members(theme.unit):
            if member not in have and clause.unit(member).mention.label in TARGET_LABELS:
                have.add(member)
                more.append(replace(theme, unit=member))
    return more
