"""Strategies that make small annotated documents, given to tests as fixtures."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import strategies as st

from annotations.gold import GoldDocument, documents_from_rows

WORDS = ("mice", "cells", "IL-6", "of", "renal", "given", "(MSCs)", "TNF-α", "10^6", "per kg", "and")
LABELS = ("CELL_THERAPY", "CYTOKINE", "OUTCOME", "ANATOMY", "CONDITION", "ROUTE")
RELATIONS = ("EFFECT", "STUDIED_IN", "ADMINISTERED_VIA")
Row = dict[str, Any]


@st.composite
def sentence_rows(draw: st.DrawFn) -> list[Row]:
    rows = []
    for block in range(draw(st.integers(1, 3))):
        for number in range(draw(st.integers(1, 2))):
            text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))) + "."
            citations = [{"offset": len(text), "refs": [3, 7]}] if draw(st.booleans()) else []
            sid = f"b{block}.{number}"
            rows.append({"sid": sid, "doc": "d", "kind": "paragraph", "section": "S", "text": text, "citations": citations})
    return rows


@st.composite
def mention_rows(draw: st.DrawFn, text: str) -> list[Row]:
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == " ")]
    ends = [*(place for place, letter in enumerate(text) if letter == " "), len(text)]
    found: list[tuple[int, int, str]] = []
    rows: list[Row] = []
    for _ in range(draw(st.integers(0, 5))):
        first = draw(st.integers(0, len(starts) - 1))
        last = draw(st.integers(first, min(first + 2, len(ends) - 1)))
        start, end, label = starts[first], ends[last], draw(st.sampled_from(LABELS))
        if any(name == label and a < end and start < b for a, b, name in found):
            continue
        found.append((start, end, label))
        words = text[start:end]
        occurrence = sum(text.startswith(words, place) for place in range(start + 1))
        row: Row = {"id": f"m{len(rows) + 1}", "type": label, "text": words, "occ": occurrence}
        row["norm"] = draw(st.sampled_from(("MSC", "IL6", words)))
        earlier = [other for other, place in zip(rows, found, strict=False) if other["type"] == label and place[0] < start]
        if earlier and draw(st.booleans()):
            target = draw(st.sampled_from(earlier))
            if "same_as" not in target:
                row |= {"same_as": target["id"], "norm": target["norm"]}
        rows.append(row)
    return rows


@st.composite
def gold_rows(draw: st.DrawFn, sentences: Sequence[Row]) -> list[Row]:
    rows: list[Row] = []
    known: list[tuple[str, str]] = []
    for sentence in sentences:
        mentions = draw(mention_rows(sentence["text"]))
        here = [(mention["id"], mention["type"]) for mention in mentions]
        relations: list[Row] = []
        for _ in range(draw(st.integers(0, 4)) if here else 0):
            arguments = [*here, *((identifier, label) for identifier, label in known)]
            head, tail = draw(st.sampled_from(arguments))[0], draw(st.sampled_from(here))[0]
            relation: Row = {"type": draw(st.sampled_from(RELATIONS)), "from": head, "to": tail}
            relation["citations"] = draw(st.lists(st.integers(1, 9), unique=True, max_size=2))
            if "#" in head:
                relation["elliptic"] = True
            if relation["type"] == "EFFECT":
                relation["direction"] = draw(st.sampled_from(("increase", "decrease", "no_change", "modulate")))
                relation["certainty"] = draw(st.sampled_from(("asserted", "speculative", "negated")))
                relation["perturbation"] = draw(st.sampled_from(("none", "loss", "gain")))
                sites = [identifier for identifier, label in here if label == "ANATOMY"]
                if sites and draw(st.booleans()):
                    relation["location"] = sites[:2]
            relations.append(relation)
        known += [(f"{sentence['sid']}#{identifier}", label) for identifier, label in here]
        rows.append({"sid": sentence["sid"], "mentions": mentions, "relations": relations})
    return rows


@st.composite
def annotations_of_one_text(draw: st.DrawFn, count: int = 2) -> tuple[GoldDocument, ...]:
    """Several readings of the same sentences."""
    sentences = draw(sentence_rows())
    return tuple(next(documents_from_rows(sentences, draw(gold_rows(sentences)))) for _ in range(count))


@pytest.fixture(scope="session")
def readings() -> st.SearchStrategy[tuple[GoldDocument, ...]]:
    """Draws two readings of one made-up document."""
    return annotations_of_one_text()


@pytest.fixture(scope="session")
def read_sentence():
    """Make a document of one sentence: mentions as ``m1=LABEL:words``, relations as rows."""

    def make(text: str, mentions: str = "", relations: Sequence[Row] = (), **same_as: str) -> GoldDocument:
        rows: list[Row] = []
        for item in filter(None, (part.strip() for part in mentions.split(";"))):
            identifier, _, rest = item.partition("=")
            label, _, words = rest.partition(":")
            words, _, norm = words.partition("|")
            row: Row = {"id": identifier, "type": label, "text": words, "norm": norm or words}
            if identifier in same_as:
                row["same_as"] = same_as[identifier]
            rows.append(row)
        sentence = {"sid": "s.1", "kind": "paragraph", "section": "Results", "text": text}
        gold = {"sid": "s.1", "mentions": rows, "relations": list(relations)}
        return next(documents_from_rows([sentence], [gold]))

    return make
