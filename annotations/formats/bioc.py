"""BioC XML, by the bioc library: one document, one passage a block, annotations with infons, relations with roles.

The structure that BioC has no element for (names of sentences, citation marks) is an infon of the document, as JSON.
Needs the extra ``annotation``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotations.formats.structure import document_of, make_mention, make_relation, structure_of
from annotations.gold import GoldDocument
from pipeline.records import Mention, Relation, Span

ATTRIBUTES = ("direction", "certainty", "perturbation")


def write(gold: GoldDocument, path: Path) -> Path:
    """Write a document as a BioC collection of one and return ``path``."""
    from bioc import BioCCollection, BioCDocument, BioCPassage, biocxml

    collection, document = BioCCollection(), BioCDocument()
    document.id = gold.name
    document.infons["structure"] = json.dumps(structure_of(gold), ensure_ascii=False)
    text = gold.document.text
    for block in gold.document.blocks:
        passage = BioCPassage()
        passage.offset, passage.text = block.start, text[block.start : block.end]
        passage.infons |= {"type": block.kind, "section": block.section}
        inside = [mention for mention in gold.mentions if block.start <= mention.start < block.end]
        passage.annotations.extend(_annotation(mention) for mention in inside)
        document.add_passage(passage)
    document.relations.extend(_relation(relation) for relation in gold.relations)
    document.infons["order"] = json.dumps([mention.id for mention in gold.mentions])
    collection.add_document(document)
    with path.open("w", encoding="utf-8") as handle:
        biocxml.dump(collection, handle)
    return path


def read(path: Path) -> GoldDocument:
    """Read the first document of a BioC file that ``write`` made, perhaps corrected since.

    Raises KeyError where it has no structure.
    """
    from bioc import biocxml

    with path.open(encoding="utf-8") as handle:
        document = biocxml.load(handle).documents[0]
    text = ""
    for passage in document.passages:
        text += "\n" * (passage.offset - len(text)) + passage.text
    mentions = []
    for annotation in (item for passage in document.passages for item in passage.annotations):
        place = annotation.locations[0]
        span = Span(place.offset, place.offset + place.length)
        mentions.append(make_mention(annotation.id, annotation.infons["type"], span, text, annotation.infons))
    order = {name: number for number, name in enumerate(json.loads(document.infons.get("order", "[]")))}
    mentions.sort(key=lambda mention: (order.get(mention.id, len(order)), mention.start))
    relations = []
    for relation in document.relations:
        roles = {role: [node.refid for node in relation.nodes if node.role == role] for role in ("head", "tail", "location")}
        values = {**relation.infons, "locations": roles["location"], "citations": json.loads(relation.infons["citations"])}
        values["elliptic"] = relation.infons.get("elliptic") == "true"
        relations.append(make_relation(relation.id, relation.infons["type"], roles["head"][0], roles["tail"][0], values))
    return document_of(json.loads(document.infons["structure"]), text, mentions, relations)


def _annotation(mention: Mention) -> Any:
    from bioc import BioCAnnotation, BioCLocation

    annotation = BioCAnnotation()
    annotation.id, annotation.text = mention.id, mention.text
    annotation.add_location(BioCLocation(mention.start, mention.end - mention.start))
    annotation.infons |= {"type": mention.label, "confidence": repr(mention.confidence), "method": mention.method}
    if mention.concept is not None:
        annotation.infons |= {"concept": mention.concept.name, "concept_id": mention.concept.id}
    if mention.same_as is not None:
        annotation.infons["same_as"] = mention.same_as
    return annotation


def _relation(relation: Relation) -> Any:
    from bioc import BioCNode, BioCRelation

    result = BioCRelation()
    result.id = relation.id
    result.infons |= {"type": relation.label, "confidence": repr(relation.confidence), "method": relation.method}
    result.infons |= {name: value for name in ATTRIBUTES if (value := getattr(relation, name)) is not None}
    result.infons["citations"] = json.dumps(list(relation.citations))
    if relation.elliptic:
        result.infons["elliptic"] = "true"
    nodes = [(relation.head, "head"), (relation.tail, "tail"), *((site, "location") for site in relation.locations)]
    for identifier, role in nodes:
        result.add_node(BioCNode(identifier, role))
    return result
