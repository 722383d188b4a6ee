"""Words of a parse and the word pieces of the encoder: which pieces make a word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Words:
    """The first and the last piece of each word; a word without a piece of its own (a space) borrows the one before it."""

    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]
    real: NDArray[np.bool_]


def words_of(bounds: NDArray[np.int64], pieces: Pieces) -> Words:
    """Return the pieces of words in order; ``bounds`` (words, 2) has their starts and ends, ``pieces`` at least one piece."""
    firsts = np.searchsorted(pieces.ends, bounds[:, 0], side="right")
    lasts = np.searchsorted(pieces.starts, bounds[:, 1], side="left") - 1
    real = firsts <= lasts
    top = len(pieces.ids) - 1
    lasts = np.clip(lasts, 0, top)
    return Words(np.where(real, np.clip(firsts, 0, top), lasts), lasts, real)
