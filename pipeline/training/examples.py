"""Annotated documents -> windows of word pieces with everything that the network learns from them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pairs import LOCATED, Node, candidate_pairs
from pipeline.components.pieces import LONGEST_WINDOW, Pieces, join, pack, shift, split_pieces
from pipeline.labels import mention_labels
from pipeline.records import Document, Mention, Relation, Span
from pipeline.training.batches import bio_tags

DIRECTIONS = ("none", "increase", "decrease", "no_change", "modulate")
CERTAINTIES = ("asserted", "speculative", "negated")
PERTURBATIONS = ("none", "loss", "gain")
OTHERS = (
    "DERIVED_FROM", "HAS_DONOR", "ADMINISTERED_VIA", "HAS_DOSE", "GIVEN_AT", "STUDIED_IN", "IN_SPECIES",
    "TRIAL_ATTRIBUTE", LOCATED,
)  # fmt: skip
MENTION_LABELS = tuple(label.name for label in mention_labels())


class Annotated(Protocol):
    """A document with its sentences, mentions and relations, as gold gives it."""

    @property
    def document(self) -> Document: ...  # noqa: D102
    @property
    def sentences(self) -> tuple[Span, ...]: ...  # noqa: D102
    @property
    def mentions(self) -> tuple[Mention, ...]: ...  # noqa: D102
    @property
    def relations(self) -> tuple[Relation, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences; ``spans`` are (label index, first piece, last piece + 1), pairs index them.

    ``pairs`` has rows (head, tail, distance), ``effects`` (direction, certainty, perturbation), ``others`` a column a label
    of OTHERS with 1 related, 0 not, -1 not allowed; ``effects[:, 0]`` is -1 where no EFFECT is allowed.
    """

    pieces: Pieces
    outer: NDArray[np.int64]
    inner: NDArray[np.int64]
    spans: NDArray[np.int64]
    pairs: NDArray[np.int64]
    effects: NDArray[np.int64]
    others: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated document with its sentences in word pieces."""

    sentences: tuple[Span, ...]
    pieces: tuple[Pieces, ...]
    blocks: tuple[int, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


def example(annotated: Annotated, tokenizer: Any) -> Example:
    """Return a document as an Example; piece offsets are those of the document."""
    pieces: list[Pieces] = []
    blocks: list[int] = []
    for span in annotated.sentences:
        found = split_pieces(annotated.document.text[span.start : span.end], tokenizer)
        pieces.append(shift(found, span.start, 10_000 * len(pieces)))
        blocks.append(next(i for i, b in enumerate(annotated.document.blocks) if b.start <= span.start < b.end))
    return Example(annotated.sentences, tuple(pieces), tuple(blocks), annotated.mentions, annotated.relations)


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
    here = [
        (m, s) for s in range(first, last) for m in item.mentions if item.sentences[s].start <= m.start < item.sentences[s].end
    ]
    placed = []
    for mention, sentence in here:
        inside = np.flatnonzero((pieces.starts < mention.end) & (pieces.ends > mention.start))
        if len(inside):
            placed.append((mention, sentence, int(inside[0]), int(inside[-1]) + 1))
    mentions = [mention for mention, *_ in placed]
    inner = [m for m in mentions if is_inner(m, mentions)]
    spans = np.array([(MENTION_LABELS.index(m.label), a, b) for m, _, a, b in placed], np.int64).reshape(-1, 3)
    nodes = [Node(m.label, s, item.blocks[s], m.same_as is not None) for m, s, _, _ in placed]
    pairs, effects, others = _relations(mentions, nodes, item.relations)
    return Window(
        pieces,
        bio_tags(pieces, [(m.label, m.start, m.end) for m in mentions if m not in inner], MENTION_LABELS),
        bio_tags(pieces, [(m.label, m.start, m.end) for m in inner], MENTION_LABELS),
        spans, pairs, effects, others,
    )  # fmt: skip


def _relations(
    mentions: Sequence[Mention], nodes: Sequence[Node], relations: Sequence[Relation]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    known = {(r.head, r.tail, r.label): r for r in relations}
    located = {(r.tail, place) for r in relations for place in r.locations}
    pairs, effects, others = [], [], []
    for pair in candidate_pairs(nodes):
        head, tail = mentions[pair.head].id, mentions[pair.tail].id
        effect = known.get((head, tail, "EFFECT"))
        row = [-1, 0, 0] if "EFFECT" not in pair.allowed else [0, 0, 0]
        if effect is not None and effect.direction is not None:
            row = [
                DIRECTIONS.index(effect.direction),
                CERTAINTIES.index(effect.certainty),
                PERTURBATIONS.index(effect.perturbation),
            ]
        truth = {LOCATED: (head, tail) in located}
        others.append(
            [float(truth.get(name, (head, tail, name) in known)) if name in pair.allowed else -1.0 for name in OTHERS]
        )
        pairs.append((pair.head, pair.tail, pair.distance))
        effects.append(row)
    return (
        np.array(pairs, np.int64).reshape(-1, 3),
        np.array(effects, np.int64).reshape(-1, 3),
        np.array(others, np.float32).reshape(-1, len(OTHERS)),
    )
