"""Label Studio JSON: tasks whose regions are mentions; attributes of a relation are further labels of it.

Label Studio gives a relation labels and nothing else, so ``citation 23`` and ``at REGION`` are labels too, and the
concept of a region is text entered for it. The document's structure travels in the task's data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from annotations.formats.structure import document_of, make_mention, make_relation, structure_of
from annotations.gold import GoldDocument
from pipeline.labels import mention_labels, relation_labels
from pipeline.records import Mention, Relation, Span

Task = dict[str, Any]

ATTRIBUTES = {
    "direction": ("increase", "decrease", "no_change", "modulate"),
    "certainty": ("asserted", "speculative", "negated"),
    "perturbation": ("none", "loss", "gain"),
}
DEFAULTS = ("asserted", "none")
ELLIPTIC, SAME_AS, CITATION, SITE = "elliptic", "SAME_AS", "citation ", "at "


def config() -> str:
    """Return the labelling configuration to paste into a project: every label, relation and attribute of the guidelines."""
    mentions = "\n".join(f"    <Label value={quoteattr(label.name)}/>" for label in mention_labels())
    names = [label.name for label in relation_labels()]
    names += [value for values in ATTRIBUTES.values() for value in values if value not in DEFAULTS]
    relations = "\n".join(f"    <Relation value={quoteattr(name)}/>" for name in (*names, ELLIPTIC, SAME_AS))
    return (
        f'<View>\n  <Labels name="label" toName="text">\n{mentions}\n  </Labels>\n'
        f"  <Relations>\n{relations}\n  </Relations>\n"
        '  <Text name="text" value="$text"/>\n'
        '  <TextArea name="concept" toName="text" perRegion="true" placeholder="preferred name; then its identifier"/>\n'
        "</View>\n"
    )


def write(gold: GoldDocument, *, predicted: bool = False) -> Task:
    """Return a document as one task, its annotation as ``annotations`` or, if ``predicted``, as ``predictions`` to correct."""
    result = [item for mention in gold.mentions for item in _regions(mention)]
    result += [_relation(relation) for relation in gold.relations]
    kind = "predictions" if predicted else "annotations"
    return {"data": {"text": gold.document.text, "structure": structure_of(gold)}, kind: [{"result": result}]}


def read(task: Task) -> GoldDocument:
    """Read the last annotation of a task, or the prediction where nobody annotated it.

    Raises KeyError for a task that ``write`` did not make.
    """
    text = task["data"]["text"]
    completed = task.get("annotations") or task.get("predictions") or [{"result": []}]
    result = completed[-1]["result"]
    concepts = {item["id"]: item["value"]["text"] for item in result if item["type"] == "textarea"}
    links = [item for item in result if item["type"] == "relation"]
    same_as = {item["from_id"]: item["to_id"] for item in links if SAME_AS in item["labels"]}
    mentions = []
    for item in result:
        if item["type"] == "labels":
            value, identifier = item["value"], item["id"]
            name, concept_id = (*concepts.get(identifier, ()), "", "")[:2]
            details = {"concept": name, "concept_id": concept_id, "same_as": same_as.get(identifier), **item.get("meta", {})}
            span = Span(value["start"], value["end"])
            mentions.append(make_mention(identifier, value["labels"][0], span, text, details))
    plain = [item for item in links if SAME_AS not in item["labels"]]
    relations = [_read_relation(item, number) for number, item in enumerate(plain, 1)]
    return document_of(task["data"]["structure"], text, mentions, relations)


def _regions(mention: Mention) -> Iterable[Task]:
    place = {"start": mention.start, "end": mention.end}
    region = {"id": mention.id, "from_name": "label", "to_name": "text", "type": "labels"}
    meta = {"confidence": mention.confidence, "method": mention.method}
    yield region | {
        "value": place | {"text": mention.text, "labels": [mention.label]},
        "score": mention.confidence,
        "meta": meta,
    }
    if mention.concept is not None:
        names = [mention.concept.name, mention.concept.id] if mention.concept.id else [mention.concept.name]
        yield region | {"from_name": "concept", "type": "textarea", "value": place | {"text": names}}
    if mention.same_as is not None:
        yield {"type": "relation", "from_id": mention.id, "to_id": mention.same_as, "direction": "right", "labels": [SAME_AS]}


def _relation(relation: Relation) -> Task:
    values = (relation.direction, relation.certainty, relation.perturbation)
    labels = [relation.label, *(value for value in values if value is not None and value not in DEFAULTS)]
    labels += [f"{SITE}{site}" for site in relation.locations]
    labels += [f"{CITATION}{number}" for number in relation.citations]
    labels += [ELLIPTIC] if relation.elliptic else []
    meta = {"id": relation.id, "confidence": relation.confidence, "method": relation.method}
    place = {"from_id": relation.head, "to_id": relation.tail, "direction": "right"}
    return {"type": "relation", **place, "labels": labels, "meta": meta}


def _read_relation(item: Mapping[str, Any], number: int) -> Relation:
    labels = item["labels"]
    known = {label.name for label in relation_labels()}
    values: dict[str, Any] = dict(item.get("meta", {}))
    for attribute, choices in ATTRIBUTES.items():
        values[attribute] = next((label for label in labels if label in choices), None)
    values["locations"] = [label.removeprefix(SITE) for label in labels if label.startswith(SITE)]
    values["citations"] = [label.removeprefix(CITATION) for label in labels if label.startswith(CITATION)]
    values[ELLIPTIC] = ELLIPTIC in labels
    label = next((label for label in labels if label in known), "")
    return make_relation(values.get("id", f"r{number}"), label, item["from_id"], item["to_id"], values)
