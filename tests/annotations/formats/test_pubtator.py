"""PubTator, and what it leaves out."""

from annotations.formats import pubtator

TEXT = "Stromal cells (MSCs) lowered IL-6."
RELATION = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "citations": [4]}


def test_pubtator_holds_mentions_and_pairs_of_concepts(read_sentence):
    mentions = "a=CELL_THERAPY:Stromal cells|MSC; t=CYTOKINE:IL-6|IL6"
    text, losses = pubtator.write(read_sentence(TEXT, mentions, [RELATION]))
    assert text.splitlines() == [
        "gold|t|Stromal cells (MSCs) lowered IL-6.",
        "gold|a|",
        "gold\t0\t13\tStromal cells\tCELL_THERAPY\tMSC",
        "gold\t29\t33\tIL-6\tCYTOKINE\tIL6",
        "gold\tEFFECT\tMSC\tIL6",
    ]
    assert losses == [
        "1 places of relations: which mentions they join",
        "1 directions of effects",
        "1 citations of relations",
        "1 sentences and their names",
    ]


def test_nothing_is_said_to_be_lost_of_mentions_alone(read_sentence):
    _, losses = pubtator.write(read_sentence(TEXT, "t=CYTOKINE:IL-6"))
    assert losses == ["1 sentences and their names"]
