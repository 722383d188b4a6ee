"""First stage: the general encoder learns the language of the field from public corpora, trees and unlabelled text."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertModel

from pipeline.components.pieces import LONGEST_WINDOW, Pieces, split_pieces
from pipeline.training.batches import bio_tags, by_length
from pipeline.training.heads import ExitHeads
from pipeline.training.learning import Pace, Step, learn, steps
from pipeline.training.network import MaskedWords, Taggers
from pipeline.training.public_corpora import Tagged, labels_of
from pipeline.training.tasks import GuessWords, Parse, TagCorpus, Task
from pipeline.training.trees import TreeWindow

PIECES_A_BATCH = {"words": 3072}
PIECES = 1024  # of a batch of any other task
PASSES = {"parse": 2, "cg": 6, "bc5cdr": 3, "disease": 3, "species": 3, "anatem": 2, "gene": 2, "jnlpba": 2}  # words once
GUESSED_WINDOW = 126
PACE = Pace("pretraining", encoder_rate=1.6e-4, head_rate=1e-3, warm_up=0.08)


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

    Each task is passed over as often as ``PASSES`` says.
    """
    torch.manual_seed(seed)
    labels = {name: labels_of(items) for name, items in text.corpora.items()}
    taggers = Taggers(encoder.config.hidden_size, {name: 1 + 2 * len(known) for name, known in labels.items()})
    words = MaskedWords(encoder)
    tasks: dict[str, Task] = {
        "words": GuessWords(windows_of(text.unlabelled, tokenizer, GUESSED_WINDOW), words), "parse": Parse(text.trees, heads)
    }  # fmt: skip
    for name, items in text.corpora.items():
        tasks[name] = _tag(name, items, labels[name], taggers, tokenizer)
    plan: list[Step] = []
    for name, task in tasks.items():
        for again in range(PASSES.get(name, 1)):
            plan += steps(name, by_length(task.sizes, PIECES_A_BATCH.get(name, PIECES), seed + again))
    random.Random(seed).shuffle(plan)
    learn(encoder, [heads, taggers, words], tasks, plan, PACE)
    return taggers


def _tag(name: str, items: Sequence[Tagged], labels: Sequence[str], taggers: Taggers, tokenizer: Any) -> TagCorpus:
    pieces: list[Pieces] = []
    tags: list[NDArray[np.int64]] = []
    for item in items:
        cut = windows_of([item.text], tokenizer, LONGEST_WINDOW)
        pieces += cut
        tags += [bio_tags(window, item.spans, labels) for window in cut]
    return TagCorpus(name, pieces, tags, taggers)


def save_encoder(encoder: BertModel, folder: Path) -> None:
    """Write ``config.json`` and ``model.safetensors``."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(encoder.config.to_json_string(use_diff=False), "utf-8")
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, folder / "model.safetensors")
