"""The parser over the encoder's vectors: tags, sentences, and a tree for each (Dozat & Manning 2017), in numpy.

Tokens that the encoder has not read (spaces, tables) hang flatly on their neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IDX, LENGTH, SENT_START, TAG
from spacy.language import Language

from pipeline.components.encoder import Array, Encoded, load_encoder
from pipeline.components.trees import tree_of
from pipeline.components.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Indices = NDArray[np.int64]
SLOPE = 0.1  # of the leaky rectifier, as in training
LONGEST_SENTENCE = 300  # tokens; what is longer is no sentence but a list
FLAT = "dep"


@dataclass(frozen=True, slots=True)
class Parsed:
    """For each word its tag and label (as indices), its head (its own place for a root), and whether a sentence starts."""

    tags: Indices
    labels: Indices
    heads: Indices
    starts: NDArray[np.bool_]


class Biaffine:
    """The weights of the parser at one exit."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = {name.removeprefix("syntax."): value for name, value in weights.items() if name.startswith("syntax.")}

    def parse(self, words: Array, forced: NDArray[np.bool_]) -> Parsed:
        """Return the parse of words (words, 2 * width), none of them outside a sentence; ``forced`` ones start one."""
        tags = self._linear(words, "tags").argmax(axis=1)
        starts = forced | (self._linear(words, "starts")[:, 0] > 0)
        starts[0] = True
        starts = _cut_long(starts)
        projected = {name: self._rectified(words, name) for name in ("arc_child", "arc_head", "label_child", "label_head")}
        heads, bounds = np.zeros(len(words), np.int64), np.r_[np.flatnonzero(starts), len(words)]
        for first, last in pairwise(bounds):
            heads[first:last] = first + tree_of(self._arcs(projected, first, last))
        return Parsed(tags, self._labels(projected, heads), heads, starts)

    def _linear(self, words: Array, name: str) -> Array:
        scores: Array = words @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return scores

    def _rectified(self, words: Array, name: str) -> Array:
        values = self._linear(words, name)
        found: Array = np.maximum(values, SLOPE * values)
        return found

    def _arcs(self, projected: Mapping[str, Array], first: int, last: int) -> Array:
        root = self.weights["arc_root"]
        head = np.vstack([root[None], projected["arc_head"][first:last]])
        scores: Array = projected["arc_child"][first:last] @ self.weights["arc_weight"] @ head.T
        return scores + head @ self.weights["arc_bias"]

    def _labels(self, projected: Mapping[str, Array], heads: Indices) -> Indices:
        rooted = heads == np.arange(len(heads))
        head = np.where(rooted[:, None], self.weights["label_root"], projected["label_head"][heads])
        one = np.ones((len(heads), 1), np.float32)
        child, head = np.hstack([projected["label_child"], one]), np.hstack([head, one])
        weight = self.weights["label_weight"]
        sides = (child @ weight.transpose(1, 0, 2).reshape(len(weight[0]), -1)).reshape(len(heads), len(weight), -1)
        found: Indices = np.einsum("nlj,nj->nl", sides, head).argmax(axis=1)
        return found


def _cut_long(starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    starts = starts.copy()
    bounds = np.r_[np.flatnonzero(starts), len(starts)]
    for first, last in pairwise(bounds):
        starts[first:last:LONGEST_SENTENCE] = True
    return starts


class Parser:
    """The component: sets tags, labels, heads and with them the sentences of a Doc that ``stroma_encoder`` has read."""

    def __init__(self, vocab: Vocab, folder: str, place: str) -> None:
        encoder = load_encoder(Path(folder), place)
        self.biaffine = Biaffine(encoder.weights)
        names = encoder.card["syntax"]
        self.tags = np.array([vocab.strings.add(name) for name in names["tags"]], np.uint64)
        self.labels = np.array([vocab.strings.add(name) for name in names["labels"]], np.uint64)
        self.flat, self.root = np.uint64(vocab.strings.add(FLAT)), np.uint64(vocab.strings.add("ROOT"))

    def __call__(self, doc: Doc) -> Doc:
        """Set the annotation of a Doc and return it."""
        if not len(doc):
            return doc
        encoded: Encoded = doc.user_data["encoded"]
        place = doc.to_array([IDX, LENGTH, SENT_START]).astype(np.int64)
        forced = place[:, 2] == 1
        heads, starts = np.arange(len(doc)), forced.copy()
        tags, labels = np.zeros(len(doc), np.uint64), np.full(len(doc), self.flat)
        if len(encoded.pieces.ids):
            words = words_of(np.column_stack([place[:, 0], place[:, 0] + place[:, 1]]), encoded.pieces)
            real = np.flatnonzero(words.real)
            states = np.hstack([encoded.states[words.firsts[real]], encoded.states[words.lasts[real]]])
            parsed = self.biaffine.parse(states, _first_of(forced, real))
            heads[real], starts[real] = real[parsed.heads], parsed.starts
            tags[real], labels[real] = self.tags[parsed.tags], self.labels[parsed.labels]
            flat = np.ones(len(doc), bool)
            flat[real] = False
        else:
            flat = np.ones(len(doc), bool)
        starts[0] = True
        heads[flat] = _neighbours(starts, flat)[flat]
        labels[(heads == np.arange(len(doc))) & flat] = self.root
        offsets = (heads - np.arange(len(doc))).astype(np.uint64)
        rows: Any = np.column_stack([offsets, labels, tags])
        return doc.from_array([HEAD, DEP, TAG], rows)


def _first_of(forced: NDArray[np.bool_], real: Indices) -> NDArray[np.bool_]:
    """Say of the real tokens whether one that starts a sentence lies between them and the real one before."""
    before = np.r_[0, np.cumsum(forced)]
    previous = np.r_[0, real[:-1] + 1]
    found: NDArray[np.bool_] = before[real + 1] > before[previous]
    return found


def _neighbours(starts: NDArray[np.bool_], flat: NDArray[np.bool_]) -> Indices:
    """Return for each token the nearest real one of its sentence to the left, else to the right, else the sentence's first."""
    count, none = len(starts), -1
    places = np.arange(count)
    first = np.maximum.accumulate(np.where(starts, places, 0))
    after = np.r_[np.flatnonzero(starts)[1:], count]
    last = np.repeat(after, np.diff(np.r_[np.flatnonzero(starts), count]))
    left = np.maximum.accumulate(np.where(flat, none, places))
    right = np.minimum.accumulate(np.where(flat, count, places)[::-1])[::-1]
    found: Indices = np.where(left >= first, left, np.where(right < last, right, first))
    return found


@Language.factory(
    "stroma_syntax", default_config={"place": "upper"}, assigns=["token.tag", "token.dep", "token.head", "token.is_sent_start"]
)
def stroma_syntax(nlp: Language, name: str, folder: str, place: str) -> Parser:
    """Make the component; ``folder`` holds the encoder and its heads, ``place`` is the exit."""
    return Parser(nlp.vocab, folder, place)
