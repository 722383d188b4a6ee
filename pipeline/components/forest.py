"""Boosted trees as plain arrays: fitted in training, evaluated here with numpy alone.

All trees lie in one table of nodes. A node asks whether a column is at most a cut and goes on to ``left`` or ``right``; a leaf
(``column`` -1) holds in ``number`` what its tree says. The sum over the trees of one group is the logarithm of the odds; the
probability is the mean over the groups, which were fitted with different seeds (Friedman 2001; Breiman 1996 on averaging).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "judge.npz"
LEAF = -1
JUDGED_AT_ONCE = 512  # rows; each takes some 20 KB


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees with the names of the columns that they ask for and the threshold above which what they judge is believed.

    ``roots`` has the first node of each tree, a row a group; ``base`` is added to the sum of every group.
    """

    names: NDArray[np.str_]
    threshold: float
    base: float
    roots: NDArray[np.int32]
    column: NDArray[np.int16]
    number: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return the probability of each row of named numbers; a number that is not named counts as 0."""
        parts = [self._judge(rows[first : first + JUDGED_AT_ONCE]) for first in range(0, len(rows), JUDGED_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _judge(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        table = np.array([[row.get(name, 0.0) for name in self.names.tolist()] for row in rows], np.float32)
        node = np.broadcast_to(self.roots.ravel(), (len(rows), self.roots.size))
        places = np.arange(len(rows))[:, None]
        while (inner := self.column[node] != LEAF).any():
            below = table[places, self.column[node]] <= self.number[node]
            node = np.where(inner, np.where(below, self.left[node], self.right[node]), node)
        sums = self.number[node].reshape(len(rows), *self.roots.shape).sum(axis=2, dtype=np.float64) + self.base
        means: NDArray[np.float64] = (1.0 / (1.0 + np.exp(-sums))).mean(axis=1)
        return means


def save_forests(forests: Mapping[str, Forest], folder: Path) -> None:
    """Write ``judge.npz`` with a forest for each exit of the encoder."""
    parts = {f"{place}.{part.name}": getattr(forest, part.name) for place, forest in forests.items() for part in fields(forest)}
    np.savez_compressed(folder / FILE, **{name: np.asarray(part) for name, part in parts.items()})


def load_forest(folder: Path, place: str) -> Forest | None:
    """Return the forest of one exit; None where ``judge.npz`` is missing or has none for it."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path) as arrays:
        if f"{place}.roots" not in arrays:
            return None
        parts = {part.name: arrays[f"{place}.{part.name}"] for part in fields(Forest)}
    return Forest(**(parts | {"threshold": float(parts["threshold"]), "base": float(parts["base"])}))
