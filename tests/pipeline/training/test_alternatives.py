from pathlib import Path

import pytest

from annotations.written import read_written
from flows.bench_alternatives import Row, score
from pipeline.training.convolutional import KEY, docs_of, learn_spans, spans_of

TEXT = """# paper: one
{CT {CS BM}-MSCs} lowered {CY IL-6} in {SP mice}.
{CT {CS BM}-MSCs} raised {CY IL-10} in {SP rats}.
"""


@pytest.fixture
def documents(tmp_path: Path) -> list:
    path = tmp_path / "written.txt"
    path.write_text(TEXT, "utf-8")
    return list(read_written(path))


def test_score_counts_labels_and_ranges(documents: list) -> None:
    (document,) = documents
    truth = {(one.label, one.start, one.end) for one in document.mentions}
    assert score([truth], documents) == 1.0
    wrong = {("MEDIATOR", start, end) if label == "CYTOKINE" else (label, start, end) for label, start, end in truth}
    assert score([wrong], documents) == pytest.approx(6 / 8)
    assert score([set()], documents) == 0.0


def test_row_says_speed_beside_another() -> None:
    row = Row("cnn", {"dev": 0.5}, 6000, 7.5, 12.4)
    assert row.line(4000) == "cnn: dev 0.500; 6,000 words/s (1.50); 7.5 MB; 12.4 min"


def test_network_learns_what_it_is_shown(documents: list, tmp_path: Path) -> None:
    nlp = learn_spans(documents * 20, tmp_path / "work", steps=60)
    shown = docs_of(documents, nlp)
    assert [span.label_ for span in shown[0].spans[KEY]] == ["CELL_THERAPY", "CYTOKINE", "SPECIES"]  # BM is within a token
    (found,) = spans_of(documents, nlp)
    assert score([found], documents) > 0.7
