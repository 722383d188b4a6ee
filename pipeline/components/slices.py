"""Long texts are read slice by slice where word vectors are made: memory does not grow with the length of a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.pipeline import Tok2Vec
    from spacy.tokens import Doc
    from thinc.api import Model

WORDS = 2000  # of a slice
REACH = 8  # words read on either side; a vector depends on as many as the network has layers, four


def in_slices(tok2vec: Tok2Vec) -> Tok2Vec:
    """Let a component make the same vectors from slices of long texts, and return it."""
    from thinc.api import Model

    whole = tok2vec.model
    tok2vec.model = Model("in_slices", _forward, layers=[whole], dims={"nO": whole.get_dim("nO")})
    return tok2vec


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    if is_train or all(len(doc) <= WORDS for doc in docs):
        return model.layers[0](docs, is_train)
    return [_sliced(model.layers[0], doc) for doc in docs], lambda gradient: gradient


def _sliced(whole: Model[Any, Any], doc: Doc) -> Any:
    parts = []
    for first in range(0, max(1, len(doc)), WORDS):
        start = max(0, first - REACH)
        (vectors,) = whole.predict([doc[start : first + WORDS + REACH].as_doc()])
        parts.append(vectors[first - start : first - start + WORDS])
    return np.concatenate(parts)
