"""Relations -> study records: what the paper says of each cited reference, and of its own work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pipeline.components.assertion import is_original
from pipeline.records import Document, Mention, Relation, Study, StudyEffect

Field = Literal["sources", "donors", "routes", "doses", "timings", "conditions", "species"]
FIELDS: dict[str, Field] = {
    "DERIVED_FROM": "sources", "HAS_DONOR": "donors", "ADMINISTERED_VIA": "routes", "HAS_DOSE": "doses",
    "GIVEN_AT": "timings", "STUDIED_IN": "conditions", "IN_SPECIES": "species",
}  # fmt: skip
CONTEXT_FIELDS: dict[str, Field] = {
    "condition": "conditions", "species": "species", "dose": "doses", "timing": "timings", "route": "routes",
}  # fmt: skip
OF_THE_PRODUCT = frozenset({"DERIVED_FROM", "HAS_DONOR"})


def study_records(document: Document, mentions: Sequence[Mention], relations: Sequence[Relation]) -> tuple[Study, ...]:
    """Return one record for the paper's own work (first, if it reports any) and one for each reference it says something of.

    A reference has what the relations that cite it say, with the sources and donors of the products in them. Names are
    the preferred ones of the concepts, or the words of the text; each stands once, in the order of the text.
    """
    by_id = {mention.id: mention for mention in mentions}
    product_facts = defaultdict(list)
    for relation in relations:
        if relation.label in OF_THE_PRODUCT:
            product_facts[relation.head].append(relation)
    told: dict[int | None, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.label == "TRIAL_ATTRIBUTE":
            continue
        for reference in relation.citations:
            told[reference].append(relation)
        if not relation.citations and relation.origin == "own" and is_original(document):
            told[None].append(relation)
    ordered = sorted(told, key=lambda reference: (reference is not None, reference or 0))
    return tuple(_study(reference, told[reference], by_id, product_facts) for reference in ordered)


def name_of(mention: Mention) -> str:
    """Return the preferred name of what a mention names, or its words where none is known."""
    return mention.concept.name if mention.concept is not None and mention.concept.name else mention.text


def _study(
    reference: int | None,
    relations: Sequence[Relation],
    by_id: Mapping[str, Mention],
    product_facts: Mapping[str, Sequence[Relation]],
) -> Study:
    products: list[str] = []
    values: dict[Field, list[str]] = defaultdict(list)
    effects: list[StudyEffect] = []
    for relation in relations:
        head, tail = by_id[relation.head], by_id[relation.tail]
        if head.label == "CELL_THERAPY":
            products.append(name_of(head))
            for fact in product_facts.get(head.id, ()):
                values[FIELDS[fact.label]].append(name_of(by_id[fact.tail]))
        if relation.label in FIELDS:
            values[FIELDS[relation.label]].append(name_of(tail))
            if relation.label == "IN_SPECIES" and head.label == "CONDITION":
                values["conditions"].append(name_of(head))
        elif relation.label == "EFFECT":
            effects.append(_effect(relation, by_id))
            for context in relation.context:
                if not context.inferred:
                    values[CONTEXT_FIELDS[context.role]].append(name_of(by_id[context.mention]))
    return Study(
        reference=reference,
        products=_once(products),
        effects=tuple(effects),
        **{field: _once(values[field]) for field in FIELDS.values()},
    )


def _effect(relation: Relation, by_id: Mapping[str, Mention]) -> StudyEffect:
    if relation.direction is None:
        raise ValueError(f"the effect {relation.id} has no direction")
    places = ", ".join(name_of(by_id[place]) for place in relation.locations)
    return StudyEffect(
        agent=name_of(by_id[relation.head]),
        target=name_of(by_id[relation.tail]),
        direction=relation.direction,
        certainty=relation.certainty,
        location=places or None,
        relation=relation.id,
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
