import pytest

from pipeline.components.concepts import name_mentions
from pipeline.records import Mention
from pipeline.stem_cells import are_of_blood


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("donor stem cells", "After a conditioning regimen the patient is given donor stem cells."),
        ("Autologous stem cell", "Autologous stem cell transplantation in relapsed lymphoma."),
        ("stem cell", "Fever was common after stem cell rescue for myeloma."),
        ("autologous stem cell transplantation", "ASCT remains standard in multiple myeloma."),
        ("haploidentical stem cells", "Haploidentical stem cells engrafted in children with thalassaemia."),
    ],
)
def test_stem_cells_of_haematology_are_of_blood(surface, text):
    assert are_of_blood(surface, text)


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("autologous stem cells", "Autologous stem cells were injected into the ischaemic limb."),
        ("stem cells", "Stem cells from the apical papilla tolerated the sealer."),
        ("stem cells", "MSCs, unlike other stem cells, prevented graft-versus-host disease."),
        ("neural stem cells", "Neural stem cells do not cause leukaemia."),
        ("ABCB5-positive stem cells", "ABCB5-positive stem cells were given to patients with lymphoma."),
    ],
)
def test_other_stem_cells_are_not(surface, text):
    assert not are_of_blood(surface, text)


def named(text, *surfaces, abbreviations=None):
    mentions = [Mention("", "CELL_THERAPY", text.index(one), text.index(one) + len(one), one) for one in surfaces]
    return [mention.concept.name for mention in name_mentions(text, mentions, abbreviations)]


def test_abbreviation_of_an_act_names_what_is_given():
    known = {"HCT": "hematopoietic cell transplantation", "SCT": "stem cell transplantation"}
    text = "HCT is one kind of SCT used in leukemia."
    assert named(text, "HCT", "SCT", abbreviations=known) == ["hematopoietic cell", "hematopoietic stem cell"]


def test_abbreviation_that_the_paper_leaves_open_is_read_by_the_vocabulary():
    assert named("HCT was done.", "HCT") == ["hematopoietic stem cell"]


def test_donor_before_an_abbreviation_does_not_change_its_meaning():
    known = {"HCT": "hematopoietic cell transplantation"}
    assert named("Mice had allogeneic HCT.", "allogeneic HCT", abbreviations=known) == ["hematopoietic cell"]


def test_two_donors_before_an_abbreviation_do_not_either():
    known = {"HCT": "hematopoietic cell transplantation", "Allo": "allogeneic", "Syn": "syngeneic"}
    surface = "allogeneic (Allo) or syngeneic (Syn) HCT"
    assert named(f"Mice had {surface}.", surface, abbreviations=known) == ["hematopoietic cell"]
