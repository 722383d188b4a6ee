"""What the guidelines demand of an annotation file, checked; each problem is a sentence that names its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.gold import occurrence
from pipeline.labels import mention_labels, relation_labels

Row = Mapping[str, Any]

VALUES = {
    "direction": ("increase", "decrease", "no_change", "modulate"),
    "certainty": ("asserted", "speculative", "negated"),
    "perturbation": ("none", "loss", "gain"),
}
DEFAULTS = {"certainty": "asserted", "perturbation": "none"}
GOES_WITH_EACH_FORM = ("DERIVED_FROM", "HAS_DONOR")
MAY_CROSS_SENTENCES = ("TRIAL_ATTRIBUTE",)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right in the annotation of one sentence."""

    sid: str
    message: str


def check(sentences: Sequence[Row], gold: Sequence[Row]) -> list[Problem]:
    """Return every problem of an annotation file in the order of its rows; none for a file that may be used."""
    texts = {row["sid"]: row["text"] for row in sentences}
    mentions = {f"{row['sid']}#{item.get('id')}": item for row in gold for item in row.get("mentions", ())}
    problems: list[Problem] = []
    seen: set[str] = set()
    for row in gold:
        sid = row["sid"]
        if sid in seen:
            problems.append(Problem(sid, "is annotated twice"))
        seen.add(sid)
        if sid not in texts:
            problems.append(Problem(sid, "is no sentence of the file"))
            continue
        problems += [Problem(sid, message) for message in _check_mentions(row.get("mentions", ()), texts[sid])]
        for relation in row.get("relations", ()):
            problems += [Problem(sid, message) for message in _check_relation(relation, sid, mentions)]
    return problems


def _check_mentions(mentions: Sequence[Row], text: str) -> Iterator[str]:
    labels = {label.name for label in mention_labels()}
    known: dict[str, tuple[Row, int]] = {}
    for mention in mentions:
        name = f"mention {mention.get('id')}"
        words, start = mention["text"], occurrence(text, mention["text"], mention.get("occ", 1))
        if mention["type"] not in labels:
            yield f"{name}: there is no label {mention['type']}"
        if not words or words != words.strip():
            yield f"{name}: {words!r} is empty or begins or ends with a space"
        if start < 0:
            yield f"{name}: {words!r} does not occur {mention.get('occ', 1)} times"
        if mention["id"] in known:
            yield f"{name}: the id is used twice"
        for other, place in known.values():
            if other["type"] == mention["type"] and place < start + len(words) and start < place + len(other["text"]):
                yield f"{name}: overlaps {other['id']}, which has the same label"
        known[mention["id"]] = (mention, start)
    for mention, start in known.values():
        if "same_as" in mention:
            yield from _check_same_as(mention, start, known)


def _check_same_as(mention: Row, start: int, known: Mapping[str, tuple[Row, int]]) -> Iterator[str]:
    name = f"mention {mention['id']} repeats {mention['same_as']}"
    if mention["same_as"] not in known or mention["same_as"] == mention["id"]:
        yield f"{name}, which is no other mention of the sentence"
        return
    other, place = known[mention["same_as"]]
    if other["type"] != mention["type"]:
        yield f"{name}, which has another label"
    if "same_as" in other:
        yield f"{name}, which repeats another one itself"
    if place > start:
        yield f"{name}, which stands after it"
    if other.get("norm") != mention.get("norm") and mention["type"] != "CELL_THERAPY":
        yield f"{name}, which has another norm"


def _check_relation(relation: Row, sid: str, mentions: Mapping[str, Row]) -> Iterator[str]:
    label = next((label for label in relation_labels() if label.name == relation["type"]), None)
    name = f"relation {relation['type']} {relation.get('from')} → {relation.get('to')}"
    if label is None:
        yield f"{name}: there is no such relation"
        return
    crosses = False
    for side, allowed in (("from", label.heads), ("to", label.tails)):
        reference = str(relation.get(side))
        crosses = crosses or "#" in reference
        mention = mentions.get(reference if "#" in reference else f"{sid}#{reference}")
        if mention is None:
            yield f"{name}: {reference} is no mention"
            continue
        if mention["type"] not in allowed:
            yield f"{name}: {reference} is a {mention['type']}"
        if "same_as" in mention and label.name not in GOES_WITH_EACH_FORM:
            yield f"{name}: {reference} repeats {mention['same_as']}, to which the relation belongs"
    elliptic = relation.get("elliptic")
    if elliptic not in (None, True) or (elliptic and not crosses):
        yield f"{name}: elliptic is true or absent, and true only where an argument stands in another sentence"
    if crosses and not elliptic and label.name not in MAY_CROSS_SENTENCES:
        yield f"{name}: an argument stands in another sentence, so the relation is elliptic"
    citations = relation.get("citations")
    if not isinstance(citations, list) or not all(isinstance(number, int) for number in citations):
        yield f"{name}: citations are a list of reference numbers"
    if label.name == "EFFECT":
        yield from _check_effect(relation, name, sid, mentions)


def _check_effect(relation: Row, name: str, sid: str, mentions: Mapping[str, Row]) -> Iterator[str]:
    for attribute, values in VALUES.items():
        if relation.get(attribute, DEFAULTS.get(attribute)) not in values:
            yield f"{name}: {attribute} is one of {', '.join(values)}, not {relation.get(attribute)!r}"
    sites = relation.get("location", [])
    if not isinstance(sites, list) or ("location" in relation and not sites):
        yield f"{name}: location is a list with at least one site, or absent"
        return
    if len(set(sites)) != len(sites):
        yield f"{name}: a site is named twice"
    for site in sites:
        mention = mentions.get(site if "#" in site else f"{sid}#{site}")
        if mention is None or mention["type"] != "ANATOMY":
            yield f"{name}: the site {site} is no ANATOMY"
