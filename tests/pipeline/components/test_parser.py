"""The parser of the ``accurate`` model, on sentences of our own."""

from functools import lru_cache

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.parser import Biaffine
from pipeline.components.words import Words
from pipeline.nlp import load
from pipeline.records import Block, Document


@lru_cache(maxsize=1)
def model() -> Language:
    return load("accurate")


def parsed(text: str, *blocks: Block) -> Doc:
    nlp = model()
    with nlp.select_pipes(disable=["stroma_relations"]):
        doc = nlp.make_doc(text)
        if blocks:
            doc.user_data["document"] = Document("0" * 16, "0" * 64, "own words", text, blocks=blocks)
        return nlp(doc)


def head(doc: Doc, word: str) -> tuple[str, str]:
    token = next(token for token in doc if token.text == word)
    return token.head.text, token.dep_.lower()


def test_verb_is_the_root_and_has_its_subject_and_object() -> None:
    doc = parsed("The infused cells lowered interleukin in the damaged kidney.")
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["lowered"]
    assert head(doc, "cells") == ("lowered", "nsubj")
    assert head(doc, "interleukin")[0] == "lowered"
    assert head(doc, "kidney") == ("in", "pobj")


def test_every_sentence_has_one_root() -> None:
    doc = parsed("Cells were injected. Mice survived, although creatinine stayed high. No animal died.")
    assert [sum(token.head == token for token in sentence) for sentence in doc.sents] == [1, 1, 1]


def test_sentences_stay_those_of_the_blocks() -> None:
    text = "Effects of cells on sepsis\n\nCells were injected into mice"
    doc = parsed(text, Block("title", "", 0, 26), Block("paragraph", "", 28, len(text)))
    assert [sentence.text.strip() for sentence in doc.sents] == ["Effects of cells on sepsis", "Cells were injected into mice"]


def test_space_hangs_on_the_word_before_it() -> None:
    doc = parsed("Cells  were injected.")
    space = next(token for token in doc if token.is_space)
    assert space.head.text == "Cells"


def test_table_keeps_the_tree_of_the_small_parser() -> None:
    text = "Route\tDose\nvein\thigh\n\nCells were injected."
    doc = parsed(text, Block("table", "", 0, 20), Block("paragraph", "", 22, len(text)))
    assert head(doc, "Cells")[0] in ("were", "injected")
    assert all(token.has_head() for token in doc)


def test_empty_text_has_no_tree() -> None:
    assert len(parsed("")) == 0


@pytest.fixture
def weights() -> dict[str, np.ndarray]:
    """Words of two numbers: the first says how much a word is a head, the second how much it is the root."""
    zeros = np.zeros
    return {
        "tags.weight": np.eye(2, dtype=np.float32), "tags.bias": zeros(2, np.float32),
        "arc_child.weight": zeros((1, 2), np.float32), "arc_child.bias": np.ones(1, np.float32),
        "arc_head.weight": np.array([[1, 0]], np.float32), "arc_head.bias": zeros(1, np.float32),
        "arc_root": np.array([0.5], np.float32), "arc_weight": np.ones((1, 1), np.float32), "arc_bias": zeros(1, np.float32),
        "label_child.weight": np.array([[0, 1]], np.float32), "label_child.bias": zeros(1, np.float32),
        "label_head.weight": zeros((1, 2), np.float32), "label_head.bias": zeros(1, np.float32),
        "label_root": zeros(1, np.float32),
        "label_weight": np.array([[[0, 0], [0, 0.1]], [[0, 0], [1, 0]]], np.float32).transpose(0, 2, 1),
    }  # fmt: skip


def test_arcs_and_labels_come_from_both_words(weights: dict[str, np.ndarray]) -> None:
    biaffine = Biaffine(weights)
    pieces, rows = np.array([[0], [1], [2]], np.float32), np.arange(3)
    words = Words(np.array([0, 2, 0]), np.array([1, 0, 0]), np.ones(3, bool))  # that is [0, 1], [2, 0] and [0, 0]
    projected = biaffine.project(pieces, words)
    heads = biaffine.heads(projected, rows)
    assert heads.tolist() == [1, 1, 1]
    assert projected.tags.tolist() == [1, 0, 0]
    assert biaffine.labels(projected, rows, heads).tolist() == [1, 0, 0]
