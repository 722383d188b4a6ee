"""Each word of change with what acts and what changes: the constructions of English that state an effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.components.relations.abilities import with_ability
from pipeline.components.relations.absolutes import absolute_frames
from pipeline.components.relations.agents import agents
from pipeline.components.relations.arms import arm_frames
from pipeline.components.relations.causatives import causative_frame, causative_words, making_frames
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.companions import efficacy_gerund
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, word_list
from pipeline.components.relations.nouns import agent_noun_frame, noun_frame
from pipeline.components.relations.onsets import onset_frames
from pipeline.components.relations.parts import with_part
from pipeline.components.relations.phrases import owner_agents, phrase_agents
from pipeline.components.relations.returns import return_frames
from pipeline.components.relations.sentence import Sentence
from pipeline.components.relations.sequels import sequel_frames
from pipeline.components.relations.states import state_frames
from pipeline.components.relations.syntax import governed, is_passive, subject
from pipeline.components.relations.themes import themes
from pipeline.components.relations.verbs import agents_of, first_phrase, themes_of, verb_frame

NEGATIVE = frozenset({"negatively", "adversely", "inversely", "detrimentally"})
POSITIVE = frozenset({"positively", "favorably", "favourably", "beneficially"})
OTHERS: tuple[Callable[[Clause], Iterator[Frame]], ...] = (
    making_frames, state_frames, onset_frames, absolute_frames, return_frames, sequel_frames, arm_frames,
)  # fmt: skip


def frames(clause: Clause) -> list[Frame]:
    """Return the frames of all words of change of a clause that have something that changes, in the order of the text."""
    found = [_frame(clause, word, change) for word, change in sorted(clause.changes.items())]
    found += [causative_frame(clause, word) for word in causative_words(clause)]
    for more in OTHERS:
        found += more(clause)
    signed = (_signed(clause, with_ability(clause, frame)) for frame in found if frame is not None and frame.themes)
    return [frame for frame in signed if frame.themes]


def _frame(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    if change.part == "verb":
        caused = causative_frame(clause, word)
        if caused is not None:
            return caused
        state = _state(clause, word)
        return verb_frame(clause, word, change) if state is None else adjective_frame(clause, word, state)
    if change.part == "adjective":
        return adjective_frame(clause, word, change)
    return agent_noun_frame(clause, word, change) if change.part == "agentnoun" else noun_frame(clause, word)


def _state(clause: Clause, word: int) -> ChangeWord | None:
    """Return the adjective that a passive participle is used as (``is required for Y``), or None."""
    sentence = clause.sentence
    state = change_words().get((sentence.words[word], "adjective"))
    if state is None or not state.theme or not is_passive(sentence, word):
        return None
    return state if any(True for _ in governed(sentence, word, state.theme)) else None


def adjective_frame(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    """Return the frame of an adjective that is said of something (``Y is higher``, ``X is required for Y``), or None."""
    sentence = clause.sentence
    behind = sentence.deps[word] == "amod" and sentence.heads[word] < word and not change.theme  # ``Y higher``
    if (sentence.deps[word] in ("amod", "compound", "det") and not behind) or efficacy_gerund(clause, word) is not None:
        return None
    at = (word, "none" if _stays(sentence, word, change) else change.sign)
    subj = sentence.heads[word] if behind else subject(sentence, word)
    if subj is None and sentence.words[sentence.heads[word]] in word_list("copula"):
        subj = subject(sentence, sentence.heads[word])
    if change.agent:
        causes = first_phrase(clause, word, change.agent)
        causes = causes or [other for other in sentence.children[word] if sentence.deps[other] == "pobj"]
        host = subj if subj is not None else sentence.heads[word]
        return make_frame(clause, at, agents_of(clause, causes), themes(clause, host), "due to")
    if subj is None:
        return None
    if change.theme:
        if any(
            sentence.words[w] == "to" and (sentence.words[w + 1], "verb") in change_words()
            for w in (word + 1,)
            if w + 1 < len(sentence.words)
        ):
            return None  # ``sufficient to reverse Y``: read with the verb
        changing = themes_of(clause, first_phrase(clause, word, change.theme))
        return make_frame(clause, at, agents(clause, subj), changing, "required for", subject=subj)
    acting = phrase_agents(clause, word) or phrase_agents(clause, sentence.heads[word]) or owner_agents(clause, subj)
    return make_frame(clause, at, acting, themes(clause, subj), "comparison")


def _stays(sentence: Sentence, word: int, change: ChangeWord) -> bool:
    """Tell whether a level only stays what it was (``remained elevated``); ``remained higher`` compares with another."""
    still = sentence.words[sentence.heads[word]] in ("remain", "remains", "remained", "stay", "stayed", "stays")
    compares = sentence.words[word].endswith("er") or sentence.words[word - 1] in ("more", "less")
    return still and not compares and change.sign in ("up", "down")


def _signed(clause: Clause, frame: Frame) -> Frame:
    """Give a frame of ``modulate``, ``regulate`` or ``affect`` the direction that an adverb beside it says."""
    if frame.rule == "intransitive verb" and "less" in clause.sentence.words[frame.word + 1 : frame.word + 3]:
        weaker = [replace(t, chain=(frame.sign, *t.chain), words=(frame.word, *t.words)) for t in frame.themes]
        return replace(frame, sign="down", themes=tuple(weaker))  # ``Y rose less``
    if frame.sign not in ("change", "show"):
        return frame
    frame = with_part(clause, frame)
    if frame.sign != "change":
        return frame
    words = {clause.sentence.words[child] for child in clause.sentence.children[frame.word]}
    sign: Sign = "down" if words & NEGATIVE else "up" if words & POSITIVE else "change"
    return replace(frame, sign=sign)
