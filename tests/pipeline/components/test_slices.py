"""Long texts read slice by slice, on a text of our own."""

from functools import lru_cache

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.slices import WORDS
from pipeline.nlp import load

SENTENCES = ("Cells were injected into the renal artery. ", "Creatinine fell on day 3, but not in rats given saline. ")


@lru_cache(maxsize=1)
def model() -> Language:
    return load("fast")


def read(words: int) -> Doc:
    doc = model().make_doc("".join(SENTENCES) * (1 + words // 10))
    return Doc(doc.vocab, [token.text for token in doc[:words]], [bool(token.whitespace_) for token in doc[:words]])


@pytest.mark.parametrize("words", [0, 1, WORDS, WORDS + 1, 2 * WORDS + 900])
def test_vectors_are_those_of_the_whole_text(words: int) -> None:
    sliced = model().get_pipe("tok2vec").model
    doc = read(words)
    (vectors,) = sliced.predict([doc])
    (expected,) = sliced.layers[0].predict([doc])
    assert vectors.shape == (words, expected.shape[1])
    np.testing.assert_allclose(vectors, expected, atol=1e-5)


def test_texts_of_any_length_are_read_together() -> None:
    sliced = model().get_pipe("tok2vec").model
    assert [len(vectors) for vectors in sliced.predict([read(0), read(5), read(WORDS + 5)])] == [0, 5, WORDS + 5]
