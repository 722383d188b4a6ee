"""Annotated documents -> windows of word pieces with everything that the network learns from them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pieces import LONGEST_WINDOW, Pieces, join, pack, shift, split_pieces
from pipeline.labels import mention_labels
from pipeline.records import Mention, Span
from pipeline.training.annotated import Annotated
from pipeline.training.batches import bio_tags

MENTION_LABELS = tuple(label.name for label in mention_labels())


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences with a tag a piece, of the outer mentions and of those within them.

    ``spans`` are (label index, first piece, last piece + 1) of all mentions.
    """

    pieces: Pieces
    outer: NDArray[np.int64]
    inner: NDArray[np.int64]
    spans: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated document with its sentences in word pieces."""

    sentences: tuple[Span, ...]
    pieces: tuple[Pieces, ...]
    mentions: tuple[Mention, ...]


def example(annotated: Annotated, tokenizer: Any) -> Example:
    """Return a document as an Example; piece offsets are those of the document."""
    pieces: list[Pieces] = []
    for span in annotated.sentences:
        found = split_pieces(annotated.document.text[span.start : span.end], tokenizer)
        pieces.append(shift(found, span.start, 10_000 * len(pieces)))
    return Example(annotated.sentences, tuple(pieces), annotated.mentions)


def windows(examples: Sequence[Example], seed: int | None) -> list[Window]:
    """Return the windows of all documents; with a seed their sizes vary, so that no size is learnt by heart."""
    shuffler = random.Random(seed)
    found: list[Window] = []
    for item in examples:
        longest = LONGEST_WINDOW if seed is None else shuffler.choice((48, 96, 160, 224, LONGEST_WINDOW))
        found += [_window(item, first, last) for first, last in pack([len(p.ids) for p in item.pieces], longest)]
    return found


def is_inner(mention: Mention, others: Sequence[Mention]) -> bool:
    """Say whether a mention lies within a longer one (or repeats the range of an earlier one)."""
    for other in others:
        if other.start <= mention.start and mention.end <= other.end and other is not mention:
            longer = other.end - other.start > mention.end - mention.start
            if longer or others.index(other) < others.index(mention):
                return True
    return False


def _window(item: Example, first: int, last: int) -> Window:
    pieces = join(item.pieces[first:last])[: LONGEST_WINDOW + 200]
    placed: list[tuple[Mention, int, int]] = []
    for sentence in item.sentences[first:last]:
        for mention in item.mentions:
            inside = np.flatnonzero((pieces.starts < mention.end) & (pieces.ends > mention.start))
            if sentence.start <= mention.start < sentence.end and len(inside):
                placed.append((mention, int(inside[0]), int(inside[-1]) + 1))
    mentions = [mention for mention, *_ in placed]
    inner = [m for m in mentions if is_inner(m, mentions)]
    return Window(
        pieces,
        bio_tags(pieces, [(m.label, m.start, m.end) for m in mentions if m not in inner], MENTION_LABELS),
        bio_tags(pieces, [(m.label, m.start, m.end) for m in inner], MENTION_LABELS),
        np.array([(MENTION_LABELS.index(m.label), a, b) for m, a, b in placed], np.int64).reshape(-1, 3),
    )
