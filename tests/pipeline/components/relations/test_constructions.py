"""Effects stated by constructions beyond plain verbs: what each says, and sentences like it that say nothing."""

import pytest

CASES = [
    (
        "MSCs|NNS|nsubj|1 brought|VBD|ROOT|1 IL-6|NN|dobj|1 down|IN|prep|1 in|IN|prep|1 septic|JJ|amod|6 "
        "rats|NNS|pobj|4 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        [("MSCs", "decrease", "IL-6", "asserted", "none")],
    ),
    (
        "Fibrosis|NN|nsubjpass|2 was|VBD|auxpass|2 brought|VBN|ROOT|2 about|RB|advmod|2 by|IN|prep|2 "
        "galectin-3|NN|pobj|4 .|.|punct|2",
        {"Fibrosis": "OUTCOME", "galectin-3": "MEDIATOR"},
        [("galectin-3", "increase", "Fibrosis", "asserted", "none")],
    ),
    (
        "MSCs|NNS|nsubj|1 gave|VBD|ROOT|1 rise|NN|dobj|1 to|IN|prep|1 less|JJR|amod|5 fibrosis|NN|pobj|3 "
        ".|.|punct|1",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "decrease", "fibrosis", "asserted", "none")],
    ),
    (
        "MSCs|NNS|nsubj|1 gave|VBD|ROOT|1 IL-6|NN|dobj|1 to|IN|prep|1 the|DT|det|5 cells|NNS|pobj|3 "
        ".|.|punct|1",
        {"MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        [],
    ),
    (
        "MSCs|NNS|nsubj|1 migrated|VBD|ROOT|1 down|RP|prep|1 the|DT|det|4 cortex|NN|pobj|2 with|IN|prep|4 "
        "IL-6|NN|pobj|5 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        [],
    ),
    (
        "Exosomes|NNS|nsubj|1 caused|VBD|ROOT|1 neutrophils|NNS|dobj|1 to|TO|aux|4 disappear|VB|xcomp|1 "
        ".|.|punct|1",
        {"Exosomes": "CELL_THERAPY", "neutrophils": "IMMUNE_CELL"},
        [("Exosomes", "decrease", "neutrophils", "asserted", "none")],
    ),
    (
        "Exosomes|NNS|nsubj|1 kept|VBD|ROOT|1 neutrophils|NNS|dobj|1 from|IN|prep|1 expanding|NN|pobj|3 "
        ".|.|punct|1",
        {"Exosomes": "CELL_THERAPY", "neutrophils": "IMMUNE_CELL"},
        [("Exosomes", "decrease", "neutrophils", "asserted", "none")],
    ),
    (
        "Exosomes|NNS|nsubj|1 prevented|VBD|ROOT|1 Tregs|NN|dobj|1 from|IN|prep|1 falling|VBG|pcomp|3 "
        ".|.|punct|1",
        {"Exosomes": "CELL_THERAPY", "Tregs": "IMMUNE_CELL"},
        [("Exosomes", "increase", "Tregs", "asserted", "none")],
    ),
    (
        "Smoke|NNP|nsubj|1 rendered|VBD|amod|2 mice|NNS|ROOT|2 susceptible|JJ|amod|2 to|TO|aux|5 "
        "emphysema|VB|xcomp|3 .|.|punct|2",
        {"Smoke": "MEDIATOR", "emphysema": "CONDITION"},
        [("Smoke", "increase", "emphysema", "asserted", "none")],
    ),
    (
        "Smoke|NNP|nsubj|1 rendered|VBD|amod|2 mice|NNS|ROOT|2 resistant|JJ|amod|2 to|TO|aux|5 "
        "emphysema|VB|xcomp|3 .|.|punct|2",
        {"Smoke": "MEDIATOR", "emphysema": "CONDITION"},
        [("Smoke", "decrease", "emphysema", "asserted", "none")],
    ),
    (
        "Exosomes|NNS|nsubj|1 allowed|VBD|ROOT|1 surgeons|NNS|dobj|1 to|TO|aux|4 count|VB|advcl|2 "
        "neutrophils|NNS|dobj|4 .|.|punct|1",
        {"Exosomes": "CELL_THERAPY", "neutrophils": "IMMUNE_CELL"},
        [],
    ),
    (
        "There|EX|expl|1 were|VBD|ROOT|1 fewer|JJR|amod|3 eosinophils|NNS|attr|1 after|IN|prep|3 "
        "MSC|NN|compound|6 infusion|NN|pobj|4 .|.|punct|1",
        {"MSC": "CELL_THERAPY", "eosinophils": "IMMUNE_CELL"},
        [("MSC", "decrease", "eosinophils", "asserted", "none")],
    ),
    (
        "Lower|JJR|amod|1 ferritin|NN|ROOT|1 after|IN|prep|1 MSC|NN|compound|4 infusion|NN|pobj|2",
        {"MSC": "CELL_THERAPY", "ferritin": "MEDIATOR"},
        [("MSC", "decrease", "ferritin", "asserted", "none")],
    ),
    (
        "Reduced|VBN|amod|1 proteinuria|NN|nsubj|2 was|VBD|ROOT|2 the|DT|det|5 main|JJ|amod|5 "
        "result|NN|attr|2 of|IN|prep|5 MSC|NN|compound|8 infusion|NN|pobj|6 .|.|punct|2",
        {"MSC": "CELL_THERAPY", "proteinuria": "OUTCOME"},
        [("MSC", "decrease", "proteinuria", "asserted", "none")],
    ),
    (
        "There|EX|expl|1 were|VBD|ROOT|1 eosinophils|NNS|attr|1 after|IN|prep|2 MSC|NN|compound|5 "
        "infusion|NN|pobj|3 .|.|punct|1",
        {"MSC": "CELL_THERAPY", "eosinophils": "IMMUNE_CELL"},
        [],
    ),
    (
        "IL-6|NN|nsubj|1 fell|VBD|ROOT|1 after|IN|prep|1 MSC|NN|compound|4 infusion|NN|pobj|2 "
        "despite|IN|prep|1 unchanged|JJ|amod|7 bilirubin|NN|pobj|5 .|.|punct|1",
        {"MSC": "CELL_THERAPY", "IL-6": "CYTOKINE", "bilirubin": "OUTCOME"},
        [("MSC", "decrease", "IL-6", "asserted", "none"), ("MSC", "no_change", "bilirubin", "asserted", "none")],
    ),
    (
        "MSCs|NNS|nsubj|1 lowered|VBD|ROOT|1 ferritin|NN|dobj|1 more|JJR|amod|2 than|IN|prep|1 "
        "fibroblasts|NNS|pobj|4 did|VBD|conj|1 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "ferritin": "MEDIATOR", "fibroblasts": "CELL_THERAPY"},
        [("MSCs", "decrease", "ferritin", "asserted", "none"), ("fibroblasts", "decrease", "ferritin", "asserted", "none")],
    ),
    (
        "Exosomes|NNS|nsubj|1 were|VBD|ROOT|1 as|IN|mark|3 effective|JJ|acomp|1 as|IN|prep|3 MSCs|NNS|pobj|4 "
        "in|IN|prep|3 lowering|VBG|amod|8 ferritin|NN|pobj|6 .|.|punct|1",
        {"Exosomes": "CELL_THERAPY", "MSCs": "CELL_THERAPY", "ferritin": "MEDIATOR"},
        [("Exosomes", "decrease", "ferritin", "asserted", "none"), ("MSCs", "decrease", "ferritin", "asserted", "none")],
    ),
    (
        "Exosomes|NNS|nsubj|1 were|VBD|ROOT|1 ineffective|JJ|acomp|1 in|IN|prep|2 lowering|VBG|amod|5 "
        "ferritin|NN|pobj|3 .|.|punct|1",
        {"Exosomes": "CELL_THERAPY", "ferritin": "MEDIATOR"},
        [("Exosomes", "no_change", "ferritin", "asserted", "none")],
    ),
    (
        "By|IN|ROOT|0 secreting|VBG|pcomp|0 lipoxin|NN|dobj|1 ,|,|punct|6 MSCs|NNS|nmod|6 reduced|VBN|amod|6 "
        "edema|NN|dobj|1 .|.|ROOT|7",
        {"lipoxin": "MEDIATOR", "MSCs": "CELL_THERAPY", "edema": "OUTCOME"},
        [("lipoxin", "decrease", "edema", "asserted", "none"), ("MSCs", "decrease", "edema", "asserted", "none")],
    ),
    (
        "MSCs|NNS|nmod|2 reduced|VBN|amod|2 edema|NN|ROOT|2 independently|RB|advmod|2 of|IN|prep|3 "
        "lipoxin|NN|pobj|4 .|.|punct|2",
        {"lipoxin": "MEDIATOR", "MSCs": "CELL_THERAPY", "edema": "OUTCOME"},
        [("MSCs", "decrease", "edema", "asserted", "none"), ("lipoxin", "decrease", "edema", "negated", "none")],
    ),
    (
        "MSCs|NNS|nmod|2 reduced|VBN|amod|2 edema|NN|ROOT|2 by|IN|prep|2 means|NNS|pobj|3 of|IN|prep|4 "
        "lipoxin|NN|pobj|5 .|.|punct|2",
        {"lipoxin": "MEDIATOR", "MSCs": "CELL_THERAPY", "edema": "OUTCOME"},
        [("MSCs", "decrease", "edema", "asserted", "none"), ("lipoxin", "decrease", "edema", "asserted", "none")],
    ),
    (
        "There|EX|expl|1 is|VBZ|ROOT|1 no|DT|det|3 evidence|NN|attr|1 that|IN|mark|6 MSCs|NNS|nsubj|6 "
        "promote|VBP|acl|3 fibrosis|NN|dobj|6 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "increase", "fibrosis", "negated", "none")],
    ),
    (
        "It|PRP|nsubj|1 is|VBZ|ROOT|1 unlikely|JJ|acomp|1 that|IN|mark|5 MSCs|NNS|nsubj|5 "
        "promote|VBP|ccomp|1 fibrosis|NN|dobj|5 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "increase", "fibrosis", "negated", "none")],
    ),
    (
        "MSCs|NNS|nsubj|3 do|VBP|aux|3 not|RB|neg|3 induce|VB|ROOT|3 fibrosis|NN|dobj|3 .|.|punct|3",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "increase", "fibrosis", "negated", "none")],
    ),
    (
        "MSCs|NNS|nsubj|3 did|VBD|aux|3 not|RB|neg|3 induce|VB|ROOT|3 fibrosis|NN|dobj|3 .|.|punct|3",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "no_change", "fibrosis", "asserted", "none")],
    ),
    (
        "MSCs|NNS|nsubj|2 never|RB|advmod|0 failed|VBD|ROOT|2 to|TO|aux|4 reduce|VB|xcomp|2 "
        "fibrosis|NN|dobj|4 .|.|punct|2",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "decrease", "fibrosis", "asserted", "none")],
    ),
    (
        "Neither|CC|preconj|1 IL-6|NN|nsubj|4 nor|CC|cc|1 IL-8|NN|conj|1 differed|VBD|ROOT|4 after|IN|prep|4 "
        "MSC|NN|compound|7 infusion|NN|pobj|5 .|.|punct|4",
        {"MSC": "CELL_THERAPY", "IL-6": "CYTOKINE", "IL-8": "CYTOKINE"},
        [("MSC", "no_change", "IL-6", "asserted", "none"), ("MSC", "no_change", "IL-8", "asserted", "none")],
    ),
    (
        "Once|IN|mark|4 galectin-3|NN|nsubjpass|4 had|VBD|aux|4 been|VBN|auxpass|4 silenced|VBN|advcl|7 "
        ",|,|punct|7 fibrosis|NN|nsubj|7 declined|VBN|ROOT|7 .|.|punct|7",
        {"galectin-3": "MEDIATOR", "fibrosis": "OUTCOME"},
        [("galectin-3", "decrease", "fibrosis", "asserted", "loss")],
    ),
    (
        "When|WRB|advmod|3 MSCs|NNS|nsubjpass|3 were|VBD|auxpass|3 given|VBN|advcl|6 ,|,|punct|6 "
        "fibrosis|NN|nsubj|6 declined|VBN|ROOT|6 .|.|punct|6",
        {"MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME"},
        [("MSCs", "decrease", "fibrosis", "asserted", "none")],
    ),
    (
        "In|IN|prep|5 MSC-treated|VBN|amod|2 rats|NNS|pobj|0 ,|,|punct|5 proteinuria|NN|nsubj|5 "
        "was|VBD|ROOT|5 less|RBR|advmod|7 severe|JJ|acomp|5 .|.|punct|5",
        {"MSC": "CELL_THERAPY", "proteinuria": "OUTCOME"},
        [("MSC", "decrease", "proteinuria", "asserted", "none")],
    ),
    (
        "In|IN|prep|5 MSC-treated|VBN|amod|2 rats|NNS|pobj|0 ,|,|punct|5 proteinuria|NN|nsubj|5 "
        "was|VBD|ROOT|5 severe|JJ|acomp|5 .|.|punct|5",
        {"MSC": "CELL_THERAPY", "proteinuria": "OUTCOME"},
        [],
    ),
    (
        "MSCs|NNS|ROOT|0 ,|,|punct|0 but|CC|cc|0 not|RB|neg|2 fibroblasts|NNS|conj|0 ,|,|punct|0 "
        "reduced|VBN|amod|7 edema|NN|conj|0 .|.|punct|0",
        {"MSCs": "CELL_THERAPY", "fibroblasts": "CELL_THERAPY", "edema": "OUTCOME"},
        [("fibroblasts", "no_change", "edema", "asserted", "none"), ("MSCs", "decrease", "edema", "asserted", "none")],
    ),
    (
        "MSCs|NNS|ROOT|0 (|-LRB-|punct|4 n|NN|nsubj|4 =|SYM|punct|4 9|CD|parataxis|0 )|-RRB-|punct|4 "
        "reduced|VBN|amod|7 edema|NN|conj|0 .|.|punct|0",
        {"MSCs": "CELL_THERAPY", "edema": "OUTCOME"},
        [("MSCs", "decrease", "edema", "asserted", "none")],
    ),
    (
        "MSCs|NNS|nmod|2 reduced|VBN|amod|2 edema|NN|ROOT|2 ,|,|punct|2 whereas|IN|mark|6 "
        "endotoxin|NN|nsubj|6 increased|VBD|relcl|2 it|PRP|dobj|6 .|.|punct|2",
        {"MSCs": "CELL_THERAPY", "edema": "OUTCOME", "endotoxin": "MEDIATOR"},
        [("endotoxin", "increase", "edema", "asserted", "none"), ("MSCs", "decrease", "edema", "asserted", "none")],
    ),
    (
        "The|DT|det|2 TNF-lowering|VBG|amod|2 activity|NN|nsubjpass|6 of|IN|prep|2 MSCs|NNS|pobj|3 "
        "was|VBD|auxpass|6 confirmed|VBN|ROOT|6 .|.|punct|6",
        {"MSCs": "CELL_THERAPY", "TNF": "CYTOKINE"},
        [("MSCs", "decrease", "TNF", "asserted", "none")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "marked", "effects"), CASES)
def test_construction_states_just_these_effects(sentence, marked, effects, relations):
    found = [row[1:] for row in relations(sentence, marked=marked) if row[0] == "EFFECT"]
    assert sorted(found) == sorted(effects)
