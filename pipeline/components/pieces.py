"""Text -> word pieces with their character offsets, and windows of neighbouring sentences that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CLS, SEP, MASK = 101, 102, 103
LONGEST_WINDOW = 254


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: ids, shape classes, character ranges and the word that each belongs to, all of one length."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.int64]

    def __getitem__(self, cut: slice) -> Pieces:
        return Pieces(self.ids[cut], self.shapes[cut], self.starts[cut], self.ends[cut], self.words[cut])


@lru_cache(maxsize=2)
def load_tokenizer(path: Path) -> Any:
    """Return the word-piece tokenizer of a ``tokenizer.json``, without padding or truncation. Raises OSError."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(path.read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def shape_class(piece: str) -> int:
    """Return what lower-casing hides: 3 with a digit, 2 in capitals, 1 capitalised, else 0."""
    if any(character.isdigit() for character in piece):
        return 3
    if piece.isupper():
        return 2
    return int(piece[:1].isupper())


def split_pieces(text: str, tokenizer: Any) -> Pieces:
    """Return the word pieces of a text; all arrays are empty for an empty text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    shapes = [shape_class(text[start:end]) for start, end in encoding.offsets]
    words = np.array(encoding.word_ids, np.int64)
    return Pieces(np.array(encoding.ids, np.int64), np.array(shapes, np.int64), offsets[:, 0], offsets[:, 1], words)


def shift(pieces: Pieces, characters: int, words: int) -> Pieces:
    """Return the pieces of a part of a longer text with offsets and word numbers of the whole."""
    return Pieces(pieces.ids, pieces.shapes, pieces.starts + characters, pieces.ends + characters, pieces.words + words)


def join(parts: Sequence[Pieces]) -> Pieces:
    """Return neighbouring pieces as one."""
    names = ("ids", "shapes", "starts", "ends", "words")
    return Pieces(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def pack(lengths: Sequence[int], longest: int = LONGEST_WINDOW) -> list[tuple[int, int]]:
    """Return ranges of neighbouring sentences whose pieces fit one window; a longer sentence has a window of its own."""
    windows: list[tuple[int, int]] = []
    first = total = 0
    for index, length in enumerate(lengths):
        if index > first and total + length > longest:
            windows.append((first, index))
            first, total = index, 0
        total += length
    if len(lengths) > first:
        windows.append((first, len(lengths)))
    return windows
