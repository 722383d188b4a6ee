import pytest

from pipeline.pdf.edits import Composed, Edit, edited
from pipeline.pdf.mend import glyph_meanings, mended
from pipeline.records import Citation, Repair


@pytest.mark.parametrize(
    ("held", "meant"),
    [
        ("CD4þCD25þ cells", "CD4+CD25+ cells"),
        ("controls (n ¼ 12)", "controls (n = 12)"),
        ("2  10^6 cells/kg", "2 × 10^6 cells/kg"),
        ("2 \x02 10^6 cells/kg", "2 × 10^6 cells/kg"),
        ("TNF-a and IFN-g", "TNF-α and IFN-γ"),
        ("TGF-b1, IL-1b and NF-kB", "TGF-β1, IL-1β and NF-κB"),
        ("at 37∘C", "at 37°C"),
        ("V´azquez", "Vázquez"),
        ("eﬃcacy", "efficacy"),
    ],
)
def test_damaged_characters_get_back_what_they_meant(held, meant):
    assert mended(Composed(held)).text == meant


def test_half_and_quarter_stay_as_they_are():
    assert mended(Composed("1¼ inch and Sigurþór")).text == "1¼ inch and Sigurþór"


def test_repairs_are_recorded_at_their_place():
    assert mended(Composed("n ¼ 12")).repairs == (Repair(2, "¼", "=", "equals"),)


def test_marks_move_with_the_text_before_them():
    part = edited(Composed("aﬃrmed", (Citation(4, (1,)),)), [Edit(1, 2, "ffi")])
    assert (part.text, part.citations) == ("affirmed", (Citation(6, (1,)),))


def test_glyph_numbers_in_the_order_of_ascii_are_letters():
    text = "".join(f"(cid:{ord(letter) - 29})" for letter in "controlcells")
    assert glyph_meanings([text])["70"] == "c"


def test_glyph_number_before_celsius_is_a_degree_sign():
    assert glyph_meanings(["kept at 37(cid:3)C for 2 h"]) == {"3": "°"}
