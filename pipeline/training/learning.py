"""The loop of both stages: a plan of steps, each a batch of one task, with a warm-up, a linear decay and a running mean."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from pipeline.training.tasks import Task

LONGEST_STEP = 1.0  # norm that gradients are cut to
REPORTED_EVERY = 100  # steps


@dataclass(frozen=True, slots=True)
class Step:
    """One batch of one task; tasks named alike up to the first space are reported together."""

    task: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to learn: the stage, rates of encoder and heads, the share of steps to warm up in, decay of the running mean.

    ``decay`` is the share of the weights' running mean that each step keeps; None ships the last weights.
    """

    title: str
    encoder_rate: float
    head_rate: float
    warm_up: float
    decay: float | None = None


def learn(encoder: BertModel, heads: Sequence[nn.Module], tasks: Mapping[str, Task], plan: Sequence[Step], pace: Pace) -> None:
    """Train encoder and heads in place through the plan."""
    both = nn.ModuleList([encoder, *heads])
    inside = {id(weight) for weight in encoder.parameters()}
    own = [weight for head in heads for weight in head.parameters() if id(weight) not in inside]
    optimizer = torch.optim.AdamW(
        [{"params": encoder.parameters(), "lr": pace.encoder_rate}, {"params": own, "lr": pace.head_rate}], weight_decay=0.01
    )
    total, warm = len(plan), max(1, int(len(plan) * pace.warm_up))
    scale = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / warm, (total - step) / (total - warm)))
    mean = None
    if pace.decay is not None:
        mean = torch.optim.swa_utils.AveragedModel(both, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(pace.decay))
    both.train()
    losses = Losses(pace.title, total)
    for number, step in enumerate(plan):
        loss = tasks[step.task].loss(encoder, step.rows)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(both.parameters(), LONGEST_STEP)
        optimizer.step()
        scale.step()
        if mean is not None and number >= warm:
            mean.update_parameters(both)
        losses.add(step.task, loss)
    if mean is not None:
        both.load_state_dict(mean.module.state_dict())


class Losses:
    """A line now and then with the running mean of each task's loss."""

    def __init__(self, title: str, total: int) -> None:
        self.title, self.total, self.number = title, total, 0
        self.began = time.monotonic()
        self.running: dict[str, float] = {}

    def add(self, task: str, loss: Tensor) -> None:
        """Take note of a loss, and print every hundredth time."""
        value, (name, *_) = float(loss), task.split()
        self.running[name] = 0.95 * self.running.get(name, value) + 0.05 * value
        if self.number % REPORTED_EVERY == 0:
            print(f"{self.title} {self.number}/{self.total} {time.monotonic() - self.began:.0f} s {self._line()}", flush=True)
        self.number += 1

    def _line(self) -> str:
        return " ".join(f"{name} {value:.3f}" for name, value in sorted(self.running.items()))


def steps(task: str, batches: Iterable[Sequence[int]]) -> list[Step]:
    """Return the batches of a task as steps."""
    return [Step(task, tuple(rows)) for rows in batches]
