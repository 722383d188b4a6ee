import pytest

from pipeline.doses import dose_name, find_doses
from pipeline.numbers import value_of
from pipeline.quantities import find_quantities
from pipeline.timings import find_timings


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("at 0.3, 1, or 3 × 10^6 cells/kg once", ["0.3, 1, or 3 × 10^6 cells/kg"]),
        ("received 1 × 10⁶ MSCs", ["1 × 10⁶ MSCs"]),
        ("received 2x10(6) cells", ["2x10(6) cells"]),
        ("50 mg/kg of drug or 100 μg EVs", ["50 mg/kg", "100 μg"]),
        ("doses of 20 million cells", ["20 million cells"]),
        ("2,000,000 cells/kg were given", ["2,000,000 cells/kg"]),
        ("25 mg kg-1 was given", ["25 mg kg-1"]),
        ("5 mg/kg or 10 mg/kg", ["5 mg/kg or 10 mg/kg"]),
        ("100 mg/m(2) of cisplatin", ["100 mg/m(2)"]),
    ],
)
def test_dose_takes_numbers_and_unit(text: str, spans: list[str]) -> None:
    assert [text[dose.start : dose.end] for dose in find_doses(text)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "a GFR of 60 ml/min/1.73 m2",
        "rats weighing 200-250 g",
        "creatinine above 1.5 mg/dl",
        "8.44 ± 9.21 pg/mg",
        "5 million people live with it",
        "a tidal volume of 6 ml/kg",
        "lactate levels of 4 mmol/l",
    ],
)
def test_measured_value_is_no_dose(text: str) -> None:
    assert find_doses(text) == []


def test_dose_gives_every_number_of_a_list_the_power() -> None:
    (dose,) = find_doses("at 0.3, 1, or 3 × 10^6 cells/kg")
    assert dose.quantity is not None
    assert dose.quantity.values == pytest.approx((3e5, 1e6, 3e6))
    assert dose.quantity.unit == "cells/kg"


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("2x10(6) cells/kg", "2 × 10^6 cells/kg"),
        ("1 x 10e6 cMSCs/Kg", "1 × 10^6 cMSCs/kg"),
        ("2*10^6 cells /kg", "2 × 10^6 cells/kg"),
        ("1 × 10⁶ MSCs", "1 × 10^6 MSCs"),
        ("0. 5 ml", "0.5 ml"),
    ],
)
def test_dose_name_has_one_way_of_writing(surface: str, name: str) -> None:
    assert dose_name(surface) == name


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Samples were taken 24 h after reperfusion.", ["24 h after reperfusion"]),
        ("killed on days 1, 3 and 7", ["days 1", "3", "7"]),
        ("at 1, 3 and 6 months", ["1", "3", "6 months"]),
        ("within 28 days", ["28 days"]),
        ("with 5-year survival", ["5-year"]),
        ("measured at baseline and week 4", ["baseline", "week 4"]),
        ("given two hours before surgery", ["two hours before surgery"]),
        ("24 hours after the induction of sepsis, rats", ["24 hours after the induction of sepsis"]),
        ("scans six days later showed", ["six days later"]),
    ],
)
def test_timing_takes_its_anchor(text: str, spans: list[str]) -> None:
    assert [text[time.start : time.end] for time in find_timings(text)] == spans


@pytest.mark.parametrize(
    "text", ["treated for 4 weeks", "a 12-week trial", "aged 8 weeks", "a 35 years old man", "over 3 years"]
)
def test_length_of_time_is_no_timing(text: str) -> None:
    assert find_timings(text) == []


def test_timing_of_a_list_is_named_with_its_unit() -> None:
    assert [time.name for time in find_timings("at 1, 3 and 6 months after cell injection")] == [
        "1 month after cell injection",
        "3 months after cell injection",
        "6 months after cell injection",
    ]
    assert [time.name for time in find_timings("on days 1 and 7")] == ["day 1", "day 7"]
    assert [time.name for time in find_timings("days 1 and 7 after injury")] == ["day 1 after injury", "day 7 after injury"]


def test_timing_holds_number_and_unit() -> None:
    (time,) = find_timings("examined 24 h after reperfusion")
    assert time.quantity is not None
    assert (time.quantity.values, time.quantity.unit) == ((24.0,), "h")


def test_quantities_are_sorted_and_absent_from_plain_text() -> None:
    assert [one.label for one in find_quantities("2 mg/kg at 24 h after injury")] == ["DOSE", "TIMING"]
    assert find_quantities("no numbers here") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", 1000),
        ("0. 5", 0.5),
        ("2 × 10^6", 2e6),
        ("5 x 10(5)", 5e5),
        ("1,5", 1.5),
        ("20 million", 2e7),
        ("Eighty-two", 82),
        ("three hundred and three", 303),
        ("many", None),
    ],
)
def test_value_of_a_number(text: str, value: float | None) -> None:
    assert value_of(text) == (None if value is None else pytest.approx(value))
