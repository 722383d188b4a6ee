"""Frames read off the order of the words alone, for verbs of change whose parse names no agent or no theme."""

from __future__ import annotations

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import AGENT_LABELS, TARGET_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, word_list
from pipeline.components.relations.themes import Theme

LINKS = frozenset({",", "and", "or", "but"})
VERBAL = frozenset({"active verb", "surface", "prepositional verb"})
LEADS = frozenset({"to", "by", "through", "via", "thereby", "thus"})
FARTHEST = 12


def surface_frames(clause: Clause, found: list[Frame]) -> list[Frame]:
    """Return frames for the verbs of change that have none with both an agent and a theme, by position.

    The theme is the first target after an active verb or before a passive one, no verb or conjunction between; the agent
    the nearest before the verb, or after ``by``; coordinated verbs share the agents of the verb before them.
    """
    complete = {frame.word for frame in found if frame.agents and frame.themes}
    more: list[Frame] = []
    for word in range(len(clause.sentence.words)):
        change = None if word in complete or clause.sentence.units_at[word] else _verb_at(clause, word, [*found, *more])
        if change is None or change.agent or change.sign == "show":
            continue
        frame = _passive(clause, word, change) if _is_passive(clause, word) else _active(clause, word, change, [*found, *more])
        if frame is not None and frame.themes and (frame.agents or frame.subject is not None):
            more.append(frame)
    return more


def _verb_at(clause: Clause, word: int, found: list[Frame]) -> ChangeWord | None:
    sentence = clause.sentence
    form, tag = sentence.words[word], sentence.tags[word]
    table = change_words()
    change = table.get((form, "verb"))
    if change is None or form in word_list("correlative participle"):
        return None
    other = (form, "noun") in table or (form, "adjective") in table
    if tag.startswith("V") and not (sentence.deps[word] == "amod" and other):
        return change
    if not other:
        return change
    if not form.endswith("ed") or not word:
        return None
    return change if _after_noun(clause, word) or _beside_verb(clause, word, found) else None


def _beside_verb(clause: Clause, word: int, found: list[Frame]) -> bool:
    """Tell whether a participle is joined to a verb of change before it (``reduced A and increased B``)."""
    sentence = clause.sentence
    if sentence.words[word - 1] not in LINKS | {"also"}:
        return False
    return any(frame.word < word and frame.sign not in ("show", "cause") and frame.rule in VERBAL for frame in found)


def _after_noun(clause: Clause, word: int) -> bool:
    """Tell whether a participle follows a noun, adverbs left out, and so is a verb that was taken for an adjective."""
    sentence = clause.sentence
    before = word - 1
    while before > 0 and sentence.tags[before].startswith("RB"):
        before -= 1
    return bool(sentence.units_at[before]) or sentence.tags[before].startswith("N")


def _is_passive(clause: Clause, word: int) -> bool:
    sentence = clause.sentence
    if sentence.words[word].endswith(("ing", "s")):
        return False
    for other in range(word - 1, max(-1, word - 7), -1):
        if sentence.words[other] in word_list("be"):
            return True
        if sentence.units_at[other] or sentence.tags[other][:1] in "NV":
            return False
    return False


def _active(clause: Clause, word: int, change: ChangeWord, found: list[Frame]) -> Frame | None:
    sentence = clause.sentence
    before = word - 1
    while before >= 0 and sentence.tags[before].startswith("RB"):
        before -= 1
    theme = _ahead(clause, word, change)
    if theme is None or before < 0:
        return None
    acting: list[Agent] = []
    earlier = [frame for frame in found if frame.word < word and frame.agents and frame.rule not in ("nominal", "compound")]
    follows = sentence.words[before] in LEADS or sentence.tags[word] == "VBG" or sentence.words[word].endswith("ing")
    if earlier and (follows or sentence.words[before] in LINKS):
        acting = list(max(earlier, key=lambda frame: frame.word).agents)
    shared = [frame for frame in found if frame.word < word and frame.subject is not None and not frame.agents]
    if not acting and shared and sentence.words[before] in LINKS:
        return make_frame(clause, (word, change.sign), [], [theme], "surface", subject=shared[-1].subject)
    if not acting and not follows:
        acting = _behind(clause, word)
    return make_frame(clause, (word, change.sign), acting, [theme], "surface")


def _passive(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    by = next((w for w in range(word + 1, min(word + 8, len(sentence.words))) if sentence.words[w] == "by"), None)
    if by is None:
        return None
    agent = next((u for u in sentence.units if by < u.first <= by + 6 and u.mention.label in AGENT_LABELS), None)
    theme = _target_behind(clause, word)
    if agent is None or theme is None:
        return None
    return make_frame(clause, (word, change.sign), [Agent(agent.index, agent.affix.perturbation)], [theme], "surface")


def _ahead(clause: Clause, word: int, change: ChangeWord) -> Theme | None:
    sentence = clause.sentence
    chain: list[Sign] = []
    words: list[int] = []
    start = word + 1
    if change.theme:
        start = next(
            (w + 1 for w in range(word + 1, min(word + 4, len(sentence.words))) if sentence.words[w] in change.theme), -1
        )
        if start < 0:
            return None
    noun = False
    for other in range(start, min(start + FARTHEST, len(sentence.words))):
        units = clause.units(other)
        target = next((u for u in units if u.mention.label in TARGET_LABELS and u.affix.role in ("plain", "neutral")), None)
        if target is not None:
            return Theme(target.index, tuple(chain), tuple(words))
        if units:
            continue
        text, tag = sentence.words[other], sentence.tags[other]
        if (
            text in word_list("clause boundary")
            or (tag[:1] == "V" and tag != "VBG" and sentence.deps[other] != "amod")
            or text in word_list("be")
        ):
            return None
        if (tag == "IN" and text not in ("of", "in")) or (text == "in" and not noun):
            return None
        if text in word_list("effect noun"):
            on = next((w for w in range(other + 1, min(other + 9, len(sentence.words))) if sentence.words[w] == "on"), None)
            return _ahead(clause, on, change) if on is not None and not change.theme else None
        step = clause.changes.get(other)
        if (
            step is not None
            and step.part in ("noun", "adjective")
            and not (step.sign == "up" and change.sign == "down" and step.part == "adjective")
        ):
            chain.append(step.sign)
            words.append(other)
        noun = step is not None and step.part == "noun"
    return None


def _behind(clause: Clause, word: int) -> list[Agent]:
    """Return the first mention of the clause that may act, places and groups' conditions (``in both X and Y``) left out."""
    sentence = clause.sentence
    start = next((other + 1 for other in range(word - 1, -1, -1) if _bounds(clause, other)), 0)
    for unit in sentence.units:
        if (
            not start <= unit.first < word
            or unit.mention.label not in AGENT_LABELS
            or unit.affix.role in ("neutral", "independent")
        ):
            continue
        lead = [
            sentence.words[other] for other in range(max(start, unit.first - 3), unit.first) if not sentence.units_at[other]
        ]
        if not word_list("place before a mention").intersection(lead):
            return [Agent(unit.index, unit.affix.perturbation)]
    return []


def _bounds(clause: Clause, word: int) -> bool:
    return clause.sentence.words[word] in word_list("clause boundary") and not clause.sentence.units_at[word]


def _target_behind(clause: Clause, word: int) -> Theme | None:
    for other in range(word - 1, max(-1, word - FARTHEST), -1):
        if clause.sentence.words[other] in word_list("clause boundary"):
            return None
        for unit in clause.units(other):
            if unit.mention.label in TARGET_LABELS and unit.affix.role in ("plain", "neutral"):
                return Theme(unit.index)
    return None
