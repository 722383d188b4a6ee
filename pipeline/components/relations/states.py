"""Changes that no word of change heads: ``there were fewer Y``, a heading ``Lower Y after X``, ``the result was less Y``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.phrases import phrase_agents
from pipeline.components.relations.syntax import child, governed
from pipeline.components.relations.themes import Theme, themes


def state_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frames of noun phrases whose adjectives state the change of what they name."""
    sentence = clause.sentence
    for word, dep in enumerate(sentence.deps):
        if not sentence.tags[word].startswith("N") or (word in clause.changes and not sentence.units_at[word]):
            continue
        head = sentence.heads[word]
        if head == word:
            yield from _frame(clause, word, _besides(clause, word), "heading")
        elif dep == "attr" and child(sentence, head, "expl") is not None:
            acting = _besides(clause, head) or _besides(clause, word)
            yield from _frame(clause, word, acting, "there is")
        elif dep in ("nsubj", "attr") and sentence.words[head] in word_list("be"):
            yield from _frame(clause, word, _results(clause, head, word), "result of", needed=True)


def _frame(clause: Clause, word: int, acting: list[Agent], rule: str, *, needed: bool = False) -> Iterator[Frame]:
    found = [theme for theme in themes(clause, word) if theme.chain]
    if not found or (needed and not acting):
        return
    first = found[0]
    if rule == "heading" and any(unit.first < first.words[0] for unit in clause.sentence.units):
        return  # a verb that the parser took for an adjective
    if first.chain[0] == "change" or clause.changes[first.words[0]].part == "noun":
        return
    inner = [Theme(theme.unit, theme.chain[1:], theme.words[1:]) for theme in found if theme.words[0] == first.words[0]]
    yield make_frame(clause, (first.words[0], first.chain[0]), acting, inner, rule)


def _besides(clause: Clause, word: int) -> list[Agent]:
    """Return who acts in the phrases beside a state; cells beside it that nothing was done to are where it was seen."""
    return [
        agent
        for agent in phrase_agents(clause, word)
        if agent.perturbation != "none" or clause.unit(agent.unit).mention.label != "IMMUNE_CELL"
    ]


def _results(clause: Clause, verb: int, word: int) -> list[Agent]:
    """Return whose result the other side of ``was`` says a state to be (``the main result of X``)."""
    sentence = clause.sentence
    other = next((c for c in sentence.children[verb] if c != word and sentence.words[c] in word_list("result noun")), None)
    if other is None:
        return []
    return [agent for _, owner in governed(sentence, other, ("of",)) for agent in agents(clause, owner)]
