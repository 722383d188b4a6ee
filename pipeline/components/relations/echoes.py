"""Verbs that are left out: ``X lowered Y, whereas Z did not`` is a null of Z, ``X lowered Y, and so did Z`` a fall by Z too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.relations.agents import agents, with_listed_agents
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import cue_pattern, word_list
from pipeline.components.relations.neighbours import acting
from pipeline.components.relations.phrases import group_agents
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.syntax import governed, is_passive, subject
from pipeline.components.relations.themes import themes

DOING = frozenset({"did", "do", "does", "was", "were", "could", "had"})
ENDS = frozenset({".", ",", ";", ")", "[", "("})
PAIRING = frozenset({"accompanied", "paralleled", "associated", "coupled", "correlated"})
NEAR = 14  # characters from the exception to its mention
REACH = 8  # words from who does not act to ``did not``
CONTRASTS = frozenset({"whereas", "while", "but", "although", "though", "and", ";", "however", ","})


def echo_frames(clause: Clause, found: Sequence[Frame]) -> Iterator[Frame]:
    """Yield for each ``Z did not`` at the end of a clause the null of what the frame before it tells of another."""
    sentence = clause.sentence
    for word, text in enumerate(sentence.words):
        if text not in DOING or sentence.words[word + 1 : word + 2] not in (["not"], ["n't"]):
            continue
        after = sentence.words[word + 2 : word + 3]
        earlier = [frame for frame in found if frame.agents and frame.themes and frame.word < word]
        unit = _named(clause, word)
        if (after and after[0] not in ENDS) or not earlier or unit is None:
            continue
        told = earlier[-1]
        taken = {agent.unit for agent in told.agents} | {theme.unit for theme in told.themes}
        doing = [agent for agent in with_listed_agents(clause, [acting(unit)]) if agent.unit not in taken]
        if doing and told.word < unit.first:
            yield replace(told, word=word, sign="none", agents=tuple(doing), rule="did not")


def excepted_frames(clause: Clause, found: Sequence[Frame]) -> Iterator[Frame]:
    """Yield the null of who is excepted: ``was raised by X but not by Z``, ``in wild-type but not in Z-deficient mice``."""
    sentence = clause.sentence
    for match in cue_pattern("but not by").finditer(sentence.text):
        at = sentence.start + match.end()
        unit = next((u for u in sentence.units if at <= u.mention.start <= at + NEAR), None)
        told = next((f for f in reversed(found) if f.agents and f.themes and sentence.starts[f.word] < at), None)
        if unit is None or told is None or unit.mention.label not in AGENT_LABELS or told.sign in ("none", "show"):
            continue
        inside = match.group().split()[-1] == "in" and unit.affix.role != "treated" and unit.affix.perturbation == "none"
        known = {agent.unit for agent in told.agents} | {theme.unit for theme in told.themes}
        if not inside and unit.index not in known:
            yield replace(told, sign="none", agents=(acting(unit),), rule="but not by")


def undone_frames(clause: Clause, found: Sequence[Frame]) -> Iterator[Frame]:
    """Yield what is done to a change told before: ``X raised Y, an effect that was blunted by Z``."""
    sentence = clause.sentence
    for word, change in clause.changes.items():
        if change.part != "verb" or change.sign not in ("down", "restore", "up") or not is_passive(sentence, word):
            continue
        subj = subject(sentence, word)
        if subj is None or sentence.words[subj] not in word_list("told change") or themes(clause, subj):
            continue
        acting_here = [agent for _, other in governed(sentence, word, ("by",)) for agent in agents(clause, other)]
        told = next((f for f in reversed(found) if f.themes and f.word < subj), None)
        if told is not None and acting_here and told.sign not in ("show", "none", "change"):
            changed = [replace(t, chain=(told.sign, *t.chain), words=(told.word, *t.words)) for t in told.themes]
            yield make_frame(clause, (word, change.sign), acting_here, changed, "undone")


def _named(clause: Clause, word: int) -> Unit | None:
    """Return the mention that a bare verb is said of: the last before it, a contrast in front of it."""
    sentence = clause.sentence
    unit = next((u for u in reversed(sentence.units) if u.last < word and u.mention.label in AGENT_LABELS), None)
    if unit is None or word - unit.last > REACH:
        return None
    return unit if CONTRASTS.intersection(sentence.words[max(0, unit.first - REACH) : unit.first]) else None


def paired_frames(clause: Clause) -> Iterator[Frame]:
    """Yield both changes of ``the rise in Y was accompanied by lower Z in the X group``."""
    sentence = clause.sentence
    for word, form in enumerate(sentence.words):
        if form not in PAIRING or not sentence.tags[word].startswith("V") or sentence.units_at[word]:
            continue
        subj = subject(sentence, word)
        groups = group_agents(clause)
        other = [mate for _, mate in governed(sentence, word, ("by", "with"))]
        if subj is None or subj not in clause.changes or not groups:
            continue
        for theme in [theme for host in (subj, *other) for theme in themes(clause, host) if theme.chain]:
            inner = replace(theme, chain=theme.chain[1:], words=theme.words[1:])
            yield make_frame(clause, (theme.words[0], theme.chain[0]), groups, [inner], "accompanied")
