from __future__ import annotations

import pytest

from pipeline.registries import find_registrations, fixed_length_ends


@pytest.mark.parametrize(
    ("text", "trial_id", "registry"),
    [
        ("NCT01234567", "NCT01234567", "ClinicalTrials.gov"),
        ("NCT 01234567", "NCT01234567", "ClinicalTrials.gov"),
        ("ISRCTN12345678", "ISRCTN12345678", "ISRCTN"),
        ("EudraCT 2014-001234-56", "2014-001234-56", "EU Clinical Trials Register"),
        ("EU CT 2022-501234-12-00", "2022-501234-12-00", "EU Clinical Trials Register"),
        ("ACTRN12612000123456", "ACTRN12612000123456", "ANZCTR"),
        ("ChiCTR1800012345", "ChiCTR1800012345", "ChiCTR"),
        ("ChiCTR-TRC-12001234", "ChiCTR-TRC-12001234", "ChiCTR"),
        ("CTRI/2018/01/012345", "CTRI/2018/01/012345", "CTRI"),
        ("DRKS00012345", "DRKS00012345", "DRKS"),
        ("IRCT20120215009014N123", "IRCT20120215009014N123", "IRCT"),
        ("jRCTs031180123", "jRCTs031180123", "jRCT"),
        ("UMIN000012345", "UMIN000012345", "UMIN-CTR"),
        ("KCT0001234", "KCT0001234", "CRiS"),
        ("NTR1234", "NTR1234", "LTR"),
        ("PACTR201501001012345", "PACTR201501001012345", "PACTR"),
        ("RBR-6fs3kz", "RBR-6fs3kz", "REBEC"),
        ("RPCEC00000123", "RPCEC00000123", "RPCEC"),
        ("SLCTR/2015/012", "SLCTR/2015/012", "SLCTR"),
        ("TCTR20150101001", "TCTR20150101001", "TCTR"),
    ],
)
def test_numbers_of_each_registry_are_found(text: str, trial_id: str, registry: str) -> None:
    found = find_registrations(f"registered as {text}.")
    assert [(one.trial_id, one.registry) for one in found] == [(trial_id, registry)]


def test_a_number_takes_its_own_digits_and_no_more() -> None:
    (found,) = find_registrations("see NCT0123456789 there")
    assert (found.start, found.end, found.trial_id) == (4, 15, "NCT01234567")
    assert list(fixed_length_ends("see NCT0123456789 there")) == [(15, 17)]


@pytest.mark.parametrize("text", ["NCT1234", "call 2014-1234-56", "XNCT01234567", "an IRCT study", "NTR is a registry"])
def test_what_is_no_number_is_not_found(text: str) -> None:
    assert find_registrations(text) == ()
