"""The heads for our own annotation: two mention taggers and a scorer of pairs, over one encoder."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from pipeline.training.examples import CERTAINTIES, DIRECTIONS, MENTION_LABELS, OTHERS, PERTURBATIONS

LABEL_WIDTH = 24
DISTANCES = 5  # sentences from tail to head, -2 to 2
GAPS = 8  # buckets of pieces between two mentions
HIDDEN = 256
OUTPUTS = len(DIRECTIONS) + len(CERTAINTIES) + len(PERTURBATIONS) + len(OTHERS)
TAGS = 1 + 2 * len(MENTION_LABELS)


class PairScorer(nn.Module):
    """Scores pairs of mentions from their pieces, the pieces between and around them, their labels and their distance."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.head = nn.Linear(width, HIDDEN)
        self.tail = nn.Linear(width, HIDDEN)
        self.between = nn.Linear(width, HIDDEN)
        self.before = nn.Linear(width, HIDDEN)
        self.after = nn.Linear(width, HIDDEN)
        self.head_label = nn.Embedding(len(MENTION_LABELS), LABEL_WIDTH)
        self.tail_label = nn.Embedding(len(MENTION_LABELS), LABEL_WIDTH)
        self.distance = nn.Embedding(DISTANCES, LABEL_WIDTH)
        self.gap = nn.Embedding(2 * GAPS, LABEL_WIDTH)
        self.flags = nn.Linear(4 * LABEL_WIDTH, HIDDEN)
        self.hidden = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, OUTPUTS)
        self.dropout = nn.Dropout(0.2)

    def forward(self, spans: Tensor, contexts: Tensor, flags: Tensor) -> Tensor:
        """Return logits (pairs, OUTPUTS).

        ``spans`` (pairs, 2, width) are head and tail, ``contexts`` (pairs, 3, width) the pieces between, before and after,
        ``flags`` (pairs, 4) head label, tail label, distance + 2 and gap bucket.
        """
        mixed = self.head(self.dropout(spans[:, 0])) + self.tail(self.dropout(spans[:, 1]))
        contexts = self.dropout(contexts)
        mixed = mixed + self.between(contexts[:, 0]) + self.before(contexts[:, 1]) + self.after(contexts[:, 2])
        known = (self.head_label(flags[:, 0]), self.tail_label(flags[:, 1]), self.distance(flags[:, 2]), self.gap(flags[:, 3]))
        first = nn.functional.relu(mixed + self.flags(torch.cat(known, dim=-1)))
        return self.out(nn.functional.relu(self.hidden(self.dropout(first))))


class StromaHeads(nn.Module):
    """All heads for our labels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.outer = nn.Linear(width, TAGS)
        self.inner = nn.Linear(width, TAGS)
        self.pairs = PairScorer(width)
        self.dropout = nn.Dropout(0.15)

    def tags(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Return (outer, inner) tag logits of states (..., width)."""
        states = self.dropout(states)
        return self.outer(states), self.inner(states)
