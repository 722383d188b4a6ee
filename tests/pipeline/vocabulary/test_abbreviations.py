import pytest

from pipeline.abbreviations import abbreviations_of, find_definitions
from pipeline.definitions import meanings_of
from pipeline.lexicon import load


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cecal ligation and puncture (CLP)", {"CLP": "cecal ligation and puncture"}),
        ("Mesenchymal stem cells (MSCs) were", {"MSCs": "Mesenchymal stem cells"}),
        ("pulmonary graft-versus-host disease (pGVHD)", {"pGVHD": "pulmonary graft-versus-host disease"}),
        ("we saw it twice (see Table)", {}),
        ("in all groups (n = 6)", {}),
        ("the mean (SD) was", {}),
        ("the fate of regulatory T (FRT) is", {"FRT": "fate of regulatory T"}),
        ("the growth of regulatory T (Treg)", {}),
        ("they grew to enhance absorption (TEA)", {}),
        ("and young adults (AYA)", {}),
        ("by in vitro stimulation (IVS)", {"IVS": "in vitro stimulation"}),
        ("a disintegrin and metalloprotease-17 (ADAM17)", {"ADAM17": "a disintegrin and metalloprotease-17"}),
    ],
)
def test_definition_is_matched_letter_by_letter(text: str, expected: dict[str, str]) -> None:
    assert abbreviations_of(text) == expected


def test_definition_keeps_its_places() -> None:
    text = "acute kidney injury (AKI)"
    (definition,) = find_definitions(text)
    assert text[definition.long_start : definition.long_end] == "acute kidney injury"
    assert text[definition.short_start : definition.short_end] == "AKI"


@pytest.mark.parametrize(
    ("long_form", "labels"),
    [
        ("cisplatin-induced acute kidney injury", ["CONDITION"]),
        ("hematopoietic stem cell transplantation", ["CELL_THERAPY"]),
        ("Restoring Circulation in Vasopressor Dependent Sepsis", []),
        ("magnetic resonance imaging", []),
    ],
)
def test_long_form_has_the_label_of_what_it_ends_in(long_form: str, labels: list[str]) -> None:
    assert [term.label for term in meanings_of(long_form, load())] == labels
