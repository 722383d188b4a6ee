import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.components.vocabulary import precision_of, vocabulary_mentions


def spans(text: str, label: str) -> list[str]:
    return [mention.text for mention in vocabulary_mentions(text) if mention.label == label]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Human allogeneic BM-MSCs were infused.", ["Human allogeneic BM-MSCs"]),
        ("bone marrow-derived mesenchymal stromal cells", ["bone marrow-derived mesenchymal stromal cells"]),
        ("the MSC-treated group", ["MSC"]),
        ("human and mouse MSCs", ["human and mouse MSCs"]),
        ("umbilical cord blood and MSCs", ["MSCs"]),
        ("autologous stem cell transplantation", ["autologous stem cell"]),
        ("stem cell transplantation", ["stem cell"]),
        ("stem cell niches", []),
        ("donor lymphocyte infusion", ["donor lymphocyte"]),
        ("human T cells", []),
        ("IFN-γ-primed MSCs", ["IFN-γ-primed MSCs"]),
        ("EVs isolated from MSCs", ["EVs", "MSCs"]),
    ],
)
def test_product_takes_donor_source_and_state(text: str, products: list[str]) -> None:
    assert spans(text, "CELL_THERAPY") == products


def test_source_and_donor_are_nested_in_the_product() -> None:
    text = "allogeneic adipose tissue-derived MSCs"
    assert spans(text, "DONOR") == ["allogeneic"]
    assert spans(text, "CELL_SOURCE") == ["adipose tissue"]


def test_source_alone_needs_an_origin() -> None:
    assert spans("MSCs derived from umbilical cord", "CELL_SOURCE") == ["umbilical cord"]
    assert spans("injury of the umbilical cord", "CELL_SOURCE") == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("CD4+CD25+FoxP3+ regulatory T cells rose", ["CD4+CD25+FoxP3+ regulatory T cells"]),
        ("an M1-to-M2 transition", ["M1", "M2"]),
        ("splenic Tregs", ["Tregs"]),
        ("anti-inflammatory M2 macrophages", ["anti-inflammatory M2 macrophages"]),
        ("peripheral blood mononuclear cells", ["peripheral blood mononuclear cells"]),
    ],
)
def test_immune_cell_takes_its_phenotype(text: str, cells: list[str]) -> None:
    assert spans(text, "IMMUNE_CELL") == cells


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("MSCs were injected via the tail vein", ["tail vein"]),
        ("thrombosis of the renal artery", []),
        ("systemic administration of MSCs", ["systemic"]),
        ("systemic inflammation", []),
        ("cells given intravenously (i.v.)", ["intravenously", "i.v."]),
        ("oral mucositis", []),
    ],
)
def test_route_needs_something_given(text: str, routes: list[str]) -> None:
    assert spans(text, "ROUTE") == routes


@pytest.mark.parametrize(
    ("text", "routes", "places"),
    [
        ("Cells were delivered by intrarenal injection.", ["intrarenal"], []),
        ("Intrarenal MSC administration was safe.", ["Intrarenal"], []),
        ("MSCs were injected intrarenally and IL-6 fell.", ["intrarenally"], []),
        ("Rats were given an intrarenal dose of cells.", ["intrarenal"], []),
        ("Delivery was intrarenal in ten rats.", ["intrarenal"], []),
        ("The ways were intra-arterial, intravenous and intrahepatic.", ["intra-arterial", "intravenous", "intrahepatic"], []),
        ("Intracardiac MSCs were safe.", ["Intracardiac"], []),
        ("Cells were injected into the tail vein and reduced intrarenal macrophages.", ["tail vein"], ["intrarenal"]),
        ("MSCs given intravenously lowered the intrahepatic infiltration.", ["intravenously"], ["intrahepatic"]),
        ("MSCs lowered TNF systemically and intra-renally.", [], ["systemically", "intra-renally"]),
        ("After the injection, intrasplenic Tregs rose.", [], ["intrasplenic"]),
        ("intratumoral T cells after the therapy", [], ["intratumoral"]),
    ],
)
def test_word_that_is_route_and_place_is_what_stands_around_it(text: str, routes: list[str], places: list[str]) -> None:
    assert spans(text, "ROUTE") == routes
    assert spans(text, "ANATOMY") == places


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("cyclosporine orally or IV on days 4-14", ["orally", "IV"]),
        ("Group IV received saline.", []),
        ("beta IV spectrin", []),
        ("plaques of the coronary arteries", []),
        ("infused into both coronary arteries", ["coronary arteries"]),
        ("subcutaneous and visceral adipose tissue", []),
        ("subcutaneous and intradermal injection", ["subcutaneous", "intradermal"]),
    ],
)
def test_route_is_no_number_vessel_or_layer(text: str, routes: list[str]) -> None:
    assert spans(text, "ROUTE") == routes


def test_place_is_no_part_of_another_name() -> None:
    assert spans("renal function and TNF in the kidney", "ANATOMY") == ["kidney"]


def test_condition_lies_in_an_outcome() -> None:
    text = "AKI severity fell"
    assert spans(text, "OUTCOME") == ["AKI severity"]
    assert spans(text, "CONDITION") == ["AKI"]


def test_drug_is_a_mediator_only_where_something_acts() -> None:
    assert spans("Losartan reduced fibrosis.", "MEDIATOR") == ["Losartan"]
    assert spans("Patients received losartan daily.", "MEDIATOR") == []


def test_abbreviation_has_the_label_of_its_definition() -> None:
    text = "Primary systemic amyloidosis (AL) is rare. AL was treated."
    assert spans(text, "CONDITION").count("AL") == 2


def test_abbreviation_of_something_else_is_no_disease() -> None:
    text = "magnetic spectroscopy (MS) and MS again"
    assert spans(text, "CONDITION") == []


def test_mention_has_span_concept_method_and_measured_confidence() -> None:
    text = "IL-10 rose at 24 h after reperfusion in phase II (NCT01234567)."
    mentions = vocabulary_mentions(text)
    assert [(m.label, m.text, m.method) for m in mentions] == [
        ("CYTOKINE", "IL-10", "vocabulary"),
        ("TIMING", "24 h after reperfusion", "pattern"),
        ("TRIAL_PHASE", "phase II", "pattern"),
        ("TRIAL_ID", "NCT01234567", "pattern"),
    ]
    assert all(text[m.start : m.end] == m.text and 0 < m.confidence < 1 for m in mentions)
    assert mentions[0].concept is not None
    assert mentions[0].concept.id == "HGNC:5962"


def test_precision_of_an_unmeasured_method_is_even() -> None:
    assert precision_of("CYTOKINE", "no such method") == 0.5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["IL-6", "MSCs", "(BM)", "renal", "AKI", "i.v.", "5 mg/kg", "day", "3,", "mice", "and", "\n\n", "."])
    )
)
def test_mentions_of_one_label_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    mentions = vocabulary_mentions(text)
    for one in mentions:
        assert text[one.start : one.end] == one.text == one.text.strip()
        same = [other for other in mentions if other is not one and other.label == one.label]
        assert all(other.end <= one.start or one.end <= other.start for other in same)


def test_member_of_a_numbered_list_is_named_in_full() -> None:
    named = {mention.text: mention.concept.name for mention in vocabulary_mentions("IL-6, -8 and -10 fell") if mention.concept}
    assert named == {"IL-6": "IL6", "-8": "CXCL8", "-10": "IL10"}


def test_strain_is_outside_the_species() -> None:
    assert spans("Sprague-Dawley rats and C57BL/6 mice", "SPECIES") == ["rats", "mice"]


def test_mention_stays_in_its_table_cell() -> None:
    assert spans("dose\t5\nmg/kg", "DOSE") == []


def test_instrument_in_capitals_is_an_outcome() -> None:
    assert spans("measured by the Fatigue Severity Scale and others", "OUTCOME") == ["Fatigue Severity Scale"]


@pytest.mark.parametrize(
    "text",
    [
        ", ".join(str(number) for number in range(3000)),
        "days " + ", ".join(str(number) for number in range(2000)),
        "a (AB) b (AB) c (CD) " * 800,
        "one hundred and twenty " * 800,
        "bone marrow-derived " * 800 + "MSCs",
        "CD4+CD25+" * 1000,
        "(" * 5000,
        "24 h after " * 1500,
    ],
)
def test_long_line_of_one_kind_takes_time_in_proportion(text: str) -> None:
    started = time.process_time()
    vocabulary_mentions(text)
    assert time.process_time() - started < 3


def test_number_of_a_list_is_no_route():
    def found(text):
        return [one.text for one in vocabulary_mentions(text) if one.label == "ROUTE"]

    assert found("We aim to iii) inject cells and iv) count them.") == []
    assert found("Cells were injected iv) or not;iv) count them.") == []
    assert found("Cells were injected intravenously (iv) at once.") == ["intravenously", "iv"]
    assert found("Cells were injected iv into mice.") == ["iv"]
