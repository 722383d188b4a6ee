from __future__ import annotations

from collections import Counter

import pytest

from pipeline.flat_cells import split_outcomes, unfused
from pipeline.flat_tables import read_flat_table
from pipeline.flat_values import dates, statuses
from pipeline.records import Table

BY_COLUMN = """Table 3. Trials of vesicles in burns, found in a search of two registries on the first of May
Number
Title
Phase

Deep burns of the hands and feet in adults of any age
NCT0123456731 Vesicles After
Deep Burns

NCT07654321

ISRCTN1234567832,33

A Study of Cell
Products in Scalds
Repeated Vesicle
Dressings (REVED)

I

II

I-II

Allogeneic exosomes: (1) Wound closure Completed
single dose i.v.
(2) Scar score
Autologous cells or (1) Adverse events Not yet
recruiting
placebo
Allogeneic vesicles (1) Safety and
tolerability
Terminated

12
May 2015
June 2016

30
July March 2020
2018

8
2019-01
2020-02

TBSA, total body surface area; VSS, scar scale.
"""


def _table(text: str) -> tuple[tuple[str, ...], Table]:
    flat = read_flat_table(text.splitlines(), Counter())
    notes, table = flat.finish(" ".join(flat.caption_lines), None, lambda cell: " ".join(cell.split()))
    assert table is not None
    return notes, table


def _column(table: Table, name: str) -> list[str]:
    return [row[table.header.index(name)] for row in table.rows]


def test_values_of_a_table_read_by_columns_go_to_their_rows() -> None:
    notes, table = _table(BY_COLUMN)
    assert _column(table, "Identifier") == ["NCT01234567", "NCT07654321", "ISRCTN12345678"]
    assert _column(table, "Phase") == ["I", "II", "I-II"]
    assert _column(table, "Status") == ["completed", "not yet recruiting", "terminated"]
    assert _column(table, "Enrollment") == ["12", "30", "8"]
    assert _column(table, "Start date") == ["2015-05", "2018-07", "2019-01"]
    assert _column(table, "Completion date") == ["2016-06", "2020-03", "2020-02"]
    assert notes == ("TBSA, total body surface area; VSS, scar scale.",)


def test_titles_that_run_into_each_other_are_parted() -> None:
    _, table = _table(BY_COLUMN)
    assert _column(table, "Title") == [
        "Vesicles After Deep Burns",
        "A Study of Cell Products in Scalds",
        "Repeated Vesicle Dressings (REVED)",
    ]


def test_citations_glued_to_trial_numbers_are_kept_beside_them() -> None:
    _, table = _table(BY_COLUMN)
    assert table.citations == ((0, 0, (31,)), (2, 0, (32, 33)))


def test_treatment_and_outcomes_are_parted_line_by_line() -> None:
    _, table = _table(BY_COLUMN)
    assert _column(table, "Treatment") == [
        "Allogeneic exosomes: single dose i.v.",
        "Autologous cells or placebo",
        "Allogeneic vesicles",
    ]
    assert _column(table, "Primary outcome") == ["Wound closure", "Adverse events", "Safety and tolerability"]


def test_a_table_without_trials_keeps_its_lines() -> None:
    _, table = _table("Table 1. Doses of the groups in the experiment.\nArm Dose\nlow 1\nhigh 2")
    assert [row[0] for row in table.rows] == ["Arm Dose", "low 1", "high 2"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("May 2015\nJune 2016", ["2015-05", "2016-06"]),
        ("July March 2020\n2018", ["2018-07", "2020-03"]),
        ("August\n2008\nOctober\n2013", ["2008-08", "2013-10"]),
        ("2019-01", ["2019-01"]),
        ("", []),
    ],
)
def test_months_and_years_are_paired(text: str, read: list[str]) -> None:
    assert dates(text) == read


def test_a_status_of_two_lines_is_one() -> None:
    assert [value.text for value in statuses(["cells Not yet", "recruiting", "Completed"])] == [
        "not yet recruiting",
        "completed",
    ]


def test_words_that_a_lost_hyphen_glued_are_parted() -> None:
    words = Counter({"mortality": 3, "into": 9})
    assert unfused(["(2) All-cause mortalinto the", "ity or dialysis"], words) == [
        "(2) All-cause mortality or dialysis",
        "into the",
    ]


def test_outcomes_without_labels_stay_with_the_treatment() -> None:
    assert split_outcomes(["Allogeneic cells", "i.v. once"]) == ("Allogeneic cells\ni.v. once", "", "")
