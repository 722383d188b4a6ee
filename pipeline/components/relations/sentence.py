"""One sentence as arrays of words, tags and dependencies, with its mentions as units that may lie inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LENGTH, LOWER, SENT_START, TAG

from pipeline.components.blocks import text_of
from pipeline.components.relations.affixes import PLAIN, Affix, read_affix
from pipeline.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


SHARING = ("/", "- and ", "- or ", "–", "+", " + ")
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
STOPS = ".?!:;)]"
WORD = re.compile(r"[a-z]{3,}")
MAKERS = frozenset({"CELL_THERAPY", "IMMUNE_CELL"})
OPEN = frozenset({"TIMING", "DOSE"})  # ``4 weeks of ethanol exposure`` hides who acts


@dataclass(frozen=True, slots=True)
class Unit:
    """A mention that is no part of a larger one and repeats no earlier one of its sentence.

    ``first`` and ``last`` are its words (both included), ``root`` the word that ties it to the rest of the sentence,
    ``alias_end`` the character after its bracketed short form, if there is one.
    """

    index: int
    mention: Mention
    first: int
    last: int
    root: int
    alias_end: int
    affix: Affix


@dataclass(slots=True)
class Sentence:
    """The words of one sentence, numbered from 0; ``heads[i] == i`` for the root; ``units_at[i]`` are indexes of ``units``."""

    text: str
    start: int
    end: int
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    children: list[list[int]]
    mentions: tuple[Mention, ...]
    units: tuple[Unit, ...] = ()
    units_at: list[list[int]] = field(default_factory=list)

    def word_at(self, offset: int) -> int:
        """Return the number of the word that holds or precedes a character offset of the document."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return low

    def between(self, start: int, end: int) -> str:
        """Return the text between two character offsets of the document."""
        return self.text[start - self.start : end - self.start]

    def subtree(self, word: int) -> set[int]:
        """Return the words that a word governs, itself included."""
        found, todo = {word}, [word]
        while todo:
            for child in self.children[todo.pop()]:
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found

    def ancestors(self, word: int) -> Iterator[int]:
        """Yield the words above a word, nearest first, up to the root."""
        while self.heads[word] != word:
            word = self.heads[word]
            yield word


def split_sentences(doc: Doc, mentions: Sequence[Mention]) -> list[Sentence]:
    """Return the sentences of a parsed document with their mentions (those that cross a boundary go with their start)."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    text, found, position = text_of(doc), [], 0
    words = _words_of(doc, text)
    for first, last in _runs(words, text):
        end = words.ends[last - 1]
        inside = []
        while position < len(ordered) and ordered[position].start < end:
            inside.append(ordered[position])
            position += 1
        found.append(_make(text, words, first, last, tuple(inside)))
    return found


class _Words(NamedTuple):
    """The words of a document, as lists of one length; ``heads`` are numbers of words of the document."""

    begins: list[bool]
    starts: list[int]
    ends: list[int]
    heads: list[int]
    lower: list[str]
    tags: list[str]
    deps: list[str]


def _words_of(doc: Doc, text: str) -> _Words:
    """Read all words at once: many times faster than token by token."""
    begins, starts, lengths, heads, lower, tags, deps = doc.to_array([SENT_START, IDX, LENGTH, HEAD, LOWER, TAG, DEP]).T
    names = {key: doc.vocab.strings[key] for key in np.unique(np.concatenate([lower, tags, deps])).tolist()}
    places = np.arange(len(doc)) + heads.astype(np.int64)
    return _Words(
        (begins == 1).tolist(),
        starts.tolist(),
        (starts + lengths).tolist(),
        places.tolist(),
        [names[key].translate(HYPHENS) for key in lower.tolist()],
        [names[key] for key in tags.tolist()],
        [names[key] for key in deps.tolist()],
    )


def _runs(words: _Words, text: str) -> Iterator[tuple[int, int]]:
    """Yield the first word of each sentence and the one after its last."""
    first = 0
    for word, begins in enumerate(words.begins):
        if begins and word > first and not _goes_on(text, words.ends[word - 1], words.starts[word], words.ends[word]):
            yield first, word
            first = word
    if words.begins:
        yield first, len(words.begins)


def _goes_on(text: str, before: int, start: int, end: int) -> bool:
    """Tell whether a parser ended a sentence in its middle: a small letter behind one space, and no stop before.

    A full stop is none of a sentence before a plain word in small letters (``100 mio. cells``); ``p53`` may begin one.
    """
    if text[before:start] != " " or not text[start].islower():
        return False
    return text[before - 1] not in STOPS or (text[before - 1] == "." and WORD.fullmatch(text, start, end) is not None)


def _make(text: str, words: _Words, first: int, last: int, mentions: tuple[Mention, ...]) -> Sentence:
    heads = [min(max(head - first, 0), last - first - 1) for head in words.heads[first:last]]
    children: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
    start, end = words.starts[first], words.ends[last - 1]
    sentence = Sentence(
        text=text[start:end],
        start=start,
        end=end,
        words=words.lower[first:last],
        tags=words.tags[first:last],
        deps=words.deps[first:last],
        heads=heads,
        starts=words.starts[first:last],
        ends=words.ends[first:last],
        children=children,
        mentions=mentions,
    )
    _place(sentence)
    return sentence


def _place(sentence: Sentence) -> None:
    """Find the outermost mentions and the words they cover; a short form in brackets counts as its long form."""
    outer: list[Mention] = []
    aliases: dict[str, list[Mention]] = {}
    here = {mention.id for mention in sentence.mentions}
    for mention in sentence.mentions:
        if any(other.start <= mention.start and mention.end <= other.end for other in outer if other.label not in OPEN):
            continue
        if mention.same_as in here:
            aliases.setdefault(mention.same_as or "", []).append(mention)
        else:
            outer.append(mention)
    sentence.units_at = [[] for _ in sentence.words]
    units: list[Unit] = []
    for mention in outer:
        forms = aliases.get(mention.id, [])
        first, last = sentence.word_at(mention.start), sentence.word_at(max(mention.end - 1, mention.start))
        root = next((w for w in range(last, first - 1, -1) if not first <= sentence.heads[w] <= last), last)
        end = max([mention.end, *(form.end for form in forms if form.start - mention.end < 3)])
        affix = read_affix(sentence.text, mention.start - sentence.start, mention.end - sentence.start, end - sentence.start)
        if mention.label in MAKERS and _of_another(sentence.text, affix, mention.start - sentence.start):
            affix = PLAIN
        unit = Unit(len(units), mention, first, last, root, end, affix)
        units.append(unit)
        for form in (mention, *forms):
            for word in range(sentence.word_at(form.start), sentence.word_at(form.end - 1) + 1):
                sentence.units_at[word].append(unit.index)
    sentence.units = tuple(_shared_affixes(sentence, units))


def _of_another(text: str, affix: Affix, start: int) -> bool:
    """Tell whether what was done to cells was done to a part of theirs (``X-deficient cells``, ``cells lacking X``)."""
    said = text[max(affix.start, 0) : max(affix.end, 0)].lower()
    return affix.perturbation != "none" and (
        said.lstrip(" -").startswith(("overexpressing", "over-expressing", "lacking"))
        or text[:start].lower().endswith(("-deficient ", "-null ", "-depleted "))
    )


def _shared_affixes(sentence: Sentence, units: list[Unit]) -> list[Unit]:
    """Give the first of ``A/B-induced`` and ``A- and B-induced`` the affix of the second."""
    for place in range(len(units) - 2, -1, -1):
        one, two = units[place], units[place + 1]
        gap = sentence.between(one.alias_end, two.mention.start)
        if one.affix.role == "plain" and two.affix.role in ("cause", "block", "treated") and gap in SHARING:
            units[place] = replace(one, affix=replace(two.affix, perturbation=one.affix.perturbation))
    return units
