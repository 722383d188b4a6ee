"""What several rooms' tests share: one small extraction, and the place of the reference material beside the checkout."""

from pathlib import Path

import pytest

from pipeline.records import (
    Block,
    Box,
    Citation,
    Concept,
    Cue,
    Document,
    Extraction,
    Mention,
    Reference,
    Relation,
    Span,
    Study,
    StudyEffect,
    Table,
    Trial,
    Version,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"
TITLE = "Stromal cells in the injured kidney"
SENTENCE = "Intravenous MSCs lowered IL-6 in rats."


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"needs the reference material in {SHARED}")
    return SHARED


@pytest.fixture
def extraction() -> Extraction:
    text = f"{TITLE}\n\n{SENTENCE}"
    start = len(TITLE) + 2

    def mention(id: str, label: str, words: str, concept: Concept | None = None) -> Mention:
        at = text.index(words, start)
        box = Box(72.0, 100.5, 140.25, 112.0)
        return Mention(id, label, at, at + len(words), words, concept, confidence=0.9, method="test", page=1, box=box)

    mentions = (
        mention("m1", "ROUTE", "Intravenous", Concept("NCIT:C38276", "intravenous")),
        mention("m2", "CELL_THERAPY", "MSCs", Concept("", "MSC")),
        mention("m3", "CYTOKINE", "IL-6", Concept("HGNC:6018", "IL6")),
        mention("m4", "SPECIES", "rats"),
    )
    cue = Cue(text.index("lowered"), text.index("lowered") + 7, "direction")
    return Extraction(
        document=Document(
            id="0123456789abcdef",
            sha256="0123456789abcdef" * 4,
            source="kidney.pdf",
            text=text,
            title=TITLE,
            page_count=1,
            blocks=(
                Block("title", "", 0, len(TITLE), page=1, box=Box(72, 60, 300, 80), role="title"),
                Block("paragraph", "", start, len(text), page=1, box=Box(72, 100, 300, 112), role="results"),
            ),
            citations=(Citation(len(text) - 1, (4, 5)),),
            references=(Reference(4, "Doe J. A study. 2020.", doi="10.1000/xyz"),),
            tables=(Table("Table 1", 1, ("Trial", "Dose"), (("NCT00000000", "1 × 10^6 cells/kg"),)),),
        ),
        sentences=(Span(0, len(TITLE)), Span(start, len(text))),
        mentions=mentions,
        relations=(
            Relation("r1", "ADMINISTERED_VIA", "m2", "m1", citations=(4, 5), confidence=0.8),
            Relation("r2", "EFFECT", "m2", "m3", direction="decrease", citations=(4, 5), cues=(cue,), confidence=0.7),
        ),
        trials=(Trial("NCT00000000", "ClinicalTrials.gov", phase="I", doses=("1 × 10^6 cells/kg",), enrollment=12),),
        studies=(Study(4, products=("MSC",), effects=(StudyEffect("MSC", "IL6", "decrease", "asserted", None, "r2"),)),),
        pipeline=Version("0.1.0", "accurate"),
        timings_s={"read": 0.25},
    )
