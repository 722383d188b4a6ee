from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.blocks import Draft, assemble
from pipeline.metadata import own_doi, own_registrations, own_year, same_paper
from pipeline.records import Document, Role


def _own(*blocks: tuple[str, Role, str]) -> tuple[str, ...]:
    text, made, _ = assemble([Draft("paragraph", text, section, role) for text, role, section in blocks])
    return own_registrations(text, made)


@pytest.mark.parametrize(
    ("sentence", "role", "section"),
    [
        ("This trial was registered at ClinicalTrials.gov (NCT01234567).", "methods", "Methods"),
        ("Trial registration: NCT01234567.", "abstract", "Abstract"),
        ("NCT01234567", "other", "Trial registration"),
    ],
)
def test_the_trial_a_paper_reports_is_its_own(sentence: str, role: Role, section: str) -> None:
    assert _own((sentence, role, section)) == ("NCT01234567",)


@pytest.mark.parametrize(
    "sentence",
    [
        "An ongoing phase II trial (NCT01234567) tests this.",
        "Doe et al. gave cells to adults (NCT01234567).",
        "Trials NCT01234567, NCT01234568 and NCT01234569 are registered.",
    ],
)
def test_the_trials_a_paper_cites_are_not_its_own(sentence: str) -> None:
    assert _own((sentence, "discussion", "Discussion")) == ()


def test_the_doi_of_the_running_head_is_the_papers_own() -> None:
    assert own_doi("cites 10.1000/other first", ["J Cells https://doi.org/10.1000/own.1", "page 2"]) == "10.1000/own.1"
    assert own_doi("doi: 10.1000/own.2. Then text") == "10.1000/own.2"
    assert own_doi("no identifier") is None


def test_the_year_of_the_running_heads_is_the_papers_year() -> None:
    assert own_year("", ["J Cells (2020) 97, 1–9", "J Cells (2020) 97, 1–9"]) == 2020
    assert own_year("Received 3 May 2018; accepted 9 June 2018") == 2018
    assert own_year("nothing") is None


WORDS = "stromal cells given by vein kept the rats alive and lowered creatinine while saline did not help them at all"


def _document(text: str, title: str | None, doi: str | None, sha256: str) -> Document:
    return Document(sha256[:16], sha256, "x", text, title=title, doi=doi)


def test_two_files_with_one_doi_are_one_paper() -> None:
    one = _document(WORDS, "A", "10.1000/X", "1" * 64)
    assert same_paper(one, replace(one, sha256="2" * 64, doi="10.1000/x", text="other words"))


def test_a_preprint_and_its_paper_are_one() -> None:
    one = _document(WORDS, "Stromal cells keep rats alive", "10.1101/1", "1" * 64)
    other = _document("Final version: " + WORDS + " indeed", "Stromal cells keep rats alive", "10.1000/2", "2" * 64)
    assert same_paper(one, other)


def test_papers_of_one_title_and_other_text_are_two() -> None:
    one = _document(WORDS, "Editorial", None, "1" * 64)
    assert not same_paper(one, _document("quite another matter is told here in many other words", "Editorial", None, "2" * 64))
