from pathlib import Path

import pytest

from pipeline.lexicon import Lexicon, cased_form, load
from pipeline.terms import LexiconError, Term, read_terms

HEADER = "curie\tname\tsynonyms\tparents\tsource\n"


def found(text: str, label: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.term.name) for one in load().find_terms(text) if one.label == label]


def write(folder: Path, line: str, stem: str = "cytokines") -> Path:
    path = folder / f"{stem}.tsv"
    path.write_text(HEADER + line, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("6018\tIL6\t\t\tHGNC\n", "'6018'"),
        ("HGNC:6018\t\t\t\tHGNC\n", "the name ''"),
        ("HGNC:6018\tIL6\tIL-6|\t\tHGNC\n", "the synonym ''"),
        ("HGNC:6018\tIL6\t\t\t\n", "has no source"),
        ("HGNC:6018\tIL6\tIL-6\tHGNC\n", "4 cells"),
        ("HGNC:6018\tIL6\t\tinterleukins\tHGNC\n", "parent 'interleukins'"),
        ("HGNC:6018\tIL6\t\t\tHGNC\nHGNC:6018\tIL6\t\t\tHGNC\n", "also the name on line 2"),
    ],
)
def test_bad_line_is_fatal_and_named(tmp_path: Path, line: str, value: str) -> None:
    with pytest.raises(LexiconError, match=r"cytokines\.tsv:\d") as caught:
        read_terms(write(tmp_path, line))
    assert value in str(caught.value)


def test_file_of_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no label belongs to 'colours'"):
        read_terms(write(tmp_path, "\tred\t\t\tcurated\n", stem="colours"))


def test_header_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "routes.tsv"
    path.write_text("id\tname\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="header"):
        read_terms(path)


@pytest.mark.parametrize(
    "spelling",
    ["IL-1β", "IL-1b", "IL1β", "IL1b", "IL-1 beta", "interleukin-1 beta", "Interleukin 1β", "interleukin (IL)-1β"],
)
def test_spelling_of_a_cytokine_is_one_concept(spelling: str) -> None:
    assert found(f"Levels of {spelling} rose.", "CYTOKINE") == [(spelling, "IL1B")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IL-6, -8 and -10 fell", [("IL-6", "IL6"), ("-8", "CXCL8"), ("-10", "IL10")]),
        ("IL-6/8 fell", [("IL-6", "IL6"), ("8", "CXCL8")]),
        ("CXCL9–11 fell", [("CXCL9", "CXCL9"), ("11", "CXCL11")]),
        ("IL-6 and 8 mice", [("IL-6", "IL6")]),
        ("IL-6/IL-10 ratio", [("IL-6", "IL6"), ("IL-10", "IL10")]),
    ],
)
def test_list_of_numbers_names_each_member(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "CYTOKINE") == expected


def test_longest_name_wins() -> None:
    assert found("an IL-17 receptor and IL-17F", "CYTOKINE")[-1] == ("IL-17F", "IL17F")


def test_name_stands_beside_hyphens_but_not_inside_words() -> None:
    assert found("MSC-treated and non-MSC groups, MSCs2 and xMSC", "CELL_THERAPY") == [("MSC", "MSC"), ("MSC", "MSC")]


def test_source_letters_are_nested_only_where_a_hyphen_sets_them_apart() -> None:
    assert found("BM-MSCs", "CELL_SOURCE") == [("BM", "bone marrow")]
    assert found("BMSCs", "CELL_SOURCE") == []


@pytest.mark.parametrize(
    ("text", "label", "hits"),
    [
        ("AKI", "CONDITION", 1),
        ("aki", "CONDITION", 0),
        ("EGFR", "OUTCOME", 0),
        ("eGFR", "OUTCOME", 1),
        ("100 mg/m2", "IMMUNE_CELL", 0),
        ("a 20 mg dose", "MEDIATOR", 0),
    ],
)
def test_short_abbreviation_keeps_its_case(text: str, label: str, hits: int) -> None:
    assert len(found(text, label)) == hits


def test_name_never_crosses_a_block() -> None:
    assert found("serum\n\ncreatinine", "OUTCOME") == [("creatinine", "serum creatinine")]


def test_number_after_a_hyphen_makes_another_name() -> None:
    assert found("IFN-λ9", "CYTOKINE") == []


def test_recombinant_mark_belongs_to_the_name() -> None:
    assert found("rhIL-11 was given", "CYTOKINE") == [("rhIL-11", "IL11")]


def test_possessive_and_abbreviated_points_belong_to_the_name() -> None:
    assert found("Crohn's disease", "CONDITION") == [("Crohn's disease", "Crohn disease")]
    assert found("given i.v. daily", "ROUTE") == [("i.v.", "intravenous")]


def test_doubtful_synonym_names_but_is_not_found() -> None:
    lexicon = Lexicon([Term("CONDITION", "", "Parkinson's disease", ("?PD",), (), "curated")])
    assert lexicon.find_terms("PD was studied") == []
    term = lexicon.lookup("CONDITION", "PD")
    assert term is not None
    assert term.name == "Parkinson's disease"


def test_lookup_of_an_unknown_name_is_none() -> None:
    assert load().lookup("CYTOKINE", "no such molecule") is None


def test_text_without_names_gives_nothing() -> None:
    assert load().find_terms("") == []
    assert load().find_terms("It was a cold day.") == []


@pytest.mark.parametrize(
    ("synonym", "cased"), [("AKI", "AKI"), ("MSCs", "MSC"), ("Treg", ""), ("eGFR", "eGFR"), ("IL-6", "IL"), ("M1", "M")]
)
def test_cased_form_is_kept_for_short_abbreviations(synonym: str, cased: str) -> None:
    assert cased_form(synonym) == ("" if synonym == "IL-6" else cased)
