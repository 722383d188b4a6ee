import numpy as np

from pipeline.components.pieces import Pieces
from pipeline.components.words import Words, words_of


def pieces(*ranges: tuple[int, int]) -> Pieces:
    bounds = np.array(ranges, np.int64)
    zeros = np.zeros(len(ranges), np.int64)
    return Pieces(zeros, zeros, bounds[:, 0], bounds[:, 1], zeros)


def words(ranges: list[tuple[int, int]], found: Pieces) -> Words:
    return words_of(np.array(ranges, np.int64), found)


def test_word_has_its_first_and_last_piece() -> None:
    found = words([(0, 4), (5, 12)], pieces((0, 4), (5, 8), (8, 10), (10, 12)))
    assert found.firsts.tolist() == [0, 1]
    assert found.lasts.tolist() == [0, 3]
    assert found.real.all()


def test_word_without_a_piece_borrows_the_one_before_and_is_not_real() -> None:
    found = words([(0, 4), (4, 5), (5, 8)], pieces((0, 4), (5, 8)))
    assert found.lasts.tolist() == [0, 0, 1]
    assert found.real.tolist() == [True, False, True]


def test_two_words_within_one_piece_share_it() -> None:
    found = words([(0, 2), (2, 4)], pieces((0, 4)))
    assert found.firsts.tolist() == found.lasts.tolist() == [0, 0]


def test_words_before_the_first_piece_borrow_it() -> None:
    found = words([(0, 3), (3, 5)], pieces((3, 5)))
    assert found.real.tolist() == [False, True]
    assert found.firsts.tolist() == [0, 0]
