"""The correction loop: a model's output out to an annotation tool, what a person made of it back as gold.

``export`` writes Label Studio tasks, one a block, so that a relation between two sentences stays in one task; the block
with the least certain sentence comes first. ``brat`` has no order of its own: the sentences to look at first are listed
in ``order.tsv``. ``accept`` reads the corrected files, checks them by the guidelines and writes a folder of gold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from annotations.checks import MAY_CROSS_SENTENCES, Problem, check
from annotations.formats import brat, label_studio
from annotations.gold import GoldDocument, GoldError
from annotations.goldform import gold_rows, sentence_rows, write_gold
from pipeline.records import Block, Extraction, Mention, Relation, Span

Format = Literal["label-studio", "brat"]

TASKS, CONFIG, ORDER = "tasks.json", "label_studio.xml", "order.tsv"


class CorrectionError(ValueError):
    """Corrected files break the guidelines; ``problems`` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(f"{problem.sid}: {problem.message}" for problem in problems))
        self.problems = tuple(problems)


def as_gold(extraction: Extraction, *, name: str | None = None) -> GoldDocument:
    """Turn an extraction into a gold document to correct; sentences are named ``b<block>.<number>``, mentions after them.

    Mentions that lie in no sentence, and relations with them, are left out.
    """
    document = extraction.document
    sids: dict[str, Span] = {}
    for number, block in enumerate(document.blocks, 1):
        inside = (span for span in extraction.sentences if block.start <= span.start and span.end <= block.end)
        sids |= {f"{name or document.id}-b{number}.{position}": span for position, span in enumerate(inside, 1)}
    names: dict[str, str] = {}
    for position, mention in enumerate(extraction.mentions, 1):
        home = next((sid for sid, span in sids.items() if span.start <= mention.start and mention.end <= span.end), None)
        if home is not None:
            names[mention.id] = f"{home}#m{position}"
    mentions = tuple(
        replace(mention, id=names[mention.id], same_as=_same_sentence(mention, names), page=None, box=None)
        for mention in extraction.mentions
        if mention.id in names
    )
    relations = tuple(
        _renamed(relation, names, position)
        for position, relation in enumerate(extraction.relations, 1)
        if relation.head in names and relation.tail in names
    )
    spans = tuple(sids.values())
    return GoldDocument(name or document.id, document, tuple(sids), spans, mentions, relations, scope=spans)


def _same_sentence(mention: Mention, names: Mapping[str, str]) -> str | None:
    """Return the new name of the mention that this one repeats, if it stands in the same sentence."""
    earlier = names.get(mention.same_as or "")
    home = names[mention.id].rpartition("#")[0]
    return earlier if earlier is not None and earlier.rpartition("#")[0] == home else None


def _renamed(relation: Relation, names: Mapping[str, str], position: int) -> Relation:
    home = names[relation.tail].rpartition("#")[0]
    crosses = home != names[relation.head].rpartition("#")[0]
    return replace(
        relation,
        id=f"{home}#r{position}",
        head=names[relation.head],
        tail=names[relation.tail],
        locations=tuple(names[site] for site in relation.locations if site in names),
        elliptic=crosses and relation.label not in MAY_CROSS_SENTENCES,
    )


def certainty_of(gold: GoldDocument) -> dict[str, float]:
    """Return how sure the model was of each sentence: the confidence of its least certain mention or relation; 1 for none."""
    certainty = dict.fromkeys(gold.sids, 1.0)
    confidences = [(item.id, item.confidence) for item in gold.mentions] + [
        (item.id, item.confidence) for item in gold.relations
    ]
    for identifier, confidence in confidences:
        sid = identifier.rpartition("#")[0]
        certainty[sid] = min(certainty[sid], confidence)
    return certainty


def by_block(gold: GoldDocument) -> list[GoldDocument]:
    """Cut a document into one a block, offsets counted from the block's start; blocks without sentences are left out."""
    parts = []
    for block in gold.document.blocks:
        sentences = [(sid, span) for sid, span in zip(gold.sids, gold.sentences, strict=True) if _inside(span, block)]
        if sentences:
            parts.append(_part(gold, block, sentences))
    return parts


def _part(gold: GoldDocument, block: Block, sentences: Sequence[tuple[str, Span]]) -> GoldDocument:
    start, text = block.start, gold.document.text[block.start : block.end]
    mentions = [item for item in gold.mentions if block.start <= item.start and item.end <= block.end]
    ids = {mention.id for mention in mentions}
    moved = tuple(replace(item, start=item.start - start, end=item.end - start) for item in mentions)
    relations = tuple(item for item in gold.relations if {item.head, item.tail, *item.locations} <= ids)
    citations = tuple(
        replace(mark, offset=mark.offset - start) for mark in gold.document.citations if block.start < mark.offset <= block.end
    )
    document = replace(
        gold.document,
        text=text,
        blocks=(replace(block, start=0, end=len(text)),),
        citations=citations,
        lines=(), tables=(), repairs=(), references=(), furniture=(),
    )  # fmt: skip
    spans = tuple(Span(span.start - start, span.end - start) for _, span in sentences)
    return GoldDocument(gold.name, document, tuple(sid for sid, _ in sentences), spans, moved, relations, scope=spans)


def _inside(span: Span, block: Block) -> bool:
    return block.start <= span.start and span.end <= block.end


def export(extraction: Extraction, folder: Path, *, format: Format = "label-studio", name: str | None = None) -> list[Path]:
    """Write a model's output for correction, the least certain sentences first, and return the files. Raises OSError."""
    gold = as_gold(extraction, name=name)
    certainty = certainty_of(gold)
    folder.mkdir(parents=True, exist_ok=True)
    if format == "brat":
        order = folder / ORDER
        rows = sorted(zip(gold.sids, gold.sentences, strict=True), key=lambda row: certainty[row[0]])
        lines = [f"{certainty[sid]:.3f}\t{sid}\t{span.start}\t{span.end}\n" for sid, span in rows]
        order.write_text("certainty\tsid\tstart\tend\n" + "".join(lines), encoding="utf-8")
        return [brat.write(gold, folder), order]
    blocks = sorted(by_block(gold), key=lambda part: min(certainty[sid] for sid in part.sids))
    tasks = [label_studio.write(part, predicted=True) for part in blocks]
    (folder / TASKS).write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / CONFIG).write_text(label_studio.config(), encoding="utf-8")
    return [folder / TASKS, folder / CONFIG]


def accept(path: Path, folder: Path) -> list[GoldDocument]:
    """Read corrected files, a Label Studio export or a folder of brat files, check them, and write them as gold.

    Tasks that nobody annotated are left out. Raises CorrectionError where the guidelines are broken, and then writes
    nothing; GoldError where the files cannot be read.
    """
    documents = sorted((_with_names(document) for document in _read(path)), key=_order)
    problems = [problem for document in documents for problem in check(sentence_rows(document), gold_rows(document))]
    if problems:
        raise CorrectionError(problems)
    write_gold(documents, folder)
    return documents


def _order(gold: GoldDocument) -> tuple[str, list[int]]:
    """Sort by document, then by the numbers of the first sentence: the order of the paper, not that of the tasks."""
    first = gold.sids[0].removeprefix(gold.name) if gold.sids else ""
    return gold.name, [int(number) for number in re.findall(r"\d+", first)]


def _read(path: Path) -> list[GoldDocument]:
    if path.is_dir() and (found := sorted(path.glob("*.ann"))):
        return [brat.read(item) for item in found]
    tasks_path = path / TASKS if path.is_dir() else path
    if not tasks_path.is_file():
        raise GoldError(f"{path} is neither a Label Studio export nor a folder with .ann files")
    try:
        return [
            label_studio.read(task) for task in json.loads(tasks_path.read_text(encoding="utf-8")) if task.get("annotations")
        ]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise GoldError(f"{tasks_path} is no export of tasks that this program made: {error!r}") from error


def _with_names(gold: GoldDocument) -> GoldDocument:
    """Name mentions that were added by hand after their sentence, and put what was annotated in the order of the text."""
    names: dict[str, str] = {}
    for position, mention in enumerate(gold.mentions, 1):
        home = _home(mention, gold)
        names[mention.id] = mention.id if mention.id.rpartition("#")[0] == home else f"{home}#x{position}"
    mentions = tuple(
        replace(mention, id=names[mention.id], same_as=names.get(mention.same_as or ""), confidence=1.0, method="gold")
        for mention in sorted(gold.mentions, key=lambda mention: (mention.start, -mention.end))
    )
    relations = tuple(
        replace(_renamed(relation, names, position), confidence=1.0, method="gold")
        for position, relation in enumerate(gold.relations, 1)
    )
    return replace(gold, mentions=mentions, relations=relations)


def _home(mention: Mention, gold: GoldDocument) -> str:
    for sid, span in zip(gold.sids, gold.sentences, strict=True):
        if span.start <= mention.start and mention.end <= span.end:
            return sid
    raise GoldError(f"{gold.name}: {mention.label} {mention.text!r} lies in no sentence, or in two")
