"""What surrounds the annotation of a document: its name, blocks, sentences and citation marks.

A format without a place for it carries it as JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, cast

from annotations.gold import GoldDocument
from pipeline.records import (
    Block,
    BlockKind,
    Certainty,
    Citation,
    Concept,
    Direction,
    Document,
    Mention,
    Perturbation,
    Relation,
    Role,
    Span,
)  # fmt: skip

Structure = dict[str, Any]


def structure_of(gold: GoldDocument) -> Structure:
    """Return everything of a gold document but its text, mentions, relations and trials, ready for JSON."""
    document, scope = gold.document, set(gold.scope)
    sentences = zip(gold.sids, gold.sentences, strict=True)
    return {
        "name": gold.name,
        "source": document.source,
        "blocks": [[block.kind, block.section, block.start, block.end, block.role] for block in document.blocks],
        "citations": [[mark.offset, list(mark.references)] for mark in document.citations],
        "sentences": [[sid, span.start, span.end, span in scope] for sid, span in sentences],
    }


def document_of(
    structure: Mapping[str, Any], text: str, mentions: Iterable[Mention], relations: Iterable[Relation]
) -> GoldDocument:
    """Put a gold document together again. Raises KeyError where the structure lacks a part."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = tuple(
        Block(cast(BlockKind, kind), section, start, end, role=cast(Role, role))
        for kind, section, start, end, role in structure["blocks"]
    )
    title = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    citations = tuple(Citation(offset, tuple(references)) for offset, references in structure["citations"])
    document = Document(digest[:16], digest, structure["source"], text, title=title, blocks=blocks, citations=citations)
    spans = tuple(Span(start, end) for _, start, end, _ in structure["sentences"])
    scope = tuple(Span(start, end) for _, start, end, annotated in structure["sentences"] if annotated)
    sids = tuple(sid for sid, *_ in structure["sentences"])
    return GoldDocument(structure["name"], document, sids, spans, tuple(mentions), tuple(relations), scope=scope)


def make_mention(identifier: str, label: str, span: Span, text: str, values: Mapping[str, Any]) -> Mention:
    """Make a mention of a document's ``text``; ``values`` may hold concept_id, concept, same_as, confidence and method."""
    concept = Concept(values.get("concept_id") or "", values["concept"]) if values.get("concept") else None
    return Mention(
        identifier,
        label,
        span.start,
        span.end,
        text[span.start : span.end],
        concept,
        values.get("same_as") or None,
        confidence=float(values.get("confidence", 1.0)),
        method=values.get("method", "gold"),
    )


def make_relation(identifier: str, label: str, head: str, tail: str, values: Mapping[str, Any]) -> Relation:
    """Make a relation; ``values`` may hold its attributes, ``locations`` and ``citations`` as lists."""
    return Relation(
        identifier,
        label,
        head,
        tail,
        direction=cast("Direction | None", values.get("direction") or None),
        certainty=cast(Certainty, values.get("certainty") or "asserted"),
        perturbation=cast(Perturbation, values.get("perturbation") or "none"),
        locations=tuple(values.get("locations", ())),
        citations=tuple(int(number) for number in values.get("citations", ())),
        elliptic=bool(values.get("elliptic", False)),
        confidence=float(values.get("confidence", 1.0)),
        method=values.get("method", "gold"),
    )
