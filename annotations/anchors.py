"""Gold without its text: each sentence and mention by hashes of letters, so that it can be found in a copy of the paper.

An anchor tells label, concept, relations and the words of the mention itself, and nothing else of the paper.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from annotations.gold import GoldDocument, read_rows, trial_from_row
from annotations.goldform import trial_row
from annotations.letters import Letters, digest, letters_of, within_number
from annotations.trial_fields import hashed
from pipeline.records import Concept, Mention, Relation, Trial

CONTEXTS = (24, 12)
EDGE = 24
HASHED_FIELDS = ("title", "primary_outcome", "secondary_outcome")
COMMITTED = Path(__file__).with_name("gold")


@dataclass(frozen=True, slots=True)
class SentenceAnchor:
    """A sentence of ``length`` letters, the ``at``-th letter of the document its first; hashes of its first and last 24.

    ``lead`` and ``trail`` are the numbers of digits before its first and after its last letter.
    """

    sid: str
    at: int
    length: int
    first: str
    last: str
    lead: int = 0
    trail: int = 0


@dataclass(frozen=True, slots=True)
class MentionAnchor:
    """A mention (its span unset) after ``at`` letters of its document; ``nth`` tells equal digits in one gap apart.

    ``before`` and ``after`` hash the 24 and the 12 letters around it within its block; ``""`` where there are fewer.
    """

    sid: str
    mention: Mention
    at: int
    nth: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnchoredDocument:
    """The gold of one document as anchors."""

    name: str
    sentences: tuple[SentenceAnchor, ...]
    mentions: tuple[MentionAnchor, ...]
    relations: tuple[Relation, ...]
    trials: tuple[Trial, ...] | None = None


def make_anchors(gold: GoldDocument) -> AnchoredDocument:
    """Turn a gold document into anchors; free text of its trials is hashed."""
    text, stream = gold.document.text, letters_of(gold.document.text)
    annotated = set(gold.scope)
    sentences = []
    for sid, span in zip(gold.sids, gold.sentences, strict=True):
        if span in annotated:
            start, end = (bisect_left(stream.places, place) for place in (span.start, span.end))
            letters = stream.letters[start:end]
            edges = digest(letters[:EDGE]), digest(letters[-EDGE:])
            sentences.append(SentenceAnchor(sid, start, end - start, *edges, *_digits_beside(text[span.start : span.end])))
    blocks = [(block.start, block.end) for block in gold.document.blocks]
    mentions = []
    for mention in gold.mentions:
        block = next(bounds for bounds in blocks if bounds[0] <= mention.start < bounds[1])
        mentions.append(_mention_anchor(mention, text, stream, block))
    trials = None if gold.trials is None else tuple(_hash_fields(trial) for trial in gold.trials)
    return AnchoredDocument(gold.name, tuple(sentences), tuple(mentions), gold.relations, trials)


def _digits_beside(sentence: str) -> tuple[int, int]:
    letters = [place for place, character in enumerate(sentence) if character.isalpha()]
    if not letters:
        return 0, 0
    lead, trail = sentence[: letters[0]], sentence[letters[-1] :]
    return sum(map(str.isdigit, lead)), sum(map(str.isdigit, trail))


def _mention_anchor(mention: Mention, text: str, stream: Letters, block: tuple[int, int]) -> MentionAnchor:
    low, start, end, high = (bisect_left(stream.places, place) for place in (block[0], mention.start, mention.end, block[1]))
    before = tuple(digest(stream.letters[start - size : start]) if start - size >= low else "" for size in CONTEXTS)
    after = tuple(digest(stream.letters[end : end + size]) if end + size <= high else "" for size in CONTEXTS)
    gap = stream.places[start - 1] + 1 if start else 0
    size = len(mention.text)
    earlier = [place for place in range(gap, mention.start) if text.startswith(mention.text, place)]
    nth = sum(not within_number(text, place, size) for place in earlier) if start == end else 0
    unset = replace(mention, start=0, end=0)
    return MentionAnchor(mention.id.rpartition("#")[0], unset, start, nth, before, after)


def _hash_fields(trial: Trial) -> Trial:
    values: dict[str, Any] = {name: hashed(value) for name in HASHED_FIELDS if (value := getattr(trial, name))}
    return replace(trial, **values)


def rows_of(document: AnchoredDocument) -> Iterator[dict[str, Any]]:
    """Yield a document's anchors as rows: one for the document, then sentences, mentions, relations and trials."""
    yield {"kind": "document", "name": document.name, "trials": document.trials is not None}
    for sentence in document.sentences:
        yield {"kind": "sentence", **asdict(sentence)}
    for anchor in document.mentions:
        mention = anchor.mention
        row: dict[str, Any] = {"kind": "mention", "id": mention.id, "label": mention.label, "text": mention.text}
        if mention.concept is not None:
            row["concept"] = [mention.concept.id, mention.concept.name]
        if mention.same_as is not None:
            row["same_as"] = mention.same_as
        yield row | {"at": anchor.at, "nth": anchor.nth, "before": anchor.before, "after": anchor.after}
    for relation in document.relations:
        default = asdict(Relation(relation.id, relation.label, relation.head, relation.tail, method="gold", confidence=1.0))
        row = {key: value for key, value in asdict(relation).items() if value != default[key]}
        yield {
            "kind": "relation",
            "id": relation.id,
            "label": relation.label,
            "head": relation.head,
            "tail": relation.tail,
        } | row
    for trial in document.trials or ():
        yield {"kind": "trial", **trial_row(trial)}


def write_anchors(documents: Iterable[AnchoredDocument], path: Path) -> None:
    """Write anchors as JSON Lines."""
    with path.open("w", encoding="utf-8") as handle:
        for document in documents:
            for row in rows_of(document):
                handle.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_anchors(path: Path | str) -> tuple[AnchoredDocument, ...]:
    """Read anchors from a file, or by the name of committed ones (``review``, ``dev``). Raises OSError or GoldError."""
    path = Path(path) if Path(path).suffix == ".jsonl" else COMMITTED / f"{path}.jsonl"
    documents: list[tuple[str, bool, dict[str, list[Any]]]] = []
    readers: dict[str, Callable[[dict[str, Any]], Any]] = {
        "sentence": lambda row: SentenceAnchor(**row),
        "mention": _read_mention,
        "relation": _read_relation,
        "trial": trial_from_row,
    }
    for row in read_rows(path):
        kind = row.pop("kind")
        if kind == "document":
            documents.append((row["name"], row["trials"], {name: [] for name in readers}))
        else:
            documents[-1][2][kind].append(readers[kind](row))
    return tuple(
        AnchoredDocument(
            name,
            tuple(found["sentence"]),
            tuple(found["mention"]),
            tuple(found["relation"]),
            tuple(found["trial"]) if trials else None,
        )
        for name, trials, found in documents
    )


def _read_mention(row: dict[str, Any]) -> MentionAnchor:
    concept = Concept(*row["concept"]) if "concept" in row else None
    mention = Mention(row["id"], row["label"], 0, 0, row["text"], concept, row.get("same_as"), confidence=1.0, method="gold")
    sid = row["id"].rpartition("#")[0]
    return MentionAnchor(sid, mention, row["at"], row["nth"], tuple(row["before"]), tuple(row["after"]))


def _read_relation(row: dict[str, Any]) -> Relation:
    values: dict[str, Any] = {"method": "gold", "confidence": 1.0, **row}
    for key in ("locations", "citations"):
        values[key] = tuple(values.get(key, ()))
    return Relation(**values)
