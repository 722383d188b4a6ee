"""brat standoff, line by line, and as another program reads it."""

import pytest

from annotations.formats import brat
from annotations.gold import GoldError

TEXT = "Stromal cells (MSCs) lowered IL-6."
RELATION = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "certainty": "speculative", "citations": [4]}


@pytest.fixture
def path(read_sentence, tmp_path):
    mentions = "a=CELL_THERAPY:Stromal cells|MSC; b=CELL_THERAPY:MSCs|MSC; t=CYTOKINE:IL-6|IL6"
    return brat.write(read_sentence(TEXT, mentions, [RELATION], b="a"), tmp_path)


def test_brat_lines_are_those_of_the_standoff_format(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line[0] != "#"] == [
        "T1\tCELL_THERAPY 0 13\tStromal cells",
        "T2\tCELL_THERAPY 15 19\tMSCs",
        "T3\tCYTOKINE 29 33\tIL-6",
        "N1\tReference T1 -:-\tMSC",
        "N2\tReference T2 -:-\tMSC",
        "N3\tReference T3 -:-\tIL6",
        "R1\tEFFECT Arg1:T1 Arg2:T3",
        "R2\tSame_as Arg1:T2 Arg2:T1",
        "A1\tDirection R1 decrease",
        "A2\tCertainty R1 speculative",
        "A3\tPerturbation R1 none",
    ]


def test_brat_files_are_read_by_another_library(path):
    bioc_brat = pytest.importorskip("bioc.brat", reason="needs the extra annotation")
    with path.open(encoding="utf-8") as handle:
        document = bioc_brat.load_ann(handle)
    assert [(entity.type, entity.text) for entity in document.entities][2] == ("CYTOKINE", "IL-6")
    assert [relation.type for relation in document.relations] == ["EFFECT", "Same_as"]


def test_annotation_added_in_brat_is_read_without_a_note(path):
    with path.open("a", encoding="utf-8") as handle:
        handle.write("T9\tOUTCOME 21 28\tlowered\nR9\tEFFECT Arg1:T2 Arg2:T9\nA9\tDirection R9 increase\n")
    gold = brat.read(path)
    assert [(mention.id, mention.label, mention.text) for mention in gold.mentions][-1] == ("T9", "OUTCOME", "lowered")
    assert (gold.relations[-1].id, gold.relations[-1].head, gold.relations[-1].direction) == ("R9", "s.1#b", "increase")


def test_line_that_is_no_annotation_is_named(path):
    with path.open("a", encoding="utf-8") as handle:
        handle.write("what is this\n")
    with pytest.raises(GoldError, match="line 16: 'what is this'"):
        brat.read(path)
