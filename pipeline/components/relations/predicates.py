"""Each word of change with what acts and what changes: the constructions of English that state an effect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import ChangeWord, Sign, change_words, word_list
from pipeline.components.relations.phrases import phrase_agents
from pipeline.components.relations.syntax import BE, OBJECTS, child, governed, is_passive, subject, verb_above
from pipeline.components.relations.themes import EFFECT_NOUNS, Theme, themes

NEGATIVE = frozenset("negatively adversely inversely detrimentally".split())
POSITIVE = frozenset("positively favorably favourably beneficially".split())
CORRELATIVE = frozenset("associated related linked".split())
OWNED_NOUNS = EFFECT_NOUNS | {"contribution", "role"}


def frames(clause: Clause) -> list[Frame]:
    """Return the frames of all words of change of a clause that have something that changes, in the order of the text."""
    found = []
    for word, change in sorted(clause.changes.items()):
        if change.part == "verb":
            frame = _verb(clause, word, change)
        elif change.part == "adjective":
            frame = _adjective(clause, word, change)
        elif change.part == "agentnoun":
            frame = _agent_noun(clause, word, change)
        else:
            frame = _noun(clause, word, change)
        if frame is not None and frame.themes:
            found.append(_signed(clause, frame))
    return found


def _signed(clause: Clause, frame: Frame) -> Frame:
    """Give a frame of ``modulate``, ``regulate`` or ``affect`` the direction that an adverb beside it says."""
    if frame.sign != "change":
        return frame
    words = {clause.sentence.words[child] for child in clause.sentence.children[frame.word]}
    sign: Sign = "down" if words & NEGATIVE else "up" if words & POSITIVE else "change"
    return replace(frame, sign=sign)


def _of_all(clause: Clause, words: Iterable[int]) -> list[Theme]:
    return [theme for word in words for theme in themes(clause, word)]


def _first_phrase(clause: Clause, word: int, prepositions: frozenset[str]) -> list[int]:
    """Return what the nearest of some prepositions governs: a later ``in`` names a place, not what changes."""
    found = sorted(governed(clause.sentence, word, prepositions))
    return [other for prep, other in found if prep == found[0][0]]


def _verb(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    subj = subject(sentence, word)
    objects = [other for other in sentence.children[word] if sentence.deps[other] in OBJECTS]
    passive = is_passive(sentence, word)
    state = change_words().get((sentence.words[word], "adjective"))
    if passive and state is not None and state.theme and any(True for _ in governed(sentence, word, state.theme)):
        return _adjective(clause, word, state)
    if change.agent:
        causes = objects if "object" in change.agent and not passive else _first_phrase(clause, word, change.agent)
        if causes and subj is not None:
            acting = [agent for other in causes for agent in agents(clause, other)]
            return make_frame(clause, word, change.sign, acting, themes(clause, subj), "requires", None)
    if change.theme:
        changing = _of_all(clause, _first_phrase(clause, word, change.theme))
        if (
            sentence.deps[word] == "acl"
            and change.sign == "cause"
            and sentence.words[word] in ("associated", "related", "linked")
        ):
            acting = [a for other in _first_phrase(clause, word, change.theme) for a in agents(clause, other)]
            acting = [agent for agent in acting if clause.unit(agent.unit).mention.label != "CONDITION"]
            return make_frame(clause, word, change.sign, acting, themes(clause, sentence.heads[word]), "associated with", None)
        acting = agents(clause, subj) if subj is not None else []
        if sentence.words[word] in CORRELATIVE:
            acting, changing = _correlated(clause, subj, acting, changing)
        return make_frame(clause, word, change.sign, acting, changing, "prepositional verb", subj)
    if change.agent and not objects:
        return None
    if change.sign == "show" and any(sentence.words[c] == "as" for c in sentence.children[word]):
        changing = _of_all(clause, [other for _, other in governed(sentence, word, ("by", "in"))])
        return make_frame(
            clause, word, change.sign, agents(clause, subj) if subj is not None else [], changing, "as shown by", subj
        )
    if passive and subj is not None:
        acting = [a for _, other in governed(sentence, word, ("by",)) for a in agents(clause, other)]
        return make_frame(
            clause, word, change.sign, acting or phrase_agents(clause, word), themes(clause, subj), "passive verb"
        )
    if objects:
        acting = agents(clause, subj) if subj is not None else []
        if not acting and change.sign == "show":
            acting = phrase_agents(clause, word)
        changing = [
            theme for theme in _of_all(clause, objects) if change.sign in ("show", "cause") or not _reads_as_verb(clause, theme)
        ]
        return make_frame(clause, word, change.sign, acting, changing, "active verb", subj)
    if subj is not None and sentence.words[word] in word_list("intransitive"):
        return make_frame(clause, word, change.sign, phrase_agents(clause, word), themes(clause, subj), "intransitive verb")
    return None


def _reads_as_verb(clause: Clause, theme: Theme) -> bool:
    """Tell whether a participle before a later theme is a verb of its own (``reduced A and increased B``)."""
    sentence = clause.sentence
    participle = clause.unit(theme.unit).first - 1
    change = clause.changes.get(participle)
    if participle < 1 or change is None or change.part != "adjective" or not sentence.words[participle].endswith("ed"):
        return False
    return sentence.words[participle - 1] in ("and", ",", "but", "also")


def _correlated(
    clause: Clause, subj: int | None, acting: list[Agent], changing: list[Theme]
) -> tuple[list[Agent], list[Theme]]:
    """Keep of an association what states an effect: a product, a treatment or a condition that acts, or a signed change."""
    treated = subj is not None and clause.sentence.words[subj] in word_list("treatment")
    bold = [
        a
        for a in acting
        if treated or clause.unit(a.unit).mention.label in ("CELL_THERAPY", "CONDITION") or a.perturbation != "none"
    ]
    outcomes = [theme for theme in changing if clause.unit(theme.unit).mention.label in ("OUTCOME", "CONDITION")]
    return (bold, outcomes) if bold and outcomes else (acting, [theme for theme in changing if theme.chain])


def _adjective(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    subj = subject(sentence, word)
    if sentence.deps[word] in ("amod", "compound", "det"):
        return None
    if change.agent:
        causes = _first_phrase(clause, word, change.agent)
        causes = causes or [other for other in sentence.children[word] if sentence.deps[other] == "pobj"]
        host = subj if subj is not None else sentence.heads[word]
        acting = [agent for other in causes for agent in agents(clause, other)]
        return make_frame(clause, word, change.sign, acting, themes(clause, host), "due to", None)
    if subj is None:
        return None
    if change.theme:
        changing = _of_all(clause, _first_phrase(clause, word, change.theme))
        return make_frame(clause, word, change.sign, agents(clause, subj), changing, "required for", subj)
    acting = phrase_agents(clause, word) or phrase_agents(clause, sentence.heads[word])
    return make_frame(clause, word, change.sign, acting, themes(clause, subj), "comparison")


def _inner(clause: Clause, word: int) -> tuple[Sign | None, list[Theme]]:
    """Return the sign of a noun of change, which an adjective may have replaced, and the themes below it."""
    found = [theme for theme in themes(clause, word) if theme.chain]
    if not found:
        return None, []
    return found[0].chain[0], [Theme(theme.unit, theme.chain[1:], theme.words[1:]) for theme in found]


def _agent_noun(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    head, dep = sentence.heads[word], sentence.deps[word]
    subj = None
    if dep == "attr" and sentence.words[head] in BE:
        subj = subject(sentence, head)
    elif dep == "appos":
        subj = head
    elif dep == "pobj" and sentence.words[head] == "as":
        verb = sentence.heads[head]
        subj = child(sentence, verb, "dobj", "nsubjpass")
        subj = subject(sentence, verb) if subj is None else subj
    if subj is None:
        return None
    sign, inner = _inner(clause, word)
    return make_frame(clause, word, sign or change.sign, agents(clause, subj), inner, "agent noun", subj)


def _noun(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    sentence = clause.sentence
    sign, inner = _inner(clause, word)
    if sign is None:
        return None
    named = {theme.unit for theme in inner}
    acting = [a for other in _by(clause, word, inner) for a in agents(clause, other)]
    if sentence.words[word] in OWNED_NOUNS and not (sentence.words[word] == "role" and sign == "change"):
        acting += [a for _, other in governed(sentence, word, ("of",)) for a in agents(clause, other)]
    if not acting and any(True for _ in governed(sentence, word, ("of", "in", "on"))):
        acting = [a for a in _owners(clause, word) if a.unit not in named]
    if not acting:
        acting = [a for _, other in governed(sentence, word, ("after", "following", "upon")) for a in agents(clause, other)]
    if acting:
        return make_frame(clause, word, sign, acting, inner, "nominal")
    if sentence.deps[word] in ("pobj", "pcomp") and sentence.words[sentence.heads[word]] in ("by", "via", "through", "with"):
        verb = verb_above(sentence, sentence.heads[word])
        subj = subject(sentence, verb) if verb is not None else None
        return make_frame(clause, word, sign, agents(clause, subj) if subj is not None else [], inner, "means", subj)
    if _stated(clause, word):
        return make_frame(clause, word, sign, phrase_agents(clause, sentence.heads[word]), inner, "there is")
    return None


def _stated(clause: Clause, word: int) -> bool:
    """Tell whether a noun of change is all that a sentence states: ``there was a fall in X``, ``no difference was seen``."""
    sentence = clause.sentence
    head = sentence.heads[word]
    if sentence.deps[word] == "attr" and sentence.words[head] in BE:
        return child(sentence, head, "expl") is not None
    return head == word


def _by(clause: Clause, word: int, inner: list[Theme]) -> list[int]:
    """Return what ``by`` governs after a noun of change; a parser may hang it on the theme or on the verb before it."""
    sentence = clause.sentence
    found = [other for _, other in governed(sentence, word, ("by",))]
    verb = verb_above(sentence, word)
    hosts = {clause.unit(theme.unit).root for theme in inner}
    if verb is not None and verb < word and not is_passive(sentence, verb):
        hosts.add(verb)
    hosts |= {sentence.heads[host] for host in hosts if sentence.tags[sentence.heads[host]].startswith("N")}
    for host in hosts - {word}:
        found += [
            other
            for prep, other in governed(sentence, host, ("by",))
            if word < prep < word + 14 and sentence.tags[other] != "VBG"
        ]
    return found


def _owners(clause: Clause, word: int) -> list[Agent]:
    return [
        Agent(unit.index, unit.affix.perturbation)
        for other in clause.sentence.children[word]
        if clause.sentence.deps[other] in ("compound", "poss", "nmod", "amod")
        for unit in clause.units(other)
        if unit.mention.label in AGENT_LABELS and unit.affix.role == "plain"
    ]
