"""Frames read off the order of the words alone, for verbs of change whose parse names no agent or no theme."""

from __future__ import annotations

from pipeline.components.relations.agents import Agent
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import ChangeWord, change_words, word_list
from pipeline.components.relations.neighbours import acting, agent_behind, agents_before, theme_ahead, theme_before

LINKS = frozenset({",", "and", "or", "but"})
VERBAL = frozenset({"active verb", "surface", "prepositional verb"})
NOT_SHARING = frozenset({"nominal", "compound"})
LEADS = frozenset({"to", "by", "through", "via", "thereby", "thus"})
ENDINGS = ("ing", "s")
SIGNED = ("up", "down")
INSERTED = 10  # words of the longest insertion


def surface_frames(clause: Clause, found: list[Frame]) -> list[Frame]:
    """Return frames for the verbs of change that have none with both an agent and a theme, by position.

    The theme is the first target after an active verb or before a passive one, no verb or conjunction between; the agent
    the first of the clause, or after ``by``; coordinated verbs share the agents of the verb before them.
    """
    complete = {frame.word for frame in found if frame.agents and frame.themes}
    more: list[Frame] = []
    for word in range(len(clause.sentence.words)):
        change = None if word in complete or clause.sentence.units_at[word] else _verb_at(clause, word, [*found, *more])
        if change is None or change.agent or change.sign == "show":
            continue
        frame = _frame(clause, word, change, [*found, *more])
        if frame is not None and frame.themes and (frame.agents or frame.subject is not None or frame.rule != "surface"):
            more.append(frame)
    return more


def _frame(clause: Clause, word: int, change: ChangeWord, found: list[Frame]) -> Frame | None:
    if _is_passive(clause, word):
        return _passive(clause, word, change)
    return _active(clause, word, change, found) or _intransitive(clause, word, change, found)


def _verb_at(clause: Clause, word: int, found: list[Frame]) -> ChangeWord | None:
    """Return the verb of change at a position, even where its tag says noun or adjective, if the words beside it do not."""
    sentence = clause.sentence
    form, tag = sentence.words[word], sentence.tags[word]
    table = change_words()
    change = table.get((form, "verb"))
    if change is None or form in word_list("correlative participle") or _control(clause, word):
        return None
    other = (form, "noun") in table or (form, "adjective") in table
    if not other or (tag.startswith("V") and sentence.deps[word] != "amod"):
        return change
    lead = next((w for w in range(word - 1, -1, -1) if not sentence.tags[w].startswith("RB")), 0) if word else 0
    before = sentence.words[lead] if word else ""
    raised = before == "to" and lead > 0 and sentence.words[lead - 1] in word_list("raising")
    tagged = word > 0 and (
        sentence.tags[lead] in ("TO", "MD")
        or raised
        or before in ("do", "does", "did")
        or (form.endswith("ing") and before == ",")
    )
    if tagged or (
        form.endswith("ed")
        and word
        and (_after_noun(clause, word) or _beside_verb(clause, word, found) or _verbless(clause, word))
    ):
        return change
    return None


def _control(clause: Clause, word: int) -> bool:
    """Tell whether ``control`` names an arm (``both control and septic rats``)."""
    words = clause.sentence.words
    return words[word] in ("control", "controls") and not (
        word and words[word - 1] in ("to", "not", "can", "may", "which", "that")
    )


def _beside_verb(clause: Clause, word: int, found: list[Frame]) -> bool:
    """Tell whether a participle is joined to a verb of change before it (``reduced A and increased B``)."""
    lead = next((w for w in range(word - 1, -1, -1) if not clause.sentence.tags[w].startswith("RB")), 0)
    if clause.sentence.words[lead] not in LINKS and clause.sentence.words[word - 1] != "also":
        return False
    if any(frame.word < word and frame.sign not in ("show", "cause") and frame.rule in VERBAL for frame in found):
        return True
    return any(w < word and c.part == "verb" and c.sign in SIGNED and _finite(clause, w) for w, c in clause.changes.items())


def _finite(clause: Clause, word: int) -> bool:
    return clause.sentence.tags[word] in ("VBD", "VBZ", "VBP") and clause.sentence.deps[word] != "amod"


def _after_noun(clause: Clause, word: int) -> bool:
    """Tell whether a participle follows a noun, adverbs left out, and so is a verb that was taken for an adjective."""
    before = _before(clause, word)
    sentence = clause.sentence
    if before < 0:
        return False
    lost = {unit.affix.perturbation for unit in clause.units(before - 1)} - {"none"} if before > 0 else set()
    done_to = bool(lost) and sentence.tags[before] == "VBG"  # ``X silencing reduced``
    return done_to or bool(sentence.units_at[before]) or sentence.tags[before].startswith("N")


def _verbless(clause: Clause, word: int) -> bool:
    """Tell whether a clause has no verb but this participle, which no article or preposition leads."""
    sentence = clause.sentence
    if sentence.tags[word - 1] in ("DT", "IN", "TO", "CC", "PRP$", ",", "VBG", "VBN") or sentence.text.rstrip()[-1:] != ".":
        return False
    for step in (-1, 1):
        at = word + step
        while 0 <= at < len(sentence.words) and sentence.words[at] not in word_list("clause boundary"):
            if sentence.tags[at] in ("VBD", "VBZ", "VBP", "MD"):
                return False
            at += step
    return any(unit.last < word and unit.mention.label in AGENT_LABELS for unit in sentence.units)


def _before(clause: Clause, word: int) -> int:
    """Return the word before a word, adverbs, brackets and insertions left out; -1 at the start of the sentence."""
    sentence, before = clause.sentence, word - 1
    while before >= 0:
        opening = before
        if sentence.words[before] in (")", "]"):
            opening = next((w for w in range(before, -1, -1) if sentence.words[w] in ("(", "[")), before)
        elif sentence.words[before] == ",":
            opening = before if sentence.words[word].endswith("ing") else _insertion(clause, before)
        helping = sentence.words[before] in ("do", "does", "did")
        if opening == before and not helping and not sentence.tags[before].startswith("RB"):
            break
        before = opening - 1
    return before


def _insertion(clause: Clause, comma: int) -> int:
    """Return the comma that opens an insertion which ends at a comma (``X, but not Z, reduced Y``), else that comma."""
    words = clause.sentence.words
    opening = next((w for w in range(comma - 1, max(0, comma - INSERTED), -1) if words[w] == ","), comma)
    return opening if opening + 2 < comma and words[opening + 1] in word_list("insertion") else comma


def _is_passive(clause: Clause, word: int) -> bool:
    sentence = clause.sentence
    if sentence.words[word].endswith(ENDINGS):
        return False
    for other in range(word - 1, max(-1, word - 7), -1):
        if sentence.words[other] in word_list("be"):
            return True
        if sentence.words[other] == "to":
            return False
        if sentence.units_at[other] or sentence.tags[other][:1] in "NV":
            return False
    return False


def _active(clause: Clause, word: int, change: ChangeWord, found: list[Frame]) -> Frame | None:
    theme = theme_ahead(clause, word, change)
    before = _before(clause, word)
    if theme is None or before < 0:
        return None
    at = (word, change.sign)
    linked = clause.sentence.words[before] in LINKS
    doing, subject = _sharers(clause, word, found, linked)
    if not doing and subject is not None:
        return make_frame(clause, at, [], [theme], "surface", subject=subject)
    if not doing and _opens(clause, word, before):
        doing = agents_before(clause, word)
    return make_frame(clause, at, doing, [theme], "surface")


def _follows(clause: Clause, word: int) -> bool:
    before = _before(clause, word)
    return clause.sentence.words[before] in LEADS or clause.sentence.words[word].endswith("ing")


def _sharers(clause: Clause, word: int, found: list[Frame], linked: bool) -> tuple[list[Agent], int | None]:
    """Return the agents of the verb before, if this one is joined to it; else the subject of one that names nobody."""
    earlier = [frame for frame in found if frame.word < word and frame.rule not in NOT_SHARING]
    named = [frame for frame in earlier if frame.agents]
    if named and (linked or _follows(clause, word)):
        return list(max(named, key=lambda frame: frame.word).agents), None
    nameless = [frame for frame in earlier if frame.subject is not None and not frame.agents]
    return [], nameless[-1].subject if nameless and linked else None


def _opens(clause: Clause, word: int, before: int) -> bool:
    """Tell whether the agent of a verb without a shared one may stand anywhere before it in its clause."""
    sentence = clause.sentence
    if not _follows(clause, word):
        return True
    if sentence.words[before] == "to":
        return bool(word_list("raising").intersection(sentence.words[max(0, before - 8) : before]))
    return sentence.words[before] in (",", "by", "thereby", "thus")


def _passive(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    by = next((w for w in range(word + 1, min(word + 8, len(sentence.words))) if sentence.words[w] == "by"), None)
    if by is None:
        return None
    agent = next((u for u in sentence.units if by < u.first <= by + 6 and u.mention.label in AGENT_LABELS), None)
    theme = theme_before(clause, word)
    if agent is None or theme is None:
        return None
    return make_frame(clause, (word, change.sign), [acting(agent)], [theme], "surface")


def _intransitive(clause: Clause, word: int, change: ChangeWord, found: list[Frame]) -> Frame | None:
    """Return the frame of ``IL-6 fell after X``, where the parse has no verb; who acts may be left to the sentence."""
    known = any(frame.word == word for frame in found)
    if known or clause.sentence.words[word] not in word_list("intransitive verb form"):
        return None
    theme = theme_before(clause, word)
    if theme is None or not _adjacent(clause, theme.unit, word):
        return None
    doing = agent_behind(clause, word, word_list("agent preposition") | word_list("circumstance preposition"))
    return make_frame(clause, (word, change.sign), doing, [theme], "intransitive verb")


def _adjacent(clause: Clause, unit: int, word: int) -> bool:
    between = range(clause.unit(unit).last + 1, word)
    carriers = word_list("carrier")
    return all(clause.sentence.words[w] in carriers or clause.sentence.tags[w].startswith(("RB", "MD")) for w in between)
