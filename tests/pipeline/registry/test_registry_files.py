"""Each kind of registry file with a study or two of our own invention, and files that are none."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import RegistryEntry
from pipeline.registry.entries import RegistryFileError, make_entry, phase_of, status_of
from pipeline.registry.files import read_registry

SAMPLE = Path(__file__).parents[3] / "examples" / "registry" / "ctg-studies.json"
STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT99000001", "briefTitle": "Cells", "officialTitle": "Cells for Knees"},
        "statusModule": {
            "overallStatus": "ACTIVE_NOT_RECRUITING",
            "startDateStruct": {"date": "2029-03-17"},
            "completionDateStruct": {"date": "2031-04", "type": "ESTIMATED"},
        },
        "designModule": {"phases": ["PHASE1", "PHASE2"], "enrollmentInfo": {"count": 24}},
        "conditionsModule": {"conditions": ["Osteoarthritis, Knee"]},
        "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": "Cells"}, {"name": "Saline"}]},
    }
}
BARE: dict[str, Any] = {"protocolSection": {"identificationModule": {"nctId": "NCT99000002"}}}
ENTRY = RegistryEntry(
    "NCT99000001", "ClinicalTrials.gov", "Cells for Knees", "active, not recruiting", "I-II", 24, "2029-03", "2031-04",
    ("Osteoarthritis, Knee",), ("Cells", "Saline"),
)  # fmt: skip
CSV = (
    "\ufeffNCT Number,Study Title,Study Status,Conditions,Interventions,Phases,Enrollment,Start Date,Completion Date\n"
    'NCT99000001,Cells for Knees,ACTIVE_NOT_RECRUITING,"Osteoarthritis, Knee",BIOLOGICAL: Cells|OTHER: Saline,'
    "PHASE1|PHASE2,24,2029-03-17,2031-04\n"
)
OLD_CSV = (
    "Rank,NCT Number,Title,Acronym,Status,Conditions,Interventions,Phases,Enrollment,Start Date,Completion Date\n"
    '1,NCT99000001,Cells for Knees,,"Active, not recruiting","Osteoarthritis, Knee",Biological: Cells|Other: Saline,'
    'Phase 1|Phase 2,24,"March 17, 2029",April 2031\n'
)
AACT = (
    "nct_id|start_month_year|start_date|completion_month_year|completion_date|overall_status|phase|enrollment|brief_title"
    "|official_title\n"
    'NCT99000001|2029-03|2029-03-17|2031-04|2031-04-30|ACTIVE_NOT_RECRUITING|PHASE1/PHASE2|24|Cells|"Cells for Knees"\n'
)


def written(folder: Path, content: str | bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([STUDY, BARE]),
        json.dumps({"studies": [STUDY, BARE], "nextPageToken": "x"}, indent=2),
        "\n" + json.dumps(STUDY) + "\n\n" + json.dumps(BARE) + "\n",
    ],
    ids=["array", "page", "lines"],
)
def test_json_is_read_in_each_of_its_forms(content: str, tmp_path: Path) -> None:
    assert list(read_registry(written(tmp_path, content))) == [ENTRY, RegistryEntry("NCT99000002", "ClinicalTrials.gov")]


def test_one_study_alone_is_read(tmp_path: Path) -> None:
    assert list(read_registry(written(tmp_path, json.dumps(STUDY)))) == [ENTRY]


@pytest.mark.parametrize("content", [CSV, OLD_CSV, CSV.replace(",", "\t").replace("Osteoarthritis\t", "Osteoarthritis,")])
def test_export_of_the_site_is_read_in_present_and_earlier_columns(content: str, tmp_path: Path) -> None:
    assert list(read_registry(written(tmp_path, content))) == [ENTRY]


def test_aact_is_read_without_conditions_which_its_table_lacks(tmp_path: Path) -> None:
    (entry,) = read_registry(written(tmp_path, AACT))
    assert (entry.title, entry.status, entry.phase, entry.enrollment) == (ENTRY.title, ENTRY.status, "I-II", 24)
    assert (entry.start, entry.completion, entry.conditions) == ("2029-03", "2031-04", ())


def test_zip_of_one_study_a_file_is_read_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("NCT99000001.json", json.dumps(STUDY))
        archive.writestr("more/NCT99000002.json", json.dumps(BARE))
        archive.writestr("read me.txt", "Downloaded on a Monday.")
    found = list(read_registry(tmp_path / "all.zip"))
    assert [entry.trial_id for entry in found] == ["NCT99000001", "NCT99000002"]


def test_zip_of_aact_is_read_from_its_table_of_studies_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "aact.zip", "w") as archive:
        archive.writestr("studies.txt", AACT)
        archive.writestr("conditions.txt", "id|nct_id|name\n1|NCT99000001|Osteoarthritis, Knee\n")
        archive.writestr("notes.csv", "a,b\n")
    assert [entry.trial_id for entry in read_registry(tmp_path / "aact.zip")] == ["NCT99000001"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7 \xff\xfe", "is no text in UTF-8: give JSON or CSV from the download"),
        ("Dear colleague,\n", "is no file of a registry: give JSON or CSV"),
        ("", "is no file of a registry: give JSON or CSV"),
        ("id|nct\n", "is no file of a registry"),
        ("<clinical_study/>", "is XML or a web page: choose JSON or CSV"),
        ('{"a": 1}', "holds JSON, but no study with a protocolSection: choose JSON"),
        ("[1, 2]", "holds JSON, but no study with a protocolSection"),
        ('[{"protocolSection": {"identif', "is cut short or damaged .* download it again"),
        (json.dumps(STUDY) + "\n" + '{"protocolSection', r"is cut short or damaged \(.*, line 2\)"),
        ("[]", "holds no study with a registry number"),
        ("[" * 100_000, "is nested more deeply than any study: download it again"),
        ("NCT Number,Phases\nNCT99000001\n", "line 2: 1 cells, but 2 columns: download it again, unchanged"),
    ],
)
def test_file_of_another_kind_or_damaged_names_the_way_out(content: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryFileError, match=message):
        list(read_registry(written(tmp_path, content)))


def test_folder_and_zip_of_other_things_name_the_way_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("picture.png", b"\x89PNG")
    with pytest.raises(RegistryFileError, match="is a zip without such a file: give JSON"):
        list(read_registry(tmp_path / "other.zip"))
    with pytest.raises(RegistryFileError, match="is a folder: give JSON"):
        list(read_registry(tmp_path))


def test_damaged_zip_says_to_download_it_again(tmp_path: Path) -> None:
    path = tmp_path / "studies.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("studies.json", json.dumps([STUDY] * 50))
    content = bytearray(path.read_bytes())
    content[60:90] = b"\xff" * 30
    path.write_bytes(content)
    with pytest.raises(RegistryFileError, match=r"cannot be unpacked .* download it again"):
        list(read_registry(path))


@pytest.mark.parametrize("odd", [None, "text", [1], 7])
def test_part_of_a_study_that_is_none_is_passed_over(odd: object, tmp_path: Path) -> None:
    parts = ("statusModule", "designModule", "conditionsModule", "armsInterventionsModule")
    protocol = {"identificationModule": {"nctId": "NCT99000009"}} | dict.fromkeys(parts, odd)
    (entry,) = read_registry(written(tmp_path, json.dumps([{"protocolSection": protocol}])))
    assert (entry.trial_id, entry.status, entry.phase, entry.conditions, entry.interventions) == (
        "NCT99000009",
        None,
        None,
        (),
        (),
    )


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("COMPLETED", "completed"),
        ("Not yet recruiting", "not yet recruiting"),
        ("ENROLLING_BY_INVITATION", "enrolling by invitation"),
        ("WITHDRAWN", "withdrawn"),
        ("APPROVED_FOR_MARKETING", "approved for marketing"),
        ("", None),
    ],
)
def test_status_is_the_word_of_trial_records(printed: str, status: str | None) -> None:
    assert status_of(printed) == status


@pytest.mark.parametrize(
    ("printed", "phase"),
    [(["PHASE2", "PHASE3"], "II-III"), (["Phase 1/Phase 2"], "I-II"), (["EARLY_PHASE1"], "I"), (["NA"], None), ([], None)],
)
def test_phases_become_one(printed: list[str], phase: str | None) -> None:
    assert phase_of(printed) == phase


def test_number_that_no_registry_issues_makes_no_entry() -> None:
    assert make_entry("MYTRIAL-7", status="COMPLETED") is None


def test_sample_file_holds_invented_studies_only() -> None:
    found = list(read_registry(SAMPLE))
    assert len(found) == 7
    assert all(entry.trial_id.startswith("NCT99000") for entry in found)
