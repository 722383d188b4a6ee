"""The correction loop: a model's output out to an annotation tool, what a person made of it back as gold.

``export`` writes Label Studio tasks, one a block, so that a relation between two sentences stays in one task; the block
with the least certain sentence comes first. ``brat`` has no order of its own: the sentences to look at first are listed
in ``order.tsv``. ``accept`` reads the corrected files, checks them by the guidelines and writes a folder of gold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from annotations.checks import Problem, check
from annotations.formats import brat, label_studio
from annotations.gold import GoldDocument, GoldError
from annotations.goldform import gold_rows, sentence_rows, write_gold
from annotations.output import as_gold, by_block, certainty_of, renamed
from pipeline.records import Extraction, Mention

Format = Literal["label-studio", "brat"]

TASKS, CONFIG, ORDER = "tasks.json", "label_studio.xml", "order.tsv"


class CorrectionError(ValueError):
    """Corrected files break the guidelines; ``problems`` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(f"{problem.sid}: {problem.message}" for problem in problems))
        self.problems = tuple(problems)


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
        replace(renamed(relation, names, position), confidence=1.0, method="gold")
        for position, relation in enumerate(gold.relations, 1)
    )
    return replace(gold, mentions=mentions, relations=relations)


def _home(mention: Mention, gold: GoldDocument) -> str:
    for sid, span in zip(gold.sids, gold.sentences, strict=True):
        if span.start <= mention.start and mention.end <= span.end:
            return sid
    raise GoldError(f"{gold.name}: {mention.label} {mention.text!r} lies in no sentence, or in two")
