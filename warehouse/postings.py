"""The index of full-text search as arrays: occurrences of words -> rows of search.postings, and these -> the best sentences.

A sentence has a *place*, its number among all sentences of the index. An occurrence is a word's number and a place in one
integer, so that sorting occurrences sorts by word and then by place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

PLACE_BITS = 36
K1, B, USUAL_WORDS = 1.2, 0.75, 20  # of BM25; the length of a usual sentence is a constant, so that scores stay as papers come
POSTING = {"word": pa.int64(), "first_place": pa.int64(), "last_place": pa.int64(), "gaps": pa.list_(pa.uint32())}

Array = Any  # a numpy array; the types of its elements are said where it is made


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of the index in the order of their places: three arrays side by side, and the words of all their sentences.

    ``starts`` is where the sentences of each paper begin in ``word_counts``, with one number more for the end of the last.
    """

    keys: Array
    first_places: Array
    starts: Array
    word_counts: Array

    def positions(self, places: Array) -> Array:
        """Return the positions in ``word_counts`` of places that are in order, without those of papers that are gone."""
        counts = np.diff(self.starts)
        first, last = np.searchsorted(places, self.first_places), np.searchsorted(places, self.first_places + counts)
        paper = np.repeat(np.arange(len(counts)), last - first)
        there = places[np.repeat(first - np.append(0, np.cumsum(last - first)[:-1]), last - first) + np.arange(len(paper))]
        return there + (self.starts[:-1] - self.first_places)[paper]

    def sentences(self, positions: Array) -> list[tuple[int, int]]:
        """Return the key of the paper and the number of the sentence at each position in ``word_counts``."""
        paper = np.searchsorted(self.starts, positions, side="right") - 1
        return [*zip(self.keys[paper].tolist(), (positions - self.starts[paper]).tolist(), strict=True)]

    def positions_of(self, keys: Array, sentences: Array) -> Array:
        """Return the positions in ``word_counts`` of sentences by paper and number; those of no paper here are left out."""
        order = np.argsort(self.keys)
        found = np.minimum(np.searchsorted(self.keys, keys, sorter=order), len(order) - 1)
        paper = order[found]
        known = self.keys[paper] == keys
        return (self.starts[paper] + sentences)[known]


def papers(rows: pa.Table) -> Papers:
    """Return the papers of the index from the rows of search.papers in the order of their places."""
    counts = rows["word_counts"].combine_chunks()
    starts = np.append(0, np.cumsum(counts.value_lengths().to_numpy()))
    return Papers(rows["document_key"].to_numpy(), rows["first_place"].to_numpy(), starts, counts.flatten().to_numpy())


def packed(occurrences: Array) -> pa.Table:
    """Return occurrences, in any order, as rows of search.postings: one a word, its places as steps from each to the next."""
    ordered = np.sort(occurrences)
    if not len(ordered):
        return pa.table({name: pa.array([], kind) for name, kind in POSTING.items()})
    words, places = ordered >> PLACE_BITS, ordered & ((1 << PLACE_BITS) - 1)
    first = np.flatnonzero(np.diff(words, prepend=-1))
    last = np.append(first[1:], len(words)) - 1
    gaps = np.diff(places, prepend=0)
    gaps[first] = 0
    offsets = np.append(first, len(words)).astype(np.int32)
    lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(gaps.astype(np.uint32)))
    return pa.table({"word": words[first], "first_place": places[first], "last_place": places[last], "gaps": lists})


def unpacked(rows: pa.Table) -> Iterator[tuple[int, Array]]:
    """Yield each word's number with its places in order, a place as often as the word stands there."""
    found: dict[int, list[Array]] = {}
    for batch in rows.to_batches():
        values = batch["gaps"].flatten().to_numpy()
        ends = np.cumsum(batch["gaps"].value_lengths().to_numpy())
        for word, first, start, end in zip(
            batch["word"].to_pylist(), batch["first_place"].to_pylist(), [0, *ends[:-1]], ends, strict=True
        ):
            found.setdefault(word, []).append(first + np.cumsum(values[start:end], dtype=np.int64))
    for word, parts in found.items():
        yield word, np.sort(np.concatenate(parts))


def best(
    known: Papers, words: Iterable[tuple[int, Array]], most: int, allowed: Array | None = None
) -> list[tuple[int, int, float]]:
    """Return key, sentence and score of the ``most`` best sentences for some words with their places, best first.

    ``allowed`` are the positions of the sentences that may be found, None for all. The score is BM25 (Robertson and Zaragoza
    2009), rounded to four places; of equal ones the earlier sentence comes first.
    """
    scores = np.zeros(len(known.word_counts))
    for _, places in words:
        found = known.positions(places)
        if not len(found):
            continue
        first = np.flatnonzero(np.diff(found, prepend=-1))
        positions, times = found[first], np.diff(first, append=len(found))
        rarity = np.log(1 + (len(scores) - len(positions) + 0.5) / (len(positions) + 0.5))
        length = known.word_counts[positions] / USUAL_WORDS
        scores[positions] += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * length))
    if allowed is not None:
        held_back = np.ones(len(scores), dtype=bool)
        held_back[allowed] = False
        scores[held_back] = 0
    return _first(known, np.round(scores, 4), most)


def _first(known: Papers, scores: Array, most: int) -> list[tuple[int, int, float]]:
    found = np.flatnonzero(scores)
    if len(found) > most:
        least = np.partition(scores[found], len(found) - most)[len(found) - most]
        found = found[scores[found] >= least]
    ranked: Sequence[tuple[float, int, int]] = sorted(
        (-score, key, sentence) for score, (key, sentence) in zip(scores[found].tolist(), known.sentences(found), strict=True)
    )
    return [(key, sentence, -score) for score, key, sentence in ranked[:most]]
