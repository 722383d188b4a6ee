import pytest


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("IL-4|NN|ROOT|0 ,|,|punct|0 IL-5|NN|conj|0 and|CC|cc|2 IL-9|NN|conj|2", [["IL-4", "IL-5", "IL-9"]]),
        (
            "IL-4|NN|ROOT|0 levels|NNS|dep|0 and|CC|cc|0 IL-5|NN|compound|4 release|NN|conj|0 or|CC|cc|4 IL-9|NN|conj|4",
            [["IL-4", "IL-5", "IL-9"]],
        ),
        ("IL-4|NN|ROOT|0 with|IN|prep|0 IL-5|NN|pobj|1 ;|:|punct|0 IL-9|NN|dep|0", [["IL-4"], ["IL-5"], ["IL-9"]]),
        (
            "IL-4|NN|ROOT|0 and|CC|cc|0 reduced|VBD|conj|0 IL-5|NN|dobj|2 or|CC|cc|3 IL-9|NN|conj|3",
            [["IL-4"], ["IL-5", "IL-9"]],
        ),
    ],
)  # fmt: skip
def test_groups_hold_what_only_separators_part(sentence, expected, clause):
    read = clause(sentence, {"IL-4": "CYTOKINE", "IL-5": "CYTOKINE", "IL-9": "CYTOKINE"})
    groups = [[read.unit(m).mention.text for m in read.groups.members(unit.index)] for unit in read.sentence.units]
    assert [group for place, group in enumerate(groups) if group not in groups[:place]] == expected


def test_groups_take_members_to_their_class(clause):
    read = clause(
        "cytokines|NNS|ROOT|0 such|JJ|amod|2 as|IN|prep|0 IL-5|NN|pobj|2", {"cytokines": "CYTOKINE", "IL-5": "CYTOKINE"}
    )
    assert read.groups.members(0) == [0, 1]


def test_groups_deny_what_follows_but_not(clause):
    read = clause("IL-4|NN|ROOT|0 but|CC|cc|0 not|RB|neg|3 IL-5|NN|conj|0", {"IL-4": "CYTOKINE", "IL-5": "CYTOKINE"})
    assert read.groups.members(0) == [0, 1]
    assert read.groups.denied == {1}
