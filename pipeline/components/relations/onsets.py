"""What befalls patients: ``patients with X developed Y``, ``X patients suffer from Y``, ``Y occurred after X``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.relations.agents import agents
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.holders import acting_or_held
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.phrases import group_agents
from pipeline.components.relations.signs import valence
from pipeline.components.relations.syntax import OBJECTS, child, governed, subject
from pipeline.components.relations.themes import Theme, themes


def onset_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frames of harms that come about without a word of change: who suffers from what has it by what they have."""
    sentence = clause.sentence
    for word, form in enumerate(sentence.words):
        if not sentence.tags[word].startswith("V") or sentence.units_at[word]:
            continue
        subj = subject(sentence, word)
        if subj is None:
            continue
        if form in word_list("suffering"):
            yield from _suffered(clause, word, subj)
        if form in word_list("appearing") and child(sentence, word, *OBJECTS) is None:
            yield from _appeared(clause, word, subj)


def _suffered(clause: Clause, word: int, subj: int) -> Iterator[Frame]:
    sentence = clause.sentence
    objects = [other for other in sentence.children[word] if sentence.deps[other] in OBJECTS]
    objects += [other for _, other in governed(sentence, word, ("from", "with"))]
    changing = [theme for other in objects for theme in _harms(clause, other)]
    acting = acting_or_held(clause, subj)
    if sentence.words[word] in word_list("holding"):
        acting = [agent for agent in acting if clause.unit(agent.unit).mention.label == "CONDITION"]
    causes = governed(sentence, word, ("after", "following", "upon"))
    acting = [agent for _, other in causes for agent in agents(clause, other)] or acting
    if acting and changing:
        yield make_frame(clause, (word, "up"), acting, changing, "suffered")


def _appeared(clause: Clause, word: int, subj: int) -> Iterator[Frame]:
    changing = _harms(clause, subj)
    words = clause.sentence.words[word + 1 : word + 4]
    causes = governed(clause.sentence, word, ("after", "following", "upon"))
    acting = [agent for _, other in causes for agent in agents(clause, other)]
    seldom = bool({"less", "fewer", "rarely", "seldom"}.intersection(words))
    if seldom or "more" in words:
        acting = acting or group_agents(clause)
    if acting and changing:
        yield make_frame(clause, (word, "down" if seldom else "up"), acting, changing, "appeared")


def _harms(clause: Clause, word: int) -> list[Theme]:
    """Return what is bad to have in a phrase that says no change of it."""
    return [theme for theme in themes(clause, word) if not theme.chain and valence(clause.unit(theme.unit).mention) < 0]
