"""What a trial report says of its own trial: in title, abstract and methods rather than beside the trial's number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import trial_values as value
from pipeline.records import Document, Mention, Relation
from pipeline.trial_terms import size_name

_FIELD_OF_RELATION = {"DERIVED_FROM": "source", "HAS_DONOR": "donor", "ADMINISTERED_VIA": "route", "STUDIED_IN": "condition"}
_OUTCOME = (
    r"{kind} (?:efficacy |safety |study )?(?:outcomes?|end ?points?)(?: measures?)?(?:\s\([^)]*\))?"
    r"(?::|\s(?:was|were|is|are|included|includes|will be|comprised))\s(?P<what>(?:[^.;]|\.(?=\d))+)"
)
_PRIMARY = re.compile(_OUTCOME.format(kind="primary"), re.IGNORECASE)
_SECONDARY = re.compile(_OUTCOME.format(kind="secondary"), re.IGNORECASE)
_PEOPLE = r"(?:[A-Za-z-]+\s){0,4}?(?:patients|subjects|participants|children|adults|women|men|infants)"
_TAKEN = r"(?:randomi[sz]ed|enrol+ed|recruited|included|assigned|treated)"
_ENROLLED = re.compile(
    rf"(?P<before>[A-Za-z-]+|(?<![\d,])\d{{1,3}}(?:,\d{{3}})+|(?<![\d,])\d{{1,5}})\s{_PEOPLE}\s(?:\w+\s){{0,8}}?(?:were|was)\s(?:randomly\s|prospectively\s)?{_TAKEN}"
    rf"|{_TAKEN}\s(?:a total of\s)?(?P<after>\d[\d,]*)\s{_PEOPLE}",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:[Bb]etween|[Ff]rom)\s(?P<start>(?:[A-Z][a-z]+\s)?(?:\d{1,2},?\s)?(?:[A-Z][a-z]+,?\s)?(?:19|20)\d\d)\s(?:and|to|until|through)\s"
    r"(?P<end>(?:[A-Z][a-z]+\s)?(?:\d{1,2},?\s)?(?:[A-Z][a-z]+,?\s)?(?:19|20)\d\d)"
)
_STARTED = re.compile(r"\b(?:enrol|recruit|includ|randomi|treat|conduct|perform|admit)", re.IGNORECASE)


def _texts(document: Document, *roles: str) -> str:
    held = (b for b in document.blocks if b.role in roles and b.kind in ("title", "paragraph", "list_item", "heading"))
    return "\n".join(document.text[block.start : block.end] for block in held)


def _related(document: Document, mentions: Sequence[Mention], relations: Sequence[Relation]) -> Iterator[tuple[str, Any]]:
    """Yield what relations of cell products in title, abstract and methods say, the most frequent value of a field."""
    by_id = {mention.id: mention for mention in mentions}
    own = [(b.start, b.end) for b in document.blocks if b.role in ("title", "abstract", "methods", "results")]
    votes: dict[str, Counter[str]] = {}
    for relation in relations:
        head, tail = by_id[relation.head], by_id[relation.tail]
        inside = any(start <= head.start < end for start, end in own)
        if head.label != "CELL_THERAPY" or not inside or relation.citations:
            continue
        name = _FIELD_OF_RELATION.get(relation.label)
        if name is not None:
            votes.setdefault(name, Counter())[tail.concept.name if tail.concept else tail.text] += 1
            votes.setdefault("product", Counter())[head.concept.name if head.concept else head.text] += 1
        elif relation.label == "HAS_DOSE":
            for dose in value.doses(tail.text) or (tail.text,):
                votes.setdefault("doses", Counter())[dose] += 1
    for name, counted in votes.items():
        yield name, tuple(counted) if name == "doses" else counted.most_common(1)[0][0]


def own_facts(document: Document, mentions: Sequence[Mention], relations: Sequence[Relation]) -> dict[str, Any]:
    """Return the fields that a paper states of its own trial; fields it does not state are left out."""
    front, methods = _texts(document, "title", "abstract"), _texts(document, "methods", "results")
    facts: dict[str, Any] = {"title": document.title} if document.title else {}
    for text in (front, methods):
        for name, read in (("phase", value.said_in(text).get("phase")), ("control", value.control(text))):
            if read is not None:
                facts.setdefault(name, read)
        for name, pattern in (("primary_outcome", _PRIMARY), ("secondary_outcome", _SECONDARY)):
            if found := pattern.search(text):
                facts.setdefault(name, " ".join(found["what"].split()))
        if found := _ENROLLED.search(text):
            size = size_name((found["before"] or found["after"]).replace(",", ""))
            facts |= {"enrollment": int(size)} if size.isdigit() and "enrollment" not in facts else {}
        for found in _PERIOD.finditer(text):
            sentence = text[max(text.rfind(".", 0, found.start()), 0) : text.find(".", found.end())]
            if _STARTED.search(sentence):
                facts.setdefault("start", value.date(found["start"]))
                facts.setdefault("completion", value.date(found["end"]))
    for name, stated in _related(document, mentions, relations):
        facts.setdefault(name, stated)
    for name in ("product", "donor", "source", "route", "condition", "doses"):
        read = getattr(value, name)(front)
        if read not in (None, ()):
            facts.setdefault(name, read)
    return facts
