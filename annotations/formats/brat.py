"""brat standoff: ``NAME.txt`` with the text, ``NAME.ann`` with the annotation, ``NAME.json`` with what brat has no place for.

Mentions are text bounds (T), concepts are normalisations (N), relations R with attributes A; a repetition is a relation
``Same_as`` from the later to the earlier mention. Ids, sites, citations and confidences stand in notes (#) as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.formats.structure import document_of, make_mention, make_relation, structure_of
from annotations.gold import GoldDocument, GoldError
from pipeline.records import Mention, Relation, Span

SAME_AS = "Same_as"
NO_IDENTIFIER = "-:-"
ATTRIBUTES = ("direction", "certainty", "perturbation")


def write(gold: GoldDocument, folder: Path) -> Path:
    """Write a document as three files named after it and return the path of the ``.ann`` file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{gold.name}.txt").write_text(gold.document.text, encoding="utf-8", newline="")
    (folder / f"{gold.name}.json").write_text(json.dumps(structure_of(gold), ensure_ascii=False), encoding="utf-8")
    path = folder / f"{gold.name}.ann"
    path.write_text("".join(f"{line}\n" for line in _lines(gold)), encoding="utf-8", newline="")
    return path


def read(path: Path) -> GoldDocument:
    """Read a document by its ``.ann`` file. Raises GoldError for a line that is no brat annotation."""
    text = path.with_suffix(".txt").read_bytes().decode()
    structure = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    parts: dict[str, list[list[str]]] = {kind: [] for kind in "TNRA#"}
    for number, line in enumerate(path.read_bytes().decode().split("\n"), 1):
        if line.strip():
            if line[0] not in parts or "\t" not in line:
                raise GoldError(
                    f"{path}, line {number}: {line[:40]!r} is no text bound, normalisation, relation, attribute or note"
                )
            parts[line[0]].append(line.split("\t"))
    return _assemble(text, structure, parts)


def _lines(gold: GoldDocument) -> Iterator[str]:
    marks = {mention.id: f"T{number}" for number, mention in enumerate(gold.mentions, 1)}
    relations = {relation.id: f"R{number}" for number, relation in enumerate(gold.relations, 1)}
    for mention in gold.mentions:
        words = mention.text.replace("\n", " ")
        yield f"{marks[mention.id]}\t{mention.label} {mention.start} {mention.end}\t{words}"
    for number, mention in enumerate((item for item in gold.mentions if item.concept is not None), 1):
        if mention.concept is not None:
            reference = mention.concept.id or NO_IDENTIFIER
            yield f"N{number}\tReference {marks[mention.id]} {reference}\t{mention.concept.name}"
    for relation in gold.relations:
        yield f"{relations[relation.id]}\t{relation.label} Arg1:{marks[relation.head]} Arg2:{marks[relation.tail]}"
    repetitions = [mention for mention in gold.mentions if mention.same_as is not None]
    for number, mention in enumerate(repetitions, len(relations) + 1):
        yield f"R{number}\t{SAME_AS} Arg1:{marks[mention.id]} Arg2:{marks[str(mention.same_as)]}"
    values = [(relation, name, getattr(relation, name)) for relation in gold.relations for name in ATTRIBUTES]
    for number, (relation, name, value) in enumerate((item for item in values if item[2] is not None), 1):
        yield f"A{number}\t{name.capitalize()} {relations[relation.id]} {value}"
    notes = [(marks[mention.id], _note(mention)) for mention in gold.mentions]
    notes += [(relations[relation.id], _relation_note(relation)) for relation in gold.relations]
    for number, (mark, note) in enumerate(notes, 1):
        yield f"#{number}\tAnnotatorNotes {mark}\t{json.dumps(note, ensure_ascii=False)}"


def _note(item: Mention | Relation) -> dict[str, Any]:
    return {"id": item.id, "confidence": item.confidence, "method": item.method}


def _relation_note(relation: Relation) -> dict[str, Any]:
    extra = {"locations": list(relation.locations), "citations": list(relation.citations), "elliptic": relation.elliptic}
    return _note(relation) | extra


def _assemble(text: str, structure: dict[str, Any], parts: dict[str, list[list[str]]]) -> GoldDocument:
    notes = {fields[1].split()[1]: json.loads(fields[2]) for fields in parts["#"] if fields[1].startswith("AnnotatorNotes ")}
    names = {fields[0]: notes.get(fields[0], {}).get("id", fields[0]) for kind in "TR" for fields in parts[kind]}
    values: dict[str, dict[str, Any]] = {mark: dict(notes.get(mark, {})) for mark in names}
    for _, body, name in parts["N"]:
        _, mark, reference = body.split(" ", 2)
        values[mark] |= {"concept": name, "concept_id": "" if reference == NO_IDENTIFIER else reference}
    for fields in parts["A"]:
        name, mark, value = fields[1].split(" ")
        values[mark][name.lower()] = value
    relations: list[Relation] = []
    for mark, body, *_ in parts["R"]:
        label, *arguments = body.split(" ")
        head, tail = (argument.partition(":")[2] for argument in arguments)
        if label == SAME_AS:
            values[head]["same_as"] = names[tail]
        else:
            relations.append(make_relation(names[mark], label, names[head], names[tail], values[mark]))
    mentions = []
    for mark, body, *_ in parts["T"]:
        label, start, end = body.split(" ")
        mentions.append(make_mention(names[mark], label, Span(int(start), int(end)), text, values[mark]))
    return document_of(structure, text, mentions, relations)
