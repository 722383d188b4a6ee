"""Tables, key lines and prose of a paper -> one record for each trial it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline import trial_values as value
from pipeline.own_trial import own_facts
from pipeline.records import Document, Mention, Relation, Span, Trial
from pipeline.registries import Registration, find_registrations
from pipeline.trial_tables import key_values, trial_rows

FIELD_OF_LABEL = {
    "TRIAL_PHASE": "phase", "TRIAL_STATUS": "status", "CELL_THERAPY": "product", "CONDITION": "condition", "ROUTE": "route",
    "DOSE": "doses", "SAMPLE_SIZE": "enrollment",
}  # fmt: skip
_READ: Mapping[str, Callable[[str], Any]] = {
    "phase": value.phase, "status": value.status, "enrollment": value.enrollment, "start": value.date, "completion": value.date,
    "doses": value.doses, "route": value.route, "control": value.control, "product": value.product, "donor": value.donor,
    "source": value.source, "condition": lambda text: value.condition(text) or text,
}  # fmt: skip
_COMPARED = ("phase", "status", "enrollment", "route", "doses")
_FROM_TREATMENT = ("product", "donor", "source", "doses", "route", "control")
_RUNNING = frozenset({"recruiting", "active, not recruiting", "enrolling by invitation", "ongoing"})
_OUTCOME_PARTS = re.compile(r"\(?2\)\s|\bsecondary(?: outcomes?)?:\s", re.IGNORECASE)


@dataclass
class _Told:
    """What a paper tells of one trial, by where it tells it."""

    table: dict[str, Any] = field(default_factory=dict)
    prose: dict[str, Any] = field(default_factory=dict)
    sizes: set[int] = field(default_factory=set)
    table_citations: list[int] = field(default_factory=list)
    prose_citations: list[int] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)


def _from_printed(values: Mapping[str, str]) -> dict[str, Any]:
    """Read printed cells: each by its own field, and product, donor, source, dose, route, control from a treatment cell."""
    facts: dict[str, Any] = {}
    for name, text in values.items():
        if name in _READ:
            read = _READ[name](text)
            facts |= {name: read} if read not in (None, ()) else {}
        elif name in ("title", "primary_outcome", "secondary_outcome"):
            facts[name] = re.sub(
                r"^\(?[12]\)\s|^(?:primary|secondary)(?: outcomes?)?:\s", "", text, flags=re.IGNORECASE
            ).strip()
        elif name == "outcomes":
            parts = _OUTCOME_PARTS.split(text, maxsplit=1)
            facts.setdefault(
                "primary_outcome", re.sub(r"^\(?1\)\s|^primary(?: outcomes?)?:\s", "", parts[0], flags=re.I).strip(" ;,")
            )
            if len(parts) > 1:
                facts.setdefault("secondary_outcome", parts[1].strip())
    for name in _FROM_TREATMENT:
        for text in (values.get("treatment", ""), values.get("donor", ""), values.get("source", ""), values.get("doses", "")):
            if name not in facts and text and (read := _READ[name](text)) not in (None, ()):
                facts[name] = read
    return facts


def _from_relations(told: Mapping[str, _Told], mentions: Sequence[Mention], relations: Sequence[Relation]) -> None:
    """Add what relations of trial numbers say; values of the vocabulary are their preferred names."""
    by_id = {mention.id: mention for mention in mentions}
    for relation in relations:
        head, tail = by_id[relation.head], by_id[relation.tail]
        found = find_registrations(head.text)
        if (
            relation.label != "TRIAL_ATTRIBUTE"
            or tail.label not in FIELD_OF_LABEL
            or not found
            or found[0].trial_id not in told
        ):
            continue
        one, name = told[found[0].trial_id], FIELD_OF_LABEL[tail.label]
        text = tail.concept.name if tail.concept is not None and name not in ("doses", "enrollment") else tail.text
        read = _READ[name](text) if name in ("enrollment", "doses", "phase", "status", "route") else text
        if name == "enrollment" and isinstance(read, int):
            one.sizes.add(read)
            one.prose[name] = max(one.sizes)
        elif name == "doses":
            one.prose["doses"] = tuple(dict.fromkeys((*one.prose.get("doses", ()), *(read or (tail.text,)))))
        elif name != "enrollment":
            one.prose.setdefault(name, read or text)
        one.prose_citations += relation.citations


def _sentence_of(offset: int, sentences: Sequence[Span], document: Document) -> Span:
    """Return the sentence at an offset, else the block, else the offset alone."""
    held: Iterable[Any] = (*sentences, *document.blocks)
    return next((Span(one.start, one.end) for one in held if one.start <= offset < one.end), Span(offset, offset))


def _from_sentences(
    told: Mapping[str, _Told], places: Sequence[Registration], document: Document, sentences: Sequence[Span]
) -> None:
    """Add what the sentence of a number says, where it names no other trial, and the marks that stand at the number."""
    tables = [(block.start, block.end) for block in document.blocks if block.kind == "table"]
    for place in places:
        one = told[place.trial_id]
        if any(start <= place.start < end for start, end in tables):
            start = document.text.rfind("\n", 0, place.start) + 1
            end = document.text.find("\n", place.end)
            one.evidence.append(Span(start, len(document.text) if end < 0 else end))
            continue
        span = _sentence_of(place.start, sentences, document)
        one.evidence.append(span)
        text = document.text[span.start : span.end]
        one.prose_citations += [
            n for mark in document.citations if place.end <= mark.offset <= place.end + 1 for n in mark.references
        ]
        if len({found.trial_id for found in find_registrations(text)}) == 1:
            for name, said in value.said_in(text).items():
                one.prose.setdefault(name, _READ[name](said))


def _disagreements(one: _Told) -> tuple[tuple[str, str, str], ...]:
    """Return the fields in which table and prose state different values."""
    out = []
    for name in _COMPARED:
        table, prose = one.table.get(name), one.prose.get(name)
        if table in (None, ()) or prose in (None, ()) or table == prose:
            continue
        if name == "doses" and set(prose) <= set(table):
            continue
        if (name == "enrollment" and len(one.sizes) > 1) or (name == "status" and {table, prose} <= _RUNNING):
            continue
        out.append((name, _printed(table), _printed(prose)))
    return tuple(out)


def _printed(stated: object) -> str:
    return ", ".join(map(str, stated)) if isinstance(stated, tuple) else str(stated)


def trial_records(
    document: Document, sentences: Sequence[Span], mentions: Sequence[Mention], relations: Sequence[Relation]
) -> tuple[Trial, ...]:
    """Return one record for each trial number of the paper, in order of first mention; no number gives ().

    A table states a field before the prose does; where both state it and differ, ``disagreements`` keeps both. The paper's
    own trial is filled up from its title, abstract and methods. Citations are those at the number, in the table first.
    """
    places = find_registrations(document.text)
    registries = {place.trial_id: place.registry for place in places}
    told: dict[str, _Told] = defaultdict(_Told, {place.trial_id: _Told() for place in places})
    for table in document.tables:
        for row in trial_rows(table):
            trial_id = row.registration.trial_id
            registries.setdefault(trial_id, row.registration.registry)
            for name, stated in _from_printed(row.values).items():
                told[trial_id].table.setdefault(name, stated)
            told[trial_id].table_citations += row.citations
    _from_relations(told, mentions, relations)
    _from_sentences(told, places, document, sentences)
    alone = (
        document.registrations[0] if len(document.registrations) == 1 else next(iter(told), None) if len(told) == 1 else None
    )
    if alone is not None and alone in told and (len(told) == 1 or alone in document.registrations):
        prose = [document.text[block.start : block.end] for block in document.blocks if block.kind != "table"]
        facts = _from_printed(key_values(prose)) if len(told) == 1 else {}
        for name, stated in {
            **facts,
            **(own_facts(document, mentions, relations) if alone in document.registrations else {}),
        }.items():
            told[alone].prose.setdefault(name, stated)
    return tuple(_record(trial_id, registries[trial_id], one, document) for trial_id, one in told.items())


def _record(trial_id: str, registry: str, one: _Told, document: Document) -> Trial:
    facts = {**one.prose, **one.table}
    return Trial(
        trial_id=trial_id,
        registry=registry,
        citations=tuple(dict.fromkeys(one.table_citations or sorted(one.prose_citations))),
        evidence=tuple(dict.fromkeys(one.evidence)),
        own=trial_id in document.registrations,
        disagreements=_disagreements(one),
        **facts,
    )
