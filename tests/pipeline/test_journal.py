import pytest

from pipeline.journal import own_journal


@pytest.mark.parametrize(
    ("front", "furniture", "journal"),
    [
        ([], ["Invented Kidney Journal (2031) 95, 101–111"], "Invented Kidney Journal"),
        ([], ["J Imag Stroma. 2031;8(1):e137"], "J Imag Stroma"),
        ([], ["Weaver et al. Fict Cell Ther (2031) 18:69"] * 3, "Fict Cell Ther"),
        ([], ["Weaver et al. J Fictol", "(2031) 16:84", "Page 2 of 9"], "J Fictol"),
        (["Invented Press", "Journal of Wool Research", "Volume 2031, Article ID 23"], [], "Journal of Wool Research"),
        (["Journal of Wool Research", "Stromal cells in sheep"], ["Journal of Wool Research"] * 2, "Journal of Wool Research"),
        (["Received 3 May 2031", "Accepted 4 June 2031"], ["Weaver et al.", "Figure 2 of 3"], None),
        ([], [], None),
    ],
)
def test_journal_is_what_the_imprint_names(front, furniture, journal):
    assert own_journal(front, furniture) == journal
