"""Changes told in a phrase beside a clause: ``..., with Y falling by half``, ``Fewer Y entered the lungs``, ``X: ↓ Y``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.clause import AGENT_LABELS, TARGET_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import Sign, change_words, word_list
from pipeline.components.relations.neighbours import acting, theme_before
from pipeline.components.relations.phrases import group_agents, phrase_agents
from pipeline.components.relations.syntax import subject
from pipeline.components.relations.themes import Theme

COUNTS: Mapping[str, Sign] = {"fewer": "down", "less": "down", "more": "up"}
ARROWS: Mapping[str, Sign] = {
    "↓": "down", "⇓": "down", "▼": "down", "⬇": "down", "↑": "up", "⇑": "up", "▲": "up", "⬆": "up", "↔": "none", "→": "none",
}  # fmt: skip
REACH = 8  # words from ``with`` to the participle
BESIDE = 3  # characters between a mention and its arrow


def absolute_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frames of absolute phrases, of subjects that are counted, and of arrows."""
    yield from _absolutes(clause)
    yield from _counted(clause)
    yield from _arrows(clause)


def _absolutes(clause: Clause) -> Iterator[Frame]:
    """``with Y falling``: an intransitive participle behind a mention, ``with`` before it."""
    sentence = clause.sentence
    for word, text in enumerate(sentence.words):
        change = change_words().get((text, "verb"))
        if change is None or not text.endswith("ing") or sentence.units_at[word]:
            continue
        if text not in word_list("intransitive") and change.word not in word_list("intransitive"):
            continue
        theme = theme_before(clause, word)
        lead = sentence.words[max(0, word - REACH) : word]
        if theme is None or "with" not in lead or clause.unit(theme.unit).last + 2 < word:
            continue
        at = word - len(lead) + max(place for place, form in enumerate(lead) if form == "with")
        if at < clause.unit(theme.unit).first and all(sentence.tags[w][:1] != "V" for w in range(at, word)):
            yield make_frame(clause, (word, change.sign), _main(clause, at), [theme], "absolute")


def _main(clause: Clause, prep: int) -> list[Agent]:
    """Return who acts in the clause before a preposition: its subject, else its groups and phrases."""
    sentence = clause.sentence
    for word in (sentence.heads[prep], *sentence.ancestors(sentence.heads[prep])):
        if sentence.tags[word].startswith("V"):
            subj = subject(sentence, word)
            found = agents(clause, subj) if subj is not None else []
            found = found or phrase_agents(clause, word)
            if found:
                return found
    return group_agents(clause)


def _counted(clause: Clause) -> Iterator[Frame]:
    """``Fewer Y entered the lungs of X-treated mice``: the count of a subject changes, whatever its verb is."""
    sentence = clause.sentence
    for word, text in enumerate(sentence.words[:-1]):
        sign = COUNTS.get(text)
        if sign is None or sentence.units_at[word] or sentence.words[word - 1 : word] == ["no"]:
            continue
        unit = next((unit for unit in sentence.units if unit.first in (word + 1, word + 2)), None)
        if unit is None or unit.mention.label not in TARGET_LABELS or sentence.deps[unit.root] not in ("nsubj", "nsubjpass"):
            continue
        verb = sentence.heads[unit.root]
        if verb > unit.last and sentence.words[verb] not in word_list("copula") and verb not in clause.changes:
            doing = phrase_agents(clause, verb) or group_agents(clause)
            yield make_frame(clause, (word, sign), doing, [Theme(unit.index)], "counted")


def _arrows(clause: Clause) -> Iterator[Frame]:
    sentence = clause.sentence
    if not any(arrow in sentence.text for arrow in ARROWS):
        return
    for unit in sentence.units:
        sign = _arrow(clause, unit.mention.start, unit.alias_end) if unit.mention.label in TARGET_LABELS else None
        if sign is not None:
            before = [u for u in sentence.units if u.last < unit.first and u.mention.label in AGENT_LABELS]
            doing = (
                group_agents(clause) or [acting(u) for u in before if _arrow(clause, u.mention.start, u.alias_end) is None][:1]
            )
            yield make_frame(clause, (unit.first, sign), doing, [Theme(unit.index)], "arrow")


def _arrow(clause: Clause, start: int, end: int) -> Sign | None:
    """Return the sign of the arrow right before a mention, or in brackets or bare right behind it, or None."""
    sentence = clause.sentence
    before = sentence.between(max(sentence.start, start - BESIDE), start)
    after = sentence.between(end, min(sentence.end, end + BESIDE))
    near = [*reversed(before.split(",")[-1]), *after.split(",")[0]]
    return next((ARROWS[sign] for sign in near if sign in ARROWS), None)
