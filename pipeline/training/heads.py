"""What learns on top of the encoder: at each exit two mention taggers and a parser."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pipeline.training.examples import MENTION_LABELS
from pipeline.training.network import EXIT_LAYERS

TAGS = 1 + 2 * len(MENTION_LABELS)
SLOPE = 0.1  # of the leaky rectifier below zero


@dataclass(frozen=True, slots=True)
class ParserSize:
    """The widths in which words are compared: for their heads, and for the labels of these."""

    arc: int
    label: int


SMALL, LARGE = ParserSize(192, 64), ParserSize(256, 96)  # for trees kept in mind, and for the parser that ships


class Syntax(nn.Module):
    """Part-of-speech tags, sentence starts and a deep biaffine parser (Dozat & Manning 2017).

    A word is the states of its first and its last piece, side by side. The root of every sentence is one learned vector.
    """

    def __init__(self, width: int, tags: int, labels: int, size: ParserSize = SMALL) -> None:
        super().__init__()
        self.tags = nn.Linear(2 * width, tags)
        self.starts = nn.Linear(2 * width, 1)
        self.arc_child, self.arc_head = nn.Linear(2 * width, size.arc), nn.Linear(2 * width, size.arc)
        self.label_child, self.label_head = nn.Linear(2 * width, size.label), nn.Linear(2 * width, size.label)
        self.arc_root = nn.Parameter(torch.randn(size.arc) * 0.1)
        self.label_root = nn.Parameter(torch.randn(size.label) * 0.1)
        self.arc_weight = nn.Parameter(torch.zeros(size.arc, size.arc))
        self.arc_bias = nn.Parameter(torch.zeros(size.arc))
        self.label_weight = nn.Parameter(torch.zeros(labels, size.label + 1, size.label + 1))
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
