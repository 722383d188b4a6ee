"""Agreement of two readers, and deciding between them."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.adjudication import adjudicate, differences, write_differences
from annotations.agreement import agreement, alpha, attribute_agreement, kappa
from annotations.gold import GoldError
from annotations.views import gold_of, view_of

FAST = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = "Human MSCs lowered IL-6 in the kidneys."
MENTIONS = "a=CELL_THERAPY:Human MSCs|MSC; t=CYTOKINE:IL-6|IL6; k=ANATOMY:kidneys"
EFFECT = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "citations": [4]}
JUDGEMENTS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


def test_kappa_is_that_of_the_textbook_table():
    assert kappa(JUDGEMENTS) == pytest.approx(0.4)


def test_alpha_agrees_with_the_library():
    krippendorff = pytest.importorskip("krippendorff", reason="needs the extra annotation")
    data = [[int(mine == "yes") for mine, _ in JUDGEMENTS], [int(other == "yes") for _, other in JUDGEMENTS]]
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert alpha(JUDGEMENTS) == pytest.approx(expected, abs=1e-9)


def test_readers_who_know_one_value_only_agree_wholly():
    assert (kappa([("yes", "yes")] * 3), alpha([("yes", "yes")] * 3)) == (1, 1)


def test_agreement_on_nothing_is_not_known():
    assert attribute_agreement([]) == attribute_agreement([]).__class__(0, 0, None, None)


def test_agreement_reports_scores_and_attributes(read_sentence):
    a = read_sentence(TEXT, MENTIONS, [EFFECT])
    b = read_sentence(TEXT, MENTIONS, [{**EFFECT, "certainty": "speculative"}])
    result = agreement([a], [b])
    assert result["scores"]["entities"]["strict"]["micro"]["f1"] == 1
    assert result["attributes"]["direction"] == {"judged": 1, "same": 1, "kappa": 1.0, "alpha": None}
    assert result["attributes"]["certainty"]["same"] == 0


def test_documents_of_one_reader_only_are_named(read_sentence):
    with pytest.raises(GoldError, match="read by one of the two only: gold"):
        agreement([read_sentence(TEXT)], [])


def test_differences_pair_what_overlaps(read_sentence):
    a = read_sentence(TEXT, "a=CELL_THERAPY:Human MSCs|MSC; t=CYTOKINE:IL-6|IL6")
    b = read_sentence(TEXT, "a=CELL_THERAPY:MSCs|MSC; t=CYTOKINE:IL-6|TNF; k=ANATOMY:kidneys")
    found = differences(a, b)
    assert [(len(item.a), len(item.b)) for item in found] == [(1, 1), (1, 1), (0, 1)]
    assert {item.sid for item in found} == {"s.1"}


def test_differences_file_shows_both_sides_in_their_sentence(read_sentence, tmp_path):
    a = read_sentence(TEXT, MENTIONS, [EFFECT])
    b = read_sentence(TEXT, MENTIONS, [{**EFFECT, "direction": "increase", "location": ["k"]}])
    assert write_differences([a], [b], tmp_path / "d.jsonl") == 1
    row = json.loads((tmp_path / "d.jsonl").read_text(encoding="utf-8"))
    common = {"label": "EFFECT", "head": "Human MSCs", "tail": "IL-6", "certainty": "asserted", "perturbation": "none"}
    assert row == {
        "number": 1,
        "document": "gold",
        "sid": "s.1",
        "what": "relation",
        "sentence": TEXT,
        "a": [{**common, "direction": "decrease", "citations": [4], "locations": []}],
        "b": [{**common, "direction": "increase", "citations": [4], "locations": ["kidneys"]}],
        "decision": None,
    }


def decide(path, decisions):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row, decision in zip(rows, decisions, strict=False):
        row["decision"] = decision
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@FAST
@given(data=st.data())
def test_deciding_for_one_reader_throughout_gives_that_reading(readings, tmp_path, data):
    a, b = data.draw(readings)
    path = tmp_path / "d.jsonl"
    count = write_differences([a], [b], path)
    for side, chosen in (("a", a), ("b", b)):
        decide(path, [side] * count)
        assert view_of(adjudicate([a], [b], path)[0]) == view_of(chosen)


@FAST
@given(data=st.data())
def test_reading_does_not_differ_from_itself(readings, data):
    gold, _ = data.draw(readings)
    assert differences(gold, gold) == []
    assert view_of(gold_of(view_of(gold), gold)) == view_of(gold)


def test_difference_without_decision_stops_the_adjudication(read_sentence, tmp_path):
    a, b = read_sentence(TEXT, MENTIONS), read_sentence(TEXT)
    path = tmp_path / "d.jsonl"
    write_differences([a], [b], path)
    decide(path, ["a", "b"])
    with pytest.raises(GoldError, match=r"difference 3 \(s\.1\) is not decided"):
        adjudicate([a], [b], path)
