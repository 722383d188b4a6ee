"""Parsed sentences by hand, a word as ``text|tag|label|head``, so that no model is loaded."""

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.components.relations.clause import Clause, analyse
from pipeline.components.relations.grammar import propose
from pipeline.components.relations.sentence import split_sentences
from pipeline.records import Document, Mention

VOCAB = spacy.blank("en").vocab
Marked = dict[str, str]


def parsed(*sentences: str) -> Doc:
    words, spaces, tags, deps, heads, starts = [], [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        rows = [token.rsplit("|", 3) for token in sentence.split()]
        for place, (word, tag, dep, head) in enumerate(rows):
            words.append(word)
            spaces.append(place + 1 == len(rows) or rows[place + 1][0] not in (".", ",", ")", ";"))
            tags.append(tag)
            deps.append(dep)
            heads.append(offset + int(head))
            starts.append(place == 0)
    spaces[-1] = False
    return Doc(VOCAB, words=words, spaces=spaces, tags=tags, deps=deps, heads=heads, sent_starts=starts)


def mark(text: str, marked: Marked) -> tuple[Mention, ...]:
    """Return a mention for each ``{"words": "LABEL"}`` at its first place; ``words#2`` is the second one."""
    mentions = []
    for number, (place, label) in enumerate(marked.items(), 1):
        words, _, occurrence = place.partition("#")
        at = -1
        for _ in range(int(occurrence or 1)):
            at = text.index(words, at + 1)
        mentions.append(Mention(f"m{number}", label, at, at + len(words), words))
    return tuple(mentions)


@pytest.fixture
def parse() -> Callable[..., tuple[Doc, tuple[Mention, ...]]]:
    def make(*sentences: str, marked: Marked) -> tuple[Doc, tuple[Mention, ...]]:
        doc = parsed(*sentences)
        return doc, mark(doc.text, marked)

    return make


@pytest.fixture
def clause() -> Callable[[str, Marked], Clause]:
    def make(sentence: str, marked: Marked) -> Clause:
        doc = parsed(sentence)
        return analyse(split_sentences(doc, mark(doc.text, marked))[0])

    return make


@pytest.fixture
def relations() -> Callable[..., list[tuple[str, ...]]]:
    """Read sentences into (label, head, direction or "", tail, certainty, perturbation)."""

    def make(*sentences: str, marked: Marked, document: Document | None = None) -> list[tuple[str, ...]]:
        doc = parsed(*sentences)
        mentions = mark(doc.text, marked)
        text = {mention.id: mention.text for mention in mentions}
        return [
            (found.label, text[found.head], found.direction or "", text[found.tail], found.certainty, found.perturbation)
            for found in propose(doc, mentions, document)
        ]

    return make
