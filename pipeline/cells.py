"""Mentions in the cells of tables: what can be told by its form, without sentences to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.components.concepts import name_mentions
from pipeline.components.vocabulary import vocabulary_mentions
from pipeline.records import Document, Mention

# A cell has no sentence that could tell a name from a homonym, so only what is unmistakable by form or list is taken.
LABELS = frozenset({"TRIAL_ID", "DOSE", "ROUTE", "TRIAL_PHASE", "TRIAL_STATUS"})


def cell_mentions(document: Document, first: int, abbreviations: Mapping[str, str] | None = None) -> list[Mention]:
    """Return the mentions in the tables of a document, in order, with ids from ``m<first>`` on; no tables give none."""
    out: list[Mention] = []
    for block in document.blocks:
        if block.kind != "table":
            continue
        text = document.text[block.start : block.end]
        found = [mention for mention in vocabulary_mentions(text, abbreviations) if mention.label in LABELS]
        numbered = [replace(mention, id=f"m{first + len(out) + number}") for number, mention in enumerate(found)]
        named = name_mentions(text, numbered, abbreviations)
        out += [replace(one, start=one.start + block.start, end=one.end + block.start) for one in named]
    return out
