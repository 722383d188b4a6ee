"""What ships on top of the encoder, once for each exit: two mention taggers and the parser."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from pipeline.training.examples import MENTION_LABELS
from pipeline.training.network import EXIT_LAYERS

TAGS = 1 + 2 * len(MENTION_LABELS)
ARC_WIDTH, LABEL_WIDTH = 192, 64
SLOPE = 0.1  # of the leaky rectifier below zero


class Syntax(nn.Module):
    """Part-of-speech tags, sentence starts and a deep biaffine parser (Dozat & Manning 2017).

    A word is the states of its first and its last piece, side by side. The root of every sentence is one learned vector.
    """

    def __init__(self, width: int, tags: int, labels: int) -> None:
        super().__init__()
        self.tags = nn.Linear(2 * width, tags)
        self.starts = nn.Linear(2 * width, 1)
        self.arc_child, self.arc_head = nn.Linear(2 * width, ARC_WIDTH), nn.Linear(2 * width, ARC_WIDTH)
        self.label_child, self.label_head = nn.Linear(2 * width, LABEL_WIDTH), nn.Linear(2 * width, LABEL_WIDTH)
        self.arc_root = nn.Parameter(torch.randn(ARC_WIDTH) * 0.1)
        self.label_root = nn.Parameter(torch.randn(LABEL_WIDTH) * 0.1)
        self.arc_weight = nn.Parameter(torch.zeros(ARC_WIDTH, ARC_WIDTH))
        self.arc_bias = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.label_weight = nn.Parameter(torch.zeros(labels, LABEL_WIDTH + 1, LABEL_WIDTH + 1))
        self.dropout = nn.Dropout(0.25)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Return (tag logits (..., tags), sentence-start logits (...)) of words (..., 2 * width)."""
        words = self.dropout(words)
        return self.tags(words), self.starts(words).squeeze(-1)

    def arcs(self, words: Tensor) -> Tensor:
        """Return scores (rows, child, 1 + head) of words (rows, words, 2 * width); column 0 is the root."""
        child, head = self._project(words, self.arc_child), self._project(words, self.arc_head)
        head = torch.cat([self.arc_root.expand(len(words), 1, -1), head], dim=1)
        return child @ self.arc_weight @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None, :]

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return label logits (rows, words, labels), given the column of each word's head in ``arcs``."""
        child, head = self._project(words, self.label_child), self._project(words, self.label_head)
        head = torch.cat([self.label_root.expand(len(words), 1, -1), head], dim=1)
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        one = torch.ones(*chosen.shape[:2], 1)
        return torch.einsum("bni,lij,bnj->bnl", torch.cat([child, one], -1), self.label_weight, torch.cat([chosen, one], -1))

    def _project(self, words: Tensor, layer: nn.Module) -> Tensor:
        return self.dropout(nn.functional.leaky_relu(layer(self.dropout(words)), SLOPE))


class Heads(nn.Module):
    """The heads of one exit."""

    def __init__(self, width: int, tags: int, labels: int) -> None:
        super().__init__()
        self.outer = nn.Linear(width, TAGS)
        self.inner = nn.Linear(width, TAGS)
        self.syntax = Syntax(width, tags, labels)
        self.dropout = nn.Dropout(0.15)

    def mentions(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Return (outer, inner) tag logits of states (..., width)."""
        states = self.dropout(states)
        return self.outer(states), self.inner(states)


class ExitHeads(nn.ModuleDict):
    """The heads of both exits, by the name of the exit."""

    def __init__(self, width: int, tags: int, labels: int) -> None:
        super().__init__({name: Heads(width, tags, labels) for name in EXIT_LAYERS})
