"""Names that no curated list holds, found by their form."""

import pytest

from pipeline.components.concepts import concept_of
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.compositions import composed_outcomes
from pipeline.drug_names import drug_names
from pipeline.gene_symbols import gene_symbols
from pipeline.lexicon import load


def spans(text: str, label: str) -> list[str]:
    return [mention.text for mention in vocabulary_mentions(text) if mention.label == label]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Loss of TRIM72 and Slc7a8 was seen", [("TRIM72", "MEDIATOR", "TRIM72"), ("Slc7a8", "MEDIATOR", "SLC7A8")]),
        ("miR-4262-5p fell", [("miR-4262-5p", "MEDIATOR", "miR-4262-5p")]),
        ("CD4+ and CD8+ T cells", []),
        ("HK-2 cells at day 7 of phase 2", []),
        ("Fig 2 shows Ca2+ and Th1 responses", []),
        ("no symbol here", []),
    ],
)
def test_gene_symbol_is_found_by_its_form(text: str, symbols: list[tuple[str, str, str]]) -> None:
    assert [(text[one.start : one.end], one.label, one.term.name) for one in gene_symbols(text, [])] == symbols


def test_gene_symbol_within_a_found_name_is_left_out() -> None:
    text = "TRIM72 rose"
    assert gene_symbols(text, gene_symbols(text, [])) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fictinib inhibited growth", ["fictinib"]),
        ("effect of XYZ-20456", ["XYZ-20456"]),
        ("NCT01234567 enrolled patients", []),
        ("no drug here", []),
    ],
)
def test_drug_is_known_by_its_stem_or_code(text: str, names: list[str]) -> None:
    assert [one.term.name for one in drug_names(text, [])] == names


def test_drug_is_a_mediator_only_where_it_acts() -> None:
    assert spans("Fictinib inhibited the pathway", "MEDIATOR") == ["Fictinib"]
    assert spans("Patients took fictinib twice a day", "MEDIATOR") == []


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("macrophage activation rose", ["macrophage activation"]),
        ("severity of the colitis fell", ["severity of the colitis"]),
        ("colitis severity fell", ["colitis severity"]),
        ("chemotaxis of neutrophils", ["chemotaxis of neutrophils"]),
        ("Th17 differentiation rose", []),
        ("colitis was induced", []),
    ],
)
def test_outcome_is_composed_of_a_name_and_a_word_of_change(text: str, outcomes: list[str]) -> None:
    assert [text[start:end] for start, end in composed_outcomes(text, load().find_terms(text))] == outcomes


def test_cell_is_nested_in_its_outcome() -> None:
    text = "Treatment reduced neutrophil chemotaxis."
    assert spans(text, "OUTCOME") == ["neutrophil chemotaxis"]
    assert spans(text, "IMMUNE_CELL") == ["neutrophil"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("MSCs isolated from bone marrow, adipose tissue and placenta", ["bone marrow", "adipose tissue", "placenta"]),
        ("bone marrow will be harvested from each donor", ["bone marrow"]),
        ("TNF rose in bone marrow and spleen", []),
    ],
)
def test_source_listed_with_a_source_is_one(text: str, sources: list[str]) -> None:
    assert spans(text, "CELL_SOURCE") == sources


def test_inhaled_insult_is_no_route() -> None:
    assert spans("mice received inhaled LPS", "ROUTE") == []
    assert spans("mice received inhaled MSCs", "ROUTE") == ["inhaled"]


def test_carbon_tetrachloride_is_no_chemokine() -> None:
    assert spans("after CCl4 the liver failed", "CYTOKINE") == []
    assert spans("after CCL4 the liver failed", "CYTOKINE") == ["CCL4"]


@pytest.mark.parametrize(
    ("label", "text", "name"),
    [
        ("CYTOKINE", "MCP-1/CCL2", "CCL2"),
        ("CYTOKINE", "Il10-/-", "IL10"),
        ("MEDIATOR", "ERK1/2", "MAPK1/MAPK3"),
        ("MEDIATOR", "miR‐16", "MIR16"),
        ("MEDIATOR", "pJNK", "MAPK8"),
        ("MEDIATOR", "pp38", "MAPK14"),
        ("MEDIATOR", "pERK", "MAPK1"),
        ("MEDIATOR", "PERK", "EIF2AK3"),
        ("MEDIATOR", "pro-caspase-9", "CASP9"),
        ("MEDIATOR", "sICAM-1", "ICAM1"),
        ("MEDIATOR", "TGF-βRII", "TGFBR2"),
        ("MEDIATOR", "interleukin-2 receptor alpha", "IL2RA"),
        ("MEDIATOR", "TNF receptor type 2", "TNFRSF1B"),
        ("MEDIATOR", "NT-3", "NTF3"),
        ("MEDIATOR", "1,25(OH)2D3", "1,25-dihydroxyvitamin D3"),
        ("CELL_THERAPY", "monocyte-derived dendritic cells", "monocyte-derived dendritic cell"),
        ("CELL_THERAPY", "Tc9 cells", "Tc9 cell"),
        ("CELL_THERAPY", "spleen cells", "splenocyte"),
        ("CELL_THERAPY", "iPSC-derived cells", "iPSC-derived cell"),
        ("CELL_THERAPY", "intravenously infused cells", "MSC"),
        ("CELL_THERAPY", "culture-expanded donor cells", "MSC"),
        ("IMMUNE_CELL", "splenic effector CD8 T cells", "effector CD8+ T cell"),
        ("IMMUNE_CELL", "tolerogenic plasmacytoid DCs", "tolerogenic plasmacytoid dendritic cell"),
        ("CELL_THERAPY", "anti-CD19-CAR-transduced T cells", "CAR T cell"),
        ("OUTCOME", "NIHSS score", "NIHSS"),
    ],
)
def test_unlisted_name_is_composed(label: str, text: str, name: str) -> None:
    assert concept_of(label, text).name == name


def test_symbol_of_unknown_words_is_a_gene_that_begins_as_they_do() -> None:
    assert concept_of("MEDIATOR", "MXRA5", {"MXRA5": "matrix remodeling protein five"}).id == "HGNC:7539"
    assert concept_of("MEDIATOR", "MXRA5", {"MXRA5": "another thing"}).id == ""


def test_microrna_has_an_identifier_where_its_gene_is_one() -> None:
    assert concept_of("MEDIATOR", "miR-146a-5p").id == "HGNC:31533"
    assert concept_of("MEDIATOR", "miR-30").id == ""


def test_words_in_capitals_are_words() -> None:
    assert concept_of("SPECIES", "WISTAR RATS").name == "rat"
    assert concept_of("IMMUNE_CELL", "MACROPHAGES").id == "CL:0000235"


@pytest.mark.parametrize(
    ("site", "route"),
    [
        ("hepatic artery", "intra-arterial"), ("splenic arteries", "intra-arterial"), ("thoracic aorta", "intra-arterial"),
        ("left coronary artery", "intracoronary"), ("coronary", "intracoronary"), ("ear vein", "intravenous"),
        ("facet joints", "intra-articular"), ("intracavernously", "intracavernous"), ("cervical disc", "intradiscal"),
        ("infarcted area", "local"), ("portal vein", "intraportal"), ("intraperitoneally", "intraperitoneal"),
    ],
)  # fmt: skip
def test_route_is_named_by_the_site_that_it_goes_into(site: str, route: str) -> None:
    assert concept_of("ROUTE", site).name == route


@pytest.mark.parametrize(
    ("label", "text", "name"), [("ANATOMY", "coronary artery", "coronary artery"), ("ROUTE", "oral", "oral")]
)
def test_only_sites_of_routes_are_named_by_their_route(label: str, text: str, name: str) -> None:
    assert concept_of(label, text).name == name
