"""How probable the taggers find any span with any label: also spans that they would not have proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.components.tagging import TypedSpan, log_softmax, transitions, typed_spans

if TYPE_CHECKING:
    from pipeline.components.encoder import Encoded, Encoder

TAGGERS = ("outer", "inner")


class SpanScores:
    """Word-wise log probabilities of both taggers over the sentences of one document."""

    def __init__(self, encoder: Encoder, encoded: Encoded) -> None:
        pieces = encoded.pieces
        self.firsts = np.flatnonzero(np.r_[True, pieces.words[1:] != pieces.words[:-1]])
        lasts = np.r_[self.firsts[1:], len(pieces.ids)]
        self.starts, self.ends = pieces.starts[self.firsts], pieces.ends[lasts - 1]
        self.sentence = encoded.sentence[self.firsts]
        self.logs: list[NDArray[np.float32]] = []
        self.paths: list[list[TypedSpan]] = []
        for tagger in TAGGERS:
            scores = encoder.tag_scores(encoded.states, tagger)
            means = np.add.reduceat(scores, self.firsts, axis=0) / (lasts - self.firsts)[:, None]
            self.logs.append(log_softmax(means))
            self.paths.append(self._path(encoded, scores))
        self.outside = [np.exp(logs[:, 0]) for logs in self.logs]

    def _path(self, encoded: Encoded, scores: NDArray[np.float32]) -> list[TypedSpan]:
        steps = transitions(scores.shape[1])
        found: list[TypedSpan] = []
        cuts = np.flatnonzero(np.diff(encoded.sentence)) + 1
        for first, last in zip(np.r_[0, cuts], np.r_[cuts, len(scores)], strict=True):
            found += typed_spans(encoded.pieces[first:last], scores[first:last], steps)
        return found

    def probability(self, label: int, start: int, end: int) -> tuple[float, float]:
        """Return the probability of a span under the outer and the inner tagger; 0 where it cuts a word in two."""
        first = int(np.searchsorted(self.starts, start, side="right")) - 1
        last = int(np.searchsorted(self.ends, end, side="left"))
        if first < 0 or last >= len(self.ends) or last < first or self.ends[first] <= start:
            return 0.0, 0.0
        if self.starts[first] != start or self.ends[last] != end:
            return 0.0, 0.0
        return self._one(0, label, first, last), self._one(1, label, first, last)

    def edges(self, label: int, start: int, end: int) -> dict[str, float]:
        """Return how sure the taggers are that the words of a span and those beside it are outside of mentions.

        ``begins`` and ``goes on`` are the outer tagger's probabilities that this label begins at the first word and goes on
        after the last one; ``cut`` says whether the span begins or ends within a word.
        """
        first = max(int(np.searchsorted(self.starts, start, side="right")) - 1, 0)
        last = min(max(int(np.searchsorted(self.ends, end, side="left")), first), len(self.ends) - 1)
        found = {"cut": float(bool(self.starts[first] != start or self.ends[last] != end))}
        for name, outside in zip(TAGGERS, self.outside, strict=True):
            within = outside[first : last + 1]
            found[f"{name} outside"], found[f"{name} outside, least"] = float(within.mean()), float(within.min())
        before = first > 0 and self.sentence[first - 1] == self.sentence[first]
        after = last + 1 < len(self.ends) and self.sentence[last + 1] == self.sentence[last]
        found["outside before"] = float(self.outside[0][first - 1]) if before else 1.0
        found["outside after"] = float(self.outside[0][last + 1]) if after else 1.0
        found["begins"] = float(np.exp(self.logs[0][first, 1 + 2 * label]))
        found["goes on"] = float(np.exp(self.logs[0][last + 1, 2 + 2 * label])) if after else 0.0
        return found

    def _one(self, tagger: int, label: int, first: int, last: int) -> float:
        logs, begin, inside = self.logs[tagger], 1 + 2 * label, 2 + 2 * label
        total = float(logs[first, begin]) + float(logs[first + 1 : last + 1, inside].sum())
        after = last + 1
        if after < len(logs) and self.sentence[after] == self.sentence[last]:
            total += float(np.log1p(-min(np.exp(logs[after, inside]), 0.999)))
        return float(np.exp(total))
