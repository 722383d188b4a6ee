"""The shipped encoder: windows of word pieces -> one vector a piece, and the linear taggers over these vectors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.components.pieces import CLS, LONGEST_WINDOW, SEP, Pieces, join, load_tokenizer, pack, shift, split_pieces
from pipeline.records import Span

Array = NDArray[np.float32]
WINDOWS_A_BATCH = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of a text's sentences with a vector each; ``sentence`` has the index of each piece's sentence."""

    pieces: Pieces
    states: Array
    sentence: NDArray[np.int64]


class Encoder:
    """The ONNX encoder and the weights of its heads; loaded once, then only read."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes, one a core
        options.log_severity_level = 3
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        self.card: dict[str, Any] = json.loads((folder / "card.json").read_text("utf-8"))
        self.session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "heads.npz") as arrays:
            self.weights: dict[str, Array] = {name: arrays[name].astype(np.float32) for name in arrays.files}

    def encode(self, text: str, sentences: Sequence[Span]) -> Encoded:
        """Return the vectors of all pieces of the given sentences of a text, in order; empty arrays for none."""
        parts = [
            shift(split_pieces(text[span.start : span.end], self.tokenizer), span.start, 10_000 * number)
            for number, span in enumerate(sentences)
        ]
        if not sum(len(part.ids) for part in parts):
            nothing = np.zeros(0, np.int64)
            return Encoded(Pieces(*(nothing,) * 5), np.zeros((0, 1), np.float32), nothing)
        sentence = np.concatenate([np.full(len(part.ids), number, np.int64) for number, part in enumerate(parts)])
        windows: list[Pieces] = []
        for first, last in pack([len(part.ids) for part in parts]):
            whole = join(parts[first:last])
            windows += [whole[cut : cut + LONGEST_WINDOW] for cut in range(0, len(whole.ids), LONGEST_WINDOW)]
        return Encoded(join(windows), self._states([window for window in windows if len(window.ids)]), sentence)

    def _states(self, windows: list[Pieces]) -> Array:
        order = sorted(range(len(windows)), key=lambda index: len(windows[index].ids))
        found: list[Array] = [np.zeros((0, 0), np.float32)] * len(windows)
        for first in range(0, len(order), WINDOWS_A_BATCH):
            rows = order[first : first + WINDOWS_A_BATCH]
            width = max(len(windows[row].ids) for row in rows) + 2
            ids, shapes, attention = (np.zeros((len(rows), width), np.int64) for _ in range(3))
            for place, row in enumerate(rows):
                size = len(windows[row].ids)
                ids[place, 0], ids[place, size + 1] = CLS, SEP
                ids[place, 1 : size + 1], shapes[place, 1 : size + 1] = windows[row].ids, windows[row].shapes
                attention[place, : size + 2] = 1
            (states,) = self.session.run(None, {"ids": ids, "shapes": shapes, "attention": attention})
            for place, row in enumerate(rows):
                found[row] = states[place, 1 : len(windows[row].ids) + 1]
        return np.concatenate(found)

    def tag_scores(self, states: Array, head: str) -> Array:
        """Return the tag scores (pieces, tags) of the ``outer`` or ``inner`` tagger."""
        scores: Array = states @ self.weights[f"{head}.weight"].T + self.weights[f"{head}.bias"]
        return scores


@lru_cache(maxsize=2)
def load_encoder(folder: Path) -> Encoder:
    """Return the encoder of a model folder. Raises FileNotFoundError naming the missing file."""
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json", "card.json"):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder / name} is missing: run `stroma train`, or choose another --model")
    return Encoder(folder)
