"""What one is made to do: ``caused Y to disappear``, ``kept Y from expanding``, ``rendered mice susceptible to Y``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.components.relations.agents import agents
from pipeline.components.relations.clause import TARGET_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, word_list
from pipeline.components.relations.neighbours import agents_before, theme_ahead
from pipeline.components.relations.sentence import Sentence
from pipeline.components.relations.syntax import is_passive, subject
from pipeline.components.relations.themes import Theme

REACH = 9  # words between a verb and what it makes happen


def causative_frame(clause: Clause, word: int) -> Frame | None:
    """Return the frame of a verb that makes something change, leave off changing or take on a state; None where it does not."""
    sentence = clause.sentence
    if not sentence.tags[word].startswith("V") or is_passive(sentence, word):
        return None
    form = sentence.words[word]
    found = None
    if form in word_list("causing to"):
        found = _made_to(clause, word, "to", ())
    if found is None and form in word_list("keeping from"):
        found = _made_to(clause, word, "from", ("down",))
    if found is None and form in word_list("rendering"):
        found = _rendered(clause, word)
    if found is None:
        return None
    at, theme = found
    subj = subject(sentence, word)
    acting = (agents(clause, subj) if subj is not None else []) or agents_before(clause, word)
    return make_frame(clause, at, acting, [theme], "causative", subject=subj)


def making_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frames of what others are set to make: ``stimulated Z to secrete Y`` is more of Y."""
    sentence, starting = clause.sentence, word_list("causing to") | word_list("set to work")
    for word, form in enumerate(sentence.words):
        if form not in starting or sentence.units_at[word]:
            continue
        at = _link(sentence, word, "to")
        if at is None or at + 1 >= len(sentence.words) or sentence.words[at + 1] not in word_list("making"):
            continue
        theme = theme_ahead(clause, at + 1, ChangeWord(sentence.words[at + 1], "verb", "up"))
        subj = subject(sentence, word)
        acting = (agents(clause, subj) if subj is not None else []) or agents_before(clause, word)
        if theme is None or is_passive(sentence, word):
            continue
        yield make_frame(clause, (word, "up"), acting, [theme], "set to make", subject=subj)
        maker = _target(clause, word, at)
        if maker is not None and form in word_list("set to work"):
            yield make_frame(clause, (word, "up"), acting, [Theme(maker)], "set to work", subject=subj)


def causative_words(clause: Clause) -> Iterator[int]:
    """Yield the verbs that may make something happen but are no words of change themselves."""
    known = word_list("causing to") | word_list("keeping from") | word_list("rendering")
    for word, form in enumerate(clause.sentence.words):
        if form in known and word not in clause.changes and not clause.sentence.units_at[word]:
            yield word


def _made_to(clause: Clause, word: int, link: str, outer: tuple[Sign, ...]) -> tuple[tuple[int, Sign], Theme] | None:
    """Read ``Y to fall`` and ``Y from falling`` behind a verb: what falls, with the sign of its fall below ``outer``."""
    sentence = clause.sentence
    at = _link(sentence, word, link)
    if at is None or at + 1 >= len(sentence.words):
        return None
    change = change_words().get((sentence.words[at + 1], "verb"))
    form = sentence.words[at + 1]
    alone = form in word_list("never transitive") or (form in word_list("intransitive") and _ends(sentence, at + 2))
    target = _target(clause, word, at)
    if change is None or target is None or not (alone or (change.sign in ("up", "down") and _ends(sentence, at + 2))):
        return None
    chain = (*outer, change.sign)
    return (word, chain[0]), Theme(target, chain[1:], (at + 1,) * (len(chain) - 1))


def _link(sentence: Sentence, word: int, link: str) -> int | None:
    for at in range(word + 2, min(word + REACH, len(sentence.words))):
        if sentence.words[at] == link:
            return at
        if sentence.words[at] in word_list("clause boundary") and not sentence.units_at[at]:
            return None
    return None


def _target(clause: Clause, low: int, high: int) -> int | None:
    units = [u for u in clause.sentence.units if low < u.first and u.last < high and u.mention.label in TARGET_LABELS]
    return units[-1].index if units and units[-1].affix.role in ("plain", "neutral") else None


def _ends(sentence: Sentence, word: int) -> bool:
    """Tell whether a verb has no object: the clause ends behind it, or an adverb or a preposition follows."""
    return word >= len(sentence.words) or sentence.tags[word].startswith(("IN", "RB", "CC", ".", ",", ":", "TO"))


def _rendered(clause: Clause, word: int) -> tuple[tuple[int, Sign], Theme] | None:
    """Read ``mice susceptible to Y`` and ``Y undetectable`` behind a verb such as ``rendered``."""
    sentence = clause.sentence
    for at in range(word + 1, min(word + REACH, len(sentence.words))):
        state = clause.changes.get(at) or _adjective(clause, at)
        if state is not None and state.part == "adjective":
            theme = theme_ahead(clause, at, state) if state.theme else _before(clause, word, at)
            return ((at, state.sign), theme) if theme is not None else None
        if not sentence.units_at[at] and sentence.tags[at].startswith(("V", "IN", "CC")):
            return None
    return None


def _adjective(clause: Clause, at: int) -> ChangeWord | None:
    return None if clause.sentence.units_at[at] else change_words().get((clause.sentence.words[at], "adjective"))


def _before(clause: Clause, word: int, at: int) -> Theme | None:
    """Return what stands right before a state that is said of it; an adjective that leads a noun says nothing of it."""
    target = _target(clause, word, at)
    leads = at + 1 < len(clause.sentence.words) and clause.sentence.tags[at + 1].startswith(("N", "J"))
    return Theme(target) if target is not None and not leads else None
