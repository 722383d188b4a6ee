"""The encoder without the first stage's public corpora: what they bring is measured beside it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from pipeline.components.pieces import load_tokenizer
from pipeline.training.annotated import Annotated
from pipeline.training.examples import example
from pipeline.training.finetuning import Schedule, finetune
from pipeline.training.general import unpack_general_encoder
from pipeline.training.heads import ExitHeads
from pipeline.training.network import load_encoder
from pipeline.training.pretraining import Reading, pretrain
from pipeline.training.shipping import ship_encoder, ship_heads

NO_TREES = 1  # tags and labels of a parser that is never trained


def fine_tuned(documents: Sequence[Annotated], work: Path, *, epochs: int, seed: int, guessed: Sequence[str] = ()) -> None:
    """Write ``work/encoder``: MiniLM fine-tuned on annotated documents alone, as int8, with its taggers and no parser.

    ``guessed`` are texts whose words it guesses before; none leaves that stage out.
    """
    torch.manual_seed(seed)
    general = unpack_general_encoder(work / "general")
    tokenizer = load_tokenizer(general / "tokenizer.json")
    encoder = load_encoder(general)
    heads = ExitHeads(encoder.config.hidden_size, NO_TREES, NO_TREES)
    if guessed:
        pretrain(encoder, heads, Reading({}, (), guessed), tokenizer, seed)
    finetune(encoder, heads, [example(one, tokenizer) for one in documents], (), Schedule(epochs=epochs, trees=0, seed=seed))
    ship_encoder(encoder, work / "encoder")
    ship_heads(heads, work / "encoder" / "heads.npz")
    shutil.copyfile(general / "tokenizer.json", work / "encoder" / "tokenizer.json")
