import pytest

from pipeline.components.relations.places import places

CASES = {
    "before the target": (
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 lung|NN|compound|3 neutrophils|NNS|dobj|1",
        {"neutrophils": "IMMUNE_CELL", "lung": "ANATOMY"},
        ["lung"],
    ),
    "before a carrier of the target": (
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 serum|NN|compound|3 levels|NNS|dobj|1 of|IN|prep|3 neutrophils|NNS|pobj|4",
        {"neutrophils": "IMMUNE_CELL", "serum": "ANATOMY"},
        ["serum"],
    ),
    "behind the target": (
        "MSCs|NNS|nsubj|1 reduced|VBD|ROOT|1 neutrophils|NNS|dobj|1 in|IN|prep|2 lung|NN|pobj|3 and|CC|cc|4 spleen|NN|conj|4",
        {"neutrophils": "IMMUNE_CELL", "lung": "ANATOMY", "spleen": "ANATOMY"},
        ["lung", "spleen"],
    ),
    "nowhere": (
        "Lung|NN|compound|1 MSCs|NNS|nsubj|2 reduced|VBD|ROOT|2 neutrophils|NNS|dobj|2",
        {"neutrophils": "IMMUNE_CELL", "Lung": "ANATOMY"},
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_places_are_found(name, clause):
    sentence, marked, expected = CASES[name]
    read = clause(sentence, marked)
    text = {unit.mention.id: unit.mention.text for unit in read.sentence.units}
    theme = next(unit.index for unit in read.sentence.units if unit.mention.label == "IMMUNE_CELL")
    trigger = read.sentence.words.index("reduced")
    assert [text[place] for place in places(read, theme, trigger)] == expected
