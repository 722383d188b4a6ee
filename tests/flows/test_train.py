from pathlib import Path

import pytest

from flows.discover import UsageError
from flows.train import gold_by_split, train, unpack

SHARED = Path(__file__).parents[2].parent / "shared"


def test_missing_corpus_is_named_with_the_way_out(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"craft\.tar\.xz is missing: name the folder above"):
        unpack(tmp_path, tmp_path / "work")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference material is not beside the checkout")
def test_no_document_is_trained_on_and_looked_at():
    gold = gold_by_split(SHARED)
    texts = {name: {document.document.sha256 for document in documents} for name, documents in gold.items()}
    assert len(gold["heldout"]) == 30
    for name in ("heldout", "dev", "blind", "judge"):
        assert not texts["train"] & texts[name]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference material is not beside the checkout")
def test_own_gold_joins_what_is_trained_on(tmp_path: Path):
    (tmp_path / "sentences.jsonl").write_text('{"sid": "a.1", "doc": "mine", "text": "MSCs lowered IL-6."}\n')
    (tmp_path / "gold.jsonl").write_text('{"sid": "a.1", "mentions": [], "relations": []}\n')
    assert "mine" in {document.name for document in gold_by_split(SHARED, [tmp_path])["train"]}


def test_part_that_is_none_cannot_be_kept(tmp_path: Path):
    pytest.importorskip("torch")
    with pytest.raises(UsageError, match="nothing to keep is named parser: choose syntax or encoder"):
        train(tmp_path, tmp_path / "out", tmp_path / "work", keep=("parser",))
