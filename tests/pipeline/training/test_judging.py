import random

import pytest

from pipeline.components.proposals import Proposal

pytest.importorskip("sklearn")

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from pipeline.training.judging import Judged, as_forest, calibration_error, learn, report


def document(number: int) -> Judged:
    """Ten proposals of which those that are ``known`` are right."""
    draw = random.Random(number)
    proposals = tuple(Proposal("ROUTE", 10 * place, 10 * place + 4, 0.5, 0.0, frozenset({"outer"})) for place in range(10))
    evidence = tuple({"known": float(draw.random() < 0.5), "noise": draw.random()} for _ in proposals)
    gold = frozenset((p.start, p.end, p.label) for p, each in zip(proposals, evidence, strict=True) if each["known"])
    return Judged(proposals, evidence, gold)


def test_exported_trees_say_what_the_fitted_ones_say():
    rows = np.array([[random.Random(n).random(), random.Random(-n - 1).random()] for n in range(300)], np.float32)
    truths = rows[:, 0] + rows[:, 1] > 1
    models = [HistGradientBoostingClassifier(max_iter=20, random_state=seed).fit(rows, truths) for seed in (1, 2)]
    forest = as_forest(models, ("a", "b"))
    wanted = np.mean([model.predict_proba(rows)[:, 1] for model in models], axis=0)
    found = forest.probabilities([{"a": float(a), "b": float(b)} for a, b in rows])
    assert found == pytest.approx(wanted, abs=1e-5)


def test_a_judge_learns_whom_to_believe_and_is_measured_on_what_it_has_not_seen():
    documents = [document(number) for number in range(30)]
    forest, unseen = learn(documents)
    assert [len(row) for row in unseen] == [10] * 30
    assert report(documents, unseen, forest.threshold)["f1"] == 1.0
    sure, unsure = forest.probabilities([{"known": 1.0, "noise": 0.5}, {"known": 0.0, "noise": 0.5}])
    assert sure > 0.9
    assert unsure < 0.1


def test_the_calibration_error_is_the_mean_gap_between_what_is_said_and_what_is_so():
    one = document(1)
    right = sum(one.truths()) / 10
    assert calibration_error([one], [[0.95] * 10]) == pytest.approx(abs(0.95 - right))
