"""Hand-annotated documents, read from a folder of ``sentences.jsonl`` and ``gold.jsonl`` (and ``trials.json``).

A sentence is known by its ``sid``, ``<block>.<number>``; neighbours that differ only in the number (and are of one kind
and section) make a block, joined by one space. A mention is known in its document as ``sid#mid``.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from pipeline.records import Block, BlockKind, Citation, Concept, Document, Mention, Relation, Role, Span, Trial

Row = Mapping[str, Any]

ROLES: dict[str, Role] = {
    "title": "title",
    "abstract": "abstract",
    "introduction": "background",
    "background": "background",
    "methods": "methods",
    "results": "results",
    "discussion": "discussion",
}
TRIAL_LISTS = ("doses", "citations")


class GoldError(ValueError):
    """A gold file does not fit its sentences; the message names the file or the sentence."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document; ``sentences[i]`` is the sentence ``sids[i]``, ``scope`` what has been annotated of it.

    ``trials`` is None where nobody wrote down the trials. A mention that has no place in the text has a negative span.
    """

    name: str
    document: Document
    sids: tuple[str, ...]
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    trials: tuple[Trial, ...] | None = None
    scope: tuple[Span, ...] = ()


def sid_at(gold: GoldDocument, offset: int) -> str:
    """Return the sentence that holds a character, or the last one before it; empty for a document without sentences."""
    starts = [span.start for span in gold.sentences]
    return gold.sids[max(bisect_right(starts, offset) - 1, 0)] if starts else ""


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, blank lines left out. Raises GoldError naming the line that is no JSON."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise GoldError(f"{path}, line {number}: {error}") from error
    return rows


def read(path: Path | str) -> tuple[GoldDocument, ...]:
    """Read a folder of gold, or its ``gold.jsonl``, as documents in the order of the sentences.

    Raises GoldError where a file is missing or the two files do not fit each other.
    """
    path = Path(path)
    gold_path = path / "gold.jsonl" if path.is_dir() else path
    sentences_path = gold_path.with_name("sentences.jsonl")
    for needed in (gold_path, sentences_path):
        if not needed.is_file():
            raise GoldError(f"{needed} is missing: gold is a folder with sentences.jsonl and gold.jsonl")
    trials_path = gold_path.with_name("trials.json")
    trials = json.loads(trials_path.read_text(encoding="utf-8")) if trials_path.is_file() else None
    folder = gold_path.resolve().parent.name
    return tuple(documents_from_rows(read_rows(sentences_path), read_rows(gold_path), trials=trials, name=folder))


def documents_from_rows(
    sentences: Sequence[Row], gold: Iterable[Row], *, trials: Sequence[Row] | None = None, name: str = "gold"
) -> Iterator[GoldDocument]:
    """Make one gold document for each run of sentences with the same ``doc`` (``name`` where they have none)."""
    annotations = {row["sid"]: row for row in gold}
    if unknown := annotations.keys() - {row["sid"] for row in sentences}:
        raise GoldError(f"annotated sentences that are not in sentences.jsonl: {', '.join(sorted(unknown)[:5])}")
    documents = [(doc, tuple(rows)) for doc, rows in groupby(sentences, key=lambda row: row.get("doc", name))]
    for doc, rows in documents:
        mine = None if trials is None else tuple(trial_from_row(row) for row in trials if row.get("doc", doc) == doc)
        yield _document(doc, rows, annotations, mine)


def block_key(row: Row) -> tuple[str, str, str]:
    """Return what the sentences of one block share: the sid without its number, the kind and the section."""
    return row["sid"].rpartition(".")[0], row.get("kind", "paragraph"), row.get("section", "")


def trial_from_row(row: Row) -> Trial:
    """Make a Trial of one record of trials.json; keys that a Trial does not have (notes) are left out."""
    known = set(Trial.__dataclass_fields__)
    values = {key: value for key, value in row.items() if key in known and value is not None}
    values.setdefault("condition", row.get("section"))
    for key in TRIAL_LISTS:
        values[key] = tuple(values.get(key, ()))
    values.pop("evidence", None)
    return Trial(**{"registry": "", **values})


def _document(name: str, rows: Sequence[Row], annotations: Mapping[str, Row], trials: tuple[Trial, ...] | None) -> GoldDocument:
    text, starts, blocks, citations = "", {}, [], []
    for (_, kind, section), group in groupby(rows, key=block_key):
        text += "\n\n" if text else ""
        block_start = len(text)
        for position, row in enumerate(group):
            text += " " if position else ""
            starts[row["sid"]] = len(text)
            for mark in row.get("citations", ()):
                citations.append(Citation(len(text) + mark["offset"], tuple(mark["refs"])))
            text += row["text"]
        role = ROLES.get(section.lower(), "other")
        blocks.append(Block(cast(BlockKind, kind), section, block_start, len(text), role="title" if kind == "title" else role))
    digest = hashlib.sha256(text.encode()).hexdigest()
    title = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    document = Document(digest[:16], digest, name, text, title=title, blocks=tuple(blocks), citations=tuple(citations))
    mentions = [
        _mention(sid, item, row["text"], starts[sid])
        for row in rows
        for sid in [row["sid"]]
        for item in annotations.get(sid, {}).get("mentions", ())
    ]
    known = {mention.id for mention in mentions}
    relations = [
        _relation(sid, number, item, known)
        for sid in starts
        for number, item in enumerate(annotations.get(sid, {}).get("relations", ()), 1)
    ]
    spans = tuple(Span(starts[row["sid"]], starts[row["sid"]] + len(row["text"])) for row in rows)
    scope = tuple(span for row, span in zip(rows, spans, strict=True) if row["sid"] in annotations)
    return GoldDocument(name, document, tuple(starts), spans, tuple(mentions), tuple(relations), trials, scope)


def occurrence(text: str, part: str, number: int) -> int:
    """Return where the ``number``-th ``part`` (counted from 1, overlapping ones too) starts in ``text``, or -1."""
    start = -1
    for _ in range(number):
        start = text.find(part, start + 1)
        if start < 0:
            break
    return start


def _mention(sid: str, item: Row, sentence: str, offset: int) -> Mention:
    start = occurrence(sentence, item["text"], item.get("occ", 1))
    if start < 0 or not item["text"]:
        raise GoldError(f"{sid}#{item['id']}: {item['text']!r} does not occur {item.get('occ', 1)} times in the sentence")
    return Mention(
        id=f"{sid}#{item['id']}",
        label=item["type"],
        start=offset + start,
        end=offset + start + len(item["text"]),
        text=item["text"],
        concept=Concept(item.get("concept_id", ""), item["norm"]) if item.get("norm") else None,
        same_as=f"{sid}#{item['same_as']}" if item.get("same_as") else None,
        confidence=item.get("confidence", 1.0),
        method="gold",
    )


def _relation(sid: str, number: int, item: Row, known: set[str]) -> Relation:
    def resolve(reference: str) -> str:
        identifier = reference if "#" in reference else f"{sid}#{reference}"
        if identifier not in known:
            raise GoldError(f"{sid}: a relation {item['type']} names {reference!r}, which is no mention of the document")
        return identifier

    return Relation(
        id=f"{sid}#r{number}",
        label=item["type"],
        head=resolve(item["from"]),
        tail=resolve(item["to"]),
        direction=item.get("direction"),
        certainty=item.get("certainty", "asserted"),
        perturbation=item.get("perturbation", "none"),
        locations=tuple(resolve(reference) for reference in item.get("location", ())),
        citations=tuple(item.get("citations", ())),
        elliptic=item.get("elliptic", False),
        confidence=item.get("confidence", 1.0),
        method="gold",
    )
