"""BIO tag scores of word pieces -> typed spans of characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pieces import Pieces

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """A span of characters (``start``, ``end``) and of pieces (``first``, ``last``, half-open) with its label's index."""

    label: int
    start: int
    end: int
    first: int
    last: int
    score: float


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logarithms of the softmax over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def transitions(tags: int) -> NDArray[np.float32]:
    """Return the matrix of allowed steps from tag to tag: an inside tag follows only a tag of its own label."""
    steps = np.zeros((tags, tags), np.float32)
    for inside in range(2, tags, 2):
        steps[:, inside] = FORBIDDEN
        steps[inside - 1, inside] = steps[inside, inside] = 0.0
    return steps


def best_path(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the best allowed tag of each row (Viterbi)."""
    rows, tags = scores.shape
    back = np.zeros((rows, tags), np.int64)
    best = scores[0].copy()
    best[2::2] += FORBIDDEN
    for row in range(1, rows):
        through = best[:, None] + steps
        back[row] = through.argmax(axis=0)
        best = through[back[row], np.arange(tags)] + scores[row]
    path = np.zeros(rows, np.int64)
    path[-1] = best.argmax()
    for row in range(rows - 1, 0, -1):
        path[row - 1] = back[row, path[row]]
    return path


def typed_spans(pieces: Pieces, scores: NDArray[np.float32], steps: NDArray[np.float32]) -> list[TypedSpan]:
    """Return the spans of one window; a word has one tag, from the mean score of its pieces.

    ``scores`` has shape (pieces, tags); a span's ``score`` is the mean probability of its words' tags.
    """
    if not len(pieces.ids):
        return []
    firsts = np.flatnonzero(np.r_[True, pieces.words[1:] != pieces.words[:-1]])
    lasts = np.r_[firsts[1:], len(pieces.ids)]
    logs = log_softmax(np.add.reduceat(scores, firsts, axis=0) / (lasts - firsts)[:, None])
    busy = logs[:, 0] < np.log(0.999)
    if not busy.any():
        return []
    path = _sparse_path(logs, busy, steps)
    spans: list[TypedSpan] = []
    begins = np.flatnonzero(path % 2 == 1)
    for word in begins:
        stop = word + 1
        while stop < len(path) and path[stop] == path[word] + 1:
            stop += 1
        score = float(np.exp(logs[np.arange(word, stop), path[word:stop]]).mean())
        first, last = int(firsts[word]), int(lasts[stop - 1])
        label = int(path[word] - 1) // 2
        spans.append(TypedSpan(label, int(pieces.starts[first]), int(pieces.ends[last - 1]), first, last, score))
    return spans


def _sparse_path(logs: NDArray[np.float32], busy: NDArray[np.bool_], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """Search only the runs of words that may be inside a span: most words are surely outside."""
    path = np.zeros(len(logs), np.int64)
    rows = np.flatnonzero(busy)
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        path[run] = best_path(logs[run], steps)
    return path
