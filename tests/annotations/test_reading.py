"""A reading keeps offsets and labels; the text comes back from the user's copy."""

import json
import lzma
from pathlib import Path

import pytest

from annotations.gold import GoldError, documents_from_rows
from annotations.reading import READ_A, from_offsets, rows_from_lines, sha256, squeeze, to_offsets

SHARED = Path(__file__).parents[2].parent / "shared"
SOURCE = {
    "corpus": "made",
    "id": "7",
    "title": "(one)MSCs in mice",
    "text": "NCT1. MSCs in mice.\n\n BM-MSCs lowered IL-6\n\n in mice. IL-6 fell; IL-6 was low.",
}
SENTENCES = [
    {"sid": "D.0", "doc": "D", "kind": "title", "section": "Title", "text": "MSCs in mice", "citations": []},
    {
        "sid": "D.3",
        "doc": "D",
        "kind": "paragraph",
        "section": "Abstract",
        "text": "BM-MSCs lowered IL-6 in mice.",
        "citations": [],
    },
    {"sid": "D.4", "doc": "D", "kind": "paragraph", "section": "Abstract", "text": "IL-6 fell; IL-6 was low.", "citations": []},
]
GOLD = [
    {
        "sid": "D.0",
        "mentions": [{"id": "m1", "type": "CELL_THERAPY", "text": "MSCs", "occ": 1, "norm": "MSC"}],
        "relations": [],
    },
    {
        "sid": "D.3",
        "mentions": [
            {"id": "m1", "type": "CELL_THERAPY", "text": "BM-MSCs", "occ": 1, "norm": "MSC"},
            {"id": "m2", "type": "CELL_SOURCE", "text": "BM", "occ": 1, "norm": "bone marrow"},
            {"id": "m3", "type": "OUTCOME", "text": "IL-6 in mice", "occ": 1, "norm": "IL-6 in mice"},
            {"id": "m4", "type": "ANATOMY", "text": "mice", "occ": 1, "norm": "mouse"},
        ],
        "relations": [
            {"type": "DERIVED_FROM", "from": "m1", "to": "m2", "citations": []},
            {"type": "EFFECT", "from": "m1", "to": "m3", "direction": "decrease", "location": ["m4"], "citations": []},
        ],
    },
    {
        "sid": "D.4",
        "mentions": [
            {"id": "m1", "type": "CYTOKINE", "text": "IL-6", "occ": 1, "norm": "IL6"},
            {"id": "m2", "type": "CYTOKINE", "text": "IL-6", "occ": 2, "norm": "IL6", "same_as": "m1"},
        ],
        "relations": [
            {"type": "EFFECT", "from": "D.3#m1", "to": "m1", "direction": "decrease", "elliptic": True, "citations": []},
        ],
    },
]
LINE = next(to_offsets(SENTENCES, GOLD, {"D": SOURCE}))


def write_copy(path: Path, source: dict[str, str]) -> Path:
    path.write_text(json.dumps(source) + "\n", encoding="utf-8")
    return path


def write_reading(path: Path) -> Path:
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return path


def test_squeeze_makes_one_space_of_a_run_of_white_space_and_remembers_where_the_rest_stood() -> None:
    assert squeeze(" a\n\n b ") == ("a b", [1, 2, 5])


def test_line_places_its_title_in_the_title_and_its_sentences_in_the_text() -> None:
    assert LINE["sentences"] == [
        ["0", "title", 5, 17, "title"],
        ["3", "text", 22, 53, "paragraph"],
        ["4", "text", 54, 78, "paragraph"],
    ]
    assert SOURCE["text"][54:78] == "IL-6 fell; IL-6 was low."


def test_line_holds_offsets_into_the_field_of_the_sentence() -> None:
    assert LINE["mentions"][0] == ["0#m1", "CELL_THERAPY", 5, 9, "MSC", None]
    assert LINE["mentions"][-1] == ["4#m2", "CYTOKINE", 65, 69, "IL6", "4#m1"]


def test_line_holds_no_word_of_the_document() -> None:
    assert not any(word in json.dumps(LINE) for word in ("lowered", "fell", "was low", "IL-6 in mice"))


def test_line_names_the_text_that_was_read_by_its_hash() -> None:
    assert LINE["sha256"] == sha256(SOURCE["text"])


def test_reading_gives_back_the_rows_it_was_made_from() -> None:
    assert rows_from_lines([LINE], {("made", "7"): SOURCE}) == (SENTENCES, GOLD)


def test_reading_with_its_documents_is_gold(tmp_path: Path) -> None:
    copy, reading = write_copy(tmp_path / "copy.jsonl", SOURCE), write_reading(tmp_path / "reading.jsonl")
    assert from_offsets(copy, reading) == tuple(documents_from_rows(SENTENCES, GOLD))


def test_documents_may_be_compressed(tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl.xz"
    copy.write_bytes(lzma.compress(json.dumps(SOURCE).encode()))
    assert from_offsets(copy, write_reading(tmp_path / "reading.jsonl"))[0].name == "D"


def test_document_that_the_copy_lacks_is_an_error(tmp_path: Path) -> None:
    copy = write_copy(tmp_path / "copy.jsonl", SOURCE | {"id": "8"})
    with pytest.raises(GoldError, match="made 7: this document is not in the copy"):
        from_offsets(copy, write_reading(tmp_path / "reading.jsonl"))


def test_document_with_another_text_is_an_error(tmp_path: Path) -> None:
    copy = write_copy(tmp_path / "copy.jsonl", SOURCE | {"text": SOURCE["text"] + "!"})
    with pytest.raises(GoldError, match="made 7: the copy given has another text"):
        from_offsets(copy, write_reading(tmp_path / "reading.jsonl"))


def test_sentence_that_is_not_in_its_document_is_an_error() -> None:
    with pytest.raises(GoldError, match=r"D\.3: this sentence is not in made 7"):
        list(to_offsets([SENTENCES[1]], [], {"D": SOURCE | {"text": "Other words."}}))


def test_mention_that_does_not_occur_as_often_as_it_says_is_an_error() -> None:
    gold = [{"sid": "D.4", "mentions": [GOLD[2]["mentions"][1] | {"occ": 3}], "relations": []}]
    with pytest.raises(GoldError, match=r"D\.4: 'IL-6' does not occur 3 times"):
        list(to_offsets([SENTENCES[2]], gold, {"D": SOURCE}))


def test_reading_of_the_repository_fits_the_documents_beside_the_checkout() -> None:
    documents = SHARED / "corpora" / "msc_docs.jsonl.xz"
    if not documents.is_file():
        pytest.skip(f"{documents} is not here")
    read = from_offsets(documents)
    assert len(read) == len(READ_A.read_text(encoding="utf-8").splitlines())
    for gold in read:
        for mention in gold.mentions:
            assert gold.document.text[mention.start : mention.end] == mention.text
