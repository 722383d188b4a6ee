"""Whom a noun stands for that names nobody itself: ``X is a disease that causes Y``, ``X has properties that affect Y``."""

from __future__ import annotations

from pipeline.components.relations.agents import Agent, agents
from pipeline.components.relations.clause import Clause
from pipeline.components.relations.lexicon import word_list
from pipeline.components.relations.syntax import child, is_passive, subject

ONE_OF = frozenset({"one", "some", "part", "member", "type", "kind", "class", "family", "form", "number"})
MAX_DEPTH = 4
HELD = frozenset({"dobj", "oprd", "attr"})


def acting_or_held(clause: Clause, word: int) -> list[Agent]:
    """Return who acts in a phrase, and where it names nobody, whom its head stands for; empty where that is nobody either."""
    return agents(clause, word) or _held(clause, word, 0)


def _held(clause: Clause, word: int, depth: int) -> list[Agent]:
    host = _host(clause, word)
    if host is None or host == word or depth > MAX_DEPTH:
        return []
    return agents(clause, host) or _held(clause, host, depth + 1)


def _host(clause: Clause, word: int) -> int | None:
    """Return what a noun is said of: the subject it is a predicate of, the holder of a property, what it is apposed to."""
    sentence = clause.sentence
    dep, head = sentence.deps[word], sentence.heads[word]
    above = sentence.words[head]
    if (dep == "attr" and above in word_list("copula")) or (dep in HELD and above in word_list("holding")):
        return subject(sentence, head)
    if dep == "pobj" and above == "of" and sentence.words[sentence.heads[head]] in ONE_OF:
        return sentence.heads[head]
    if dep == "appos":
        return head
    if dep == "conj" and sentence.tags[head].startswith("N"):
        return _host(clause, head)
    return _called(clause, sentence.heads[head]) if dep == "pobj" and above == "as" else None


def _called(clause: Clause, verb: int) -> int | None:
    """Return what is used, known or regarded as something: the object of the verb, else its subject; a noun itself."""
    sentence = clause.sentence
    if not sentence.tags[verb].startswith("V"):
        return verb
    named = child(sentence, verb, "dobj") if not is_passive(sentence, verb) else None
    return named if named is not None else subject(sentence, verb)
