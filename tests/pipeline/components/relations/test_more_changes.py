"""Changes told by exceptions, by what undoes them, beside others, by responses and owners: most with a sentence unlike them."""

import pytest

CASES = [
    (
        "exception",
        "PGE2|NN|nsubjpass|2 was|VBD|auxpass|2 raised|VBN|ROOT|2 by|IN|agent|2 LPS|NN|pobj|3 but|CC|cc|2 "
        "not|RB|neg|5 by|IN|conj|2 IL-4|NN|pobj|7 .|.|punct|2",
        {"PGE2": "MEDIATOR", "LPS": "MEDIATOR", "IL-4": "CYTOKINE"},
        ["IL-4 no_change PGE2", "LPS increase PGE2"],
    ),
    (
        "exception",
        "PGE2|NN|nsubjpass|2 was|VBD|auxpass|2 raised|VBN|ROOT|2 by|IN|agent|2 LPS|NN|pobj|3 but|CC|cc|2 "
        "not|RB|neg|7 measured|VBN|conj|2 with|IN|prep|7 IL-4|NN|pobj|8 .|.|punct|2",
        {"PGE2": "MEDIATOR", "LPS": "MEDIATOR", "IL-4": "CYTOKINE"},
        ["LPS increase PGE2"],
    ),
    (
        "undone",
        "LPS|NN|nsubj|1 increased|VBD|ROOT|1 IL-6|NN|dobj|1 ,|,|punct|2 an|DT|det|5 effect|NN|appos|2 "
        "that|WDT|dep|8 was|VBD|auxpass|8 blunted|VBN|relcl|5 by|IN|agent|8 MSCs|NNS|pobj|9 .|.|punct|1",
        {"LPS": "MEDIATOR", "IL-6": "CYTOKINE", "MSCs": "CELL_THERAPY"},
        ["LPS increase IL-6", "MSCs decrease IL-6"],
    ),
    (
        "undone",
        "LPS|NN|nsubj|1 increased|VBD|ROOT|1 IL-6|NN|dobj|1 ,|,|punct|2 a|DT|det|5 protein|NN|appos|2 "
        "that|WDT|dep|8 was|VBD|auxpass|8 purified|VBN|relcl|5 by|IN|agent|8 MSCs|NNS|pobj|9 .|.|punct|1",
        {"LPS": "MEDIATOR", "IL-6": "CYTOKINE", "MSCs": "CELL_THERAPY"},
        ["LPS increase IL-6"],
    ),
    (
        "accompanied",
        "The|DT|det|1 improvement|NN|nsubjpass|5 in|IN|prep|1 cognition|NN|pobj|2 was|VBD|auxpass|5 "
        "accompanied|VBN|ROOT|5 by|IN|agent|5 reduced|VBN|amod|9 amyloid|NN|compound|9 plaques|NNS|pobj|6 "
        "in|IN|prep|9 the|DT|det|13 MSC|NN|compound|13 group|NN|pobj|10 .|.|punct|5",
        {"cognition": "OUTCOME", "amyloid plaques": "OUTCOME", "MSC": "CELL_THERAPY"},
        ["MSC decrease amyloid plaques", "MSC increase cognition"],
    ),
    (
        "stronger than",
        "Hypoxic|JJ|amod|1 MSCs|NNS|nsubj|2 exerted|VBD|ROOT|2 a|DT|det|6 stronger|JJR|amod|6 "
        "inhibitory|JJ|amod|6 effect|NN|dobj|2 on|IN|prep|2 fibrosis|NN|pobj|7 than|IN|prep|8 "
        "normoxic|JJ|amod|11 MSCs|NNS|pobj|9 .|.|punct|2",
        {"Hypoxic MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME", "normoxic MSCs": "CELL_THERAPY"},
        ["Hypoxic MSCs decrease fibrosis", "normoxic MSCs decrease fibrosis"],
    ),
    (
        "stronger than",
        "Hypoxic|JJ|amod|1 MSCs|NNS|nsubj|2 exerted|VBD|ROOT|2 an|DT|det|5 inhibitory|JJ|amod|5 "
        "effect|NN|dobj|2 on|IN|prep|5 fibrosis|NN|pobj|6 other|JJ|amod|7 than|IN|prep|8 normoxic|JJ|amod|11 "
        "MSCs|NNS|pobj|9 .|.|punct|2",
        {"Hypoxic MSCs": "CELL_THERAPY", "fibrosis": "OUTCOME", "normoxic MSCs": "CELL_THERAPY"},
        ["Hypoxic MSCs decrease fibrosis"],
    ),
    (
        "with a change",
        "MSCs|NNS|nsubj|2 effectively|RB|advmod|2 ameliorated|VBD|ROOT|2 EAE|NN|dobj|2 ,|,|punct|2 "
        "with|IN|prep|2 reduced|VBN|amod|7 demyelination|NN|pobj|5 and|CC|cc|7 fewer|JJR|amod|12 "
        "infiltrating|VBG|amod|12 T|NN|compound|12 cells|NNS|conj|7 .|.|punct|2",
        {"MSCs": "CELL_THERAPY", "EAE": "CONDITION", "demyelination": "OUTCOME", "infiltrating T cells": "IMMUNE_CELL"},
        ["MSCs decrease EAE", "MSCs decrease demyelination", "MSCs decrease infiltrating T cells"],
    ),
    (
        "beside a noun",
        "There|EX|expl|1 was|VBD|ROOT|1 a|DT|det|4 significant|JJ|amod|4 reduction|NN|attr|1 in|IN|prep|4 "
        "pain|NN|pobj|5 and|CC|cc|6 improvement|NN|conj|6 in|IN|prep|6 function|NN|pobj|9 "
        "following|VBG|prep|4 MSC|NN|compound|13 injection|NN|pobj|11 .|.|punct|1",
        {"pain": "OUTCOME", "function": "OUTCOME", "MSC": "CELL_THERAPY"},
        ["MSC decrease pain", "MSC increase function"],
    ),
    (
        "response",
        "In|IN|prep|7 response|NN|pobj|0 to|IN|prep|1 IL-2|NN|pobj|2 ,|,|punct|7 Tfh|NN|compound|6 "
        "cells|NNS|nsubj|7 increased|VBD|ROOT|7 ICOS|NN|compound|9 expression|NN|dobj|7 .|.|punct|7",
        {"IL-2": "CYTOKINE", "Tfh cells": "IMMUNE_CELL", "ICOS": "MEDIATOR"},
        ["IL-2 increase ICOS"],
    ),
    (
        "response",
        "In|IN|prep|6 the|DT|det|2 spleen|NN|pobj|0 ,|,|punct|6 Tfh|NN|compound|5 cells|NNS|nsubj|6 "
        "increased|VBD|ROOT|6 ICOS|NN|compound|8 expression|NN|dobj|6 .|.|punct|6",
        {"Tfh cells": "IMMUNE_CELL", "ICOS": "MEDIATOR"},
        ["Tfh cells increase ICOS"],
    ),
    (
        "deficient cells",
        "STAT3-deficient|JJ|amod|2 T|NN|compound|2 cells|NNS|nsubj|3 produced|VBD|ROOT|3 less|JJR|amod|5 "
        "IL-17|NN|dobj|3 .|.|punct|3",
        {"STAT3": "MEDIATOR", "T cells": "IMMUNE_CELL", "IL-17": "CYTOKINE"},
        ["STAT3 decrease IL-17 loss"],
    ),
    (
        "deficient cells",
        "STAT3-positive|JJ|amod|2 T|NN|compound|2 cells|NNS|nsubj|3 made|VBD|ROOT|3 IL-17|NN|dobj|3 "
        ".|.|punct|3",
        {"STAT3": "MEDIATOR", "T cells": "IMMUNE_CELL", "IL-17": "CYTOKINE"},
        [],
    ),
    (
        "no difference",
        "IL-6|NN|compound|1 levels|NNS|nsubj|4 did|VBD|aux|4 not|RB|neg|4 differ|VB|ROOT|4 between|IN|prep|4 "
        "MSC|NN|nmod|9 and|CC|cc|6 control|NN|conj|6 groups|NNS|pobj|5 .|.|punct|4",
        {"IL-6": "CYTOKINE", "MSC": "CELL_THERAPY"},
        ["MSC no_change IL-6"],
    ),
    (
        "ability",
        "Old|JJ|amod|1 MSCs|NNS|nsubj|2 have|VBP|ROOT|2 a|DT|det|5 good|JJ|amod|5 capacity|NN|dobj|2 "
        "to|TO|aux|7 suppress|VB|advcl|2 T|NN|compound|9 cells|NNS|dobj|7 .|.|punct|2",
        {"Old MSCs": "CELL_THERAPY", "T cells": "IMMUNE_CELL"},
        ["Old MSCs decrease T cells"],
    ),
    (
        "superlative",
        "The|DT|det|2 highest|JJS|amod|2 survival|NN|nsubjpass|4 was|VBD|auxpass|4 seen|VBN|ROOT|4 "
        "in|IN|prep|4 the|DT|det|8 MSC|NN|compound|8 group|NN|pobj|5 .|.|punct|4",
        {"survival": "OUTCOME", "MSC": "CELL_THERAPY"},
        ["MSC increase survival"],
    ),
    (
        "less of a rise",
        "Creatinine|NNP|nsubj|1 rose|VBD|ROOT|1 less|JJR|advmod|1 in|IN|prep|1 rats|NNS|pobj|3 "
        "treated|VBN|acl|4 with|IN|prep|5 MSCs|NN|pobj|6 .|.|punct|1",
        {"Creatinine": "OUTCOME", "MSCs": "CELL_THERAPY"},
        ["MSCs decrease Creatinine"],
    ),
    (
        "less of a rise",
        "Creatinine|NNP|nsubj|1 rose|VBD|ROOT|1 in|IN|prep|1 rats|NNS|pobj|2 treated|VBN|acl|3 with|IN|prep|4 "
        "MSCs|NN|pobj|5 .|.|punct|1",
        {"Creatinine": "OUTCOME", "MSCs": "CELL_THERAPY"},
        ["MSCs increase Creatinine"],
    ),
    (
        "title-like tag",
        "Increases|VBZ|nsubjpass|6 in|IN|prep|0 IL-10|NN|pobj|1 and|CC|cc|2 TGF-β|NN|conj|2 "
        "were|VBD|auxpass|6 found|VBN|ROOT|6 in|IN|prep|6 mice|NNS|pobj|7 injected|VBN|acl|8 with|IN|prep|9 "
        "MSCs|NN|pobj|10 .|.|punct|6",
        {"IL-10": "CYTOKINE", "TGF-β": "CYTOKINE", "MSCs": "CELL_THERAPY"},
        ["MSCs increase IL-10", "MSCs increase TGF-β"],
    ),
    (
        "as a result",
        "As|IN|prep|6 a|DT|det|2 result|NN|pobj|0 ,|,|punct|6 MSC-treated|VBN|amod|5 animals|NNS|nsubj|6 "
        "showed|VBD|ROOT|6 faster|JJR|amod|8 recovery|NN|dobj|6 and|CC|cc|8 less|JJR|amod|11 edema|NN|conj|8 "
        ".|.|punct|6",
        {"MSC": "CELL_THERAPY", "recovery": "OUTCOME", "edema": "OUTCOME"},
        ["MSC decrease edema", "MSC increase recovery"],
    ),
    (
        "shared verb",
        "TSG-6|NN|nmod|2 raised|VBN|amod|2 CXCL1|NN|nsubj|4 and|CC|cc|2 lowered|VBD|ROOT|4 IL-10|NN|dobj|4 "
        "in|IN|prep|4 the|DT|det|8 cornea|NN|pobj|6 .|.|punct|4",
        {"TSG-6": "MEDIATOR", "CXCL1": "CYTOKINE", "IL-10": "CYTOKINE"},
        ["TSG-6 decrease IL-10", "TSG-6 increase CXCL1"],
    ),
    (
        "recipient",
        "Incubation|NN|nsubj|5 of|IN|prep|0 macrophages|NNS|pobj|1 with|IN|prep|0 EVs|NNS|pobj|3 "
        "increased|VBD|ROOT|5 IL-10|NN|dobj|5 .|.|punct|5",
        {"macrophages": "IMMUNE_CELL", "EVs": "CELL_THERAPY", "IL-10": "CYTOKINE"},
        ["EVs increase IL-10"],
    ),
    (
        "needed",
        "MSCs|NNS|nsubj|1 require|VBP|ROOT|1 IFN-γ|NN|dobj|1 to|TO|aux|4 suppress|VB|advcl|1 T|NN|compound|6 "
        "cells|NNS|dobj|4 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "IFN-γ": "CYTOKINE", "T cells": "IMMUNE_CELL"},
        ["IFN-γ decrease T cells", "MSCs decrease T cells"],
    ),
    (
        "strategy",
        "IL-10|NN|nsubj|1 is|VBZ|ROOT|1 a|DT|det|3 strategy|NN|attr|1 for|IN|prep|3 reducing|VBG|pcomp|4 "
        "fibrosis|NN|dobj|5 .|.|punct|1",
        {"IL-10": "CYTOKINE", "fibrosis": "OUTCOME"},
        ["IL-10 decrease fibrosis"],
    ),
    (
        "regulator",
        "SOCS3|NN|nsubj|1 is|VBZ|ROOT|1 a|DT|det|4 negative|JJ|amod|4 regulator|NN|attr|1 of|IN|prep|4 "
        "STAT3|NN|pobj|5 .|.|punct|1",
        {"SOCS3": "MEDIATOR", "STAT3": "MEDIATOR"},
        ["SOCS3 decrease STAT3"],
    ),
    (
        "regulator",
        "SOCS3|NN|nsubj|1 is|VBZ|ROOT|1 a|DT|det|3 regulator|NN|attr|1 of|IN|prep|3 STAT3|NN|pobj|4 "
        ".|.|punct|1",
        {"SOCS3": "MEDIATOR", "STAT3": "MEDIATOR"},
        ["SOCS3 modulate STAT3"],
    ),
    (
        "two words",
        "Down|JJ|amod|1 regulation|NN|nsubjpass|7 of|IN|prep|1 IL-6|NN|pobj|2 by|IN|prep|1 MSCs|NNS|pobj|4 "
        "was|VBD|auxpass|7 seen|VBN|ROOT|7 .|.|punct|7",
        {"IL-6": "CYTOKINE", "MSCs": "CELL_THERAPY"},
        ["MSCs decrease IL-6"],
    ),
    (
        "owner of a change",
        "IL-4|NN|compound|1 stimulation|NN|nsubj|4 of|IN|prep|1 macrophages|NNS|pobj|2 increased|VBD|ROOT|4 "
        "Arg1|NN|dobj|4 .|.|punct|4",
        {"IL-4": "CYTOKINE", "macrophages": "IMMUNE_CELL", "Arg1": "MEDIATOR"},
        ["IL-4 increase Arg1", "IL-4 increase macrophages", "macrophages increase Arg1"],
    ),
    (
        "class adjective",
        "MSCs|NNS|nsubj|1 increased|VBD|ROOT|1 anti-inflammatory|JJ|amod|3 IL-10|NN|npadvmod|1 .|.|punct|1",
        {"MSCs": "CELL_THERAPY", "IL-10": "CYTOKINE"},
        ["MSCs increase IL-10"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("construction", "sentence", "marked", "stated"), CASES)
def test_construction_states_just_these_effects(relations, construction, sentence, marked, stated):
    """``stated`` are agent, direction, target, then ``loss`` or ``gain`` where something was done to the agent."""
    found = []
    for label, head, direction, tail, _, perturbation in relations(sentence, marked=marked):
        if label == "EFFECT":
            found.append(f"{head} {direction} {tail} {perturbation}".removesuffix(" none"))
    assert sorted(found) == stated, construction
