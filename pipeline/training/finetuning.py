"""Second stage: the encoder learns our labels, and keeps its trees in mind."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from transformers import BertModel

from pipeline.training.batches import by_length
from pipeline.training.examples import Example, windows
from pipeline.training.heads import ExitHeads
from pipeline.training.learning import Pace, Step, learn, steps
from pipeline.training.tasks import Parse, TagMentions, Task
from pipeline.training.trees import TreeWindow

PIECES_A_BATCH = 400
PIECES_OF_TREES = 800  # of a batch of trees


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn; every epoch sees its own share of the trees."""

    epochs: int = 12
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.985
    trees: int = 1000
    seed: int = 13


def finetune(
    encoder: BertModel, heads: ExitHeads, examples: Sequence[Example], trees: Sequence[TreeWindow], schedule: Schedule
) -> None:
    """Train both in place; they end as the running mean of their weights."""
    torch.manual_seed(schedule.seed)
    shuffler = random.Random(schedule.seed)
    tasks: dict[str, Task] = {}
    plan: list[Step] = []
    for epoch in range(1, schedule.epochs + 1):
        seed = schedule.seed + epoch
        mentions = TagMentions(windows(examples, seed), heads)
        parse = Parse(shuffler.sample(list(trees), min(schedule.trees, len(trees))), heads)
        tasks |= {f"mentions {epoch}": mentions, f"parse {epoch}": parse}
        both = steps(f"mentions {epoch}", by_length(mentions.sizes, PIECES_A_BATCH, seed))
        both += steps(f"parse {epoch}", by_length(parse.sizes, PIECES_OF_TREES, seed))
        plan += shuffler.sample(both, len(both))
    pace = Pace("fine-tuning", schedule.encoder_rate, schedule.head_rate, schedule.warm_up, schedule.decay)
    learn(encoder, [heads], tasks, plan, pace)
