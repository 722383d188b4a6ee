import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pipeline.components.trees import tree_of


def scores(*rows: list[float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_best_heads_that_make_a_tree_are_taken_as_they_are() -> None:
    assert tree_of(scores([0, 0, 9, 0], [9, 0, 0, 0], [0, 0, 9, 0])).tolist() == [1, 1, 1]


def test_one_word_is_its_own_root() -> None:
    assert tree_of(scores([0, 0])).tolist() == [0]


def test_cycle_is_broken_where_it_costs_least() -> None:
    assert tree_of(scores([5, 0, 9, 0], [1, 9, 0, 0], [0, 0, 9, 0])).tolist() == [0, 0, 1]


def test_second_root_becomes_a_child() -> None:
    assert tree_of(scores([9, 0, 0], [8, 7, 0])).tolist() == [0, 0]


def test_word_is_never_its_own_head() -> None:
    assert tree_of(scores([0, 99, 1], [5, 0, 99])).tolist() == [1, 1]


@given(st.integers(1, 9).flatmap(lambda n: arrays.arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32))))
def test_any_scores_give_a_tree_with_one_root(random: np.ndarray) -> None:
    heads = tree_of(random)
    assert sum(int(head == place) for place, head in enumerate(heads)) == 1
    for start in range(len(heads)):
        place = start
        for _ in heads:
            place = int(heads[place])
        assert heads[place] == place


@pytest.mark.parametrize("count", [2, 5, 8])
def test_equal_scores_give_a_tree(count: int) -> None:
    heads = tree_of(np.zeros((count, count + 1), np.float32))
    assert sum(int(head == place) for place, head in enumerate(heads)) == 1
