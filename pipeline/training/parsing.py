"""Third stage: the parser of the ``accurate`` model, above the encoder's lower exit, which stands still as it ships.

It starts from the upper layers. Besides the treebank, full text of another field, it sees trees that the small parser gives to
texts of our own: an encoder that sees trees in one kind of text alone parses no other.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from transformers import BertModel

from pipeline.components.encoder import Encoder
from pipeline.training.batches import by_length
from pipeline.training.heads import LARGE, Syntax
from pipeline.training.learning import Pace, Step, learn, steps
from pipeline.training.shipping import ship_parser, ship_upper
from pipeline.training.tasks import ParseAbove, Task
from pipeline.training.trees import inventory, tree_windows

if TYPE_CHECKING:
    from spacy.tokens import Doc

PIECES_A_BATCH = 1200
TESTED = 500  # documents of eight sentences


@dataclass(frozen=True, slots=True)
class ParserSchedule:
    """How long and how fast to learn.

    In every epoch batches of the small parser's trees join those of the treebank, ``silver`` of their number, and count less.
    """

    epochs: int = 6
    encoder_rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    decay: float = 0.995
    silver: float = 0.25
    silver_weight: float = 0.5
    seed: int = 13


def train_tree_parser(
    encoder: BertModel, gold: Sequence[Doc], silver: Sequence[Doc], folder: Path, schedule: ParserSchedule
) -> dict[str, Any]:
    """Write ``parser.onnx`` and ``parser.npz`` beside the shipped ``lower.onnx`` of ``folder`` and return the schedule.

    ``encoder`` is what ships there, before it was made small; it is left as it is.
    """
    torch.manual_seed(schedule.seed)
    below, known = Encoder(folder, "lower"), inventory(gold)
    layers, syntax = copy.deepcopy(encoder), Syntax(encoder.config.hidden_size, len(known.tags), len(known.labels), LARGE)
    shuffler = random.Random(schedule.seed)
    tasks: dict[str, Task] = {}
    plan: list[Step] = []
    for epoch in range(schedule.epochs):
        seed = schedule.seed + epoch
        parts = {"trees": (gold, 1.0), "silver": (silver, schedule.silver_weight)}
        made = {
            f"{name} {epoch}": ParseAbove(tree_windows(docs, below.tokenizer, known, seed), syntax, below, weight)
            for name, (docs, weight) in parts.items()
        }
        trees, more = (steps(name, by_length(task.sizes, PIECES_A_BATCH, seed)) for name, task in made.items())
        both = trees + shuffler.sample(more, min(len(more), int(schedule.silver * len(trees))))
        plan += shuffler.sample(both, len(both))
        tasks |= made
    pace = Pace("parser", schedule.encoder_rate, schedule.head_rate, schedule.warm_up, schedule.decay)
    learn(layers, [syntax], tasks, plan, pace)
    ship_upper(layers, folder / "parser.onnx")
    ship_parser(syntax, known, folder / "parser.npz")
    return asdict(schedule)


def parse_texts(texts: Sequence[str], folder: Path) -> list[Doc]:
    """Return texts with the trees of the small parser in ``folder``."""
    import spacy

    return list(spacy.load(folder).pipe(text.replace("\n", " ") for text in texts))


def parser_scores(folder: Path, test: Path) -> dict[str, float]:
    """Return the scores of the whole model's trees, its own sentences included, on the first documents of a treebank's file."""
    from itertools import islice

    from spacy.tokens import DocBin
    from spacy.training import Example

    from pipeline.nlp import load

    nlp = load(str(folder.resolve()))
    with nlp.select_pipes(disable=["stroma_relations"]):
        gold = islice(DocBin().from_disk(test).get_docs(nlp.vocab), TESTED)
        scores = nlp.evaluate(Example(nlp.make_doc(doc.text), doc) for doc in gold)
    return {name: round(float(scores[name]), 4) for name in ("tag_acc", "dep_uas", "dep_las", "sents_f")}
