"""The shipped encoder: windows of word pieces -> one vector a piece, at one of its two exits, with the heads of that exit.

The lower exit comes after half of the layers: half the time, somewhat less exact (``balanced``). The upper one reads on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.components.forest import load_forest
from pipeline.components.pieces import CLS, LONGEST_WINDOW, SEP, Pieces, join, load_tokenizer, pack, shift, split_pieces
from pipeline.records import Span

Array = NDArray[np.float32]
EXITS = ("lower", "upper")
WINDOWS_A_BATCH = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of a text's parts with a vector each; ``sentence`` has the index of each piece's part."""

    pieces: Pieces
    states: Array
    sentence: NDArray[np.int64]


class Encoder:
    """The ONNX encoder up to one exit and the weights of the heads there; loaded once, then only read."""

    def __init__(self, folder: Path, place: str = "upper") -> None:
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        self.card: dict[str, Any] = json.loads((folder / "card.json").read_text("utf-8"))
        self.place = place
        self.judge = load_forest(folder, place)
        self.sessions = [_session(folder / f"{name}.onnx") for name in EXITS[: EXITS.index(place) + 1]]
        with np.load(folder / "heads.npz") as arrays:
            names = [name for name in arrays.files if name.startswith(f"{place}.")]
            self.weights: dict[str, Array] = {name.split(".", 1)[1]: arrays[name].astype(np.float32) for name in names}

    def encode(self, text: str, parts: Sequence[Span]) -> Encoded:
        """Return the vectors of all pieces of the given parts (sentences) of a text, in order; empty arrays for none."""
        cut = [
            shift(split_pieces(text[part.start : part.end], self.tokenizer), part.start, 10_000 * number)
            for number, part in enumerate(parts)
        ]
        if not sum(len(part.ids) for part in cut):
            nothing = np.zeros(0, np.int64)
            return Encoded(Pieces(*(nothing,) * 5), np.zeros((0, 1), np.float32), nothing)
        sentence = np.concatenate([np.full(len(part.ids), number, np.int64) for number, part in enumerate(cut)])
        windows: list[Pieces] = []
        for first, last in pack([len(part.ids) for part in cut]):
            whole = join(cut[first:last])
            windows += [whole[start : start + LONGEST_WINDOW] for start in range(0, len(whole.ids), LONGEST_WINDOW)]
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
            (states,) = self.sessions[0].run(None, {"ids": ids, "shapes": shapes, "attention": attention})
            for session in self.sessions[1:]:
                (states,) = session.run(None, {"lower": states, "attention": attention})
            for place, row in enumerate(rows):
                found[row] = states[place, 1 : len(windows[row].ids) + 1]
        return np.concatenate(found)

    def tag_scores(self, states: Array, head: str) -> Array:
        """Return the tag scores (pieces, tags) of the ``outer`` or ``inner`` tagger."""
        scores: Array = states @ self.weights[f"{head}.weight"].T + self.weights[f"{head}.bias"]
        return scores


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes, one a core
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it would hold what the longest windows took: 140 MB, to save 2 % of the time
    return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=2)
def load_encoder(folder: Path, place: str = "upper") -> Encoder:
    """Return the encoder of a model folder up to an exit. Raises FileNotFoundError naming the missing file."""
    for name in ("lower.onnx", "upper.onnx", "heads.npz", "tokenizer.json", "card.json"):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder / name} is missing: run `stroma train`, or choose another --model")
    return Encoder(folder, place)
