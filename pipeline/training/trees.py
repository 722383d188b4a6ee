"""Parsed Docs -> windows of word pieces with the tree that the parser learns from them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pieces import LONGEST_WINDOW, Pieces, join, pack, shift, split_pieces
from pipeline.components.words import Words, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Indices = NDArray[np.int64]
ROOT = 0


@dataclass(frozen=True, slots=True)
class Inventory:
    """The tags and labels of a treebank, in the order of their scores."""

    tags: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreeWindow:
    """Neighbouring sentences. ``heads`` has 0 for a root, else 1 + the word's place in the window."""

    pieces: Pieces
    words: Words
    sentence: Indices
    heads: Indices
    labels: Indices
    tags: Indices


def inventory(docs: Iterable[Doc]) -> Inventory:
    """Return the tags and labels that occur in Docs, each sorted."""
    tags, labels = set(), set()
    for doc in docs:
        tags |= {token.tag_ for token in doc}
        labels |= {token.dep_ for token in doc}
    return Inventory(tuple(sorted(tags)), tuple(sorted(labels)))


def tree_windows(docs: Sequence[Doc], tokenizer: Any, known: Inventory, seed: int | None) -> list[TreeWindow]:
    """Return the windows of all Docs; with a seed their sizes vary. Words of unknown tag or label get -100."""
    shuffler = random.Random(seed)
    found = []
    for doc in docs:
        sentences = list(doc.sents)
        cut = [shift(split_pieces(s.text, tokenizer), s.start_char, 10_000 * n) for n, s in enumerate(sentences)]
        longest = LONGEST_WINDOW if seed is None else shuffler.choice((48, 96, 160, 224, LONGEST_WINDOW))
        for first, last in pack([len(part.ids) for part in cut], longest):
            pieces = join(cut[first:last])
            if 0 < len(pieces.ids) <= LONGEST_WINDOW + 200:
                found.append(_window(sentences[first:last], pieces, known))
    return found


def _window(sentences: Sequence[Span], pieces: Pieces, known: Inventory) -> TreeWindow:
    tokens = [token for sentence in sentences for token in sentence]
    base, bounds = tokens[0].i, np.array([(token.idx, token.idx + len(token)) for token in tokens], np.int64)
    places = words_of(bounds, pieces)
    tags, labels = ({name: number for number, name in enumerate(names)} for names in (known.tags, known.labels))
    return TreeWindow(
        pieces,
        places,
        np.array([number for number, sentence in enumerate(sentences) for _ in sentence], np.int64),
        np.array([ROOT if token.head == token else 1 + token.head.i - base for token in tokens], np.int64),
        np.array([labels.get(token.dep_, -100) for token in tokens], np.int64),
        np.array([tags.get(token.tag_, -100) for token in tokens], np.int64),
    )
