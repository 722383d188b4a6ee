"""Two readings of the same documents -> a file of differences -> one reading.

Each line of the file is one difference: its sentence, what reader ``a`` and reader ``b`` marked (null: nothing), and
``decision``, to be filled with ``"a"`` or ``"b"``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from annotations.agreement import pair_documents
from annotations.gold import GoldDocument, GoldError, read_rows, sid_at
from annotations.matching import Place, match, overlaps
from annotations.views import MentionValues, RelationKey, RelationValues, View, gold_of, view_of

Side = Literal["a", "b"]
Marked = dict[Place, MentionValues] | dict[RelationKey, tuple[RelationValues, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which two readers differ; ``a`` and ``b`` hold what each marked, and are empty where that is nothing."""

    document: str
    sid: str
    what: Literal["mention", "relation"]
    a: Marked
    b: Marked


def differences(a: GoldDocument, b: GoldDocument) -> list[Difference]:
    """Return the differences of two readings, mentions before relations, in the order of the text; none for equal readings.

    Mentions of one reader each that overlap are one difference, and so are two relations that join the same mentions.
    """
    ours, theirs = view_of(a), view_of(b)
    found: list[Difference] = []
    for left, right in _mention_differences(ours, theirs):
        start = min(place.start for place in (*left, *right))
        found.append(Difference(a.name, sid_at(a, start), "mention", left, right))
    for key in sorted(ours.relations.keys() | theirs.relations.keys(), key=lambda key: (key.tail, key.head, key.label)):
        mine, other = ours.relations.get(key), theirs.relations.get(key)
        if mine != other:
            sides = [{key: values} if values else {} for values in (mine, other)]
            found.append(Difference(a.name, sid_at(a, key.tail.start), "relation", *sides))
    return found


def _mention_differences(ours: View, theirs: View) -> list[tuple[dict[Place, MentionValues], dict[Place, MentionValues]]]:
    mine, other = ours.mentions, theirs.mentions
    left, right = sorted(mine.keys() - other.keys()), sorted(other.keys() - mine.keys())
    paired = match(left, right, overlaps)
    rows = [
        ({place: mine[place]}, {place: other[place]}) for place in mine.keys() & other.keys() if mine[place] != other[place]
    ]
    rows += [({place: mine[place]}, {paired[place]: other[paired[place]]} if place in paired else {}) for place in left]
    rows += [({}, {place: other[place]}) for place in right if place not in paired.values()]
    return sorted(rows, key=lambda row: min([*row[0], *row[1]]))


def write_differences(a: Sequence[GoldDocument], b: Sequence[GoldDocument], path: Path) -> int:
    """Write the differences of two sets of documents as JSON Lines and return how many there are.

    Raises GoldError where the two sets are not of the same texts, or OSError.
    """
    rows = [
        {"number": number, **_row(difference, gold), "decision": None}
        for number, (difference, gold) in enumerate(_numbered(a, b), 1)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def adjudicate(a: Sequence[GoldDocument], b: Sequence[GoldDocument], path: Path) -> list[GoldDocument]:
    """Return one reading: what both marked, and of each difference the side that was decided for.

    Raises GoldError where a difference is not decided, or where the file is not of these two readings.
    """
    rows = {row["number"]: row for row in read_rows(path)}
    chosen: dict[str, list[tuple[Difference, Side]]] = {document.name: [] for document in a}
    for number, (difference, _) in enumerate(_numbered(a, b), 1):
        row = rows.pop(number, {})
        if (row.get("document"), row.get("sid"), row.get("what")) != (difference.document, difference.sid, difference.what):
            raise GoldError(f"{path}: line {number} is not difference {number} of these two readings")
        if row["decision"] not in ("a", "b"):
            raise GoldError(f'{path}: difference {number} ({difference.sid}) is not decided: write "a" or "b"')
        chosen[difference.document].append((difference, row["decision"]))
    if rows:
        raise GoldError(f"{path} has {len(rows)} lines too many")
    return [gold_of(_merged(view_of(gold), chosen[gold.name]), gold) for gold in a]


def _merged(view: View, chosen: Sequence[tuple[Difference, Side]]) -> View:
    mentions, relations = dict(view.mentions), dict(view.relations)
    for difference, side in chosen:
        if side == "b":
            target: Any = mentions if difference.what == "mention" else relations
            for key in difference.a:
                del target[key]
            target.update(difference.b)
    return View(mentions, relations)


def _numbered(a: Sequence[GoldDocument], b: Sequence[GoldDocument]) -> list[tuple[Difference, GoldDocument]]:
    return [(difference, mine) for mine, other in pair_documents(a, b) for difference in differences(mine, other)]


def _row(difference: Difference, gold: GoldDocument) -> dict[str, Any]:
    text = gold.document.text
    span = dict(zip(gold.sids, gold.sentences, strict=True))[difference.sid]
    return {
        "document": difference.document,
        "sid": difference.sid,
        "what": difference.what,
        "sentence": text[span.start : span.end],
        "a": _described(difference.a, text),
        "b": _described(difference.b, text),
    }


def _described(marked: Mapping[Any, Any], text: str) -> list[dict[str, Any]] | None:
    rows: list[dict[str, Any]] = []
    for key, values in marked.items():
        if isinstance(key, Place):
            norm = values.concept.name if values.concept else None
            repeats = _words(values.same_as, text) if values.same_as else None
            rows.append(
                {
                    "label": key.label,
                    "text": _words(key, text),
                    "start": key.start,
                    "end": key.end,
                    "norm": norm,
                    "same_as": repeats,
                }
            )
        else:
            for item in values:
                described = {name: value for name, value in item._asdict().items() if value}
                described["locations"] = [_words(site, text) for site in item.locations]
                rows.append({"label": key.label, "head": _words(key.head, text), "tail": _words(key.tail, text), **described})
    return rows or None


def _words(place: Place, text: str) -> str:
    return text[place.start : place.end]
