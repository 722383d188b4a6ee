"""The constructions of nouns of change: ``reduction of Y by X``, ``X-mediated rise in Y``, ``X is an inhibitor of Y``."""

from __future__ import annotations

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.clause import AGENT_LABELS, Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import ChangeWord, Sign, word_list
from pipeline.components.relations.phrases import phrase_agents
from pipeline.components.relations.syntax import child, governed, is_passive, subject, verb_above
from pipeline.components.relations.themes import SIGNED, Theme, themes

BY_REACH = 14  # words between a noun of change and the ``by`` that goes with it


def noun_frame(clause: Clause, word: int) -> Frame | None:
    """Return the frame of a noun of change that names who acts, or is a means, or all that its sentence states; else None.

    A noun of change under a verb is read with the verb.
    """
    sentence = clause.sentence
    sign, inner = _inner(clause, word)
    if sign is None:
        return None
    acting = _named(clause, word, sign, inner)
    if acting:
        return make_frame(clause, (word, sign), acting, inner, "nominal")
    if sentence.deps[word] in ("pobj", "pcomp") and sentence.words[sentence.heads[word]] in ("by", "via", "through", "with"):
        verb = verb_above(sentence, sentence.heads[word])
        if verb is not None and sentence.words[verb] in ("indicated", "shown", "evidenced", "confirmed"):
            return None  # ``is indicated by a rise in Y`` names no means
        subj = subject(sentence, verb) if verb is not None else None
        acting = agents(clause, subj) if subj is not None else []
        return make_frame(clause, (word, sign), acting, inner, "means", subject=subj)
    if _stated(clause, word):
        return make_frame(clause, (word, sign), phrase_agents(clause, sentence.heads[word]), inner, "there is")
    return None


def agent_noun_frame(clause: Clause, word: int, change: ChangeWord) -> Frame | None:
    """Return the frame of ``X is an inhibitor of Y``, ``X, an inhibitor of Y,`` or ``X as an inhibitor of Y``, or None."""
    sentence = clause.sentence
    head, dep = sentence.heads[word], sentence.deps[word]
    subj = None
    if dep == "attr" and sentence.words[head] in word_list("be"):
        subj = subject(sentence, head)
    elif dep == "appos":
        subj = head
    elif dep == "pobj" and sentence.words[head] == "as":
        verb = sentence.heads[head]
        subj = child(sentence, verb, "dobj", "nsubjpass")
        subj = subject(sentence, verb) if subj is None else subj
    if subj is None:
        subj = _apposed(clause, word)
    if subj is None:
        return None
    _, inner = _inner(clause, word)
    return make_frame(clause, (word, _sign(clause, word, change)), agents(clause, subj), inner, "agent noun", subject=subj)


def _sign(clause: Clause, word: int, change: ChangeWord) -> Sign:
    """Return the sign of a noun of one who acts, or of an adjective before it (``a negative regulator``)."""
    sentence = clause.sentence
    for child_ in sentence.children[word]:
        described = clause.changes.get(child_)
        if child_ < word and sentence.words[child_] in SIGNED:
            return SIGNED[sentence.words[child_]]
        if child_ < word and described is not None and sentence.words[child_].endswith(("ory", "ive", "ing")):
            return described.sign
    return change.sign


def _apposed(clause: Clause, word: int) -> int | None:
    """Return the mention that a comma and an article part from a noun (``X, an inhibitor of Y``), whatever the parse says."""
    sentence, at = clause.sentence, word - 1
    while at > 0 and sentence.tags[at].startswith(("J", "RB", "N")) and not sentence.units_at[at]:
        at -= 1
    if at < 2 or sentence.words[at] not in ("a", "an", "the") or sentence.words[at - 1] != ",":
        return None
    return next((unit.root for unit in clause.units(at - 2)), None)


def _inner(clause: Clause, word: int) -> tuple[Sign | None, list[Theme]]:
    """Return the sign of a noun of change, which an adjective may have replaced, and the themes below it."""
    found = [theme for theme in themes(clause, word) if theme.chain]
    if not found:
        return None, []
    own = [theme for theme in found if theme.words[0] == word]  # not those of a noun coordinated with it
    own = own or [theme for theme in found if theme.words[0] == found[0].words[0]]
    return own[0].chain[0], [Theme(theme.unit, theme.chain[1:], theme.words[1:]) for theme in own]


def _named(clause: Clause, word: int, sign: Sign, inner: list[Theme]) -> list[Agent]:
    """Return who acts by ``by``, as the owner of an effect, as a compound, or ``after``; the first of these that names any."""
    sentence = clause.sentence
    named = {theme.unit for theme in inner}
    acting = [agent for other in _by(clause, word, inner) for agent in agents(clause, other)]
    if sentence.words[word] in word_list("owned noun"):
        acting += [agent for _, other in governed(sentence, word, ("of", "for")) for agent in agents(clause, other)]
    if not acting and any(True for _ in governed(sentence, word, ("of", "in", "on"))):
        acting = [agent for agent in _owners(clause, word) if agent.unit not in named]
    if not acting:
        later = governed(sentence, word, ("after", "following", "upon"))
        acting = [agent for _, other in later for agent in agents(clause, other)]
    return acting


def _stated(clause: Clause, word: int) -> bool:
    """Tell whether a noun of change is all that a sentence states: ``there was a fall in X``, a title ``Loss of X``."""
    sentence = clause.sentence
    head = sentence.heads[word]
    if sentence.deps[word] == "attr" and sentence.words[head] in word_list("be"):
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
    hosts |= {host for host in sentence.subtree(word) if host > word and sentence.tags[host].startswith("N")}
    for host in hosts - {word}:
        for prep, other in governed(sentence, host, ("by",)):
            if word < prep < word + BY_REACH and sentence.tags[other] != "VBG":
                found.append(other)
    return found


def _owners(clause: Clause, word: int) -> list[Agent]:
    return [
        Agent(unit.index, unit.affix.perturbation)
        for other in clause.sentence.children[word]
        if clause.sentence.deps[other] in ("compound", "poss", "nmod", "amod")
        for unit in clause.units(other)
        if unit.mention.label in AGENT_LABELS and unit.affix.role == "plain"
    ]
