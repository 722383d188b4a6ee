import pytest

from pipeline.trial_terms import find_trial_terms, phase_name, size_name, status_name


def named(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.name) for one in find_trial_terms(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("phase Ib/IIa", "I-II"),
        ("Phase 2", "II"),
        ("phase-I/II", "I-II"),
        ("Phase: I/IIA", "I-II"),
        ("II", "II"),
        ("phase three", "III"),
        ("phase ii", "II"),
        ("phase zero", None),
    ],
)
def test_phase_is_named_in_roman_numbers(text: str, name: str | None) -> None:
    assert phase_name(text) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eighty-two patients were enrolled", [("Eighty-two", "82")]),
        ("Twenty (20) subjects took part", [("Twenty", "20"), ("20", "20")]),
        ("two groups (n = 12)", [("n = 12", "12")]),
        ("It was seen in 8/27 patients.", [("27", "27")]),
        ("11 of 17 evaluable patients", [("17", "17")]),
        ("A total of 18-21 patients", [("18-21", "18-21")]),
        ("20 per group", [("20", "20")]),
    ],
)
def test_sample_size_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "7 patients (29%) had fever",
        "At month 12 participants were seen",
        "three patients died",
        "one patient",
        "grade 3 patients",
    ],
)
def test_number_of_something_else_is_no_sample_size(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trial was terminated early.", [("terminated", "terminated")]),
        ("A study (NCT01234567, completed) of cells", [("completed", "completed")]),
        ("a planned phase II trial", [("planned", "not yet recruiting"), ("phase II", "II")]),
        ("The experiment was completed.", []),
        ("patients completed the study", []),
    ],
)
def test_status_needs_a_trial(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_status_and_size_have_plain_names() -> None:
    assert status_name("Planned") == "not yet recruiting"
    assert status_name("underway") == "ongoing"
    assert status_name("no longer recruiting") == "active, not recruiting"
    assert status_name("purple") is None
    assert size_name("n = 67") == "67"
