"""One sentence as arrays of words, tags and dependencies, with its mentions as units that may lie inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.components.relations.affixes import PLAIN, Affix, read_affix
from pipeline.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
    text, found, position = doc.text, [], 0
    for tokens in _runs(doc):
        last = tokens[-1]
        end = last.idx + len(last.text)
        inside = []
        while position < len(ordered) and ordered[position].start < end:
            inside.append(ordered[position])
            position += 1
        found.append(_make(text, tokens, end, tuple(inside)))
    return found


def _runs(doc: Doc) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence; one pass over the document is many times faster than ``doc.sents``."""
    run: list[Token] = []
    for token in doc:
        if token.is_sent_start and run and not _goes_on(run[-1], token):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _goes_on(last: Token, token: Token) -> bool:
    """Tell whether a parser ended a sentence in its middle: a small letter behind one space, and no stop before.

    A full stop is none of a sentence before a plain word in small letters (``100 mio. cells``); ``p53`` may begin one.
    """
    if last.whitespace_ != " " or not token.text[0].islower():
        return False
    return last.text[-1] not in STOPS or (last.text[-1] == "." and WORD.fullmatch(token.text) is not None)


def _make(text: str, tokens: list[Token], end: int, mentions: tuple[Mention, ...]) -> Sentence:
    offset, start = tokens[0].i, tokens[0].idx
    count = len(tokens)
    heads = [min(max(token.head.i - offset, 0), count - 1) for token in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
    starts = [token.idx for token in tokens]
    sentence = Sentence(
        text=text[start:end],
        start=start,
        end=end,
        words=[token.lower_ if token.is_ascii else token.lower_.translate(HYPHENS) for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=heads,
        starts=starts,
        ends=[token.idx + len(token.text) for token in tokens],
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
