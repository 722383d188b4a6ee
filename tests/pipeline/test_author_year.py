from __future__ import annotations

from pipeline.author_year import find_author_year
from pipeline.citations import cut
from pipeline.records import Citation, Reference

REFERENCES = (
    Reference(1, "Doe, J., & Roe, R. (2003). One. J Cells."),
    Reference(2, "Poe, E., Coe, A., & Moe, B. (2004a). Two. J Cells."),
    Reference(3, "van der Berg, C. (1999). Three. J Cells."),
    Reference(4, "Smith-Jones, D. (2010). Four. J Cells."),
)


def test_authors_and_years_of_the_list_are_cut_out() -> None:
    text = (
        "Cells help (Doe & Roe, 2003; Poe et al., 2004a). "
        "Poe et al. (2004a) and Smith- Jones (2010) agree (van der Berg, 1999)."
    )
    (found,) = find_author_year([text], REFERENCES)
    assert cut(text, found) == (
        "Cells help. Poe et al. and Smith- Jones agree.",
        (Citation(10, (1, 2)), Citation(22, (2,)), Citation(39, (4,)), Citation(45, (3,))),
    )


def test_names_that_are_not_in_the_list_stay() -> None:
    assert find_author_year(["As known (Unknown et al., 2001) and told (Nobody, 1990)."], REFERENCES) == ((),)


def test_without_a_list_nothing_is_found() -> None:
    assert find_author_year(["Cells help (Doe & Roe, 2003)."], ()) == ((),)


def test_citations_among_other_things_in_a_parenthesis_are_cut_alone() -> None:
    text = "Cells help (by PCR; Doe & Roe, 2003) and more so (Poe et al., 2004a; in rats), as told (van der Berg, 1999)."
    (found,) = find_author_year([text], REFERENCES)
    assert cut(text, found) == (
        "Cells help (by PCR) and more so (in rats), as told.",
        (Citation(18, (1,)), Citation(33, (2,)), Citation(50, (3,))),
    )


def test_years_without_parentheses_are_cut_where_the_list_knows_them() -> None:
    text = "Poe et al. 2004a and Doe and Roe 2003 agree; Moe and Coe 2003 do not, nor does the year 2003 (van der Berg, 1999)."
    (found,) = find_author_year([text], REFERENCES)
    assert cut(text, found)[0] == "Poe et al. and Doe and Roe agree; Moe and Coe 2003 do not, nor does the year 2003."
