"""Mentions and relations of registered trials -> one record a trial."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Document, Mention, Relation, Span, Trial
from pipeline.registries import find_registrations

FIELD_OF_LABEL = {
    "TRIAL_PHASE": "phase", "TRIAL_STATUS": "status", "CELL_THERAPY": "product", "CONDITION": "condition", "ROUTE": "route",
}  # fmt: skip


def trial_records(
    document: Document, sentences: Sequence[Span], mentions: Sequence[Mention], relations: Sequence[Relation]
) -> tuple[Trial, ...]:
    """Return a record for each trial number of the text, in order of first mention; none gives an empty tuple."""
    by_id = {mention.id: mention for mention in mentions}
    records: dict[str, Trial] = {}
    for number in (mention for mention in mentions if mention.label == "TRIAL_ID"):
        said = [r for r in relations if r.label == "TRIAL_ATTRIBUTE" and by_id[r.head].text == number.text]
        fields: dict[str, str] = {}
        for relation in said:
            tail = by_id[relation.tail]
            if tail.label in FIELD_OF_LABEL:
                fields.setdefault(FIELD_OF_LABEL[tail.label], tail.concept.name if tail.concept else tail.text)
        sizes = [by_id[r.tail].text for r in said if by_id[r.tail].label == "SAMPLE_SIZE" and by_id[r.tail].text.isdigit()]
        records.setdefault(
            number.text,
            Trial(
                number.text, _registry(number.text), **fields,  # type: ignore[arg-type]
                doses=tuple(dict.fromkeys(by_id[r.tail].text for r in said if by_id[r.tail].label == "DOSE")),
                enrollment=int(sizes[0]) if sizes else None,
                citations=tuple(sorted({n for r in said for n in r.citations})),
                evidence=(Span(number.start, number.end),), own=number.text in document.registrations,
            ),
        )  # fmt: skip
    return tuple(records.values())


def _registry(number: str) -> str:
    found = find_registrations(number)
    return found[0].registry if found else ""
