"""Changes told by lists, by what a noun stands for, by arms and tests, by verbs left out: each with a sentence unlike it."""

import pytest

CASES = [
    (
        "holder",
        "Sepsis|NN|nsubj|1 is|VBZ|ROOT|1 a|DT|det|3 disease|NN|attr|1 that|WDT|dep|5 causes|VBZ|relcl|3 "
        "fibrosis|NN|dobj|5 .|.|punct|1",
        {"Sepsis": "CONDITION", "fibrosis": "OUTCOME"},
        ["Sepsis increase fibrosis"],
    ),
    (
        "holder",
        "Cells|NNS|nsubj|1 have|VBP|ROOT|1 properties|NNS|dobj|1 that|WDT|dep|4 reduce|VBP|relcl|2 "
        "IL-6|NN|dobj|4 .|.|punct|1",
        {"Cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        ["Cells decrease IL-6"],
    ),
    (
        "holder",
        "Cells|NNS|nsubjpass|3 have|VBP|aux|3 been|VBN|auxpass|3 stored|VBN|ROOT|3 with|IN|prep|3 "
        "buffers|NNS|pobj|4 that|WDT|dep|7 reduce|VBP|relcl|5 IL-6|NN|dobj|7 .|.|punct|3",
        {"Cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        [],
    ),
    (
        "onset",
        "Patients|NNS|nsubj|3 with|IN|prep|0 sepsis|NN|pobj|1 developed|VBD|ROOT|3 a|DT|det|5 plan|NN|dobj|3 "
        ".|.|punct|3",
        {"sepsis": "CONDITION"},
        [],
    ),
    (
        "onset",
        "Kidney|NN|compound|1 failure|NN|nsubj|2 occurred|VBD|ROOT|2 after|IN|prep|2 cisplatin|NN|pobj|3 "
        ".|.|punct|2",
        {"Kidney failure": "CONDITION", "cisplatin": "MEDIATOR"},
        ["cisplatin increase Kidney failure"],
    ),
    (
        "absolute",
        "Cells|NNS|nsubjpass|2 were|VBD|auxpass|2 given|VBN|ROOT|2 to|IN|prep|2 rats|NNS|pobj|3 ,|,|punct|2 "
        "with|IN|prep|2 IL-6|NN|pobj|6 falling|VBG|acl|7 .|.|punct|2",
        {"Cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        ["Cells decrease IL-6"],
    ),
    (
        "counted",
        "Fewer|JJR|amod|1 neutrophils|NNS|nsubj|2 entered|VBD|ROOT|2 the|DT|det|4 lungs|NNS|dobj|2 "
        "of|IN|prep|4 rats|NNS|pobj|5 after|IN|prep|2 cells|NNS|pobj|7 .|.|punct|2",
        {"neutrophils": "IMMUNE_CELL", "cells": "CELL_THERAPY"},
        ["cells decrease neutrophils"],
    ),
    (
        "counted",
        "Many|JJ|amod|1 neutrophils|NNS|nsubj|2 entered|VBD|ROOT|2 the|DT|det|4 lungs|NNS|dobj|2 of|IN|prep|4 "
        "rats|NNS|pobj|5 after|IN|prep|2 cells|NNS|pobj|7 .|.|punct|2",
        {"neutrophils": "IMMUNE_CELL", "cells": "CELL_THERAPY"},
        [],
    ),
    (
        "arrow",
        "Rats|NNS|nsubj|4 treated|VBN|acl|0 with|IN|prep|1 cells|NNS|pobj|2 showed|VBD|ROOT|4 ↓|NN|nmod|6 "
        "IL-6|NN|dobj|4 .|.|punct|4",
        {"cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        ["cells decrease IL-6"],
    ),
    (
        "set to make",
        "LPS|NN|ROOT|0 stimulated|VBD|acl|0 macrophages|NNS|dobj|1 to|TO|aux|4 secrete|VB|advcl|1 "
        "IL-6|NN|dobj|4 .|.|punct|0",
        {"LPS": "MEDIATOR", "macrophages": "IMMUNE_CELL", "IL-6": "CYTOKINE"},
        ["LPS increase IL-6", "LPS increase macrophages"],
    ),
    (
        "set to make",
        "LPS|NN|nsubj|1 stimulated|VBD|ROOT|1 macrophages|NNS|dobj|1 to|TO|aux|4 enter|VB|advcl|1 "
        "tissue|NN|dobj|4 with|IN|prep|4 IL-6|NN|pobj|6 .|.|punct|1",
        {"LPS": "MEDIATOR", "macrophages": "IMMUNE_CELL", "IL-6": "CYTOKINE"},
        ["LPS increase macrophages"],
    ),
    (
        "brought about",
        "The|DT|det|1 reduction|NN|nsubj|7 of|IN|prep|1 IL-6|NN|pobj|2 caused|VBN|acl|3 by|IN|agent|4 "
        "cells|NNS|pobj|5 was|VBD|ROOT|7 short|JJ|acomp|7 .|.|punct|7",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells decrease IL-6"],
    ),
    (
        "brought about",
        "The|DT|det|1 relief|NN|nsubj|7 of|IN|prep|1 pain|NN|pobj|2 induced|VBN|acl|3 by|IN|agent|4 "
        "cisplatin|NN|pobj|5 was|VBD|ROOT|7 short|JJ|acomp|7 .|.|punct|7",
        {"pain": "OUTCOME", "cisplatin": "MEDIATOR"},
        ["cisplatin increase pain"],
    ),
    (
        "part",
        "IL-6|NN|nsubj|1 plays|VBZ|ROOT|1 a|DT|det|3 role|NN|dobj|1 in|IN|prep|1 limiting|VBG|amod|6 "
        "fibrosis|NN|pobj|4 .|.|punct|1",
        {"IL-6": "CYTOKINE", "fibrosis": "OUTCOME"},
        ["IL-6 decrease fibrosis"],
    ),
    (
        "part",
        "IL-6|NN|nsubj|1 plays|VBZ|ROOT|1 a|DT|det|3 role|NN|dobj|1 in|IN|prep|1 the|DT|det|6 "
        "development|NN|pobj|4 of|IN|prep|6 fibrosis|NN|pobj|7 .|.|punct|1",
        {"IL-6": "CYTOKINE", "fibrosis": "OUTCOME"},
        ["IL-6 increase fibrosis"],
    ),
    (
        "part",
        "The|DT|det|1 role|NN|nsubjpass|7 of|IN|prep|1 IL-6|NN|pobj|2 in|IN|prep|1 sepsis|NN|pobj|4 "
        "is|VBZ|auxpass|7 known|VBN|ROOT|7 .|.|punct|7",
        {"IL-6": "CYTOKINE", "sepsis": "CONDITION"},
        [],
    ),
    (
        "control first",
        "IL-6|NN|nsubj|1 was|VBD|ROOT|1 higher|JJR|acomp|1 in|IN|prep|1 controls|NNS|pobj|3 than|IN|prep|1 "
        "in|IN|prep|5 rats|NNS|pobj|6 treated|VBN|acl|7 with|IN|prep|8 cells|NNS|pobj|9 .|.|punct|1",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells decrease IL-6"],
    ),
    (
        "no difference",
        "No|DT|det|1 difference|NN|nsubjpass|5 in|IN|prep|1 survival|NN|pobj|2 was|VBD|auxpass|5 "
        "found|VBN|ROOT|5 between|IN|prep|5 cells|NNS|pobj|6 and|CC|cc|7 placebo|NN|conj|7 .|.|punct|5",
        {"survival": "OUTCOME", "cells": "CELL_THERAPY"},
        ["cells no_change survival"],
    ),
    (
        "multiple",
        "IL-6|NN|nsubj|6 in|IN|prep|0 rats|NNS|pobj|1 treated|VBN|acl|2 with|IN|prep|3 cells|NNS|pobj|4 "
        "was|VBD|ROOT|6 half|JJ|attr|6 that|DT|prep|6 of|IN|prep|8 the|DT|det|11 controls|NNS|pobj|9 "
        ".|.|punct|6",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells decrease IL-6"],
    ),
    (
        "did not",
        "IL-4|NN|nsubj|1 lowered|VBD|ROOT|1 IL-6|NN|dobj|1 ,|,|punct|1 whereas|IN|mark|6 IL-13|NNP|nsubj|6 "
        "did|VBD|advcl|1 not|RB|neg|6 .|.|punct|1",
        {"IL-4": "CYTOKINE", "IL-6": "CYTOKINE", "IL-13": "CYTOKINE"},
        ["IL-13 no_change IL-6", "IL-4 decrease IL-6"],
    ),
    (
        "returned",
        "The|DT|det|2 elevated|VBN|amod|2 IL-6|NN|nsubj|3 returned|VBD|ROOT|3 to|IN|prep|3 normal|JJ|amod|4 "
        "after|IN|prep|5 cells|NNS|pobj|6 .|.|punct|3",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells decrease IL-6"],
    ),
    (
        "returned",
        "The|DT|det|1 IL-6|NN|nsubj|2 returned|VBD|ROOT|2 to|IN|prep|2 normal|JJ|amod|3 after|IN|prep|2 "
        "cells|NNS|pobj|5 .|.|punct|2",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        [],
    ),
    (
        "reverted",
        "Cells|NNS|nsubj|1 normalised|VBD|ROOT|1 the|DT|det|4 high|JJ|amod|4 IL-6|NN|dobj|1 .|.|punct|1",
        {"Cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        ["Cells decrease IL-6"],
    ),
    (
        "reverted",
        "Cells|NNS|nsubj|1 preserved|VBD|ROOT|1 the|DT|det|4 high|JJ|amod|4 IL-10|NN|dobj|1 .|.|punct|1",
        {"Cells": "CELL_THERAPY", "IL-10": "CYTOKINE"},
        ["Cells increase IL-10"],
    ),
    (
        "smaller rise",
        "A|DT|det|2 smaller|JJR|amod|2 rise|NN|nsubjpass|6 in|IN|prep|2 IL-6|NN|pobj|3 was|VBD|auxpass|6 "
        "seen|VBN|ROOT|6 after|IN|prep|6 cells|NNS|pobj|7 .|.|punct|6",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells decrease IL-6"],
    ),
    (
        "smaller rise",
        "A|DT|det|2 larger|JJR|amod|2 rise|NN|nsubjpass|6 in|IN|prep|2 IL-6|NN|pobj|3 was|VBD|auxpass|6 "
        "seen|VBN|ROOT|6 after|IN|prep|6 cells|NNS|pobj|7 .|.|punct|6",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells increase IL-6"],
    ),
    (
        "sequel",
        "Fibrosis|NN|nsubj|1 is|VBZ|ROOT|1 a|DT|det|3 consequence|NN|attr|1 of|IN|prep|3 sepsis|NN|pobj|4 "
        ".|.|punct|1",
        {"Fibrosis": "OUTCOME", "sepsis": "CONDITION"},
        ["sepsis increase Fibrosis"],
    ),
    (
        "sequel",
        "Fibrosis|NN|nsubj|1 is|VBZ|ROOT|1 a|DT|det|3 target|NN|attr|1 of|IN|prep|3 sepsis|NN|compound|6 "
        "trials|NNS|pobj|4 .|.|punct|1",
        {"Fibrosis": "OUTCOME", "sepsis": "CONDITION"},
        [],
    ),
    (
        "risk",
        "Patients|NNS|nsubj|3 with|IN|prep|0 diabetes|NN|pobj|1 are|VBP|ROOT|3 at|IN|prep|3 high|JJ|amod|6 "
        "risk|NN|pobj|4 of|IN|prep|6 stroke|NN|pobj|7 .|.|punct|3",
        {"diabetes": "CONDITION", "stroke": "CONDITION"},
        ["diabetes increase stroke"],
    ),
    (
        "arms",
        "Survival|NN|nsubj|1 was|VBD|ROOT|1 26|CD|nummod|3 months|NNS|attr|1 with|IN|prep|3 cells|NNS|pobj|4 "
        "and|CC|cc|5 6|CD|nummod|8 months|NNS|conj|5 with|IN|prep|1 placebo|NN|pobj|9 (|-LRB-|punct|14 "
        "P|NN|nsubj|14 <|SYM|punct|14 0.01|CD|parataxis|1 )|-RRB-|punct|14 .|.|punct|1",
        {"Survival": "OUTCOME", "cells": "CELL_THERAPY"},
        ["cells increase Survival"],
    ),
    (
        "arms",
        "Survival|NN|nsubj|1 was|VBD|ROOT|1 26|CD|nummod|3 months|NNS|attr|1 with|IN|prep|3 cells|NNS|pobj|4 "
        "and|CC|cc|5 25|CD|nummod|8 months|NNS|conj|5 with|IN|prep|1 placebo|NN|pobj|9 (|-LRB-|punct|14 "
        "P|NN|nsubj|14 =|SYM|punct|14 0.40|CD|parataxis|1 )|-RRB-|punct|14 .|.|punct|1",
        {"Survival": "OUTCOME", "cells": "CELL_THERAPY"},
        ["cells no_change Survival"],
    ),
    (
        "arms",
        "Survival|NN|nsubj|1 was|VBD|ROOT|1 26|CD|nummod|3 months|NNS|attr|1 with|IN|prep|3 cells|NNS|pobj|4 "
        "and|CC|cc|5 6|CD|nummod|8 months|NNS|conj|5 with|IN|prep|1 placebo|NN|pobj|9 .|.|punct|1",
        {"Survival": "OUTCOME", "cells": "CELL_THERAPY"},
        [],
    ),
    (
        "failed test",
        "IL-6|NN|nsubj|1 was|VBD|ROOT|1 lower|JJR|acomp|1 after|IN|prep|1 cells|NNS|pobj|3 (|-LRB-|punct|8 "
        "P|NN|nsubj|8 =|SYM|punct|8 0.30|CD|parataxis|1 )|-RRB-|punct|8 .|.|punct|1",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells no_change IL-6"],
    ),
    (
        "failed test",
        "IL-6|NN|nsubj|1 was|VBD|ROOT|1 lower|JJR|acomp|1 after|IN|prep|1 cells|NNS|pobj|3 (|-LRB-|punct|8 "
        "P|NN|nsubj|8 =|SYM|punct|8 0.01|CD|parataxis|1 )|-RRB-|punct|8 .|.|punct|1",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY"},
        ["cells decrease IL-6"],
    ),
    (
        "inner",
        "Cells|NNS|nsubj|3 did|VBD|aux|3 not|RB|neg|3 alter|VB|ROOT|3 the|DT|det|5 induction|NN|dobj|3 "
        "of|IN|prep|5 IL-6|NN|pobj|6 by|IN|prep|3 LPS|NN|pobj|8 .|.|punct|3",
        {"Cells": "CELL_THERAPY", "IL-6": "CYTOKINE", "LPS": "MEDIATOR"},
        ["Cells no_change IL-6", "LPS increase IL-6"],
    ),
    (
        "borrowed",
        "IL-6|NN|nsubj|1 fell|VBD|ROOT|1 after|IN|prep|1 cells|NNS|pobj|2 ,|,|punct|1 whereas|IN|mark|7 "
        "IL-10|NN|nsubj|7 was|VBD|advcl|1 unchanged|JJ|acomp|7 .|.|punct|1",
        {"IL-6": "CYTOKINE", "cells": "CELL_THERAPY", "IL-10": "CYTOKINE"},
        ["cells decrease IL-6", "cells no_change IL-10"],
    ),
    (
        "owner",
        "IL-6|NN|nsubj|5 in|IN|prep|0 patients|NNS|pobj|1 with|IN|prep|2 sepsis|NN|pobj|3 was|VBD|ROOT|5 "
        "higher|JJR|acomp|5 .|.|punct|5",
        {"IL-6": "CYTOKINE", "sepsis": "CONDITION"},
        ["sepsis increase IL-6"],
    ),
    (
        "amount",
        "LPS|NN|nsubj|1 induced|VBD|ROOT|1 low|JJ|amod|3 levels|NNS|dobj|1 of|IN|prep|3 IL-6|NN|pobj|4 "
        ".|.|punct|1",
        {"LPS": "MEDIATOR", "IL-6": "CYTOKINE"},
        ["LPS increase IL-6"],
    ),
    (
        "as reflected",
        "The|DT|det|1 benefit|NN|nsubjpass|5 of|IN|prep|1 cells|NNS|pobj|2 was|VBD|auxpass|5 "
        "reflected|VBN|ROOT|5 in|IN|prep|5 lower|JJR|amod|8 IL-6|NN|pobj|6 .|.|punct|5",
        {"cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        ["cells decrease IL-6"],
    ),
    (
        "onset",
        "Mice|NNS|ROOT|0 with|IN|prep|0 sepsis|NN|pobj|1 often|RB|advmod|4 suffered|VBN|acl|0 from|IN|prep|4 "
        "kidney|NN|compound|7 failure|NN|pobj|5 .|.|punct|0",
        {"sepsis": "CONDITION", "kidney failure": "CONDITION"},
        ["sepsis increase kidney failure"],
    ),
    (
        "set to make",
        "Lipopolysaccharide|NN|compound|1 stimulates|NNS|ROOT|1 macrophages|NNS|dobj|1 to|TO|aux|4 "
        "secrete|VB|advcl|1 IL-6|NN|dobj|4 .|.|punct|1",
        {"Lipopolysaccharide": "MEDIATOR", "macrophages": "IMMUNE_CELL", "IL-6": "CYTOKINE"},
        ["Lipopolysaccharide increase IL-6", "Lipopolysaccharide increase macrophages"],
    ),
    (
        "means inserted",
        "Cord|NN|compound|2 blood|NN|compound|2 cells|NNS|nsubj|8 ,|,|punct|2 by|IN|prep|2 "
        "secreting|VBG|pcomp|4 IL-11|NNP|dobj|5 ,|,|punct|6 lowered|VBD|ROOT|8 alveolar|JJ|amod|10 "
        "protein|NN|dobj|8 .|.|punct|8",
        {"Cord blood cells": "CELL_THERAPY", "IL-11": "CYTOKINE", "alveolar protein": "OUTCOME"},
        ["Cord blood cells decrease alveolar protein", "IL-11 decrease alveolar protein"],
    ),
    (
        "combined",
        "Iliac|JJ|amod|2 crest|NN|compound|2 cells|NNS|nsubj|6 combined|VBN|acl|2 with|IN|prep|3 "
        "erythropoietin|NN|pobj|4 lowered|VBD|ROOT|6 bone|NN|compound|8 volume|NN|dobj|6 .|.|punct|6",
        {"Iliac crest cells": "CELL_THERAPY", "erythropoietin": "CYTOKINE", "bone volume": "OUTCOME"},
        ["Iliac crest cells decrease bone volume", "erythropoietin decrease bone volume"],
    ),
    (
        "counted",
        "More|JJR|amod|1 neutrophils|NNS|nsubj|2 entered|VBD|ROOT|2 the|DT|det|4 lungs|NNS|dobj|2 "
        "of|IN|prep|4 rats|NNS|pobj|5 after|IN|prep|2 cells|NNS|pobj|7 .|.|punct|2",
        {"neutrophils": "IMMUNE_CELL", "cells": "CELL_THERAPY"},
        ["cells increase neutrophils"],
    ),
    (
        "slight",
        "Cells|NNS|nsubj|1 had|VBD|ROOT|1 little|JJ|amod|3 effect|NN|dobj|1 on|IN|prep|3 IL-6|NN|pobj|4 "
        ".|.|punct|1",
        {"Cells": "CELL_THERAPY", "IL-6": "CYTOKINE"},
        ["Cells no_change IL-6"],
    ),
    (
        "restored",
        "Cells|NNS|nsubj|1 restored|VBD|ROOT|1 the|DT|det|4 reduced|VBN|amod|4 albumin|NN|dobj|1 .|.|punct|1",
        {"Cells": "CELL_THERAPY", "albumin": "MEDIATOR"},
        ["Cells increase albumin"],
    ),
    (
        "gerund of a mention",
        "IL-6|NN|ROOT|0 silencing|VBG|acl|0 reduced|VBN|amod|3 fibrosis|NN|dobj|1 .|.|punct|0",
        {"IL-6": "CYTOKINE", "fibrosis": "OUTCOME"},
        ["IL-6 decrease fibrosis loss"],
    ),
    (
        "list goes on",
        "MSC|NN|compound|1 infusion|NN|nsubj|2 led|VBD|ROOT|2 to|IN|prep|2 Treg|NN|compound|5 "
        "expansion|NN|pobj|3 ,|,|punct|8 increased|VBN|amod|8 production|NN|dobj|2 of|IN|prep|8 "
        "IL-10|NN|pobj|9 and|CC|cc|10 suppression|NN|conj|10 of|IN|prep|10 Th17|NN|compound|15 "
        "cells|NNS|pobj|13 .|.|punct|2",
        {"MSC infusion": "CELL_THERAPY", "Treg": "IMMUNE_CELL", "IL-10": "CYTOKINE", "Th17 cells": "IMMUNE_CELL"},
        ["MSC infusion decrease Th17 cells", "MSC infusion increase IL-10", "MSC infusion increase Treg"],
    ),
    (
        "list goes on",
        "MSC|NN|compound|1 infusion|NN|nmod|3 reduced|VBN|amod|3 albuminuria|NN|ROOT|3 (|-LRB-|punct|7 "
        "P|NN|nsubj|7 <|SYM|punct|7 0.01|CD|parataxis|3 )|-RRB-|punct|7 ,|,|punct|3 the|DT|det|11 "
        "number|NN|conj|3 of|IN|prep|11 neutrophils|NNS|pobj|12 in|IN|prep|11 the|DT|det|16 kidney|NN|pobj|14 "
        ",|,|punct|11 as|IN|mark|19 shown|VBN|advcl|11 by|IN|agent|19 staining|NN|pobj|20 ,|,|punct|11 "
        "and|CC|cc|11 levels|NNS|conj|11 of|IN|prep|24 IL-6|NN|pobj|25 .|.|punct|3",
        {
            "MSC infusion": "CELL_THERAPY",
            "albuminuria": "OUTCOME",
            "neutrophils": "IMMUNE_CELL",
            "kidney": "ANATOMY",
            "IL-6": "CYTOKINE",
        },
        ["MSC infusion decrease IL-6", "MSC infusion decrease albuminuria", "MSC infusion decrease neutrophils"],
    ),
    (
        "owner",
        "The|DT|det|1 level|NN|nsubj|7 of|IN|prep|1 IL-6|NN|pobj|2 in|IN|prep|1 sepsis|NN|compound|6 "
        "patients|NNS|pobj|4 was|VBD|ROOT|7 higher|JJR|acomp|7 than|IN|prep|8 in|IN|prep|9 "
        "controls|NNS|pobj|10 .|.|punct|7",
        {"IL-6": "CYTOKINE", "sepsis": "CONDITION"},
        ["sepsis increase IL-6"],
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
