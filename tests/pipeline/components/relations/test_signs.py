import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.relations.signs import OPPOSITE, resolve, valence
from pipeline.records import Mention


def target(text: str, label: str = "OUTCOME") -> Mention:
    return Mention("m", label, 0, len(text), text)


@pytest.mark.parametrize(
    ("chain", "text", "direction"),
    [
        (["up"], "IL-6", "increase"),
        (["down"], "IL-6", "decrease"),
        (["down", "down"], "IL-6", "increase"),
        (["down", "up"], "IL-6", "decrease"),
        (["show", "down"], "IL-6", "decrease"),
        (["change"], "IL-6", "modulate"),
        (["down", "none"], "IL-6", "no_change"),
        (["better"], "renal function", "increase"),
        (["better"], "tubular injury", "decrease"),
        (["better"], "heart rate variability index", "modulate"),
        (["worse"], "renal function", "decrease"),
        (["restore"], "tubular injury", "decrease"),
        (["restore"], "albumin", "increase"),
        (["better", "down"], "IL-6", "decrease"),
    ],
)
def test_chain_gives_the_direction_of_the_target(chain, text, direction):
    assert resolve(chain, target(text)) == direction


@given(st.lists(st.sampled_from(["up", "down", "cause", "show"])))
def test_one_more_decrease_turns_the_direction(chain):
    mention = target("albumin")
    assert resolve(["down", *chain], mention) == OPPOSITE[resolve(chain, mention)]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [("sepsis", "CONDITION", -1), ("liver injury", "OUTCOME", -1), ("survival", "OUTCOME", 1), ("IL-6", "CYTOKINE", 0)],
)
def test_valence_says_whether_more_is_good(text, label, expected):
    assert valence(target(text, label)) == expected
