"""Each kind of error, the page of errors, and reliability."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.error_page import analyse, confusion, pieces, write_page
from annotations.errors import Side
from annotations.relation_errors import errors_of
from annotations.reliability import bins_of, calibration_error, mention_trials
from annotations.scorer import score
from annotations.summary import summarise

TEXT = "Human MSCs lowered IL-6 in the kidneys of mice."
MENTIONS = "a=CELL_THERAPY:Human MSCs|MSC; t=CYTOKINE:IL-6|IL6; k=ANATOMY:kidneys|kidney"
EFFECT = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "citations": [4]}


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (MENTIONS, []),
        (MENTIONS.replace("Human MSCs", "MSCs"), [("boundary", "CELL_THERAPY")]),
        (MENTIONS.replace("CYTOKINE", "MEDIATOR"), [("label", "CYTOKINE")]),
        (MENTIONS.replace("|IL6", "|TNF"), [("concept", "CYTOKINE")]),
        ("a=CELL_THERAPY:Human MSCs|MSC; t=CYTOKINE:IL-6|IL6", [("missed", "ANATOMY")]),
        (MENTIONS + "; s=SPECIES:mice", [("spurious", "SPECIES")]),
    ],
)
def test_mention_error_has_its_kind(read_sentence, mentions, expected):
    errors = errors_of(read_sentence(TEXT, MENTIONS), read_sentence(TEXT, mentions))
    assert [(error.kind, error.label) for error in errors] == expected


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"direction": "increase"}, "sign"),
        ({"certainty": "speculative"}, "certainty"),
        ({"perturbation": "loss"}, "perturbation"),
        ({"citations": []}, "citation"),
        ({"location": ["k"]}, "location"),
        ({"type": "STUDIED_IN"}, "label"),
    ],
)
def test_relation_error_has_its_kind(read_sentence, change, kind):
    relation = {**EFFECT, **change}
    if relation["type"] != "EFFECT":
        del relation["direction"]
    (error,) = errors_of(read_sentence(TEXT, MENTIONS, [EFFECT]), read_sentence(TEXT, MENTIONS, [relation]))
    assert (error.what, error.kind) == ("relation", kind)


def test_relation_that_one_side_lacks_is_missed_or_spurious(read_sentence):
    with_it, without = read_sentence(TEXT, MENTIONS, [EFFECT]), read_sentence(TEXT, MENTIONS)
    assert [error.kind for error in errors_of(with_it, without)] == ["missed"]
    assert [error.kind for error in errors_of(without, with_it)] == ["spurious"]


def test_what_has_no_place_in_the_text_is_an_error_of_reading(read_sentence):
    gold = read_sentence(TEXT, MENTIONS, [EFFECT])
    lost = replace(gold, mentions=(replace(gold.mentions[0], start=-2, end=-1), *gold.mentions[1:]))
    errors = errors_of(lost, read_sentence(TEXT, MENTIONS.partition("; ")[2]))
    assert {(error.what, error.kind) for error in errors} == {("relation", "reading"), ("mention", "reading")}


def test_worst_error_comes_first(read_sentence):
    gold = read_sentence(TEXT, MENTIONS, [EFFECT])
    predicted = read_sentence(
        TEXT, MENTIONS.replace("kidneys|kidney", "the kidneys|kidney"), [{**EFFECT, "direction": "increase"}]
    )
    assert [error.kind for error in errors_of(gold, predicted)] == ["sign", "boundary"]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_document_without_errors_is_one_with_perfect_scores(readings, data):
    gold, predicted = data.draw(readings)
    assert errors_of(gold, gold) == []
    scores = score(gold, predicted)
    perfect = all(
        scores.total(measure).f1 == 1 for measure in ("entities/strict", "concepts/strict", "relations/strict_direction")
    )
    if not perfect:
        assert errors_of(gold, predicted)


def test_confusion_counts_spans_by_both_labels(read_sentence):
    gold = read_sentence(TEXT, MENTIONS)
    predicted = read_sentence(TEXT, "t=MEDIATOR:IL-6; k=ANATOMY:kidneys; s=SPECIES:mice")
    assert confusion([(gold, predicted)]) == {
        "ANATOMY": {"ANATOMY": 1},
        "CELL_THERAPY": {"–": 1},
        "CYTOKINE": {"MEDIATOR": 1},
        "–": {"SPECIES": 1},
    }


def test_pieces_of_nested_spans_name_every_label_over_them():
    side = Side("", ((0, 10, "CELL_THERAPY"), (0, 5, "DONOR")))
    assert pieces(TEXT, 0, 18, side) == [["Human", "CELL_THERAPY DONOR"], [" MSCs", "CELL_THERAPY"], [" lowered", ""]]
    assert "".join(words for words, _ in pieces(TEXT, 3, 18, side)) == TEXT[3:18]


def test_calibration_error_is_the_distance_of_confidence_and_precision():
    bins = bins_of([(0.95, True), (0.95, False), (1.0, True), (0.05, False)])
    assert [(item.predicted, item.right) for item in bins if item.predicted] == [(1, 0), (3, 2)]
    assert calibration_error(bins) == pytest.approx((0.05 + 3 * abs(2.9 / 3 - 2 / 3)) / 4)
    assert calibration_error([]) == 0


def test_mention_trials_tell_right_from_wrong(read_sentence):
    gold, predicted = read_sentence(TEXT, MENTIONS), read_sentence(TEXT, "t=MEDIATOR:IL-6; k=ANATOMY:kidneys")
    assert mention_trials(gold, predicted) == [(1.0, False), (1.0, True)]


def test_page_needs_no_network_and_escapes_what_it_shows(read_sentence, tmp_path):
    text = "MSCs <b>&amp; mice</b> differ."
    gold, predicted = read_sentence(text, "a=CELL_THERAPY:MSCs"), read_sentence(text, "a=SPECIES:mice")
    report = {"documents": ["gold"], "sentences": 1, "pipeline": None, "scores": summarise(score(gold, predicted))}
    page, data = write_page(analyse([(gold, predicted)], report), tmp_path)
    html = page.read_text(encoding="utf-8")
    assert not re.findall(r"(?:src|href)\s*=|https?://|@import|url\(", html)
    assert "<b>&amp; mice</b>" not in html
    assert "&lt;b&gt;&amp;amp;" in html
    assert html.count('<article class="error"') == 2
    assert [error["kind"] for error in json.loads(data.read_text(encoding="utf-8"))["errors"]] == ["spurious", "missed"]
