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
from pipeline.components.words import Words, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Indices = NDArray[np.int64]
SLOPE = 0.1  # of the leaky rectifier, as in training
LONGEST_SENTENCE = 300  # words; what is longer is no sentence but a list
LABELLED_AT_ONCE = 256  # words; each takes some 20 KB
PROJECTED_AT_ONCE = 2048  # words; each takes some 10 KB
PROJECTIONS = ("tags", "arc_child", "arc_head", "label_child", "label_head")


@dataclass(frozen=True, slots=True)
class Weights:
    """The parser's arrays by name, and the tags and labels in the order of their scores."""

    arrays: Mapping[str, Array]
    tags: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Projected:
    """What the parser sees of words, a row a word: the best tag, and the word as a child and as a head."""

    tags: Indices
    arc_child: Array
    arc_head: Array
    label_child: Array
    label_head: Array


@lru_cache(maxsize=2)
def load_weights(path: Path) -> Weights:
    """Return the weights of a ``parser.npz``. Raises FileNotFoundError."""
    with np.load(path) as file:
        tags, labels = (tuple(str(name) for name in file[key]) for key in ("tags", "labels"))
        arrays = {name: file[name].astype(np.float32) for name in file.files if name not in ("tags", "labels")}
    return Weights(arrays, tags, labels)


class Biaffine:
    """Vectors of words -> tags, heads and labels; what concerns one word alone is computed for all words of a text at once."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = weights
        self.cuts = np.cumsum([len(weights[f"{name}.bias"]) for name in PROJECTIONS])[:-1]
        self.weight = np.concatenate([weights[f"{name}.weight"] for name in PROJECTIONS]).T.copy()
        self.bias = np.concatenate([weights[f"{name}.bias"] for name in PROJECTIONS])
        size = weights["label_weight"].shape[1]
        self.label_weight = weights["label_weight"].transpose(1, 0, 2).reshape(size, -1)

    def project(self, states: Array, words: Words) -> Projected:
        """Return what is compared of words, and the index of the best tag of each; ``states`` has a row a piece."""
        found = []
        for first in range(0, len(words.firsts), PROJECTED_AT_ONCE):
            rows = slice(first, first + PROJECTED_AT_ONCE)
            vectors = np.hstack([states[words.firsts[rows]], states[words.lasts[rows]]])
            tags, *parts = np.split(vectors @ self.weight + self.bias, self.cuts, axis=1)
            found.append((tags.argmax(axis=1), *(np.maximum(part, SLOPE * part) for part in parts)))
        return Projected(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def heads(self, projected: Projected, rows: Indices) -> Indices:
        """Return the head of each word of one sentence, counted within ``rows``; the root is its own head."""
        head = np.vstack([self.weights["arc_root"][None], projected.arc_head[rows]])
        scores = projected.arc_child[rows] @ self.weights["arc_weight"] @ head.T
        return tree_of(scores + head @ self.weights["arc_bias"])

    def labels(self, projected: Projected, rows: Indices, heads: Indices) -> Indices:
        """Return the index of the label of words ``rows``; ``heads`` are their heads, a root its own."""
        found = np.zeros(len(rows), np.int64)
        for first in range(0, len(rows), LABELLED_AT_ONCE):
            part, above = rows[first : first + LABELLED_AT_ONCE], heads[first : first + LABELLED_AT_ONCE]
            one = np.ones((len(part), 1), np.float32)
            head = np.where((part == above)[:, None], self.weights["label_root"], projected.label_head[above])
            child, head = np.hstack([projected.label_child[part], one]), np.hstack([head, one])
            sides = (child @ self.label_weight).reshape(len(part), -1, child.shape[1])
            found[first : first + LABELLED_AT_ONCE] = np.einsum("nlj,nj->nl", sides, head).argmax(axis=1)
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
        projected = self.biaffine.project(encoded.parser_states, words)
        heads, parsed = np.arange(len(doc)), np.zeros(len(doc), bool)
        for sentence in doc.sents:
            real = sentence.start + np.flatnonzero(words.real[sentence.start : sentence.end])
            if 0 < len(real) <= LONGEST_SENTENCE:
                heads[sentence.start : sentence.end] = _nearest(sentence.start, sentence.end, real)
                heads[real] = real[self.biaffine.heads(projected, real)]
                parsed[sentence.start : sentence.end] = True
        rows: Any = doc.to_array([HEAD, DEP, TAG])  # unsigned, not floating as its stub says
        rows[parsed, 0] = (heads - np.arange(len(doc)))[parsed].astype(np.uint64)
        real = np.flatnonzero(parsed & words.real)
        rows[real, 1] = self.labels[self.biaffine.labels(projected, real, heads[real])]
        rows[real, 2] = self.tags[projected.tags[real]]
        return doc.from_array([HEAD, DEP, TAG], rows)


def _nearest(first: int, last: int, real: Indices) -> Indices:
    """Return for each word of a sentence the real word at or before it, else the first real one: what is none hangs there."""
    places = np.searchsorted(real, np.arange(first, last), side="right") - 1
    found: Indices = real[np.maximum(places, 0)]
    return found


@Language.factory(
    "stroma_parser", default_config={"folder": None}, requires=["token.is_sent_start"],
    assigns=["token.tag", "token.dep", "token.head"],
)  # fmt: skip
def stroma_parser(nlp: Language, name: str, folder: str | None) -> Parser:
    """Make the component; ``folder`` holds ``parser.npz`` (None: the small parser's trees stay)."""
    return Parser(nlp.vocab, folder)
