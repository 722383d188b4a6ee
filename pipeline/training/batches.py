"""Windows -> padded tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipeline.components.pieces import CLS, MASK, SEP, Pieces

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows of shape (windows, pieces), ``[CLS]`` and ``[SEP]`` included."""

    ids: Tensor
    shapes: Tensor
    attention: Tensor


def bio_tags(pieces: Pieces, spans: Sequence[tuple[str, int, int]], labels: Sequence[str]) -> NDArray[np.int64]:
    """Return a tag a piece: 0 outside, 1 + 2k where a span of label k begins, 2 + 2k inside it."""
    tags = np.zeros(len(pieces.ids), np.int64)
    for label, start, end in spans:
        inside = np.flatnonzero((pieces.starts < end) & (pieces.ends > start))
        if len(inside):
            tags[inside] = 2 + 2 * labels.index(label)
            tags[inside[0]] = 1 + 2 * labels.index(label)
    return tags


def pad(windows: Sequence[Pieces]) -> Batch:
    """Return the windows as one batch."""
    width = max(len(window.ids) for window in windows) + 2
    ids = torch.zeros(len(windows), width, dtype=torch.long)
    shapes, attention = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = torch.from_numpy(window.ids)
        shapes[row, 1 : size + 1] = torch.from_numpy(window.shapes)
        attention[row, : size + 2] = 1
    return Batch(ids, shapes, attention)


def pad_tags(tags: Sequence[NDArray[np.int64]], width: int) -> Tensor:
    """Return tags padded like the batch of their windows; ``IGNORED`` where there is no piece."""
    padded = torch.full((len(tags), width), IGNORED, dtype=torch.long)
    for row, values in enumerate(tags):
        padded[row, 1 : len(values) + 1] = torch.from_numpy(values)
    return padded


def mask_words(batch: Batch, rate: float, vocabulary: int) -> tuple[Tensor, Tensor]:
    """Return (ids with some pieces hidden, the hidden ids elsewhere ``IGNORED``), by the 80/10/10 rule of BERT."""
    real = (batch.attention == 1) & (batch.ids != CLS) & (batch.ids != SEP)
    chosen = real & (torch.rand(batch.ids.shape) < rate)
    targets = torch.where(chosen, batch.ids, torch.full_like(batch.ids, IGNORED))
    dice = torch.rand(batch.ids.shape)
    ids = torch.where(chosen & (dice < 0.8), torch.full_like(batch.ids, MASK), batch.ids)
    ids = torch.where(chosen & (dice > 0.9), torch.randint(999, vocabulary, ids.shape), ids)
    return ids, targets


def by_length(sizes: Sequence[int], pieces: int, seed: int) -> list[list[int]]:
    """Return batches of indices of about ``pieces`` pieces each: like lengths together, batches in random order."""
    shuffler = random.Random(seed)
    order = sorted(range(len(sizes)), key=lambda index: (sizes[index] // 8, shuffler.random()))
    batches: list[list[int]] = [[]]
    for index in order:
        if batches[-1] and (len(batches[-1]) + 1) * sizes[index] > pieces:
            batches.append([])
        batches[-1].append(index)
    shuffler.shuffle(batches)
    return [batch for batch in batches if batch]
