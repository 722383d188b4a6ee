from __future__ import annotations

import pytest

from pipeline.sections import bare_title, named_role, section_roles


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("1. Introduction", "background"),
        ("MATERIALS AND METHODS", "methods"),
        ("2.3 Statistical analysis", "methods"),
        ("Patients and methods", "methods"),
        ("Results and Discussion", "results"),
        ("Conclusions and future directions", "discussion"),
        ("IV. Discussion", "discussion"),
        ("Authors' contributions", "other"),
        ("Acknowledgements", "other"),
        ("B cells in the kidney", None),
    ],
)
def test_titles_name_the_role_of_their_section(title: str, role: str | None) -> None:
    assert named_role(title) == role


def test_a_title_loses_its_number_and_stop() -> None:
    assert bare_title("2.1. Animals.") == "Animals"


def test_topics_take_the_role_of_the_section_that_holds_them() -> None:
    headings = [(1, "Introduction"), (1, "Methods"), (2, "Mice"), (1, "Results"), (2, "Cells survive"), (1, "Funding")]
    assert section_roles(headings) == ("background", "methods", "methods", "results", "results", "other")


def test_topics_of_a_review_are_background() -> None:
    assert section_roles([(1, "Introduction"), (1, "Cells and the lung"), (1, "Conclusions")]) == (
        "background",
        "background",
        "discussion",
    )
