from __future__ import annotations

import pytest

from pipeline.references import find_doi, find_pmid, parse_references


def test_numbered_entries_gather_their_lines() -> None:
    lines = [
        "1. Doe J, Roe R. Cells in the lung. J Cells. 2019;12:",
        "33–40. doi:10.1000/jc.2019.",
        "0012",
        "2. Poe E. Trans-",
        "planted tissue. Tissue Lett. 2020;1:1–9. PMID: 31234567.",
    ]
    first, second = parse_references(lines)
    assert (first.number, first.doi) == (1, "10.1000/jc.2019.0012")
    assert second.text == "Poe E. Transplanted tissue. Tissue Lett. 2020;1:1–9. PMID: 31234567."
    assert second.pmid == "31234567"


def test_a_line_that_begins_with_a_page_number_is_no_entry() -> None:
    lines = ["[1] Doe J. One. J Cells 2001; 5:", "3. Further on the page.", "[2] Roe R. Two. J Cells 2002; 6: 1."]
    assert [reference.number for reference in parse_references(lines)] == [1, 2]


def test_entries_in_one_line_are_parted() -> None:
    lines = ["1. Doe J. One. J Cells. 2001;5:3. 2. Roe R. Two. J Cells. 2002;6:1. 3. Poe E. Three. 2003."]
    assert [reference.text for reference in parse_references(lines)] == [
        "Doe J. One. J Cells. 2001;5:3.",
        "Roe R. Two. J Cells. 2002;6:1.",
        "Poe E. Three. 2003.",
    ]


def test_unnumbered_entries_are_numbered_in_order() -> None:
    lines = [
        "Doe, J., & Roe, R. (2019). Cells in the lung. Journal of Cells, 12,",
        "33–40. https://doi.org/10.1000/jc.2019.0012",
        "Poe, E. (2020). Transplanted tissue. Tissue Letters, 1, 1–9.",
    ]
    assert [(reference.number, reference.text[:4]) for reference in parse_references(lines)] == [(1, "Doe,"), (2, "Poe,")]


def test_no_lines_give_no_references() -> None:
    assert parse_references([]) == ()
    assert parse_references(["", "  "]) == ()


def test_a_doi_ends_before_the_punctuation_of_its_sentence() -> None:
    assert find_doi("(doi: 10.1000/abc(2001)12).") == "10.1000/abc(2001)12"
    assert find_doi("no identifier here") is None


def test_a_pubmed_number_is_read_where_it_is_named() -> None:
    assert find_pmid("[PubMed: 12345678]") == "12345678"
    assert find_pmid("12345678") is None


@pytest.mark.parametrize(
    "trailer",
    [
        ["How to cite this article: Weaver A. Cells in sheep. J Herd Med 2031; 4: 1."],
        ["Edited by P Miller", "Citation: Weaver A. J Herd Med (2031)"],
        ["© 2031 by the authors. This article is open to", "all who read it."],
        ["Journal of Herd Medicine", "Publish your work in this journal", "It is read by many."],
    ],
)
def test_last_entry_holds_nothing_of_what_is_printed_behind_it(trailer):
    lines = ["1. Doe J. Cells in goats. J Herd Med 2029; 2: 1.", "2. Roe R. Cells in pigs. J Herd", "Med 2030; 3: 2."]
    assert parse_references([*lines, *trailer])[-1].text == "Roe R. Cells in pigs. J Herd Med 2030; 3: 2."
