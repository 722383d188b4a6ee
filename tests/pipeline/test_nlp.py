import pytest

from pipeline.extract import annotate, extract
from pipeline.nlp import ModelError, load
from pipeline.records import Block, Document, Extraction

TEXT = (
    "Bone marrow-derived MSCs in septic mice\n\n"
    "Mesenchymal stromal cells (MSCs) were given intravenously at 1 × 10^6 cells/kg. "
    "MSCs reduced serum IL-6 and TNF-α and increased IL-10."
)
DOCUMENT = Document(
    "0" * 16,
    "0" * 64,
    "own words",
    TEXT,
    blocks=(Block("title", "", 0, 39, role="title"), Block("paragraph", "Results", 41, len(TEXT), role="results")),
)


@pytest.fixture(scope="module", params=["accurate", "vocabulary"])
def extraction(request: pytest.FixtureRequest) -> Extraction:
    return annotate(DOCUMENT, load(request.param))


def test_extraction_names_its_mentions(extraction: Extraction):
    names = {(m.label, m.text): m.concept.name for m in extraction.mentions if m.concept}
    assert names["CYTOKINE", "TNF-α"] == "TNF"
    assert names["CELL_THERAPY", "Mesenchymal stromal cells"] == "MSC"
    assert names["DOSE", "1 × 10^6 cells/kg"] == "1 × 10^6 cells/kg"


def test_extraction_tells_directions_apart(extraction: Extraction):
    by_id = {m.id: m.text for m in extraction.mentions}
    effects = {by_id[r.tail]: r.direction for r in extraction.relations if r.label == "EFFECT"}
    assert effects == {"IL-6": "decrease", "TNF-α": "decrease", "IL-10": "increase"}


def test_abbreviation_repeats_its_long_form(extraction: Extraction):
    short = next(m for m in extraction.mentions if m.text == "MSCs" and m.same_as)
    long_form = next(m for m in extraction.mentions if m.id == short.same_as)
    assert long_form.text == "Mesenchymal stromal cells"


def test_sentences_do_not_cross_blocks(extraction: Extraction):
    assert TEXT[extraction.sentences[0].start : extraction.sentences[0].end] == "Bone marrow-derived MSCs in septic mice"


def test_confidence_is_no_constant():
    found = annotate(DOCUMENT, load("accurate")).mentions
    assert len({m.confidence for m in found}) > 3
    assert all(0 < m.confidence < 1 for m in found)


def test_model_that_is_not_there_is_named_with_the_way_out():
    with pytest.raises(ModelError, match="no model 'acurate': choose accurate"):
        load("acurate")
    with pytest.raises(ModelError, match="not installed"):
        load("xx_no_such_pipeline")


def test_missing_file_is_a_failure_with_its_reason(tmp_path):
    failure = extract(tmp_path / "gone.pdf", load("vocabulary"))
    assert (failure.reason, failure.source) == ("missing", str(tmp_path / "gone.pdf"))
