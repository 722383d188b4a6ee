from dataclasses import replace

import pytest

from pipeline.components.pair_candidates import Candidate
from pipeline.components.pair_cues import Argument
from pipeline.components.pair_judge import OUTPUTS
from pipeline.components.relations.affixes import PLAIN
from pipeline.records import Mention, Relation
from pipeline.training.pair_examples import JudgedPair, PairDocument

pytest.importorskip("sklearn")

from pipeline.training.pair_judging import (
    Outcome,
    calibration_error,
    fit,
    learn,
    outcomes,
    report,
    scaled,
)

DIRECTIONS = ("increase", "decrease", "no_change", "modulate")


def argument(name: str, label: str) -> Argument:
    return Argument(Mention(name, label, 0, 1, "x", confidence=1.0), 0, 0, 0, (0,), PLAIN)


def pair(words: tuple[str, ...], direction: str | None, number: int, proposed: str | None = None) -> JudgedPair:
    head, tail = argument(f"h{number}", "CELL_THERAPY"), argument(f"t{number}", "CYTOKINE")
    known = (Relation("", "EFFECT", head.mention.id, tail.mention.id, direction=proposed),) if proposed else ()
    one = Candidate(head, tail, (0, 0), frozenset({"EFFECT"}), words, (), known)
    truth = frozenset({("EFFECT", direction)}) if direction else frozenset()
    return JudgedPair(one, truth, (head.mention.id, tail.mention.id))


def lessons() -> PairDocument:
    """Return ten pairs of each direction, each with its own word, and forty unrelated ones."""
    found = [pair((f"{name} word", "effect word"), name, 10 * n + i) for n, name in enumerate(DIRECTIONS) for i in range(10)]
    return PairDocument((*found, *(pair(("other word",), None, 100 + n) for n in range(40))), 40)


def tenths() -> list[PairDocument]:
    """Return the lessons in ten documents, each with pairs of all kinds."""
    return [PairDocument(lessons().pairs[start::10], 4) for start in range(10)]


def test_the_judge_learns_which_cues_speak_for_an_effect_and_its_direction():
    weights = fit([lessons()])
    asked = [pair(("decrease word", "effect word"), None, 1).pair, pair(("other word",), None, 2).pair]
    effect, other = ({name: float(row[OUTPUTS.index(name)]) for name in OUTPUTS} for row in weights.probabilities(asked))
    assert effect["EFFECT"] > 0.5 > other["EFFECT"]
    assert max(DIRECTIONS, key=lambda name: effect[name]) == "decrease"


def test_a_rare_cue_is_not_learned():
    lesson = lessons()
    rare = replace(lesson, pairs=(*lesson.pairs, pair(("once",), None, 999)))
    assert "once" not in fit([rare]).cues


def test_a_direction_without_examples_is_refused():
    lesson = lessons()
    without = PairDocument(tuple(one for one in lesson.pairs if ("EFFECT", "modulate") not in one.truth), 30)
    with pytest.raises(ValueError, match="modulate"):
        fit([without])


def test_the_direction_of_a_proposed_effect_is_that_of_the_grammar():
    weights = fit([lessons()])
    document = PairDocument((pair(("decrease word", "effect word"), "increase", 1, proposed="increase"),), 1)
    (found,) = outcomes(document, weights)
    assert (found.kind, found.right) == ("effect, proposed", True)


def test_relations_that_are_not_believed_do_not_count():
    stated, unrelated = lessons().pairs[0], pair(("other word",), None, 999)
    found = report([PairDocument((stated, unrelated), 2)], learn(tenths()))
    assert found["f1"] == round(2 / 3, 4)


def judgements(probability: float, right: int, wrong: int) -> list[Outcome]:
    return [Outcome("EFFECT", "effect, missed", probability, number < right) for number in range(right + wrong)]


def test_a_scale_says_how_often_such_judgements_were_right():
    scales = scaled([*judgements(0.9, 6, 4), *judgements(0.1, 2, 8)])
    assert scales["effect, missed"].probability(0.9) == pytest.approx(0.6, abs=0.05)
    assert scales["effect, missed"].probability(0.1) == pytest.approx(0.2, abs=0.05)


def test_a_kind_that_was_always_right_keeps_its_scale():
    scale = scaled(judgements(0.9, 5, 0))["effect, missed"]
    assert (scale.slope, scale.constant) == (1.0, 0.0)


def test_what_is_learned_is_stated():
    assert report([lessons()], learn(tenths()))["f1"] == 1.0


def test_calibration_error_is_the_gap_of_what_was_said_and_what_is():
    sure = [Outcome("EFFECT", "effect, proposed", 0.75, right) for right in (True, True, True, False)]
    assert calibration_error(sure) == 0.0
    assert calibration_error([replace(one, probability=0.95) for one in sure]) == pytest.approx(0.2)
    assert calibration_error([]) == 0.0
