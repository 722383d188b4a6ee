"""The shipped encoder: windows of word pieces -> one vector a piece, at one of its two exits, with the heads of that exit.

The lower exit comes after half of the layers: half the time, somewhat less exact (``balanced``). From there two parts read on,
the upper one for mentions and ``parser`` for trees.
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
READ = {"lower": ("lower",), "upper": ("lower", "upper", "parser")}  # the parts read for each exit, the lower one first
WINDOWS_A_BATCH = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of a text's parts with a vector each; ``sentence`` has the index of each piece's part.

    ``parser_states`` are those that the parser looks at; None at the lower exit, which has no parser of its own.
    """

    pieces: Pieces
    states: Array
    sentence: NDArray[np.int64]
    parser_states: Array | None = None


class Encoder:
    """The ONNX encoder up to one exit and the weights of the heads there; loaded once, then only read.

    ``parts`` are the files that are read, all of the exit where None is given.
    """

    def __init__(self, folder: Path, place: str = "upper", parts: Sequence[str] | None = None) -> None:
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        card = folder / "card.json"
        self.card: dict[str, Any] = json.loads(card.read_text("utf-8")) if card.is_file() else {}
        self.place = place
        self.judge = load_forest(folder, place)
        self.sessions = {name: _session(folder / f"{name}.onnx") for name in parts or READ[place]}
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
        states = self._states([window for window in windows if len(window.ids)])
        return Encoded(join(windows), states[self.place], sentence, states.get("parser"))

    def _states(self, windows: list[Pieces]) -> dict[str, Array]:
        """Return the states of all pieces, by part that is looked at; each is written once into an array of its final size."""
        sizes = [len(window.ids) for window in windows]
        firsts = np.cumsum([0, *sizes])
        found: dict[str, Array] = {}
        order = sorted(range(len(windows)), key=sizes.__getitem__)
        for first in range(0, len(order), WINDOWS_A_BATCH):
            rows = order[first : first + WINDOWS_A_BATCH]
            for name, states in self.read([windows[row] for row in rows]).items():
                if name not in (self.place, "parser"):
                    continue
                whole = found.setdefault(name, np.empty((firsts[-1], states.shape[2]), np.float32))
                for place, row in enumerate(rows):
                    whole[firsts[row] : firsts[row + 1]] = states[place, 1 : sizes[row] + 1]
        return found

    def read(self, windows: Sequence[Pieces]) -> dict[str, Array]:
        """Return the states (windows, pieces, width) of some windows, ``[CLS]`` and ``[SEP]`` included, by part."""
        width = max(len(window.ids) for window in windows) + 2
        ids, shapes, attention = (np.zeros((len(windows), width), np.int64) for _ in range(3))
        for place, window in enumerate(windows):
            size = len(window.ids)
            ids[place, 0], ids[place, size + 1] = CLS, SEP
            ids[place, 1 : size + 1], shapes[place, 1 : size + 1] = window.ids, window.shapes
            attention[place, : size + 2] = 1
        (lower,) = self.sessions["lower"].run(None, {"ids": ids, "shapes": shapes, "attention": attention})
        above = [name for name in self.sessions if name != "lower"]
        read = {name: self.sessions[name].run(None, {"lower": lower, "attention": attention})[0] for name in above}
        return {"lower": lower} | read

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
    for name in (*(f"{part}.onnx" for part in READ[place]), "heads.npz", "tokenizer.json", "card.json"):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder / name} is missing: run `stroma train`, or choose another --model")
    return Encoder(folder, place)
