"""First stage: the general encoder learns the language of the field from public corpora and unlabelled text."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import BertModel

from pipeline.components.pieces import LONGEST_WINDOW, Pieces, split_pieces
from pipeline.training.batches import IGNORED, bio_tags, by_length, mask_words, pad, pad_tags
from pipeline.training.network import MaskedWords, Taggers
from pipeline.training.public_corpora import Tagged

PIECES_A_BATCH = 3072
MASKED = 0.15


@dataclass(frozen=True, slots=True)
class Step:
    """One batch of one task: a corpus to tag, or ``words`` to guess hidden words."""

    task: str
    rows: tuple[int, ...]


def windows_of(texts: Sequence[str], tokenizer: Any, longest: int) -> list[Pieces]:
    """Return the texts cut into windows of at most ``longest`` pieces."""
    found: list[Pieces] = []
    for text in texts:
        whole = split_pieces(text, tokenizer)
        for first in range(0, len(whole.ids), longest):
            found.append(whole[first : first + longest])
    return found


def pretrain(
    encoder: BertModel, corpora: dict[str, list[Tagged]], texts: Sequence[str], tokenizer: Any, *, seed: int, rate: float
) -> Taggers:
    """Train the encoder in place, one pass over all corpora and texts, and return the corpora's taggers."""
    torch.manual_seed(seed)
    labels = {name: sorted({label for item in items for label, _, _ in item.spans}) for name, items in corpora.items()}
    taggers = Taggers(encoder.config.hidden_size, {name: 1 + 2 * len(known) for name, known in labels.items()})
    words = MaskedWords(encoder)
    inputs: dict[str, list[Pieces]] = {"words": windows_of(texts, tokenizer, 126)}
    tags = {}
    for name, items in corpora.items():
        inputs[name] = [split_pieces(item.text, tokenizer)[:LONGEST_WINDOW] for item in items]
        tags[name] = [bio_tags(p, item.spans, labels[name]) for p, item in zip(inputs[name], items, strict=True)]
    steps = [
        Step(name, tuple(rows))
        for name, pieces in inputs.items()
        for rows in by_length([len(p.ids) + 2 for p in pieces], PIECES_A_BATCH, seed)
    ]
    random.Random(seed).shuffle(steps)
    modules = nn.ModuleList([encoder, taggers, words])
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder.parameters(), "lr": rate},
            {"params": [*taggers.parameters(), *words.transform.parameters(), words.bias], "lr": 1e-3},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / 200, (len(steps) - step) / len(steps)))
    loss_of = nn.CrossEntropyLoss(ignore_index=IGNORED)
    modules.train()
    began, running = time.monotonic(), dict[str, float]()
    for number, step in enumerate(steps):
        batch = pad([inputs[step.task][row] for row in step.rows])
        ids, targets = (
            mask_words(batch, MASKED, encoder.config.vocab_size)
            if step.task == "words"
            else (batch.ids, pad_tags([tags[step.task][row] for row in step.rows], batch.ids.shape[1]))
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = encoder(input_ids=ids, token_type_ids=batch.shapes, attention_mask=batch.attention).last_hidden_state
            chosen = targets != IGNORED
            logits = words(states[chosen]) if step.task == "words" else taggers(states[chosen], step.task)
        loss = loss_of(logits.float(), targets[chosen])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(modules.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running[step.task] = 0.95 * running.get(step.task, float(loss)) + 0.05 * float(loss)
        if number % 50 == 0:
            losses = " ".join(f"{name} {value:.3f}" for name, value in sorted(running.items()))
            print(f"pretraining {number}/{len(steps)} {time.monotonic() - began:.0f} s {losses}", flush=True)
    return taggers


def save_encoder(encoder: BertModel, folder: Path) -> None:
    """Write ``config.json`` and ``model.safetensors``."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(encoder.config.to_json_string(use_diff=False), "utf-8")
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, folder / "model.safetensors")
