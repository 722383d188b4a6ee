"""What the encoder can learn from: each task holds its inputs and answers, and gives the loss of some of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import BertModel

from pipeline.components.encoder import Encoder
from pipeline.components.pieces import Pieces
from pipeline.training.batches import IGNORED, mask_words, pad, pad_tags
from pipeline.training.examples import Window
from pipeline.training.heads import ExitHeads, Syntax
from pipeline.training.network import EXIT_SHARES, MaskedWords, Taggers, exits, read_on
from pipeline.training.trees import TreeWindow

MASKED = 0.15
OTHER_SENTENCE = -1e4
START_SHARE = 0.3  # weight of the loss of sentence starts, which are easy


class Task(Protocol):
    """Something to learn, row by row."""

    @property
    def sizes(self) -> Sequence[int]:
        """Return the pieces of each row."""

    def loss(self, encoder: BertModel, rows: Sequence[int]) -> Tensor:
        """Return the loss of some rows."""


class GuessWords:
    """Guess the hidden pieces of unlabelled text (Devlin et al. 2019)."""

    def __init__(self, pieces: Sequence[Pieces], head: MaskedWords) -> None:
        self.pieces, self.head = pieces, head
        self.sizes = [len(one.ids) + 2 for one in pieces]

    def loss(self, encoder: BertModel, rows: Sequence[int]) -> Tensor:
        """Return the cross-entropy of the hidden pieces."""
        batch = pad([self.pieces[row] for row in rows])
        ids, targets = mask_words(batch, MASKED, encoder.config.vocab_size)
        states = exits(encoder, type(batch)(ids, batch.shapes, batch.attention))["upper"]
        chosen = targets != IGNORED
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = self.head(states[chosen])
        return nn.functional.cross_entropy(logits.float(), targets[chosen])


class TagCorpus:
    """Tag the mentions of one public corpus with its own labels."""

    def __init__(self, name: str, pieces: Sequence[Pieces], tags: Sequence[NDArray[np.int64]], taggers: Taggers) -> None:
        self.name, self.pieces, self.tags, self.taggers = name, pieces, tags, taggers
        self.sizes = [len(one.ids) + 2 for one in pieces]

    def loss(self, encoder: BertModel, rows: Sequence[int]) -> Tensor:
        """Return the cross-entropy of the tags, over both exits."""
        batch = pad([self.pieces[row] for row in rows])
        targets = pad_tags([self.tags[row] for row in rows], batch.ids.shape[1])
        losses = [
            EXIT_SHARES[place] * _entropy(self.taggers(states, self.name, place), targets)
            for place, states in exits(encoder, batch).items()
        ]
        return torch.stack(losses).sum()


class TagMentions:
    """Tag our own mentions: the outer ones and those within them."""

    def __init__(self, windows: Sequence[Window], heads: ExitHeads) -> None:
        self.windows, self.heads = windows, heads
        self.sizes = [len(one.pieces.ids) + 2 for one in windows]

    def loss(self, encoder: BertModel, rows: Sequence[int]) -> Tensor:
        """Return the cross-entropy of both taggers, over both exits."""
        found = [self.windows[row] for row in rows]
        batch = pad([window.pieces for window in found])
        width = batch.ids.shape[1]
        answers = [pad_tags([w.outer for w in found], width), pad_tags([w.inner for w in found], width)]
        losses = [
            EXIT_SHARES[place] * _entropy(logits, targets)
            for place, states in exits(encoder, batch).items()
            for logits, targets in zip(self.heads[place].mentions(states), answers, strict=True)
        ]
        return torch.stack(losses).sum()


class Parse:
    """Parse the sentences of a treebank."""

    def __init__(self, windows: Sequence[TreeWindow], heads: ExitHeads) -> None:
        self.windows, self.heads = windows, heads
        self.sizes = [len(one.pieces.ids) + 2 for one in windows]

    def loss(self, encoder: BertModel, rows: Sequence[int]) -> Tensor:
        """Return the summed cross-entropies of tags, starts, heads and labels, over both exits."""
        found = [self.windows[row] for row in rows]
        batch = pad([window.pieces for window in found])
        losses = [
            EXIT_SHARES[place] * syntax_loss(self.heads[place].syntax, states, found)
            for place, states in exits(encoder, batch).items()
        ]
        return torch.stack(losses).sum()


class ParseAbove:
    """Parse the sentences of a treebank from the states at the shipped lower exit, which stands still."""

    def __init__(self, windows: Sequence[TreeWindow], syntax: Syntax, below: Encoder, weight: float = 1.0) -> None:
        self.windows, self.syntax, self.below, self.weight = windows, syntax, below, weight
        self.sizes = [len(one.pieces.ids) + 2 for one in windows]

    def loss(self, encoder: BertModel, rows: Sequence[int]) -> Tensor:
        """Return the weighted sum of the cross-entropies of tags, starts, heads and labels."""
        found = [self.windows[row] for row in rows]
        pieces = [window.pieces for window in found]
        lower = torch.from_numpy(self.below.read(pieces)["lower"])
        return self.weight * syntax_loss(self.syntax, read_on(encoder, lower, pad(pieces).attention), found)


def syntax_loss(syntax: Syntax, states: Tensor, windows: Sequence[TreeWindow]) -> Tensor:
    """Return the loss of one exit's parser for windows whose padded states (with ``[CLS]``) are given."""
    firsts, lasts, sentence, heads, labels, tags = (
        _pad_rows(rows, fill)
        for rows, fill in (
            ([w.words.firsts for w in windows], 0), ([w.words.lasts for w in windows], 0), ([w.sentence for w in windows], -1),
            ([w.heads for w in windows], IGNORED), ([w.labels for w in windows], IGNORED), ([w.tags for w in windows], IGNORED),
        )
    )  # fmt: skip
    words = word_states(states, firsts, lasts)
    tag_scores, start_scores = syntax(words)
    arcs = syntax.arcs(words)
    apart = sentence[:, :, None] != sentence[:, None, :]
    arcs = arcs.masked_fill(torch.cat([torch.zeros_like(apart[:, :, :1]), apart], dim=2), OTHER_SENTENCE)
    real = sentence >= 0
    starts = torch.cat([torch.ones_like(sentence[:, :1]), (sentence[:, 1:] != sentence[:, :-1]).long()], dim=1).float()
    labelled = syntax.labels(words, heads.clamp(min=0))
    start_loss = nn.functional.binary_cross_entropy_with_logits(start_scores[real], starts[real])
    return _entropy(tag_scores, tags) + _entropy(arcs, heads) + _entropy(labelled, labels) + START_SHARE * start_loss


def word_states(states: Tensor, firsts: Tensor, lasts: Tensor) -> Tensor:
    """Return words (rows, words, 2 * width) from the states of their first and last pieces, counted without ``[CLS]``."""
    rows = torch.arange(len(states))[:, None]
    return torch.cat([states[rows, 1 + firsts], states[rows, 1 + lasts]], dim=-1)


def _pad_rows(rows: Sequence[NDArray[np.int64]], fill: int) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.from_numpy(row) for row in rows], batch_first=True, padding_value=fill)


def _entropy(logits: Tensor, targets: Tensor) -> Tensor:
    return nn.functional.cross_entropy(logits.float().flatten(0, -2), targets.flatten(), ignore_index=IGNORED)
