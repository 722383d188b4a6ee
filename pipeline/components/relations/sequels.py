"""What a harm comes from: ``Y is a consequence of X``, ``Y, a complication of X``, ``patients with X are at risk of Y``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.relations.agents import agents
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import cue_pattern, word_list
from pipeline.components.relations.phrases import group_agents
from pipeline.components.relations.syntax import child, governed, subject
from pipeline.components.relations.themes import Theme, themes

HARMS = frozenset({"CONDITION", "OUTCOME"})
REACH = 60  # characters from ``risk of`` to the harm


def sequel_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frames of consequences and of risks."""
    sentence = clause.sentence
    for word, form in enumerate(sentence.words):
        if form in word_list("sequel noun") and not sentence.units_at[word]:
            host = _said_of(clause, word)
            causes = [agent for _, other in governed(sentence, word, ("of", "after")) for agent in agents(clause, other)]
            if form not in word_list("sequel of anything"):
                causes = [agent for agent in causes if clause.unit(agent.unit).mention.label == "CONDITION"]
            if host is not None and causes:
                yield make_frame(clause, (word, "cause"), causes, themes(clause, host), "sequel")
    yield from _risks(clause)


def _said_of(clause: Clause, word: int) -> int | None:
    """Return what is called a consequence: the other side of ``is``, or what the noun is apposed to."""
    sentence = clause.sentence
    dep, head = sentence.deps[word], sentence.heads[word]
    if dep == "attr" and sentence.words[head] in word_list("be"):
        return subject(sentence, head)
    if dep == "nsubj" and sentence.words[head] in word_list("be"):
        return child(sentence, head, "attr")
    return head if dep == "appos" else None


def _risks(clause: Clause) -> Iterator[Frame]:
    """``patients with X are at high risk of Y``: who is at risk has X, or was given it."""
    sentence = clause.sentence
    for match in cue_pattern("at risk").finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        harms = [u for u in sentence.units if end <= u.mention.start < end + REACH and u.mention.label in HARMS]
        word = sentence.word_at(start)
        verb = next((w for w in (word, *sentence.ancestors(word)) if sentence.words[w] in word_list("be")), None)
        subj = subject(sentence, verb) if verb is not None else None
        acting = (agents(clause, subj) if subj is not None else []) or group_agents(clause)
        if harms and acting:
            yield make_frame(clause, (word, "up"), acting, [Theme(harms[0].index)], "at risk")
