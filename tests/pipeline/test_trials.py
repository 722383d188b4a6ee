from __future__ import annotations

import pytest

from pipeline import trial_values as value
from pipeline.blocks import Draft, assemble, table_draft
from pipeline.records import Citation, Document, Role, Table, Trial
from pipeline.text import document_of
from pipeline.trial_tables import field_of, key_values, trial_rows
from pipeline.trials import trial_records


def _document(*blocks: tuple[str, Role], tables: tuple[Table, ...] = (), own: tuple[str, ...] = ()) -> Document:
    drafts = [Draft("title" if role == "title" else "paragraph", text, role=role) for text, role in blocks]
    text, made, citations = assemble([*drafts, *(table_draft(table) for table in tables)])
    title = next((text for text, role in blocks if role == "title"), None)
    return Document(
        "0" * 16, "0" * 64, "x", text, title=title, registrations=own, blocks=made, citations=citations, tables=tables
    )


def _only(document: Document) -> Trial:
    (trial,) = trial_records(document, (), (), ())
    return trial


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("I/IIa", "I-II"),
        ("Phase 1/Phase 2", "I-II"),
        ("2", "II"),
        ("1/2", "I-II"),
        ("phase IIb", "II"),
        ("III", "III"),
        ("n/a", None),
    ],
)
def test_phases_are_read_in_all_their_forms(printed: str, read: str | None) -> None:
    assert value.phase(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Aug 2012", "2012-08"),
        ("5 November 2010", "2010-11"),
        ("November 5, 2010", "2010-11"),
        ("2014-03-09", "2014-03"),
        ("03/2014", "2014-03"),
        ("2015", "2015"),
        ("unknown", None),
    ],
)
def test_dates_are_read_as_year_and_month(printed: str, read: str | None) -> None:
    assert value.date(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("single dose of 1, 4, or 9 × 10^6 cells/kg", ("1 × 10^6 cells/kg", "4 × 10^6 cells/kg", "9 × 10^6 cells/kg")),
        ("0.5 × 10^6, 2 × 10^6 and 4 × 10^6 cells/kg", ("0.5 × 10^6 cells/kg", "2 × 10^6 cells/kg", "4 × 10^6 cells/kg")),
        ("200 × 10^6 cells", ("200 × 10^6 cells",)),
        ("2 × 10^6 cells/kg body weight", ("2 × 10^6 cells/kg",)),
        ("cells", ()),
    ],
)
def test_doses_of_a_list_are_written_out(printed: str, read: tuple[str, ...]) -> None:
    assert value.doses(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("cells or placebo i.v.", "placebo"),
        ("a sham-controlled trial", "sham"),
        ("cells versus standard of care", "standard of care"),
        ("cells", None),
    ],
)
def test_controls_are_told_from_products(printed: str, read: str | None) -> None:
    assert value.control(printed) == read


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Phase", "phase"),
        ("No. of patients", "enrollment"),
        ("Recruitment status", "status"),
        ("Start date", "start"),
        ("Cell source", "source"),
        ("Primary outcome", "primary_outcome"),
        ("Country", None),
    ],
)
def test_columns_are_known_by_their_names(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_a_table_of_trials_gives_a_record_a_row() -> None:
    table = Table(
        "Table 1",
        None,
        ("Trial", "Phase", "Cells", "Dose", "Route", "Status", "n", "Start", "End"),
        (
            (
                "NCT01234567",
                "I/II",
                "Allogeneic UC-MSC",
                "1 × 10^6 cells/kg",
                "i.v.",
                "Completed",
                "20",
                "May 2015",
                "June 2018",
            ),
            ("2014-001234-56", "2", "Autologous AD-MSC", "2 × 10^6 cells/kg", "intra-arterial", "Recruiting", "48", "2019", ""),
        ),
        citations=((0, 0, (7,)),),
    )
    first, second = trial_records(_document(tables=(table,)), (), (), ())
    assert (first.trial_id, first.phase, first.product, first.donor, first.source) == (
        "NCT01234567", "I-II", "MSC", "allogeneic", "umbilical cord",
    )  # fmt: skip
    assert (first.doses, first.route, first.status, first.enrollment) == (
        ("1 × 10^6 cells/kg",),
        "intravenous",
        "completed",
        20,
    )
    assert (first.start, first.completion, first.citations) == ("2015-05", "2018-06", (7,))
    assert (second.registry, second.route, second.start) == ("EU Clinical Trials Register", "intra-arterial", "2019")


def test_a_table_with_trials_as_columns_is_turned() -> None:
    table = Table("", None, ("", "NCT01234567", "NCT07654321"), (("Phase", "I", "II"), ("Status", "Completed", "Terminated")))
    assert [(row.registration.trial_id, row.values["phase"]) for row in trial_rows(table)] == [
        ("NCT01234567", "I"),
        ("NCT07654321", "II"),
    ]


def test_a_row_with_one_cell_names_the_condition_of_those_below() -> None:
    table = Table("", None, ("Trial", "Phase"), (("Sepsis", ""), ("NCT01234567", "I")))
    assert [row.values["condition"] for row in trial_rows(table)] == ["Sepsis"]


def test_table_and_prose_that_differ_are_both_kept() -> None:
    table = Table("", None, ("Trial", "Phase", "Enrollment"), (("NCT01234567", "I", "24"), ("NCT07654321", "II", "9")))
    text = "A phase II trial (NCT01234567) that enrolled 32 patients is under way."
    first = trial_records(_document((text, "background"), tables=(table,)), (), (), ())[0]
    assert (first.phase, first.enrollment) == ("I", 24)
    assert first.disagreements == (("phase", "I", "II"), ("enrollment", "24", "32"))


def test_a_trial_report_fills_its_own_trial_from_its_abstract() -> None:
    document = _document(
        ("Allogeneic bone marrow-derived MSCs for stroke: a placebo-controlled phase II trial", "title"),
        ("Between March 2012 and April 2014, 60 patients were randomized to intravenous MSCs or placebo. "
         "The primary outcome was survival at 90 days.", "abstract"),
        ("The trial was registered at ClinicalTrials.gov (NCT01234567).", "methods"),
        own=("NCT01234567",),
    )  # fmt: skip
    trial = _only(document)
    assert (trial.own, trial.phase, trial.donor, trial.source, trial.route) == (
        True, "II", "allogeneic", "bone marrow", "intravenous",
    )  # fmt: skip
    assert (trial.control, trial.enrollment, trial.start, trial.completion) == ("placebo", 60, "2012-03", "2014-04")
    assert trial.primary_outcome == "survival at 90 days"


def test_a_registry_summary_gives_its_lines() -> None:
    text = (
        "Stromal cells after heart surgery\n\nClinicalTrials.gov identifier: NCT01234567\n\nPhase: Phase 1/Phase 2\n\n"
        "Recruitment status: Not yet recruiting\n\nEnrollment: 40 participants\n\nStart date: March 2021\n\n"
        "Primary outcome: Adverse events within 30 days"
    )
    trial = _only(document_of(text, source="x", sha256="0" * 64))
    assert (trial.phase, trial.status, trial.enrollment, trial.start) == ("I-II", "not yet recruiting", 40, "2021-03")
    assert trial.primary_outcome == "Adverse events within 30 days"
    assert trial.own


def test_key_lines_are_read_by_field() -> None:
    assert key_values(["Enrollment: 30", "Country: Spain", "Phase = 2"]) == {"enrollment": "30", "phase": "2"}


def test_a_citation_at_a_number_belongs_to_its_trial() -> None:
    text = "One trial (NCT01234567) is known."
    document = _document((text, "background"))
    document = Document(
        document.id, document.sha256, "x", document.text, blocks=document.blocks, citations=(Citation(22, (3,)),)
    )
    assert _only(document).citations == (3,)


def test_a_paper_without_trials_has_no_records() -> None:
    assert trial_records(_document(("No trial here.", "abstract")), (), (), ()) == ()
