from pathlib import Path

import numpy as np
import pytest

from pipeline.components.forest import Forest, load_forest, save_forests


def stump(threshold: float = 0.4) -> Forest:
    """Two groups of one tree: both ask whether ``known`` is at most 0.5."""
    return Forest(
        names=np.array(["known", "words"]),
        threshold=threshold,
        base=0.0,
        roots=np.array([[0], [3]], np.int32),
        column=np.array([0, -1, -1, 0, -1, -1], np.int16),
        number=np.array([0.5, -1.0, 1.0, 0.5, -3.0, 3.0], np.float32),
        left=np.array([1, 0, 0, 4, 0, 0], np.int32),
        right=np.array([2, 0, 0, 5, 0, 0], np.int32),
    )


def test_a_forest_answers_with_the_mean_over_its_groups():
    found = stump().probabilities([{"known": 1.0, "words": 2.0}, {"words": 2.0}])
    assert found.tolist() == pytest.approx([0.8418, 0.1582], abs=1e-4)


def test_a_forest_without_rows_answers_with_nothing():
    assert stump().probabilities([]).tolist() == []


def test_a_forest_is_read_as_it_was_written(tmp_path: Path):
    save_forests({"upper": stump(0.38)}, tmp_path)
    found = load_forest(tmp_path, "upper")
    assert found is not None
    assert found.threshold == 0.38
    assert found.probabilities([{"known": 1.0}]).tolist() == stump().probabilities([{"known": 1.0}]).tolist()


def test_an_exit_without_a_forest_has_none(tmp_path: Path):
    assert load_forest(tmp_path, "upper") is None
    save_forests({"upper": stump()}, tmp_path)
    assert load_forest(tmp_path, "lower") is None
