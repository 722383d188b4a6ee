import pytest

CASES = {
    "nested source and donor": (
        "Human|JJ|amod|2 BM-MSCs|NNS|nsubj|2 homed|VBD|ROOT|2 .|.|punct|2",
        {"Human BM-MSCs": "CELL_THERAPY", "Human": "DONOR", "BM": "CELL_SOURCE"},
        {("HAS_DONOR", "Human BM-MSCs", "Human"), ("DERIVED_FROM", "Human BM-MSCs", "BM")},
    ),
    "a source after from": (
        "MSCs|NNS|nsubjpass|3 were|VBD|auxpass|3 then|RB|advmod|3 isolated|VBN|ROOT|3 from|IN|prep|3 marrow|NN|pobj|4",
        {"MSCs": "CELL_THERAPY", "marrow": "CELL_SOURCE"},
        {("DERIVED_FROM", "MSCs", "marrow")},
    ),
    "route, dose and time of giving": (
        "MSCs|NNS|nsubjpass|2 were|VBD|auxpass|2 infused|VBN|ROOT|2 intravenously|RB|advmod|2 at|IN|prep|2 2|CD|nummod|6 "
        "million|CD|pobj|4 on|IN|prep|2 day|NN|pobj|7 1|CD|nummod|8",
        {"MSCs": "CELL_THERAPY", "intravenously": "ROUTE", "2 million": "DOSE", "day 1": "TIMING"},
        {("ADMINISTERED_VIA", "MSCs", "intravenously"), ("HAS_DOSE", "MSCs", "2 million"), ("GIVEN_AT", "MSCs", "day 1")},
    ),
    "a time of measurement": (
        "MSCs|NNS|nsubjpass|2 were|VBD|auxpass|2 infused|VBN|ROOT|2 and|CC|cc|2 blood|NN|nsubjpass|6 was|VBD|auxpass|6 "
        "assessed|VBN|conj|2 on|IN|prep|6 day|NN|pobj|7 9|CD|nummod|8",
        {"MSCs": "CELL_THERAPY", "day 9": "TIMING"},
        set(),
    ),
    "condition and species": (
        "MSCs|NNS|nsubj|2 were|VBD|cop|2 safe|JJ|ROOT|2 in|IN|prep|2 rats|NNS|pobj|3 with|IN|prep|4 sepsis|NN|pobj|5",
        {"MSCs": "CELL_THERAPY", "rats": "SPECIES", "sepsis": "CONDITION"},
        {("STUDIED_IN", "MSCs", "sepsis"), ("IN_SPECIES", "sepsis", "rats")},
    ),
    "a condition that followed the product": (
        "GVHD|NN|nsubj|1 developed|VBD|ROOT|1 after|IN|prep|1 HSC|NN|compound|4 transplantation|NN|pobj|2",
        {"GVHD": "CONDITION", "HSC": "CELL_THERAPY"},
        set(),
    ),
    "the species of a product without a condition": (
        "Rats|NNS|nsubj|1 received|VBD|ROOT|1 MSCs|NNS|dobj|1",
        {"Rats": "SPECIES", "MSCs": "CELL_THERAPY"},
        {("IN_SPECIES", "MSCs", "Rats")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_structure_reads(name, relations):
    sentence, marked, expected = CASES[name]
    found = relations(sentence, marked=marked)
    assert {(row[0], row[1], row[3]) for row in found if row[0] != "EFFECT"} == expected


def test_dose_list_belongs_to_one_product(relations):
    found = relations(
        "MSCs|NNS|nsubjpass|2 were|VBD|auxpass|2 given|VBN|ROOT|2 at|IN|prep|2 2|CD|nummod|5 million/kg|NN|pobj|3 "
        "and|CC|cc|5 5|CD|nummod|8 million/kg|NN|conj|5 .|.|punct|2",
        marked={"MSCs": "CELL_THERAPY", "2 million/kg": "DOSE", "5 million/kg": "DOSE"},
    )
    assert [(row[0], row[1], row[3]) for row in found] == [
        ("HAS_DOSE", "MSCs", "2 million/kg"),
        ("HAS_DOSE", "MSCs", "5 million/kg"),
    ]


def test_dose_names_its_product(relations):
    found = relations(
        "Patients|NNS|nsubj|1 get|VBP|ROOT|1 20|CD|nummod|3 million|CD|nummod|4 MSCs|NNS|dobj|1 .|.|punct|1",
        marked={"20 million MSCs": "DOSE", "MSCs": "CELL_THERAPY"},
    )
    assert [(row[0], row[1], row[3]) for row in found] == [("HAS_DOSE", "MSCs", "20 million MSCs")]


def test_route_belongs_to_the_product_within_a_dose(relations):
    found = relations(
        "We|PRP|nsubj|1 gave|VBD|ROOT|1 IV|NN|dobj|1 2|CD|nummod|4 million|CD|nummod|5 MSCs|NNS|dobj|1 .|.|punct|1",
        marked={"IV": "ROUTE", "2 million MSCs": "DOSE", "MSCs": "CELL_THERAPY"},
    )
    assert ("ADMINISTERED_VIA", "MSCs", "IV") in [(row[0], row[1], row[3]) for row in found]


FAR = (
    "MSCs|NNS|nsubj|1 improved|VBD|ROOT|1 cardiac|JJ|amod|3 function|NN|dobj|1 through|IN|prep|1 angiogenesis|NN|pobj|4 "
    "and|CC|cc|5 through|IN|conj|4 a|DT|det|9 reduction|NN|pobj|7 of|IN|prep|9 cardiomyocyte|NN|compound|12 death|NN|pobj|10 "
    "in|IN|prep|9 the|DT|det|16 remote|JJ|amod|16 myocardium|NN|pobj|13 {} .|.|punct|1"
)


def test_route_far_behind_belongs_to_the_only_product_by_a_clause_of_giving(relations):
    told = "when|WRB|advmod|18 transplanted|VBN|advcl|1 into|IN|prep|18 the|DT|det|21 scar|NN|pobj|19"
    found = relations(FAR.format(told), marked={"MSCs": "CELL_THERAPY", "scar": "ROUTE"})
    assert ("ADMINISTERED_VIA", "MSCs", "scar") in [(row[0], row[1], row[3]) for row in found]


def test_route_far_behind_without_such_a_clause_belongs_to_nobody(relations):
    told = "as|IN|mark|18 seen|VBN|advcl|1 near|IN|prep|18 the|DT|det|21 scar|NN|pobj|19"
    found = relations(FAR.format(told), marked={"MSCs": "CELL_THERAPY", "scar": "ROUTE"})
    assert "ADMINISTERED_VIA" not in {row[0] for row in found}
