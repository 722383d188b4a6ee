"""Reading folders of gold."""

import json

import pytest

from annotations.gold import GoldError, read, trial_from_row
from pipeline.records import Citation

SENTENCES = [
    {"sid": "t.1", "kind": "title", "section": "Title", "text": "Cells for the kidney"},
    {
        "sid": "a.1",
        "kind": "paragraph",
        "section": "Abstract",
        "text": "MSCs help mice.",
        "citations": [{"offset": 15, "refs": [2]}],
    },
    {"sid": "a.2", "kind": "paragraph", "section": "Abstract", "text": "MSCs and MSCs lowered IL-6."},
]
GOLD = [
    {
        "sid": "a.1",
        "mentions": [{"id": "m1", "type": "CELL_THERAPY", "text": "MSCs", "occ": 1, "norm": "MSC"}],
        "relations": [],
    },
    {
        "sid": "a.2",
        "mentions": [
            {"id": "m1", "type": "CELL_THERAPY", "text": "MSCs", "occ": 2, "norm": "MSC"},
            {"id": "m2", "type": "CYTOKINE", "text": "IL-6", "norm": "IL6"},
        ],
        "relations": [
            {"type": "EFFECT", "from": "a.1#m1", "to": "m2", "direction": "decrease", "citations": [2], "elliptic": True}
        ],
    },
]


def write(folder, sentences=SENTENCES, gold=GOLD):
    for name, rows in (("sentences.jsonl", sentences), ("gold.jsonl", gold)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_neighbouring_sentences_make_a_block(tmp_path):
    (gold,) = read(write(tmp_path))
    assert gold.document.text == "Cells for the kidney\n\nMSCs help mice. MSCs and MSCs lowered IL-6."
    assert [(block.kind, block.role, block.start, block.end) for block in gold.document.blocks] == [
        ("title", "title", 0, 20),
        ("paragraph", "abstract", 22, 65),
    ]
    assert gold.document.title == "Cells for the kidney"
    assert gold.document.citations == (Citation(37, (2,)),)
    assert gold.name == tmp_path.name


def test_occurrence_says_which_of_equal_words_is_meant(tmp_path):
    (gold,) = read(write(tmp_path) / "gold.jsonl")
    spans = {mention.id: (mention.start, mention.end) for mention in gold.mentions}
    assert spans == {"a.1#m1": (22, 26), "a.2#m1": (47, 51), "a.2#m2": (60, 64)}


def test_argument_of_another_sentence_is_found(tmp_path):
    (gold,) = read(write(tmp_path))
    (relation,) = gold.relations
    assert (relation.head, relation.tail, relation.direction, relation.elliptic) == ("a.1#m1", "a.2#m2", "decrease", True)


def test_scope_holds_the_annotated_sentences_only(tmp_path):
    (gold,) = read(write(tmp_path))
    assert [gold.document.text[span.start : span.end] for span in gold.scope] == [row["text"] for row in SENTENCES[1:]]


def test_documents_are_told_apart_by_their_name(tmp_path):
    rows = [
        {**row, "doc": name, "sid": f"{name}.{number}"} for number, (name, row) in enumerate(zip("aab", SENTENCES, strict=True))
    ]
    assert [gold.name for gold in read(write(tmp_path, rows, []))] == ["a", "b"]


@pytest.mark.parametrize(
    ("sentences", "gold", "message"),
    [
        (SENTENCES, [{"sid": "x.9"}], "x.9"),
        (SENTENCES, [{"sid": "a.1", "mentions": [{"id": "m1", "type": "DOSE", "text": "10 mg"}]}], "a.1#m1"),
        (SENTENCES, [{"sid": "a.1", "relations": [{"type": "EFFECT", "from": "m1", "to": "m2"}]}], "a.1: a relation EFFECT"),
    ],
)
def test_gold_that_does_not_fit_is_refused_with_its_place(tmp_path, sentences, gold, message):
    with pytest.raises(GoldError, match=message):
        read(write(tmp_path, sentences, gold))


def test_line_that_is_no_json_is_named(tmp_path):
    write(tmp_path)
    (tmp_path / "gold.jsonl").write_text('{"sid": "a.1"}\n{oops\n', encoding="utf-8")
    with pytest.raises(GoldError, match="line 2"):
        read(tmp_path)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(GoldError, match=r"gold\.jsonl is missing"):
        read(tmp_path)


def test_trial_record_takes_its_condition_from_its_section():
    trial = trial_from_row(
        {"trial_id": "NCT01234567", "section": "Sepsis", "doses": ["1 mg"], "dose_note": "once", "phase": None}
    )
    assert (trial.trial_id, trial.condition, trial.doses, trial.phase) == ("NCT01234567", "Sepsis", ("1 mg",), None)


@pytest.mark.parametrize(
    ("folder", "documents", "mentions", "relations"),
    [("review", 1, 1004, 499), ("dev", 28, 1511, 694), ("train", 150, 7669, 3199)],
)
def test_reference_gold_is_read_whole(shared, folder, documents, mentions, relations):
    gold = read(shared / folder)
    assert len(gold) == documents
    assert sum(len(document.mentions) for document in gold) == mentions
    assert sum(len(document.relations) for document in gold) == relations
    for document in gold:
        assert all(document.document.text[mention.start : mention.end] == mention.text for mention in document.mentions)
