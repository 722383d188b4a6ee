"""Gold documents as the rows of ``sentences.jsonl`` and ``gold.jsonl``: the way back from ``annotations.gold``."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotations.gold import GoldDocument, GoldError
from pipeline.records import Mention, Relation, Trial

Row = dict[str, Any]


def sentence_rows(gold: GoldDocument) -> list[Row]:
    """Return a document's sentences with their citation marks; ``doc`` is its name."""
    text, blocks = gold.document.text, gold.document.blocks
    starts = [block.start for block in blocks]
    rows = []
    for sid, span in zip(gold.sids, gold.sentences, strict=True):
        block = blocks[max(bisect_right(starts, span.start) - 1, 0)]
        marks = [
            {"offset": mark.offset - span.start, "refs": list(mark.references)}
            for mark in gold.document.citations
            if span.start < mark.offset <= span.end
        ]
        row = {"sid": sid, "doc": gold.name, "kind": block.kind, "section": block.section}
        rows.append(row | {"text": text[span.start : span.end], "citations": marks})
    return rows


def gold_rows(gold: GoldDocument) -> list[Row]:
    """Return the annotation of the sentences in scope, one row a sentence; a relation stands with its tail.

    Raises GoldError for a mention outside every sentence, or across two.
    """
    homes = {mention.id: _home(mention, gold) for mention in gold.mentions}
    names = {mention.id: _name(mention, homes[mention.id]) for mention in gold.mentions}
    rows: dict[str, Row] = {
        sid: {"sid": sid, "mentions": [], "relations": []}
        for sid, span in zip(gold.sids, gold.sentences, strict=True)
        if span in set(gold.scope)
    }
    for mention in gold.mentions:
        start = gold.sentences[gold.sids.index(homes[mention.id])].start
        rows[homes[mention.id]]["mentions"].append(_mention_row(mention, names, gold.document.text, start))
    for relation in gold.relations:
        home = relation.id.rpartition("#")[0]
        home = home if home in rows else homes[relation.tail]
        rows[home]["relations"].append(_relation_row(relation, home, homes, names))
    return list(rows.values())


def write_gold(documents: Sequence[GoldDocument], folder: Path) -> None:
    """Write documents as a folder that ``annotations.gold.read`` reads. Raises OSError or GoldError."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "sentences.jsonl", (row for document in documents for row in sentence_rows(document)))
    _write(folder / "gold.jsonl", (row for document in documents for row in gold_rows(document)))
    trials = [{"doc": document.name, **trial_row(trial)} for document in documents for trial in document.trials or ()]
    if trials:
        (folder / "trials.json").write_text(json.dumps(trials, ensure_ascii=False, indent=1), encoding="utf-8")


def trial_row(trial: Trial) -> Row:
    """Return what is known of a trial."""
    return {key: value for key, value in asdict(trial).items() if value not in (None, (), False)}


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _home(mention: Mention, gold: GoldDocument) -> str:
    for sid, span in zip(gold.sids, gold.sentences, strict=True):
        if span.start <= mention.start and mention.end <= span.end and span in gold.scope:
            return sid
    raise GoldError(f"mention {mention.id} {mention.text!r} lies in no annotated sentence of {gold.name}")


def _name(mention: Mention, home: str) -> str:
    sid, _, name = mention.id.rpartition("#")
    return name if sid == home else mention.id.replace("#", "_")


def _mention_row(mention: Mention, names: dict[str, str], text: str, start: int) -> Row:
    occurrence = sum(text.startswith(mention.text, place) for place in range(start, mention.start + 1))
    row: Row = {"id": names[mention.id], "type": mention.label, "text": mention.text, "occ": occurrence}
    if mention.concept is not None:
        row["norm"] = mention.concept.name
        if mention.concept.id:
            row["concept_id"] = mention.concept.id
    if mention.same_as is not None:
        row["same_as"] = names[mention.same_as]
    return row


def _relation_row(relation: Relation, home: str, homes: dict[str, str], names: dict[str, str]) -> Row:
    def refer(identifier: str) -> str:
        return names[identifier] if homes[identifier] == home else f"{homes[identifier]}#{names[identifier]}"

    row: Row = {"type": relation.label, "from": refer(relation.head), "to": refer(relation.tail)}
    if relation.direction is not None:
        row |= {"direction": relation.direction, "certainty": relation.certainty, "perturbation": relation.perturbation}
    if relation.locations:
        row["location"] = [refer(identifier) for identifier in relation.locations]
    row["citations"] = list(relation.citations)
    if relation.elliptic:
        row["elliptic"] = True
    return row
