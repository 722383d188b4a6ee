"""First stage: the general encoder learns the language of the field from public corpora, trees and unlabelled text."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import BertModel

from pipeline.components.pieces import LONGEST_WINDOW, Pieces, split_pieces
from pipeline.training.batches import bio_tags, by_length
from pipeline.training.heads import ExitHeads
from pipeline.training.learning import Pace, Step, learn, steps
from pipeline.training.network import MaskedWords, Taggers
from pipeline.training.public_corpora import Tagged, labels_of
from pipeline.training.tasks import GuessWords, Parse, TagCorpus, Task
from pipeline.training.trees import TreeWindow

PIECES_A_BATCH = {"parse": 1024}
PIECES = 3072  # of a batch of any other task
PASSES = {"parse": 2}  # over a task's rows; all others once
GUESSED_WINDOW = 126
PACE = Pace("pretraining", encoder_rate=2e-4, head_rate=1e-3, warm_up=0.08)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the first stage reads: tagged corpora by name, parsed windows, and texts without annotation."""

    corpora: Mapping[str, Sequence[Tagged]]
    trees: Sequence[TreeWindow]
    unlabelled: Sequence[str]


def windows_of(texts: Sequence[str], tokenizer: Any, longest: int) -> list[Pieces]:
    """Return the texts cut into windows of at most ``longest`` pieces."""
    found: list[Pieces] = []
    for text in texts:
        whole = split_pieces(text, tokenizer)
        for first in range(0, len(whole.ids), longest):
            found.append(whole[first : first + longest])
    return found


def pretrain(encoder: BertModel, heads: ExitHeads, text: Reading, tokenizer: Any, seed: int) -> Taggers:
    """Train the encoder and the parsers of ``heads`` in place and return the taggers of the corpora.

    The trees are passed over twice, all else once.
    """
    torch.manual_seed(seed)
    labels = {name: labels_of(items) for name, items in text.corpora.items()}
    taggers = Taggers(encoder.config.hidden_size, {name: 1 + 2 * len(known) for name, known in labels.items()})
    words = MaskedWords(encoder)
    tasks: dict[str, Task] = {
        "words": GuessWords(windows_of(text.unlabelled, tokenizer, GUESSED_WINDOW), words), "parse": Parse(text.trees, heads)
    }  # fmt: skip
    for name, items in text.corpora.items():
        pieces = [split_pieces(item.text, tokenizer)[:LONGEST_WINDOW] for item in items]
        tags = [bio_tags(cut, item.spans, labels[name]) for cut, item in zip(pieces, items, strict=True)]
        tasks[name] = TagCorpus(name, pieces, tags, taggers)
    plan: list[Step] = []
    for name, task in tasks.items():
        for again in range(PASSES.get(name, 1)):
            plan += steps(name, by_length(task.sizes, PIECES_A_BATCH.get(name, PIECES), seed + again))
    random.Random(seed).shuffle(plan)
    learn(encoder, [heads, taggers, words], tasks, plan, PACE)
    return taggers


def save_encoder(encoder: BertModel, folder: Path) -> None:
    """Write ``config.json`` and ``model.safetensors``."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(encoder.config.to_json_string(use_diff=False), "utf-8")
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, folder / "model.safetensors")
