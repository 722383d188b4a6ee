from __future__ import annotations

import pytest

from pipeline.citations import cut
from pipeline.flattened import find_flattened

NAMES = frozenset({"IL-10", "CD44", "IL-17", "caspase-3", "CXCL12", "PGE2"})


def _marks(texts: list[str], **options: object) -> list[tuple[int, ...]]:
    found = find_flattened(texts, names=NAMES, **options)  # type: ignore[arg-type]
    return [mark.references for marks in found for mark in marks]


def test_digits_behind_full_stops_that_run_on_are_citations() -> None:
    text = "Stroke kills many.1,2 Cells may help.3 They release IL-10.4 Trials failed2,5 so far."
    (found,) = find_flattened([text], names=NAMES)
    assert cut(text, found)[0] == "Stroke kills many. Cells may help. They release IL-10. Trials failed so far."
    assert [mark.references for mark in found] == [(1, 2), (3,), (4,), (2, 5)]


def test_names_that_end_in_digits_stay_whole() -> None:
    text = "Cells that carry CD44 and CXCL12 make PGE2, IL-10 and caspase-3.1 So did others.2 The rest did not.3"
    (found,) = find_flattened([text], names=NAMES)
    assert cut(text, found)[0].startswith("Cells that carry CD44 and CXCL12 make PGE2, IL-10 and caspase-3. So did")


def test_citations_glued_to_a_trial_number_leave_its_digits() -> None:
    text = "First came NCT0123456712 and then NCT0765432113,14 in adults.11 Older work is known.1–10"
    (found,) = find_flattened([text])
    assert cut(text, found)[0] == "First came NCT01234567 and then NCT07654321 in adults. Older work is known."


def test_a_name_the_paper_spells_elsewhere_is_split_from_its_citation() -> None:
    texts = ["Mice lack IL-17 here.1 Others lack IL-17 too.2 We measured IL-173 as well.", "The end.4,5"]
    assert _marks(texts) == [(1,), (2,), (3,), (4, 5)]


def test_a_run_may_jump_over_numbers_that_a_table_cites() -> None:
    texts = ["One thing is known.1 Another is.2 A third is.3,4", "After the table comes more.40 And still more.41"]
    assert _marks(texts) == [(1,), (2,), (3, 4), (40,), (41,)]


@pytest.mark.parametrize(
    "text",
    [
        "CD44 and CXCL12 rose 2.5 fold; IL-10 was unchanged (p = 0.05).",
        "We gave 1.5 mg on day 7. Values fell by 3.2 and 4.1 points.",
        "miR-146a, H2O2, CO2 and Ca2 were measured in 24 wells at 37 degrees.",
        "The cost was 12,500 euros in 2019. In 2020 it was 9,100.",
    ],
)
def test_text_without_a_run_of_citations_is_left_alone(text: str) -> None:
    assert find_flattened([text], names=NAMES) == ((),)


def test_numbers_beyond_the_reference_list_are_no_citations() -> None:
    texts = ["One.1 Two.2 Three.3 Kept at minus eighty.250 Done."]
    assert _marks(texts, last_reference=40) == [(1,), (2,), (3,)]


def test_section_numbers_are_no_citations() -> None:
    texts = ["Many died.1 Some lived.2 None knew.3", "2.2.1. Animals", "Rats were bought.4"]
    assert _marks(texts) == [(1,), (2,), (3,), (4,)]


def test_citations_behind_dotted_abbreviations_are_found() -> None:
    text = "Some died.1,2 Others lived.3 Cells went in i.v.,1,3 i.p.,2 or both.4"
    assert _marks([text]) == [(1, 2), (3,), (1, 3), (2,), (4,)]
