import pytest

STUDIED = "MSCs|NNS|nsubjpass|2 were|VBD|auxpass|2 studied|VBN|ROOT|2 .|.|punct|2"
OTHER = "Rats|NNS|nsubj|1 slept|VBD|ROOT|1 .|.|punct|1"


def given(relations, *sentences, **marked):
    mentions = {"MSCs": "CELL_THERAPY", "intravenously": "ROUTE"} | marked
    found = relations(*sentences, marked=mentions)
    return [(row[1], row[3]) for row in found if row[0] == "ADMINISTERED_VIA"]


@pytest.mark.parametrize(
    "sentence",
    [
        "These|DT|det|1 cells|NNS|nsubjpass|3 were|VBD|auxpass|3 injected|VBN|ROOT|3 intravenously|RB|advmod|3",
        "Patients|NNS|nsubj|1 receive|VBP|ROOT|1 study|NN|compound|3 product|NN|dobj|1 intravenously|RB|advmod|1",
        "The|DT|det|1 treatment|NN|nsubjpass|3 is|VBZ|auxpass|3 administered|VBN|ROOT|3 intravenously|RB|advmod|3",
        "Half|NN|nsubj|1 receive|VBP|ROOT|1 active|JJ|amod|3 drug|NN|dobj|1 intravenously|RB|advmod|1",
        "The|DT|det|1 suspension|NN|nsubjpass|3 was|VBD|auxpass|3 infused|VBN|ROOT|3 intravenously|RB|advmod|3",
    ],
)
def test_route_belongs_to_the_product_that_a_sentence_goes_on_about(relations, sentence):
    assert given(relations, STUDIED, sentence) == [("MSCs", "intravenously")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients|NNS|nsubj|1 receive|VBP|ROOT|1 fluids|NNS|dobj|1 intravenously|RB|advmod|1",
        "The|DT|det|1 study|NN|nsubj|2 ran|VBD|ROOT|2 intravenously|RB|advmod|2",
        "Controls|NNS|nsubj|1 received|VBD|ROOT|1 saline|NN|dobj|1 intravenously|RB|advmod|1",
        "Before|IN|prep|5 the|DT|det|2 cell|NN|compound|3 therapy|NN|pobj|0 steroids|NNS|nsubjpass|5 were|VBD|auxpass|5 "
        "injected|VBN|ROOT|6 intravenously|RB|advmod|6",
    ],
)
def test_route_of_something_else_does_not_belong_to_the_product(relations, sentence):
    assert given(relations, STUDIED, sentence) == []


def test_route_of_a_drug_that_is_named_does_not_belong_to_the_product(relations):
    sentence = (
        "These|DT|det|1 cells|NNS|nsubj|2 got|VBD|ROOT|2 cisplatin|NN|dobj|2 injected|VBN|acl|3 intravenously|RB|advmod|4"
    )
    assert given(relations, STUDIED, sentence, cisplatin="MEDIATOR") == []


def test_product_of_three_sentences_before_is_too_far(relations):
    sentence = "These|DT|det|1 cells|NNS|nsubjpass|3 were|VBD|auxpass|3 injected|VBN|ROOT|3 intravenously|RB|advmod|3"
    assert given(relations, STUDIED, OTHER, OTHER, sentence) == []
    assert given(relations, STUDIED, OTHER, sentence) == [("MSCs", "intravenously")]
