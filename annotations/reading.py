"""Annotation of documents that stay where they are: offsets, labels and norms on one side, the user's copy on the other.

A line of a reading is one document: ``corpus``, ``id`` and the SHA-256 of its text; ``sentences`` as ``[number, field,
start, end, kind]`` with offsets into the document's ``title`` or ``text``; ``mentions`` as ``[id, label, start, end, norm,
same_as]`` with offsets into the field of their sentence (``norm`` is null where it is the mention as written); and
``relations`` as in ``gold.jsonl``, each with the ``home`` of the sentence that states it. Ids are ``number#mid`` throughout.
Runs of white space count as one space in a sentence.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from annotations.gold import GoldDocument, GoldError, documents_from_rows, read_rows

Row = dict[str, Any]
Key = tuple[str, str]

GOLD = Path(__file__).with_name("gold")
READ_A = GOLD / "read_a.jsonl"
READINGS = {"read_a": READ_A} | {name: GOLD / f"{name}.jsonl" for name in ("read_b", "read_c")}  # splits name them so
REFERENCES = ("from", "to")


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return ``text`` trimmed with each run of white space as one space, and the offset in ``text`` of each character kept."""
    kept = [(match.start(), " " if match.group().isspace() else match.group()) for match in re.finditer(r"\s+|\S", text)]
    while kept and kept[0][1] == " ":
        kept.pop(0)
    while kept and kept[-1][1] == " ":
        kept.pop()
    return "".join(letter for _, letter in kept), [offset for offset, _ in kept]


def to_offsets(sentences: Sequence[Row], gold: Iterable[Row], sources: Mapping[str, Row]) -> Iterator[Row]:
    """Turn rows of ``sentences.jsonl`` and ``gold.jsonl`` into lines of a reading, one for each document.

    ``sources`` maps the ``doc`` of a sentence to the document it was read in. Raises GoldError where a sentence or a
    mention is not found there.
    """
    annotations = {row["sid"]: row for row in gold}
    for doc, rows in groupby(sentences, key=lambda row: row["doc"]):
        yield _document_line(doc, list(rows), annotations, sources[doc])


def from_offsets(documents_path: Path | str, reading_path: Path | str = READ_A) -> tuple[GoldDocument, ...]:
    """Read a reading with the user's copy of its documents (JSON Lines, also ``.xz``) as gold documents.

    Raises GoldError where a document is missing from the copy or its text is another one.
    """
    lines = read_rows(Path(reading_path))
    wanted = {(line["corpus"], line["id"]) for line in lines}
    sources = read_sources(Path(documents_path), wanted)
    sentences, gold = rows_from_lines(lines, sources)
    return tuple(documents_from_rows(sentences, gold))


def read_sources(path: Path, wanted: set[Key]) -> dict[Key, Row]:
    """Return the documents of a JSON Lines file (also ``.xz``) that are wanted, by corpus and id."""
    sources = {}
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            source = json.loads(line)
            if (key := (source["corpus"], str(source["id"]))) in wanted:
                sources[key] = source
    return sources


def rows_from_lines(lines: Iterable[Row], sources: Mapping[Key, Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of ``sentences.jsonl`` and of ``gold.jsonl`` that the lines of a reading stand for."""
    sentences: list[Row] = []
    gold: list[Row] = []
    for line in lines:
        key = (line["corpus"], line["id"])
        if key not in sources:
            raise GoldError(f"{line['corpus']} {line['id']}: this document is not in the copy given")
        if sha256(sources[key]["text"]) != line["sha256"]:
            raise GoldError(f"{line['corpus']} {line['id']}: the copy given has another text than the one that was read")
        for number, field, start, end, kind in line["sentences"]:
            sid = f"{line['doc']}.{number}"
            text, offsets = squeeze(sources[key][field][start:end])
            mentions = [m for m in line["mentions"] if m[0].partition("#")[0] == number]
            section = "Title" if kind == "title" else "Abstract"
            sentences.append({"sid": sid, "doc": line["doc"], "kind": kind, "section": section, "text": text, "citations": []})
            gold.append(
                {
                    "sid": sid,
                    "mentions": [_mention_row(mention, text, [start + offset for offset in offsets]) for mention in mentions],
                    "relations": [_relation_row(r, line["doc"], number) for r in line["relations"] if _home(r) == number],
                }
            )
    return sentences, gold


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _document_line(doc: str, rows: Sequence[Row], annotations: Mapping[str, Row], source: Row) -> Row:
    squeezed = {field: squeeze(source[field]) for field in ("title", "text")}
    line: Row = {"doc": doc, "corpus": source["corpus"], "id": str(source["id"]), "sha256": sha256(source["text"])}
    line |= {"sentences": [], "mentions": [], "relations": []}
    cursor = 0
    for row in rows:
        number = row["sid"].removeprefix(f"{doc}.")
        field = "title" if row["kind"] == "title" and row["text"] in squeezed["title"][0] else "text"
        text, offsets = squeezed[field]
        start = text.find(row["text"], cursor if field == "text" else 0)
        if start < 0:
            raise GoldError(f"{row['sid']}: this sentence is not in {source['corpus']} {source['id']}")
        cursor = start + len(row["text"]) if field == "text" else cursor
        line["sentences"].append([number, field, offsets[start], offsets[start + len(row["text"]) - 1] + 1, row["kind"]])
        annotation = annotations.get(row["sid"], {})
        for mention in annotation.get("mentions", ()):
            line["mentions"].append(_mention_entry(mention, row, number, offsets[start:]))
        line["relations"] += [_relation_entry(relation, doc, number) for relation in annotation.get("relations", ())]
    return line


def _mention_entry(mention: Row, row: Row, number: str, offsets: Sequence[int]) -> list[Any]:
    start = -1
    for _ in range(mention.get("occ", 1)):
        start = row["text"].find(mention["text"], start + 1)
        if start < 0:
            raise GoldError(f"{row['sid']}: {mention['text']!r} does not occur {mention.get('occ', 1)} times")
    norm = None if mention["norm"] == mention["text"] else mention["norm"]
    same_as = f"{number}#{mention['same_as']}" if "same_as" in mention else None
    end = offsets[start + len(mention["text"]) - 1] + 1
    return [f"{number}#{mention['id']}", mention["type"], offsets[start], end, norm, same_as]


def _mention_row(entry: Sequence[Any], sentence: str, offsets: Sequence[int]) -> Row:
    name, label, start, end, norm, same_as = entry
    first, last = bisect_left(offsets, start), bisect_left(offsets, end)
    text = sentence[first:last]
    occurrence = sum(sentence.startswith(text, offset) for offset in range(first + 1))
    row = {"id": _local(name), "type": label, "text": text, "occ": occurrence, "norm": text if norm is None else norm}
    return row if same_as is None else row | {"same_as": _local(same_as)}


def _relation_entry(relation: Row, doc: str, number: str) -> Row:
    def full(reference: str) -> str:
        return reference.removeprefix(f"{doc}.") if "#" in reference else f"{number}#{reference}"

    entry = relation | {side: full(relation[side]) for side in REFERENCES} | {"home": number}
    return entry | {"location": [full(place) for place in entry["location"]]} if "location" in entry else entry


def _relation_row(entry: Row, doc: str, number: str) -> Row:
    def short(reference: str) -> str:
        return _local(reference) if reference.partition("#")[0] == number else f"{doc}.{reference}"

    row = {key: value for key, value in entry.items() if key != "home"}
    row |= {side: short(entry[side]) for side in REFERENCES}
    return row | {"location": [short(place) for place in row["location"]]} if "location" in row else row


def _home(entry: Row) -> str:
    """Return the number of the sentence that states a relation; its arguments may stand in others."""
    return str(entry["home"])


def _local(name: str) -> str:
    return name.rpartition("#")[2]
