"""Each rule on one sentence, with the counts written out."""

from annotations.counts import Counts
from annotations.matching import Place, overlaps
from annotations.scorer import inner_places, score, score_relations

TEXT = "Human mesenchymal stromal cells (hMSCs) lowered IL-6 in the kidneys."
EFFECT = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "citations": [4]}


def test_touching_is_not_overlapping():
    assert not overlaps(Place(0, 3, "DOSE"), Place(3, 5, "DOSE"))
    assert overlaps(Place(0, 4, "DOSE"), Place(3, 5, "DOSE"))


def test_strict_needs_same_characters_and_label(read_sentence):
    gold = read_sentence(TEXT, "a=CELL_THERAPY:Human mesenchymal stromal cells; t=CYTOKINE:IL-6")
    predicted = read_sentence(TEXT, "a=CELL_THERAPY:mesenchymal stromal cells; t=MEDIATOR:IL-6")
    scores = score(gold, predicted)
    assert scores.total("entities/strict") == Counts(2, 2, 0, 0)
    assert scores.total("entities/exact") == Counts(2, 2, 1, 0)
    assert scores.total("entities/partial") == Counts(2, 2, 0, 1)
    assert scores.total("entities/type") == Counts(2, 2, 1, 0)
    assert scores.total("entities/partial", "CELL_THERAPY").f1 == 0.5
    assert scores.labels("entities/strict") == ("CELL_THERAPY", "CYTOKINE", "MEDIATOR")


def test_one_long_prediction_answers_one_gold_span_only(read_sentence):
    gold = read_sentence(TEXT, "a=OUTCOME:stromal; b=OUTCOME:cells")
    predicted = read_sentence(TEXT, "a=OUTCOME:stromal cells")
    assert score(gold, predicted).total("entities/type") == Counts(2, 1, 1, 0)


def test_nested_span_counts_even_where_the_outer_one_was_missed(read_sentence):
    gold = read_sentence(TEXT, "a=CELL_THERAPY:Human mesenchymal stromal cells; d=DONOR:Human; t=CYTOKINE:IL-6")
    predicted = read_sentence(TEXT, "d=DONOR:Human; t=CYTOKINE:IL-6")
    assert score(gold, predicted).total("nested/strict") == Counts(1, 1, 1, 0)


def test_inner_places_are_those_within_another():
    outer, inner, twin, beside = Place(0, 9, "A"), Place(0, 4, "B"), Place(0, 9, "C"), Place(9, 12, "A")
    assert inner_places([outer, inner, beside]) == {inner}
    assert inner_places([outer, twin]) == {outer, twin}


def test_concept_names_are_compared_without_case_and_kind_of_dash(read_sentence):
    gold = read_sentence(TEXT, "a=CYTOKINE:IL-6|IL6; b=OUTCOME:kidneys|graft-versus-host disease")
    predicted = read_sentence(TEXT, "a=CYTOKINE:IL-6|TNF; b=OUTCOME:kidneys|Graft–versus–host  Disease")
    scores = score(gold, predicted)
    assert scores.total("concepts/strict") == Counts(2, 2, 1, 0)
    assert scores.total("concepts/right_mentions") == Counts(2, 2, 1, 0)
    assert scores.total("concepts/of_document", "CYTOKINE") == Counts(1, 1, 0, 0)


def test_mention_and_its_repetition_are_one_node(read_sentence):
    mentions = "a=CELL_THERAPY:Human mesenchymal stromal cells|MSC; b=CELL_THERAPY:hMSCs|MSC; t=CYTOKINE:IL-6"
    gold = read_sentence(TEXT, mentions, [EFFECT], b="a")
    predicted = read_sentence(TEXT, mentions, [{**EFFECT, "from": "b"}])
    assert score(gold, predicted).total("relations/strict_direction") == Counts(1, 1, 1, 0)


def test_direction_is_compared_apart(read_sentence):
    mentions = "a=CELL_THERAPY:hMSCs|MSC; t=CYTOKINE:IL-6|IL6"
    gold = read_sentence(TEXT, mentions, [EFFECT])
    predicted = read_sentence(TEXT, mentions, [{**EFFECT, "direction": "increase"}])
    scores = score(gold, predicted)
    assert scores.total("relations/strict") == Counts(1, 1, 1, 0)
    assert scores.total("relations/strict_direction") == Counts(1, 1, 0, 0)
    assert scores.total("attributes/direction", "decrease") == Counts(1, 0, 0, 0)
    assert scores.total("attributes/direction", "increase") == Counts(0, 1, 0, 0)
    assert scores.total("facts/by_family", "effect") == Counts(1, 1, 0, 0)
    assert scores.total("facts/cytokine_effect") == Counts(1, 1, 0, 0)


def test_attributes_are_compared_on_right_relations(read_sentence):
    mentions = "a=CELL_THERAPY:hMSCs|MSC; t=CYTOKINE:IL-6|IL6; k=ANATOMY:kidneys"
    gold = read_sentence(TEXT, mentions, [{**EFFECT, "certainty": "speculative", "location": ["k"], "citations": [4, 5]}])
    predicted = read_sentence(TEXT, mentions, [EFFECT])
    scores = score_relations(gold, predicted)
    assert scores.total("attributes_gold_mentions/certainty", "speculative") == Counts(1, 0, 0, 0)
    assert scores.total("attributes_gold_mentions/certainty", "asserted") == Counts(0, 1, 0, 0)
    assert scores.total("attributes_gold_mentions/perturbation") == Counts(1, 1, 1, 0)
    assert scores.total("attributes_gold_mentions/location") == Counts(1, 0, 0, 0)
    assert scores.total("attributes_gold_mentions/location_all") == Counts(1, 1, 0, 0)
    assert scores.total("attributes_gold_mentions/citations") == Counts(2, 1, 1, 0)
    assert scores.total("attributes_gold_mentions/citations_all") == Counts(1, 1, 0, 0)


def test_relation_with_arguments_that_overlap_is_partial(read_sentence):
    gold = read_sentence(TEXT, "a=CELL_THERAPY:Human mesenchymal stromal cells; t=CYTOKINE:IL-6", [EFFECT])
    predicted = read_sentence(TEXT, "a=CELL_THERAPY:stromal cells; t=CYTOKINE:IL-6", [EFFECT])
    scores = score(gold, predicted)
    assert scores.total("relations/strict") == Counts(1, 1, 0, 0)
    assert scores.total("relations/partial") == Counts(1, 1, 0, 1)
    assert scores.total("relations/type") == Counts(1, 1, 1, 0)


def test_fact_stated_twice_counts_once(read_sentence):
    mentions = "a=CELL_THERAPY:Human mesenchymal stromal cells|MSC; b=CELL_THERAPY:hMSCs|MSC; t=CYTOKINE:IL-6|IL6"
    gold = read_sentence(TEXT, mentions, [EFFECT, {**EFFECT, "from": "b"}])
    assert score(gold, gold).total("facts/by_family", "effect") == Counts(1, 1, 1, 0)
    assert score(gold, gold).total("relations/strict") == Counts(2, 2, 2, 0)


def test_effect_without_a_place_is_right_about_its_places_where_none_is_found(read_sentence):
    mentions = "a=CELL_THERAPY:hMSCs|MSC; t=CYTOKINE:IL-6|IL6; k=ANATOMY:kidneys"
    gold = read_sentence(TEXT, mentions, [EFFECT])
    predicted = read_sentence(TEXT, mentions, [{**EFFECT, "location": ["k"]}])
    assert score(gold, gold).total("attributes/location_all") == Counts(1, 1, 1, 0)
    assert score(gold, predicted).total("attributes/location_all") == Counts(1, 1, 0, 0)


def test_attributes_of_trials_are_counted_by_kind(read_sentence):
    text = "NCT01234567 is a phase II trial in 24 patients."
    mentions = "t=TRIAL_ID:NCT01234567; p=TRIAL_PHASE:phase II|II; n=SAMPLE_SIZE:24"
    phase, size = ({"type": "TRIAL_ATTRIBUTE", "from": "t", "to": name} for name in "pn")
    scores = score(read_sentence(text, mentions, [phase, size]), read_sentence(text, mentions, [phase]))
    assert scores.total("facts/trial_attributes", "phase") == Counts(1, 1, 1, 0)
    assert scores.total("facts/trial_attributes", "enrollment") == Counts(1, 0, 0, 0)
