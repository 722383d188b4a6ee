import numpy as np

from pipeline.components.trees import tree_of


def scores(rows: list[list[float]]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_tree_takes_the_best_head_of_each_word() -> None:
    # columns: the root, then the words; the second word is the root, the others hang on it
    assert tree_of(scores([[0, 0, 5, 0], [5, 0, 0, 0], [0, 0, 5, 0]])).tolist() == [1, 1, 1]


def test_tree_has_no_cycle() -> None:
    # the first two words prefer each other, and the third alone the root
    assert tree_of(scores([[0, 0, 9, 1], [0, 9, 0, 8], [5, 0, 0, 0]])).tolist() == [1, 2, 2]


def test_tree_has_one_root() -> None:
    # both words prefer the root, the first one by more
    assert tree_of(scores([[9, 0, 1], [5, 4, 0]])).tolist() == [0, 0]


def test_tree_of_one_word_is_its_root() -> None:
    assert tree_of(scores([[-3, 7]])).tolist() == [0]


def test_tree_ignores_a_word_as_its_own_head() -> None:
    assert tree_of(scores([[1, 9, 0], [0, 1, 9]])).tolist() == [0, 0]
