"""Second stage: the encoder learns our labels and relations."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from pipeline.components.pair_features import context_ranges, gap_bucket
from pipeline.training.batches import IGNORED, by_length, pad, pad_tags
from pipeline.training.examples import CERTAINTIES, DIRECTIONS, OTHERS, PERTURBATIONS, Example, Window, windows
from pipeline.training.relation_network import StromaHeads

PIECES_A_BATCH = 400
FAR_NEGATIVES_KEPT = 0.35
CUTS = np.cumsum([len(DIRECTIONS), len(CERTAINTIES), len(PERTURBATIONS), len(OTHERS)])[:-1].tolist()


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn; ``decay`` is the share of the weights' running mean that each step keeps."""

    epochs: int = 14
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.985
    seed: int = 13
    relations: bool = True


def pair_inputs(states: Tensor, batch: Sequence[Window], kept: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Return (spans, contexts, flags) of the kept pairs of a batch, for ``PairScorer``."""
    rows: list[int] = []
    means: list[tuple[int, int]] = []
    maxima: list[tuple[int, int]] = []
    flags: list[tuple[int, int, int, int]] = []
    for row, (window, keep) in enumerate(zip(batch, kept, strict=True)):
        size = len(window.pieces.ids)
        for head, tail, distance in window.pairs[keep.numpy()]:
            first, second = ((int(a), int(b)) for _, a, b in (window.spans[head], window.spans[tail]))
            rows.append(row)
            means += [first, second]
            maxima += context_ranges(first, second, size)
            flags.append((int(window.spans[head][0]), int(window.spans[tail][0]), int(distance) + 2, gap_bucket(first, second)))
    width = states.shape[-1]
    spans = _pool(states, np.repeat(rows, 2), means, "mean").view(len(rows), 2, width)
    contexts = _pool(states, np.repeat(rows, 3), maxima, "max").view(len(rows), 3, width)
    return spans, contexts, torch.tensor(flags, dtype=torch.long).view(-1, 4)


def _pool(states: Tensor, rows: np.ndarray, ranges: Sequence[tuple[int, int]], how: str) -> Tensor:
    """Pool piece ranges (counted without ``[CLS]``) of the rows of a batch; empty ranges give zeros."""
    lengths = torch.tensor([end - start for start, end in ranges])
    index = np.concatenate(
        [row * states.shape[1] + 1 + np.arange(start, end) for row, (start, end) in zip(rows, ranges, strict=True)]
        or [np.zeros(0)]
    )
    flat = states.reshape(-1, states.shape[-1])[torch.from_numpy(index.astype(np.int64))]
    pooled = torch.segment_reduce(flat, how, lengths=lengths, axis=0)
    return torch.where((lengths > 0)[:, None], pooled, torch.zeros_like(pooled))


def finetune(
    encoder: BertModel, heads: StromaHeads, examples: Sequence[Example], schedule: Schedule, report: Callable[[int], None]
) -> tuple[BertModel, StromaHeads]:
    """Train both in place and return them holding the running mean of their weights; ``report`` is called after each epoch."""
    torch.manual_seed(schedule.seed)
    both = nn.ModuleList([encoder, heads])
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder.parameters(), "lr": schedule.encoder_rate},
            {"params": heads.parameters(), "lr": schedule.head_rate},
        ],
        weight_decay=0.01,
    )
    epochs = [windows(examples, schedule.seed + epoch) for epoch in range(schedule.epochs)]
    plans = [by_length([len(w.pieces.ids) + 2 for w in found], PIECES_A_BATCH, schedule.seed) for found in epochs]
    total = sum(len(plan) for plan in plans)
    warm = max(1, int(total * schedule.warm_up))
    scale = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / warm, (total - step) / (total - warm)))
    mean = torch.optim.swa_utils.AveragedModel(both, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(schedule.decay))
    began, step = time.monotonic(), 0
    for epoch, (found, plan) in enumerate(zip(epochs, plans, strict=True)):
        both.train()
        running = np.zeros(2)
        for chosen in plan:
            losses = _losses(encoder, heads, [found[index] for index in chosen], relations=schedule.relations)
            optimizer.zero_grad()
            sum(losses).backward()
            nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            scale.step()
            step += 1
            if step > warm:
                mean.update_parameters(both)
            running += [float(loss) for loss in losses]
        print(f"epoch {epoch + 1}: {running / len(plan)} {time.monotonic() - began:.0f} s", flush=True)
        report(epoch + 1)
    both.load_state_dict(mean.module.state_dict())
    return encoder, heads


def _losses(encoder: BertModel, heads: StromaHeads, batch: Sequence[Window], *, relations: bool) -> tuple[Tensor, Tensor]:
    padded = pad([window.pieces for window in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = encoder(input_ids=padded.ids, token_type_ids=padded.shapes, attention_mask=padded.attention).last_hidden_state
    states = states.float()
    tags = nn.functional.cross_entropy
    width = padded.ids.shape[1]
    outer, inner = heads.tags(states)
    of_outer = tags(outer.flatten(0, 1), pad_tags([w.outer for w in batch], width).flatten(), ignore_index=IGNORED)
    of_inner = tags(inner.flatten(0, 1), pad_tags([w.inner for w in batch], width).flatten(), ignore_index=IGNORED)
    kept = [_kept(window) for window in batch]
    if not relations or not any(bool(keep.any()) for keep in kept):
        return of_outer + of_inner, of_outer * 0
    logits = heads.pairs(*pair_inputs(states, batch, kept))
    effects = torch.cat([torch.from_numpy(w.effects)[keep] for w, keep in zip(batch, kept, strict=True)])
    others = torch.cat([torch.from_numpy(w.others)[keep] for w, keep in zip(batch, kept, strict=True)])
    return of_outer + of_inner, relation_loss(logits, effects, others)


def _kept(window: Window) -> Tensor:
    """Return which pairs to learn from: all of one sentence, all related ones, some of the unrelated far ones."""
    near = torch.from_numpy(window.pairs[:, 2] == 0)
    related = torch.from_numpy((window.effects[:, 0] > 0) | (window.others > 0).any(axis=1))
    return near | related | (torch.rand(len(near)) < FAR_NEGATIVES_KEPT)


def relation_loss(logits: Tensor, effects: Tensor, others: Tensor) -> Tensor:
    """Return the loss of scored pairs: direction where an EFFECT may be, attributes where it is, other labels one by one."""
    direction, certainty, perturbation, rest = logits.tensor_split(CUTS, dim=-1)
    entropy = nn.functional.cross_entropy
    loss = logits.sum() * 0
    may, is_effect = effects[:, 0] >= 0, effects[:, 0] > 0
    if may.any():
        loss = loss + 2 * entropy(direction[may], effects[may, 0])
    if is_effect.any():
        loss = loss + 0.2 * entropy(certainty[is_effect], effects[is_effect, 1])
        loss = loss + 0.2 * entropy(perturbation[is_effect], effects[is_effect, 2])
    known = others >= 0
    if known.any():
        loss = loss + 2 * nn.functional.binary_cross_entropy_with_logits(rest[known], others[known])
    return loss
