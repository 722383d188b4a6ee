import numpy as np
import pyarrow as pa
import pytest

from warehouse import postings

THREE = postings.Papers(np.array([4, 7, 9]), np.array([0, 2, 10]), np.array([0, 2, 5, 6]), np.array([5, 20, 20, 20, 20, 40]))


def occurrences(*pairs: tuple[int, int]) -> postings.Array:
    return np.array([word << postings.PLACE_BITS | place for word, place in pairs], dtype=np.int64)


def test_occurrences_become_one_row_a_word_with_the_steps_between_its_places() -> None:
    rows = postings.packed(occurrences((2, 7), (1, 3), (1, 9), (1, 3), (2, 3_000_000_000)))
    assert rows.to_pylist() == [
        {"word": 1, "first_place": 3, "last_place": 9, "gaps": [0, 0, 6]},
        {"word": 2, "first_place": 7, "last_place": 3_000_000_000, "gaps": [0, 2_999_999_993]},
    ]


def test_no_occurrences_become_no_rows() -> None:
    assert postings.packed(occurrences()).num_rows == 0


def test_rows_of_a_word_that_came_at_different_times_become_its_places_in_order() -> None:
    later, earlier = postings.packed(occurrences((1, 10), (1, 11))), postings.packed(occurrences((1, 2), (1, 2), (5, 3)))
    found = {word: places.tolist() for word, places in postings.unpacked(pa.concat_tables([later, earlier]))}
    assert found == {1: [2, 2, 10, 11], 5: [3]}


def test_places_of_papers_that_are_gone_are_left_out() -> None:
    assert THREE.positions(np.array([0, 1, 1, 4, 6, 10, 11])).tolist() == [0, 1, 1, 4, 5]


def test_positions_and_sentences_lead_to_each_other() -> None:
    assert THREE.sentences(np.array([1, 2, 5])) == [(4, 1), (7, 0), (9, 0)]
    assert THREE.positions_of(np.array([9, 7, 8, 4]), np.array([0, 2, 0, 1])).tolist() == [5, 4, 1]


def test_score_is_bm25_by_hand() -> None:
    rarity = np.log(1 + (6 - 2 + 0.5) / (2 + 0.5))
    once, twice = 2.2 / (1 + 1.2 * (0.25 + 0.75 * 5 / 20)), 2 * 2.2 / (2 + 1.2)
    found = postings.best(THREE, [(1, np.array([0, 2, 2]))], 5)
    assert [hit[:2] for hit in found] == [(4, 0), (7, 0)]
    assert [hit[2] for hit in found] == pytest.approx([rarity * once, rarity * twice], abs=1e-4)


def test_equal_scores_come_in_the_order_of_papers_and_sentences() -> None:
    assert [hit[:2] for hit in postings.best(THREE, [(1, np.array([1, 2, 3, 4]))], 3)] == [(4, 1), (7, 0), (7, 1)]


def test_only_allowed_sentences_are_found() -> None:
    words = [(1, np.array([0, 2, 10]))]
    assert [hit[:2] for hit in postings.best(THREE, words, 5, np.array([2, 5]))] == [(7, 0), (9, 0)]
    assert postings.best(THREE, words, 5, np.array([], dtype=np.int64)) == []
