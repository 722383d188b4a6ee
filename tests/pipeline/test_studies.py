import pytest

from pipeline.records import Block, Concept, Context, Document, Mention, Relation, StudyEffect
from pipeline.studies import study_records

TEXT = "Human BM-MSCs given i.v. lowered IL-6 in septic rats."


def mention(name: str, label: str, words: str, concept: str = "") -> Mention:
    start = TEXT.index(words)
    return Mention(name, label, start, start + len(words), words, concept=Concept("", concept) if concept else None)


MENTIONS = (
    mention("c", "CELL_THERAPY", "Human BM-MSCs", "MSC"),
    mention("d", "DONOR", "Human", "human"),
    mention("s", "CELL_SOURCE", "BM", "bone marrow"),
    mention("r", "ROUTE", "i.v.", "intravenous"),
    mention("i", "CYTOKINE", "IL-6", "IL6"),
    mention("n", "CONDITION", "septic", "sepsis"),
    mention("p", "SPECIES", "rats", "rat"),
)
EFFECT = Relation("e", "EFFECT", "c", "i", direction="decrease", citations=(7,), context=(Context("condition", "n"),))
NESTED = Relation("h", "HAS_DONOR", "c", "d"), Relation("f", "DERIVED_FROM", "c", "s")


def paper(role: str) -> Document:
    return Document("x", "", "x", TEXT, blocks=(Block("paragraph", "", 0, len(TEXT), role=role),))


def test_study_of_a_reference_gathers_what_cites_it():
    relations = (*NESTED, Relation("v", "ADMINISTERED_VIA", "c", "r", citations=(7,)), EFFECT)
    (study,) = study_records(paper("other"), MENTIONS, relations)
    assert study.reference == 7
    assert (study.products, study.sources, study.donors) == (("MSC",), ("bone marrow",), ("human",))
    assert (study.routes, study.conditions, study.species) == (("intravenous",), ("sepsis",), ())
    assert study.effects == (StudyEffect("MSC", "IL6", "decrease", "asserted", None, "e"),)


def test_studies_come_in_the_order_of_their_numbers_the_own_first():
    own = Relation("o", "STUDIED_IN", "c", "n", origin="own")
    relations = (Relation("a", "STUDIED_IN", "c", "n", citations=(12, 3)), own)
    assert [study.reference for study in study_records(paper("results"), MENTIONS, relations)] == [None, 3, 12]


def test_review_has_no_study_of_its_own():
    own = Relation("o", "STUDIED_IN", "c", "n", origin="own")
    assert study_records(paper("other"), MENTIONS, (own,)) == ()


def test_inferred_circumstances_are_left_out():
    effect = Relation("e", "EFFECT", "c", "i", direction="decrease", citations=(7,), context=(Context("species", "p", True),))
    (study,) = study_records(paper("other"), MENTIONS, (effect,))
    assert study.species == ()


def test_effect_without_a_direction_is_refused():
    with pytest.raises(ValueError, match="no direction"):
        study_records(paper("other"), MENTIONS, (Relation("e", "EFFECT", "c", "i", citations=(7,)),))
