"""CRAFT's trees as spaCy Docs in our tokens, by its own parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.components import tokenizer as _tokenizer  # noqa: F401  (registers the tokenizer that the config names)
from pipeline.training.treebank import read_trees, to_docs

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARTS = ("train", "dev", "test")


def craft_docs(craft: Path) -> dict[str, list[Doc]]:
    """Return CRAFT's own train, dev and test articles as parsed Docs of a few sentences each."""
    import spacy
    from spacy.util import registry

    nlp = spacy.blank("en")
    nlp.tokenizer = registry.tokenizers.get("stroma.scispacy_tokenizer.v1")()(nlp)
    found: dict[str, list[Doc]] = {}
    for part in PARTS:
        articles = (craft / "articles" / "ids" / f"craft-ids-{part}.txt").read_text("utf-8").split()
        trees = craft / "structural-annotation" / "dependency" / "conllu"
        found[part] = [doc for article in articles for doc in to_docs(list(read_trees(trees / f"{article}.conllu")), nlp)]
    return found
