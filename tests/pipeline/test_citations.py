from __future__ import annotations

import pytest

from pipeline.citations import cut, expand_numbers, extensions, find_round, find_square
from pipeline.records import Citation


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("4", (4,)),
        ("1, 3–5", (1, 3, 4, 5)),
        ("12-14,9", (12, 13, 14, 9)),
        ("7,7", (7,)),
        ("9–3", (9, 3)),
        ("1–900", (1, 900)),
        ("", ()),
    ],
)
def test_numbers_of_a_printed_list_are_expanded(printed: str, numbers: tuple[int, ...]) -> None:
    assert expand_numbers(printed) == numbers


def test_square_brackets_that_run_on_are_citations() -> None:
    texts = ["Cells home to the lung [1, 2].", "They die there [2–4] within a day."]
    found = find_square(texts)
    assert [mark.references for marks in found for mark in marks] == [(1, 2), (2, 3, 4)]
    assert [cut(text, marks)[0] for text, marks in zip(texts, found, strict=True)] == [
        "Cells home to the lung.",
        "They die there within a day.",
    ]


def test_square_brackets_of_an_interval_stay() -> None:
    assert find_square(["The ratio was 2.1 (95% CI [12, 15]) in both."]) == ((),)


def test_square_brackets_glued_to_a_name_stay() -> None:
    assert find_square(["The index SRI[4] rose; the modified SRI[6] did not."]) == ((),)


def test_square_brackets_beyond_the_reference_list_stay() -> None:
    assert find_square(["Labelled with [18] units of dye."], last_reference=12) == ((),)


def test_round_brackets_that_number_a_list_stay() -> None:
    text = "We asked (1) whether cells survive, (2) whether they move, (3) whether they divide, (4) when and (5) where."
    assert find_round([text]) == ((),)


def test_round_brackets_that_close_clauses_are_citations() -> None:
    text = "One (1). Two (2, 3). Three (4). Four (1, 5). Five (6-8)."
    assert [mark.references for mark in find_round([text])[0]] == [(1,), (2, 3), (4,), (1, 5), (6, 7, 8)]


def test_marks_are_placed_where_they_were_cut_out() -> None:
    text = "Alpha [1] beta [2]."
    assert cut(text, find_square([text])[0]) == ("Alpha beta.", (Citation(5, (1,)), Citation(10, (2,))))


def test_extensions_count_lists_that_carry_a_run_on() -> None:
    assert extensions([(1, 2), (2,), (3,), (9,), (4,)]) == (2, 2)
