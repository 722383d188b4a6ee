import pytest

from pipeline.components.concepts import concept_of, name_mentions
from pipeline.plain_names import plain_name
from pipeline.records import Concept, Mention

KNOWN = {
    "AKI": "acute kidney injury",
    "IRI": "ischemia-reperfusion injury",
    "MSCs": "mesenchymal stem cells",
    "PD": "peritoneal dialysis",
    "IBC": "inflammatory breast cancer",
}


@pytest.mark.parametrize(
    ("label", "text", "identifier", "name"),
    [
        ("CYTOKINE", "IL-6", "HGNC:6018", "IL6"),
        ("CYTOKINE", "interleukin (IL)-6", "HGNC:6018", "IL6"),
        ("CYTOKINE", "TNF-a", "HGNC:11892", "TNF"),
        ("CYTOKINE", "C-C motif chemokine ligand 2", "HGNC:10618", "CCL2"),
        ("CYTOKINE", "recombinant human IL-11", "HGNC:5966", "IL11"),
        ("CYTOKINE", "pro-inflammatory cytokines", "", "proinflammatory cytokines"),
        ("MEDIATOR", "cyclooxygenase-2", "HGNC:9605", "PTGS2"),
        ("MEDIATOR", "PGE2", "CHEBI:15551", "prostaglandin E2"),
        ("MEDIATOR", "p-Akt", "HGNC:391", "AKT1"),
        ("MEDIATOR", "IFT-88", "HGNC:20606", "IFT88"),
        ("MEDIATOR", "miR-146a-5p", "", "MIR146A"),
        ("MEDIATOR", "goblet cell markers", "", "goblet cell markers"),
        ("IMMUNE_CELL", "CD4+CD25+FoxP3+ regulatory T cells", "CL:0000815", "regulatory T cell"),
        ("IMMUNE_CELL", "activated M2 macrophages", "CL:0000890", "M2 macrophage"),
        ("IMMUNE_CELL", "Th17", "CL:0000899", "Th17 cell"),
        ("CELL_THERAPY", "human allogeneic BM-MSCs", "CL:0000134", "MSC"),
        ("CELL_THERAPY", "MSC-derived exosomes", "", "MSC-EV"),
        ("CELL_THERAPY", "EVs", "", "MSC-EV"),
        ("CELL_THERAPY", "MSC-conditioned medium", "", "MSC-conditioned medium"),
        ("CELL_THERAPY", "AC607", "", "AC607"),
        ("CELL_SOURCE", "BM", "UBERON:0002371", "bone marrow"),
        ("ANATOMY", "intrarenal", "UBERON:0002113", "kidney"),
        ("ROUTE", "i.v.", "NCIT:C38276", "intravenous"),
        ("ROUTE", "intraperitoneally", "NCIT:C38258", "intraperitoneal"),
        ("DONOR", "third-party", "", "allogeneic"),
        ("DONOR", "third-party donors", "", "allogeneic"),
        ("DONOR", "mouse", "", "rodent"),
        ("DONOR", "Rat", "", "rodent"),
        ("DONOR", "rats", "", "rat"),
        ("DONOR", "human", "NCBITaxon:9606", "human"),
        ("DONOR", "porcine", "", "porcine"),
        ("SPECIES", "rat", "NCBITaxon:10116", "rat"),
        ("CELL_THERAPY", "allogeneic pericytes", "CL:0000669", "pericyte"),
        ("CELL_THERAPY", "autologous XYZ-101", "", "XYZ-101"),
        ("CELL_THERAPY", "Allogeneic RepaircellTM", "", "repaircell"),
        ("CELL_THERAPY", "Repaircell(R)", "", "repaircell"),
        ("CELL_THERAPY", "allo-XY2-CVU", "", "allo-XY2-CVU"),
        ("SPECIES", "Sprague-Dawley rats", "NCBITaxon:10116", "rat"),
        ("SPECIES", "C57BL/6 mice", "NCBITaxon:10090", "mouse"),
        ("SPECIES", "adult patients", "NCBITaxon:9606", "human"),
        ("CONDITION", "acute renal failure", "MONDO:0002492", "acute kidney injury"),
        ("CONDITION", "severe sepsis", "", "sepsis"),
        ("CONDITION", "CLP", "", "cecal ligation and puncture"),
        ("OUTCOME", "died", "", "mortality"),
        ("OUTCOME", "volume of edema", "", "edema volume"),
        ("TRIAL_PHASE", "phase Ib/IIa", "", "I-II"),
        ("SAMPLE_SIZE", "Eighty-two", "", "82"),
        ("DOSE", "2x10(6) cells/kg", "", "2 × 10^6 cells/kg"),
        ("TRIAL_ID", "NCT 00733876", "", "NCT00733876"),
    ],
)
def test_concept_is_named(label: str, text: str, identifier: str, name: str) -> None:
    concept = concept_of(label, text)
    assert concept.name == name
    if identifier:
        assert concept.id == identifier


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cisplatin-induced AKI", "cisplatin-induced acute kidney injury"),
        ("sepsis-associated AKI", "sepsis-associated acute kidney injury"),
        ("glyphosate-induced AKI", "glyphosate-induced acute kidney injury"),
        ("renal IRI", "renal ischemia-reperfusion injury"),
        ("pulmonary tuberculosis", "pulmonary tuberculosis"),
        ("triple negative IBC", "triple negative inflammatory breast cancer"),
    ],
)
def test_condition_is_composed_of_cause_and_disease(text: str, name: str) -> None:
    assert concept_of("CONDITION", text, KNOWN).name == name


def test_abbreviation_means_what_the_paper_says() -> None:
    assert concept_of("CONDITION", "PD").name == "Parkinson's disease"
    assert concept_of("CONDITION", "PD", KNOWN).name == "peritoneal dialysis"


def test_letters_msc_are_a_gene_or_a_cell_by_label() -> None:
    assert concept_of("CELL_THERAPY", "MSC").name == "MSC"
    assert concept_of("MEDIATOR", "Msc").id == "HGNC:7321"


def test_unknown_name_is_small_and_singular() -> None:
    assert plain_name("OUTCOME", "Renal Casts", {}) == "renal cast"
    assert concept_of("CONDITION", "Unheard-of Diseases") == Concept("", "unheard-of disease")


def test_mentions_of_a_text_get_names_and_numbers() -> None:
    text = "MSCs (2 × 10^6 cells) were given at 1 and 3 days."
    spans = [("CELL_THERAPY", 0, 4), ("DOSE", 6, 20), ("TIMING", 36, 37), ("TIMING", 42, 48)]
    mentions = [Mention(f"m{n}", label, start, end, text[start:end]) for n, (label, start, end) in enumerate(spans)]
    named = name_mentions(text, mentions)
    assert [one.concept.name for one in named if one.concept] == ["MSC", "2 × 10^6 cells", "1 day", "3 days"]
    assert named[1].quantity is not None
    assert named[1].quantity.values == (2e6,)
