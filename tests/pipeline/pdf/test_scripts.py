import pytest

from pipeline.pdf.lines import segment
from pipeline.pdf.scripts import Run, is_cited, is_numbers, is_power, runs
from pipeline.pdf.shapes import Word


def test_raised_and_lowered_words_are_told_by_size_and_baseline():
    line = segment(
        [
            Word("Ca", 0, 12, 100, 10, "Body", False),
            Word("2+", 12, 18, 96, 6, "Body", False),
            Word("and", 21, 40, 100, 10, "Body", True),
            Word("CO", 43, 55, 100, 10, "Body", True),
            Word("2", 55, 58, 102.5, 6, "Body", False),
        ],
        0,
    )
    assert [(run.text, run.height) for run in runs(line)] == [
        ("Ca", "base"), ("2+", "super"), ("and CO", "base"), ("2", "sub"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [("1,2", True), ("57–60", True), ("2+", False), ("a", False), ("−1", False)])
def test_lists_of_numbers_have_the_form_of_citations(text, expected):
    assert is_numbers(text) is expected


@pytest.mark.parametrize(
    ("before", "raised", "expected"),
    [("2 × 10", "6", True), ("min", "−1", True), ("4 g/m", "2", True), ("the kidneys.", "1", False), ("IL-10", "47", False)],
)
def test_powers_follow_ten_or_a_unit_or_begin_with_a_minus(before, raised, expected):
    assert is_power(before, raised) is expected


def test_an_isotope_is_no_citation():
    assert not is_cited("labelled with", Run("111", "super", True), Run("In", "base", False))
    assert is_cited("plants", Run("17,25", "super", False), Run("in", "base", False))
