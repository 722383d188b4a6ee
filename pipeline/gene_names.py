"""Every human gene's symbol and unambiguous names, to name a molecule that the curated vocabularies do not hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.normalise import split_words

FILE = Path(__file__).parent / "vocabulary" / "gene_names.tsv"


def gene_of(text: str) -> tuple[str, str] | None:
    """Return identifier and symbol of the gene that a text names in full (``IFT-88`` is ``IFT88``), or None."""
    return _genes().get("".join(split_words(text).folded))


@cache
def _genes() -> dict[str, tuple[str, str]]:
    """Read ``vocabulary/gene_names.tsv``: identifier, symbol, keys. A symbol wins over another gene's alias."""
    genes: dict[str, tuple[str, str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        curie, symbol, keys = line.split("\t")
        for key in keys.split("|"):
            genes.setdefault(key, (curie, symbol))
    return genes
