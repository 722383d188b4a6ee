"""Verbs of change made of two words or more: ``brought IL-6 down``, ``gave rise to fibrosis``, ``was turned off``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.components.relations.lexicon import ChangeWord, inflections, rows, sign_of, word_list
from pipeline.components.relations.sentence import Sentence

IRREGULAR: Mapping[str, frozenset[str]] = {
    "give": frozenset({"gave", "given"}), "bring": frozenset({"brought"}), "cut": frozenset({"cut", "cutting"}),
    "drive": frozenset({"drove", "driven"}), "shut": frozenset({"shut", "shutting"}), "keep": frozenset({"kept"}),
    "hold": frozenset({"held"}), "set": frozenset({"set", "setting"}), "make": frozenset({"made"}),
    "speed": frozenset({"sped"}),
    "get": frozenset({"got", "getting"}), "do": frozenset({"did", "does", "done"}), "put": frozenset({"put", "putting"}),
    "go": frozenset({"went", "goes", "gone"}), "come": frozenset({"came"}), "fall": frozenset({"fell", "fallen"}),
    "build": frozenset({"built"}), "step": frozenset({"stepped", "stepping"}),
}  # fmt: skip
OBJECT_REACH = 7  # words from a verb to a particle that follows its object


@cache
def _phrasal() -> Mapping[str, tuple[tuple[tuple[str, ...], ChangeWord], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], ChangeWord]]] = defaultdict(list)
    for row in rows("phrasal_verbs.tsv", "verb", "particle", "sign", "theme"):
        change = ChangeWord(f"{row['verb']} {row['particle']}", "verb", sign_of(row), frozenset(filter(None, [row["theme"]])))
        for form in inflections(row["verb"]) | IRREGULAR.get(row["verb"], frozenset()):
            found[form].append((tuple(row["particle"].split()), change))
    return {form: tuple(sorted(choices, key=lambda choice: -len(choice[0]))) for form, choices in found.items()}


def phrasal_changes(sentence: Sentence) -> Iterator[tuple[int, ChangeWord, range]]:
    """Yield (verb, its word of change, the words of its particle) for each phrasal verb of change outside the mentions."""
    for word, form in enumerate(sentence.words):
        if sentence.units_at[word] or not sentence.tags[word].startswith("V"):
            continue
        for particle, change in _phrasal().get(form, ()):
            at = _particle(sentence, word, particle)
            if at >= 0:
                yield word, change, range(at, at + len(particle))
                break


def _particle(sentence: Sentence, verb: int, particle: tuple[str, ...]) -> int:
    """Return where the particle of a verb begins: right behind it, or behind its object; -1 where it has none."""
    size = len(particle)
    for at in range(verb + 1, min(verb + OBJECT_REACH, len(sentence.words) - size + 1)):
        if tuple(sentence.words[at : at + size]) == particle:
            return at if at == verb + 1 or _ends_object(sentence, verb, at + size) else -1
        if not sentence.units_at[at] and (
            sentence.tags[at].startswith("V") or sentence.words[at] in word_list("clause boundary")
        ):
            return -1
    return -1


def _ends_object(sentence: Sentence, verb: int, after: int) -> bool:
    """Tell whether a particle away from its verb is no preposition: a mention lies between, and none follows at once."""
    between = any(sentence.units_at[word] for word in range(verb + 1, after))
    return between and not (after < len(sentence.words) and sentence.tags[after][:1] in "NJCD")
