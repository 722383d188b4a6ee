"""The encoder with its heads: our mentions (outer and nested), relations, and one tagger for each public corpus."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

SHAPE_CLASSES = 4


def load_encoder(folder: Path) -> BertModel:
    """Return the encoder of a folder with ``config.json`` and ``model.safetensors``.

    Its token-type table, unused upstream, is widened to hold our four shape classes, all starting as type 0.
    """
    from safetensors.torch import load_file

    config = BertConfig(**json.loads((folder / "config.json").read_text("utf-8")))
    config.type_vocab_size = SHAPE_CLASSES
    encoder = BertModel(config, add_pooling_layer=False)
    weights = load_file(folder / "model.safetensors")
    kinds = "embeddings.token_type_embeddings.weight"
    if weights[kinds].shape[0] != SHAPE_CLASSES:
        weights[kinds] = weights[kinds][:1].repeat(SHAPE_CLASSES, 1)
    missing, _ = encoder.load_state_dict(weights, strict=False)
    if missing:
        raise ValueError(f"{folder / 'model.safetensors'} lacks {', '.join(missing)}")
    return encoder


class MaskedWords(nn.Module):
    """The masked-language head, tied to the encoder's word embeddings."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.transform = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.words = encoder.embeddings.word_embeddings
        self.bias = nn.Parameter(torch.zeros(encoder.config.vocab_size))

    def forward(self, states: Tensor) -> Tensor:
        """Return logits over the vocabulary for states of shape (n, width)."""
        return self.transform(states) @ self.words.weight.T + self.bias


class Taggers(nn.Module):
    """One linear BIO tagger a label set, over the same encoder."""

    def __init__(self, width: int, sizes: dict[str, int]) -> None:
        super().__init__()
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, name: str) -> Tensor:
        """Return logits of shape (..., tags) of one tagger."""
        return self.heads[name](self.dropout(states))
