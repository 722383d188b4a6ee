from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading import ReadError
from pipeline.records import Document
from pipeline.text import document_of, read_text


def _document(text: str) -> Document:
    return document_of(text, source="paper.txt", sha256="0" * 64)


CLEAN = """Cells for the injured lung

We gave 2 × 10^6 cells/kg on day 7.5 to rats;
IL-6 and CD44 fell (p < 0.05).

Nothing else changed."""

LAYER = """Stromal cells for lung disease: where are we?
Lung injury remains a leading cause of death in inten-
sive care.1,2 Stromal cells calm inﬂammation in mod-
els of pneumonia3 and of ventilation, with less IL-6.4
Trials are listed in Table 2.5,6
Journal of Cells 2021; 3: 1–9

After infusion, the number of CD4þ cells fell (n ¼ 12) and TNF-a was
lower than in controls.7 A dose of 2 Â 106 cells was safe, and 3  107
cells were not.3,5
Journal of Cells 2021; 3: 1–9
Figure 1 | Lungs of treated animals.
Journal of Cells 2021; 3: 1–9
"""


def test_clean_text_keeps_its_blocks_as_they_are() -> None:
    document = _document(CLEAN)
    assert document.text == CLEAN.replace("rats;\nIL", "rats; IL")
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]
    assert document.citations == ()
    assert document.repairs == ()


def test_clean_text_keeps_characters_that_a_layer_would_have_mended() -> None:
    text = "Title of it\n\nAdd ¼ cup; þ is a letter; 2 x 106 things, TNF-a and  two spaces."
    assert _document(text).text == text


def test_clean_text_loses_its_flattened_citations() -> None:
    document = _document("A title\n\nStroke kills many.1,2 Cells may help.3\n\nThey release IL-10.4 So it is.5")
    assert document.text == "A title\n\nStroke kills many. Cells may help.\n\nThey release IL-10. So it is."
    assert [(mark.offset, mark.references) for mark in document.citations] == [
        (27, (1, 2)),
        (43, (3,)),
        (64, (4,)),
        (74, (5,)),
    ]


def test_clean_text_has_its_reference_list_taken_out() -> None:
    text = "Title here\n\nCells help [1]. Not all of them do [2].\n\nReferences\n\n1. Doe J. One. 2001.\n\n2. Roe R. Two. 2002."
    document = _document(text)
    assert document.text == "Title here\n\nCells help. Not all of them do."
    assert [(reference.number, reference.text) for reference in document.references] == [
        (1, "Doe J. One. 2001."),
        (2, "Roe R. Two. 2002."),
    ]


def test_sections_of_clean_text_have_roles() -> None:
    text = "Title\n\nIntroduction\n\nLungs fail often in old age.\n\nMethods\n\nRats were given cells by vein on one day."
    blocks = _document(text).blocks
    assert [(block.kind, block.role) for block in blocks] == [
        ("title", "title"),
        ("heading", "background"),
        ("paragraph", "background"),
        ("heading", "methods"),
        ("paragraph", "methods"),
    ]


def test_a_block_of_tabs_is_a_table() -> None:
    document = _document("Title\n\nTrial\tPhase\nNCT01234567\tI\n\nThe end of it all.")
    assert document.tables[0].header == ("Trial", "Phase")
    assert document.tables[0].rows == (("NCT01234567", "I"),)
    assert "Trial\tPhase\nNCT01234567\tI" in document.text


def test_a_text_layer_is_read_as_the_paper_reads() -> None:
    document = _document(LAYER)
    assert document.text.split("\n\n") == [
        "Stromal cells for lung disease: where are we?",
        "Lung injury remains a leading cause of death in intensive care. Stromal cells calm inflammation in models of pneumonia"
        " and of ventilation, with less IL-6. Trials are listed in Table 2.",
        "After infusion, the number of CD4+ cells fell (n = 12) and TNF-α was lower than in controls. A dose of 2 × 10^6 cells"
        " was safe, and 3 × 10^7 cells were not.",
        "Figure 1 | Lungs of treated animals.",
    ]
    assert [mark.references for mark in document.citations] == [(1, 2), (3,), (4,), (5, 6), (7,), (3, 5)]
    assert {item.text for item in document.furniture} == {"Journal of Cells 2021; 3: 1–9"}


def test_repairs_of_a_layer_stand_where_they_were_made() -> None:
    document = _document(LAYER)
    written = [repair for repair in document.repairs if repair.after]
    assert len(written) >= 6
    assert all(document.text[r.offset : r.offset + len(r.after)] == r.after for r in written)


def test_an_empty_file_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n \n", encoding="utf-8")
    with pytest.raises(ReadError, match="no_text"):
        read_text(path)


def test_a_binary_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(b"\x00\x01\x02\x00")
    with pytest.raises(ReadError, match="damaged"):
        read_text(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes("Müller’s cells\r\n\r\nThey were naïve – so far.".encode(encoding))
    assert read_text(path).text == "Müller’s cells\n\nThey were naïve – so far."


def test_the_text_layer_of_the_review_reads_as_its_sentences(shared: Path) -> None:
    from flows.bench_layer import measure_layer

    figures = measure_layer(shared / "review")
    assert figures["words_in_order"]["value"] >= 0.995
    assert figures["marks_recall"]["value"] >= 0.99
    assert figures["marks_precision"]["value"] >= 0.99
    assert figures["trial_numbers"]["value"] == 1.0
    assert figures["trial_fields"]["value"] >= 0.9
