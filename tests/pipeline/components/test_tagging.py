import numpy as np

from pipeline.components.pieces import Pieces, pack, shape_class
from pipeline.components.tagging import best_path, log_softmax, transitions, typed_spans


def pieces(words: list[int]) -> Pieces:
    count = len(words)
    zeros = np.zeros(count, np.int64)
    starts = np.arange(count, dtype=np.int64) * 3
    return Pieces(zeros, zeros, starts, starts + 2, np.array(words, np.int64))


def scores(tags: list[int], size: int = 5) -> np.ndarray:
    table = np.full((len(tags), size), -9.0, np.float32)
    table[np.arange(len(tags)), tags] = 9.0
    return table


def test_path_never_enters_a_span_from_outside():
    assert best_path(np.log(np.array([[0.6, 0.1, 0.3], [0.2, 0.1, 0.7]], np.float32)), transitions(3)).tolist() != [0, 2]


def test_spans_begin_at_each_begin_tag():
    found = typed_spans(pieces([0, 1, 2, 3]), scores([1, 1, 2, 0]), transitions(5))
    assert [(s.label, s.first, s.last) for s in found] == [(0, 0, 1), (0, 1, 3)]


def test_spans_cover_whole_words_of_several_pieces():
    found = typed_spans(pieces([0, 0, 1]), scores([3, 4, 0]), transitions(5))
    assert [(s.label, s.start, s.end) for s in found] == [(1, 0, 5)]


def test_spans_of_nothing_are_none():
    assert typed_spans(pieces([]), np.zeros((0, 5), np.float32), transitions(5)) == []


def test_log_softmax_sums_to_one():
    assert np.allclose(np.exp(log_softmax(np.array([[1.0, 2.0, 3.0]], np.float32))).sum(), 1.0)


def test_windows_hold_whole_sentences_and_a_long_one_stands_alone():
    assert pack([3, 4, 2, 20, 1], longest=8) == [(0, 2), (2, 3), (3, 4), (4, 5)]


def test_shape_class_tells_capitals_and_digits():
    assert [shape_class(piece) for piece in ("cells", "Cells", "MSC", "CD4")] == [0, 1, 2, 3]
