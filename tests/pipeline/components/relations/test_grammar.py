import pytest

from pipeline.components.relations.grammar import propose
from pipeline.records import Block, Document

MSC_IL6 = {"MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE"}

CASES = {
    "an active verb": (
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 .|.|punct|1",
        MSC_IL6,
        [("MSCs", "decrease", "IL-6", "asserted", "none")],
    ),
    "a passive verb": (
        "IL-6|NN|nsubjpass|2 was|VBD|auxpass|2 reduced|VBN|ROOT|2 by|IN|agent|2 MSCs|NNS|pobj|3 .|.|punct|2",
        MSC_IL6,
        [("MSCs", "decrease", "IL-6", "asserted", "none")],
    ),
    "a denied verb": (
        "MSCs|NNS|nsubj|3 did|VBD|aux|3 not|RB|neg|3 reduce|VB|ROOT|3 IL-6|NN|dobj|3 .|.|punct|3",
        MSC_IL6,
        [("MSCs", "no_change", "IL-6", "asserted", "none")],
    ),
    "a modal": (
        "MSCs|NNS|nsubj|2 may|MD|aux|2 reduce|VB|ROOT|2 IL-6|NN|dobj|2 .|.|punct|2",
        MSC_IL6,
        [("MSCs", "decrease", "IL-6", "speculative", "none")],
    ),
    "a question": (
        "We|PRP|nsubj|1 investigated|VBD|ROOT|1 whether|IN|mark|4 MSCs|NNS|nsubj|4 reduce|VBP|ccomp|1 "
        "IL-6|NN|dobj|4 .|.|punct|1",
        MSC_IL6,
        [],
    ),
    "a double negative": (
        "MSCs|NNS|nsubj|1 prevented|VBD|ROOT|1 the|DT|det|3 rise|NN|dobj|1 in|IN|prep|3 IL-6|NN|pobj|4 .|.|punct|1",
        MSC_IL6,
        [("MSCs", "decrease", "IL-6", "asserted", "none")],
    ),
    "a light verb": (
        "MSCs|NNS|nsubj|1 led|VBD|ROOT|1 to|IN|prep|1 a|DT|det|4 reduction|NN|pobj|2 in|IN|prep|4 IL-6|NN|pobj|5 .|.|punct|1",
        MSC_IL6,
        [("MSCs", "decrease", "IL-6", "asserted", "none")],
    ),
    "no effect": (
        "MSCs|NNS|nsubj|1 had|VBD|ROOT|1 no|DT|det|3 effect|NN|dobj|1 on|IN|prep|3 IL-6|NN|pobj|4 .|.|punct|1",
        MSC_IL6,
        [("MSCs", "no_change", "IL-6", "asserted", "none")],
    ),
    "the loss of an agent": (
        "Deletion|NN|nsubj|3 of|IN|prep|0 IL-10|NN|pobj|1 increased|VBD|ROOT|3 TNF|NN|dobj|3 .|.|punct|3",
        {"IL-10": "CYTOKINE", "TNF": "CYTOKINE"},
        [("IL-10", "increase", "TNF", "asserted", "loss")],
    ),
    "a means": (
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 via|IN|prep|1 PGE2|NN|pobj|3 .|.|punct|1",
        MSC_IL6 | {"PGE2": "MEDIATOR"},
        [("MSCs", "decrease", "IL-6", "asserted", "none"), ("PGE2", "decrease", "IL-6", "asserted", "none")],
    ),
    "a group compared": (
        "IL-6|NN|nsubj|1 was|VBD|ROOT|1 lower|JJR|acomp|1 in|IN|prep|1 the|DT|det|6 MSC|NN|compound|6 group|NN|pobj|3 "
        "than|IN|prep|1 in|IN|prep|7 the|DT|det|11 control|NN|compound|11 group|NN|pobj|8 .|.|punct|1",
        {"IL-6": "CYTOKINE", "MSC": "CELL_THERAPY"},
        [("MSC", "decrease", "IL-6", "asserted", "none")],
    ),
    "coordinated verbs": (
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 and|CC|cc|1 increased|VBD|conj|1 IL-10|NN|dobj|4 .|.|punct|1",
        MSC_IL6 | {"IL-10": "CYTOKINE"},
        [("MSCs", "decrease", "IL-6", "asserted", "none"), ("MSCs", "increase", "IL-10", "asserted", "none")],
    ),
    "a cause within a compound": (
        "MSCs|NNS|nsubj|1 lowered|VBD|ROOT|1 LPS-induced|JJ|amod|3 TNF|NN|dobj|1 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "LPS": "MEDIATOR", "TNF": "CYTOKINE"},
        [("MSCs", "decrease", "TNF", "asserted", "none"), ("LPS", "increase", "TNF", "asserted", "none")],
    ),
    "a switch": (
        "Resolvins|NNS|nsubj|1 shifted|VBD|ROOT|1 macrophages|NNS|dobj|1 from|IN|prep|1 M1|NN|pobj|3 to|IN|prep|1 M2|NN|pobj|5",
        {"Resolvins": "MEDIATOR", "M1": "IMMUNE_CELL", "M2": "IMMUNE_CELL"},
        [("Resolvins", "decrease", "M1", "asserted", "none"), ("Resolvins", "increase", "M2", "asserted", "none")],
    ),
    "adverse events denied": (
        "No|DT|det|2 adverse|JJ|amod|2 events|NNS|nsubjpass|6 of|IN|prep|2 MSCs|NNS|pobj|3 "
        "were|VBD|auxpass|6 observed|VBN|ROOT|6",
        {"adverse events": "OUTCOME", "MSCs": "CELL_THERAPY"},
        [("MSCs", "increase", "adverse events", "negated", "none")],
    ),
    "a reversed verb": (
        "The|DT|det|1 release|NN|nsubj|4 of|IN|prep|1 IL-6|NN|pobj|2 depended|VBD|ROOT|4 on|IN|prep|4 "
        "MyD88|NN|pobj|5 .|.|punct|4",
        {"IL-6": "CYTOKINE", "MyD88": "MEDIATOR"},
        [("MyD88", "increase", "IL-6", "asserted", "none")],
    ),
    "a mention of two things without a word of change": (
        "MSCs|NNS|nsubj|1 bound|VBD|ROOT|1 IL-6|NN|dobj|1 .|.|punct|1",
        MSC_IL6,
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_grammar_reads(name, relations):
    sentence, marked, expected = CASES[name]
    found = relations(sentence, marked=marked)
    assert [row[1:] for row in found if row[0] == "EFFECT"] == expected


def test_grammar_takes_the_agent_of_a_pronoun_from_the_sentence_before(relations):
    found = relations(
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 .|.|punct|1",
        "They|PRP|nsubj|1 increased|VBD|ROOT|1 IL-10|NN|dobj|1 .|.|punct|1",
        marked=MSC_IL6 | {"IL-10": "CYTOKINE"},
    )
    assert ("EFFECT", "MSCs", "increase", "IL-10", "asserted", "none") in found


def test_grammar_reads_benefits_told_without_their_product_as_elliptic(parse):
    doc, mentions = parse(
        "MSCs|NNS|nsubj|2 were|VBD|auxpass|2 infused|VBN|ROOT|2 .|.|punct|2",
        "Benefits|NNS|nsubj|1 included|VBD|ROOT|1 lower|JJR|amod|3 IL-6|NN|dobj|1 .|.|punct|1",
        marked=MSC_IL6,
    )
    (found,) = propose(doc, mentions)
    assert (found.head, found.tail, found.direction, found.elliptic) == ("m1", "m2", "decrease", True)


def test_grammar_does_not_take_an_agent_from_another_block(relations):
    document = Document("d", "", "d", "MSCs reduced IL-6. They increased IL-10.", blocks=(
        Block("paragraph", "", 0, 18), Block("paragraph", "", 19, 40),
    ))  # fmt: skip
    found = relations(
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 .|.|punct|1",
        "They|PRP|nsubj|1 increased|VBD|ROOT|1 IL-10|NN|dobj|1 .|.|punct|1",
        marked=MSC_IL6 | {"IL-10": "CYTOKINE"},
        document=document,
    )
    assert [row[3] for row in found] == ["IL-6"]


def test_grammar_finds_nothing_without_mentions(relations):
    assert relations("MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 .|.|punct|1", marked={}) == []


def test_relation_names_its_cue_words_and_its_rule(parse):
    doc, mentions = parse("MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1", marked=MSC_IL6)
    (found,) = propose(doc, mentions)
    assert [(doc.text[cue.start : cue.end], cue.role) for cue in found.cues] == [("reduced", "trigger")]
    assert (found.id, found.method, found.elliptic) == ("r1", "grammar: active verb", False)
