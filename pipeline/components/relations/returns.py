"""Levels that come back: ``normalised the high Y`` is less of Y, ``the reduced Y returned to normal`` more of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import Sign, cue_pattern, word_list
from pipeline.components.relations.phrases import phrase_agents
from pipeline.components.relations.syntax import subject
from pipeline.components.relations.themes import Theme, themes

RETURNS = frozenset({"return", "returns", "returned", "returning", "back"})


def reverted(clause: Clause, word: int, chain: Sequence[Sign], words: Sequence[int]) -> tuple[Sign, ...]:
    """Return a chain of signs in which a return undoes the state that an adjective says; other chains as they are.

    ``word`` is the word of change that heads the chain, ``words`` are those of its later signs.
    """
    if len(chain) < 2 or chain[0] != "restore" or clause.sentence.words[word] not in word_list("returning") or not words:
        return tuple(chain)
    state = clause.changes.get(words[0])
    return ("down", *chain[1:]) if state is not None and state.part in ("adjective", "verb") else tuple(chain)


def return_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frames of ``the elevated Y returned to normal after X``, none where no adjective says from what."""
    sentence = clause.sentence
    for word, form in enumerate(sentence.words):
        if form not in RETURNS or sentence.units_at[word] or not sentence.tags[word].startswith("V"):
            continue
        subj = subject(sentence, word)
        if subj is None or not cue_pattern("to normal").match(sentence.between(sentence.ends[word], sentence.end)):
            continue
        changing = [theme for theme in themes(clause, subj) if theme.chain] or _changed_before(clause, word, subj)
        if changing:
            hosts = [other for other in range(word, min(word + 5, len(sentence.words))) if not sentence.units_at[other]]
            acting = [agent for host in hosts for agent in phrase_agents(clause, host)]
            yield make_frame(clause, (word, "restore"), acting, changing, "returned")


def _changed_before(clause: Clause, word: int, subj: int) -> list[Theme]:
    """Return what a verb joined to a return said to have changed first (``rose after X and returned to normal``)."""
    head = clause.sentence.heads[word]
    change = clause.changes.get(head)
    if clause.sentence.deps[word] != "conj" or change is None or change.part != "verb" or change.sign not in ("up", "down"):
        return []
    return [replace(theme, chain=(change.sign,), words=(head,)) for theme in themes(clause, subj)]
