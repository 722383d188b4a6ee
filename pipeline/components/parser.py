"""The parser of the ``accurate`` model: new tags and a new tree for each sentence that the encoder has read.

A deep biaffine parser (Dozat & Manning 2017) in numpy. The sentences stay those of the network that split the text; what the
encoder has not read, as tables, keeps its tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, TAG
from spacy.language import Language

from pipeline.components.encoder import Array, Encoded
from pipeline.components.trees import tree_of
from pipeline.components.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Indices = NDArray[np.int64]
SLOPE = 0.1  # of the leaky rectifier, as in training
LONGEST_SENTENCE = 300  # words; what is longer is no sentence but a list


@dataclass(frozen=True, slots=True)
class Weights:
    """The parser's arrays by name, and the tags and labels in the order of their scores."""

    arrays: Mapping[str, Array]
    tags: tuple[str, ...]
    labels: tuple[str, ...]


@lru_cache(maxsize=2)
def load_weights(path: Path) -> Weights:
    """Return the weights of a ``parser.npz``. Raises FileNotFoundError."""
    with np.load(path) as file:
        tags, labels = (tuple(str(name) for name in file[key]) for key in ("tags", "labels"))
        arrays = {name: file[name].astype(np.float32) for name in file.files if name not in ("tags", "labels")}
    return Weights(arrays, tags, labels)


class Biaffine:
    """Vectors of words -> tags, heads and labels."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = weights
        size = weights["label_weight"].shape[1]
        self.label_weight = weights["label_weight"].transpose(1, 0, 2).reshape(size, -1)

    def tags(self, words: Array) -> Indices:
        """Return the index of the best tag of each of the words (words, 2 * width)."""
        found: Indices = self._linear(words, "tags").argmax(axis=1)
        return found

    def tree(self, words: Array) -> tuple[Indices, Indices]:
        """Return (head, index of the label) of each word of one sentence; the root is its own head."""
        heads = tree_of(self._arcs(words))
        return heads, self._labels(words, heads)

    def _linear(self, words: Array, name: str) -> Array:
        scores: Array = words @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return scores

    def _rectified(self, words: Array, name: str) -> Array:
        values = self._linear(words, name)
        found: Array = np.maximum(values, SLOPE * values)
        return found

    def _arcs(self, words: Array) -> Array:
        head = np.vstack([self.weights["arc_root"][None], self._rectified(words, "arc_head")])
        scores: Array = self._rectified(words, "arc_child") @ self.weights["arc_weight"] @ head.T
        return scores + head @ self.weights["arc_bias"]

    def _labels(self, words: Array, heads: Indices) -> Indices:
        rooted, one = heads == np.arange(len(heads)), np.ones((len(heads), 1), np.float32)
        head = np.where(rooted[:, None], self.weights["label_root"], self._rectified(words, "label_head")[heads])
        child, head = np.hstack([self._rectified(words, "label_child"), one]), np.hstack([head, one])
        sides = (child @ self.label_weight).reshape(len(heads), -1, child.shape[1])
        found: Indices = np.einsum("nlj,nj->nl", sides, head).argmax(axis=1)
        return found


class Parser:
    """The component: parses the sentences that ``stroma_mentions`` had encoded; without a folder all trees stay as they are."""

    def __init__(self, vocab: Vocab, folder: str | None) -> None:
        self.biaffine: Biaffine | None = None
        if folder is None:
            return
        weights = load_weights(Path(folder) / "parser.npz")
        self.biaffine = Biaffine(weights.arrays)
        self.tags = np.array([vocab.strings.add(name) for name in weights.tags], np.uint64)
        self.labels = np.array([vocab.strings.add(name) for name in weights.labels], np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, heads and labels of a Doc and return it."""
        if self.biaffine is None:
            return doc
        encoded: Encoded = doc.user_data["encoded"]
        if encoded.parser_states is None:
            return doc
        words = words_of(np.array([(token.idx, token.idx + len(token)) for token in doc], np.int64), encoded.pieces)
        vectors = np.hstack([encoded.parser_states[words.firsts], encoded.parser_states[words.lasts]])
        rows: Any = doc.to_array([HEAD, DEP, TAG])  # unsigned, not floating as its stub says
        for sentence in doc.sents:
            real = words.real[sentence.start : sentence.end]
            if 0 < real.sum() <= LONGEST_SENTENCE:
                self._parse(self.biaffine, rows[sentence.start : sentence.end], vectors[sentence.start : sentence.end], real)
        return doc.from_array([HEAD, DEP, TAG], rows)

    def _parse(self, biaffine: Biaffine, rows: NDArray[np.uint64], vectors: Array, real: NDArray[np.bool_]) -> None:
        """Write one sentence's rows of (offset of the head, label, tag); what is no real word hangs on the one before it."""
        places = np.flatnonzero(real)
        tags, (heads, labels) = biaffine.tags(vectors[places]), biaffine.tree(vectors[places])
        before = np.maximum(np.maximum.accumulate(np.where(real, np.arange(len(real)), -1)), places[0])
        before[places] = places[heads]
        rows[:, 0] = (before - np.arange(len(real))).astype(np.uint64)
        rows[places, 1], rows[places, 2] = self.labels[labels], self.tags[tags]


@Language.factory(
    "stroma_parser", default_config={"folder": None}, requires=["token.is_sent_start"],
    assigns=["token.tag", "token.dep", "token.head"],
)  # fmt: skip
def stroma_parser(nlp: Language, name: str, folder: str | None) -> Parser:
    """Make the component; ``folder`` holds ``parser.npz`` (None: the small parser's trees stay)."""
    return Parser(nlp.vocab, folder)
