"""Numbers of clinical trials: the primary registries of WHO's platform, ClinicalTrials.gov and EudraCT/CTIS.

The forms are those that the registries themselves issue, https://www.who.int/clinical-trials-registry-platform/network/primary-registries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Form(NamedTuple):
    """How a registry writes its numbers; ``fixed`` where nothing of the number varies in length."""

    registry: str
    pattern: str
    fixed: bool


class Registration(NamedTuple):
    """A trial number in a text: half-open range, the number as the registry writes it, and the registry's name."""

    start: int
    end: int
    trial_id: str
    registry: str


FORMS: tuple[Form, ...] = (
    Form("ClinicalTrials.gov", r"NCT[\s:#-]?\d{8}", True),
    Form("ISRCTN", r"ISRCTN[\s:#-]?\d{8}", True),
    Form("EU Clinical Trials Register", r"(?<![\d-])(?:19|20)\d\d-\d{6}-\d\d(?:-\d\d)?", True),
    Form("ANZCTR", r"ACTRN[\s:#-]?\d{14}p?", True),
    Form("ChiCTR", r"ChiCTR[\s-]?(?:[A-Z]{3,4}[\s-]?\d{8}|\d{10})", True),
    Form("CTRI", r"CTRI/\d{4}/\d{2,3}/\d{6}", True),
    Form("DRKS", r"DRKS[\s:#-]?\d{8}", True),
    Form("IRCT", r"IRCT[\s:#-]?\d{10,14}N\d{1,3}", False),
    Form("jRCT", r"jRCTs?[\s:#-]?\d{9,10}", False),
    Form("UMIN-CTR", r"UMIN[\s:#-]?\d{9}", True),
    Form("JapicCTI", r"JapicCTI-?\d{6}", True),
    Form("JMACCT", r"JMA-IIA\d{5}", True),
    Form("CRiS", r"KCT[\s:#-]?\d{7}", True),
    Form("LBCTR", r"LBCTR[\s:#-]?\d{10}", True),
    Form("LTR", r"(?<![A-Z])(?:NTR[\s:#-]?\d{3,5}|NL-?O?MON\d{4,6}|NL\d{4,5})(?!\d|\.\d)", False),
    Form("PACTR", r"PACTR[\s:#-]?\d{15,16}", False),
    Form("REBEC", r"RBR-[a-z0-9]{6,8}\b", False),
    Form("REPEC", r"PER-\d{3}-\d\d", True),
    Form("RPCEC", r"RPCEC[\s:#-]?\d{8}", True),
    Form("SLCTR", r"SLCTR/\d{4}/\d{3}", True),
    Form("TCTR", r"TCTR[\s:#-]?\d{11}", True),
    Form("ITMCTR", r"ITMCTR[\s:#-]?\d{10}", True),
)
_FIRST = r"(?=[NIACDJUKLPRSTj12])(?<![A-Za-z0-9])"  # where a number may begin: most places are passed over at once
_ANY = re.compile(rf"{_FIRST}(?:{'|'.join(rf'(?P<f{number}>{form.pattern})' for number, form in enumerate(FORMS))})")
_FIXED = re.compile("|".join(rf"(?<![A-Za-z0-9]){form.pattern}" for form in FORMS if form.fixed))
_CASE_FREE = re.compile(r"(?<![A-Za-z0-9])nct[\s:#-]?\d{8}(?!\d)", re.IGNORECASE)


def _as_issued(printed: str, registry: str) -> str:
    """Write a number as its registry does: ``NCT 01234567`` gives ``NCT01234567``."""
    if registry in ("EU Clinical Trials Register", "CTRI", "REBEC", "REPEC", "SLCTR", "JMACCT"):
        return printed
    if registry == "ChiCTR":
        return re.sub(
            r"^ChiCTR[\s-]?(?:([A-Z]{3,4})[\s-]?)?(\d+)$",
            lambda m: f"ChiCTR-{m[1]}-{m[2]}" if m[1] else f"ChiCTR{m[2]}",
            printed,
        )
    return re.sub(r"[\s:#]|(?<=[A-Za-z])-(?=\d)", "", printed)


def find_registrations(text: str) -> tuple[Registration, ...]:
    """Return the trial numbers of a text in order; a number is what its registry issues, digits glued to it are left out."""
    found = []
    for match in _ANY.finditer(text):
        assert match.lastgroup is not None  # every form is a group of its own
        registry = FORMS[int(match.lastgroup[1:])].registry
        found.append(Registration(match.start(), match.end(), _as_issued(match[0], registry), registry))
    starts = {item.start for item in found}
    for match in _CASE_FREE.finditer(text):
        if match.start() not in starts:
            found.append(Registration(match.start(), match.end(), "NCT" + match[0][-8:], "ClinicalTrials.gov"))
    return tuple(sorted(found))


def fixed_length_ends(text: str) -> Iterator[tuple[int, int]]:
    """Yield (end of a trial number of fixed length, end of the digits, commas and dashes that are glued to it)."""
    for match in _FIXED.finditer(text):
        glued = re.match(r"[\d,–‑-]*\d", text[match.end() :])
        if glued:
            yield match.end(), match.end() + glued.end()
