"""Scores of arcs -> the best tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def tree_of(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the head of each word, its own place for the root.

    ``scores`` has shape (words, 1 + words): column 0 is the root, column 1 + k the word k as head. Each word takes its best
    head; where that is no tree with one root, the best tree is searched (Chu & Liu 1965, Edmonds 1967).
    """
    count = len(scores)
    places = np.arange(count)
    scores = scores.copy()
    scores[places, 1 + places] = -np.inf
    heads = scores.argmax(axis=1) - 1
    if (heads < 0).sum() != 1 or _has_cycle(heads):
        heads = _best_tree(scores)
    return np.where(heads < 0, places, heads)


def _has_cycle(heads: NDArray[np.int64]) -> bool:
    """Say whether some word never reaches the root, by doubling the steps taken."""
    reached, steps = heads, 1
    while steps < len(heads):
        reached = np.where(reached < 0, -1, reached[reached])
        steps *= 2
    return bool((reached >= 0).any())


def _best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    from ufal.chu_liu_edmonds import chu_liu_edmonds

    count = len(scores)
    root = int((scores[:, 0] - np.where(np.isfinite(scores[:, 1:]), scores[:, 1:], -1e9).max(axis=1, initial=-1e9)).argmax())
    square = np.full((count + 1, count + 1), np.nan)
    square[1:] = np.where(np.isfinite(scores), scores, np.nan)
    square[1:, 0] = np.nan
    square[1 + root] = np.nan
    square[1 + root, 0] = 0.0
    found, _ = chu_liu_edmonds(square)
    return np.array(found[1:], np.int64) - 1
