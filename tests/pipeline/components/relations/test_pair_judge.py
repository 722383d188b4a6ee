from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.components.pair_candidates import candidates
from pipeline.components.pair_judge import KINDS, OUTPUTS, PairWeights, Scale, cues_of, judge, load_weights, save_weights
from pipeline.components.relations.grammar import propose, read

LOWERED = "MSCs|NNS|nsubj|1 lowered|VBD|ROOT|1 IL-6|NN|dobj|1 and|CC|cc|2 TNF|NN|conj|2 .|.|punct|1"
MARKED = {"MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE", "TNF": "CYTOKINE"}
SCALES = {kind: Scale(constant=-1.0 if "missed" in kind else 0.0) for kind in KINDS}
NEVER = -9.0


def weights(constants: dict[str, float], cues: dict[tuple[str, str], float] | None = None) -> PairWeights:
    """Return weights with NEVER as the constant of every output that is not named."""
    names = sorted({cue for cue, _ in cues or {}})
    table = np.zeros((len(names), len(OUTPUTS)), np.float32)
    for (cue, output), weight in (cues or {}).items():
        table[names.index(cue), OUTPUTS.index(output)] = weight
    row = np.array([constants.get(output, NEVER) for output in OUTPUTS], np.float32)
    return PairWeights({name: number for number, name in enumerate(names)}, table, row, SCALES)


def certain(mentions):
    return tuple(replace(mention, confidence=1.0) for mention in mentions)


def judged(doc, mentions, given: PairWeights) -> set[tuple[str, str, str | None]]:
    text = {mention.id: mention.text for mention in mentions}
    found = propose(doc, certain(mentions), None, lambda said, relations: judge(said, relations, given))
    return {(text[r.head], text[r.tail], r.direction) for r in found}


def pair_of(pairs: Sequence, head: str, tail: str):
    return next(pair for pair in pairs if (pair.head.mention.text, pair.tail.mention.text) == (head, tail))


def test_pairs_are_those_that_a_label_allows(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    said, relations = read(doc, mentions)
    pairs = {(pair.head.mention.text, pair.tail.mention.text) for pair in candidates(said, relations)}
    assert pairs == {("MSCs", "IL-6"), ("MSCs", "TNF"), ("IL-6", "TNF"), ("TNF", "IL-6")}


def test_a_pair_has_cues_of_the_path_and_of_the_rule(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    pair = pair_of(candidates(*read(doc, mentions)), "MSCs", "IL-6")
    assert {"labels CELL_THERAPY < CYTOKINE", "path nsubj ^ dobj", "top lower", "chain decrease"} <= set(pair.words)
    assert {"rule EFFECT grammar: active verb", "rule decrease asserted"} <= set(pair.grammar)


def test_a_pair_that_the_grammar_left_out_knows_its_neighbours(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    said, relations = read(doc, mentions)
    first = [relation for relation in relations if relation.tail == mentions[1].id]
    pair = pair_of(candidates(said, first), "MSCs", "TNF")
    assert {"no rule", "without, same head 1", "without, same head and label decrease"} <= set(pair.grammar)


def test_what_the_grammar_proposed_is_kept_where_it_is_believed(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    both = {("MSCs", "IL-6", "decrease"), ("MSCs", "TNF", "decrease")}
    assert judged(doc, mentions, weights({"EFFECT": 0.0, "decrease": 9.0})) == both
    assert judged(doc, mentions, weights({"EFFECT": -2.0, "decrease": 9.0})) == set()


def test_what_the_grammar_missed_has_a_scale_of_its_own(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    likely = {("labels CYTOKINE < CYTOKINE", "EFFECT"): 3.0, ("labels CYTOKINE < CYTOKINE", "increase"): 20.0}
    found = judged(doc, mentions, weights({"EFFECT": 0.0, "decrease": 9.0}, likely))
    assert found == {("MSCs", "IL-6", "decrease"), ("MSCs", "TNF", "decrease"), ("IL-6", "TNF", "increase")}


def test_an_added_effect_has_the_word_that_joins_its_arguments_as_trigger(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    said, _ = read(doc, certain(mentions))
    found = judge(said, (), weights({"EFFECT": 2.0, "decrease": 9.0}))
    one = next(relation for relation in found if relation.tail == mentions[1].id and relation.head == mentions[0].id)
    assert [doc.text[cue.start : cue.end] for cue in one.cues] == ["lowered"]
    assert (one.method, one.certainty, one.confidence) == ("learned", "asserted", 0.7311)


def test_doubt_in_a_mention_is_doubt_in_its_relations(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    doubtful = tuple(replace(mention, confidence=0.5) for mention in mentions)
    said, relations = read(doc, doubtful)
    assert judge(said, relations, weights({"EFFECT": 0.0, "decrease": 9.0})) == []


def test_the_number_of_a_trial_meets_what_is_said_two_sentences_off(parse):
    doc, mentions = parse(
        "MSCs|NNS|nsubj|1 helped|VBD|ROOT|1 .|.|punct|1",
        "Nothing|NN|nsubj|1 failed|VBD|ROOT|1 .|.|punct|1",
        "NCT00000001|NN|ROOT|0 .|.|punct|0",
        marked={"MSCs": "CELL_THERAPY", "NCT00000001": "TRIAL_ID"},
    )
    pair = pair_of(candidates(*read(doc, mentions)), "NCT00000001", "MSCs")
    assert (pair.places, pair.labels) == ((2, 0), {"TRIAL_ATTRIBUTE"})
    assert "apart -2 True" in pair.words


def test_probabilities_of_directions_add_up_to_one(parse):
    doc, mentions = parse(LOWERED, marked=MARKED)
    rows = weights({"EFFECT": 1.0, "increase": 1.0}).probabilities(candidates(*read(doc, mentions)))
    assert rows.shape == (4, len(OUTPUTS))
    assert np.allclose(rows[:, 1:5].sum(axis=1), 1)


def test_a_scale_moves_what_a_regression_says():
    assert Scale().probability(0.75) == pytest.approx(0.75)
    assert Scale(slope=1.0, constant=np.log(3)).probability(0.5) == pytest.approx(0.75)
    assert Scale(slope=0.5).probability(0.9) == pytest.approx(0.75)


def test_weights_are_read_as_they_were_written(parse, tmp_path):
    doc, mentions = parse(LOWERED, marked=MARKED)
    pairs = candidates(*read(doc, mentions))
    named = ["head last \n", *cues_of(pairs[0])]
    written = weights({"EFFECT": 0.25}, {(cue, "EFFECT"): 0.5 for cue in named})
    save_weights(written, tmp_path)
    found = load_weights(tmp_path)
    assert found is not None
    assert (found.cues, found.scales) == (written.cues, SCALES)
    assert np.array_equal(found.probabilities(pairs), written.probabilities(pairs))


def test_a_folder_without_weights_has_no_judge(tmp_path):
    assert load_weights(tmp_path / "empty") is None
