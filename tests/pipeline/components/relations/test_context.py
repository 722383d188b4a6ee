from pipeline.components.relations.grammar import propose
from pipeline.records import Block, Document

FIRST = "Rats|NNS|nsubj|1 had|VBD|ROOT|1 sepsis|NN|dobj|1 .|.|punct|1"


def test_context_is_said_in_the_sentence_or_inferred_from_the_block(parse):
    doc, mentions = parse(
        FIRST,
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 on|IN|prep|1 day|NN|pobj|3 2|CD|nummod|4 .|.|punct|1",
        marked={"Rats": "SPECIES", "sepsis": "CONDITION", "MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE", "day 2": "TIMING"},
    )
    document = Document("d", "", "d", doc.text, blocks=(Block("paragraph", "Results", 0, len(doc.text), role="results"),))
    (effect,) = [found for found in propose(doc, mentions, document) if found.label == "EFFECT"]
    text = {mention.id: mention.text for mention in mentions}
    assert [(found.role, text[found.mention], found.inferred) for found in effect.context] == [
        ("timing", "day 2", False),
        ("condition", "sepsis", True),
        ("species", "Rats", True),
    ]
    assert effect.origin == "own"


def test_context_of_another_block_is_not_inferred(parse):
    doc, mentions = parse(
        FIRST,
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 IL-6|NN|dobj|1 .|.|punct|1",
        marked={"Rats": "SPECIES", "sepsis": "CONDITION", "MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE"},
    )
    blocks = (Block("paragraph", "", 0, 16), Block("paragraph", "", 17, len(doc.text)))
    document = Document("d", "", "d", doc.text, blocks=blocks)
    (effect,) = [found for found in propose(doc, mentions, document) if found.label == "EFFECT"]
    assert effect.context == ()


def test_design_of_an_original_paper_reaches_its_own_results(parse):
    doc, mentions = parse(
        "Sepsis|NN|ROOT|0 in|IN|prep|0 rats|NNS|pobj|1",
        "We|PRP|nsubj|1 found|VBD|ROOT|1 that|IN|mark|4 MSCs|NNS|nsubj|4 reduced|VBD|ccomp|1 IL-6|NN|dobj|4 .|.|punct|1",
        marked={"Sepsis": "CONDITION", "rats": "SPECIES", "MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE"},
    )
    blocks = (Block("title", "", 0, 14, role="title"), Block("paragraph", "Results", 15, len(doc.text), role="results"))
    document = Document("d", "", "d", doc.text, blocks=blocks)
    (effect,) = [found for found in propose(doc, mentions, document) if found.label == "EFFECT"]
    assert [(found.role, found.inferred) for found in effect.context] == [("condition", True), ("species", True)]
