"""Trial records, field by field."""

from annotations.counts import Counts
from annotations.trial_fields import compare_trials, hashed
from pipeline.records import Trial

GOLD = Trial("NCT01234567", "ClinicalTrials.gov", phase="I", doses=("1 mg", "2 mg"), enrollment=15, title="Cells at work")


def fields(gold, predicted):
    return {field: counts for _, field, counts in compare_trials(gold, predicted)}


def test_value_that_is_wrong_is_missed_and_spurious():
    other = Trial("nct01234567", "ClinicalTrials.gov", phase="II", doses=("2  MG",), enrollment=15, status="completed")
    assert fields([GOLD], [other]) == {
        "trial_id": Counts(1, 1, 1),
        "registry": Counts(1, 1, 1),
        "title": Counts(1, 0, 0),
        "phase": Counts(1, 1, 0),
        "doses": Counts(2, 1, 1),
        "status": Counts(0, 1, 0),
        "enrollment": Counts(1, 1, 1),
    }


def test_trial_that_was_not_found_costs_every_field():
    assert fields([GOLD], []) == {
        name: Counts(2 if name == "doses" else 1) for name in ("trial_id", "registry", "title", "phase", "doses", "enrollment")
    }


def test_hashed_value_equals_the_words_it_was_made_of():
    secret = Trial("NCT01234567", "ClinicalTrials.gov", title=hashed("Cells  at Work"))
    assert fields([secret], [GOLD])["title"] == Counts(1, 1, 1)
    assert hashed(hashed("x")) == hashed("x")
