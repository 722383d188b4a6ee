from pathlib import Path

import pytest

from pipeline.extract import annotate, extract
from pipeline.nlp import ModelError, load
from pipeline.records import Block, Document, Extraction

TEXT = (
    "Bone marrow-derived MSCs in septic mice\n\n"
    "Mesenchymal stromal cells (MSCs) were given intravenously at 1 × 10^6 cells/kg. "
    "MSCs reduced serum IL-6 and TNF-α and increased IL-10."
)
LISTED = (("CHEMICAL", "zyloprane"), ("CHEMICAL", "IL-6"), ("CARDINAL", "two"))
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


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A pipeline that others might have: a parser without training, and entities that are listed."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    seen = Example.from_dict(nlp.make_doc("Cells died."), {"heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "punct"]})
    nlp.initialize(lambda: [seen])
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": word} for label, word in LISTED])
    nlp.meta["name"] = "listed"
    nlp.to_disk(tmp_path / "foreign")
    return tmp_path / "foreign"


def test_pipeline_of_others_gives_its_entities_by_our_labels(foreign: Path):
    text = "In mice zyloprane and two others lowered IL-6."
    document = Document("0" * 16, "0" * 64, "own words", text, blocks=(Block("paragraph", "", 0, len(text)),))
    found = {m.text: (m.label, m.method) for m in annotate(document, load(str(foreign))).mentions}
    assert found["zyloprane"] == ("MEDIATOR", "listed")
    assert found["IL-6"][0] == "CYTOKINE"  # the vocabulary knows it better
    assert "two" not in found


def test_pipeline_without_a_parser_is_refused(foreign: Path):
    import spacy

    spacy.load(foreign, exclude=["parser"]).to_disk(foreign.with_name("no_parser"))
    with pytest.raises(ModelError, match="has no parser"):
        load(str(foreign.with_name("no_parser")))


def test_pipeline_that_this_spacy_cannot_load_says_so(foreign: Path):
    config = foreign / "config.cfg"
    config.write_text(config.read_text("utf-8").replace('factory = "entity_ruler"', 'factory = "of_another_spacy"'), "utf-8")
    with pytest.raises(ModelError, match="does not load with spaCy"):
        load(str(foreign))
