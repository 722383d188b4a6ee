"""The encoder with its two exits, and the heads of the first stage: hidden words, and a tagger for each public corpus."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from pipeline.training.batches import Batch

SHAPE_CLASSES = 4
HIDDEN_FROM_VIEW = -1e4  # added to the attention of padding
EXIT_LAYERS = {"lower": 3, "upper": 6}  # layers that each exit has read the text with
EXIT_SHARES = {"lower": 0.4, "upper": 1.0}  # weight of each exit's loss: the lower one must not spoil the upper one


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


def exits(encoder: BertModel, batch: Batch) -> dict[str, Tensor]:
    """Return the states (windows, pieces, width) at each exit."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        layers = encoder(
            input_ids=batch.ids, token_type_ids=batch.shapes, attention_mask=batch.attention, output_hidden_states=True
        ).hidden_states
    return {name: layers[layer].float() for name, layer in EXIT_LAYERS.items()}


def read_on(encoder: BertModel, lower: Tensor, attention: Tensor) -> Tensor:
    """Return the states at the upper exit of windows whose states (windows, pieces, width) at the lower one are given."""
    mask = (1.0 - attention[:, None, None, :].float()) * HIDDEN_FROM_VIEW
    states = nn.functional.dropout(lower, encoder.config.hidden_dropout_prob, encoder.training)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for layer in encoder.encoder.layer[EXIT_LAYERS["lower"] :]:
            states = layer(states, mask)
    return states.float()


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
    """One linear BIO tagger a label set and exit, over the same encoder."""

    def __init__(self, width: int, sizes: dict[str, int]) -> None:
        super().__init__()
        self.heads = nn.ModuleDict(
            {f"{name} {place}": nn.Linear(width, size) for name, size in sizes.items() for place in EXIT_LAYERS}
        )
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, name: str, place: str) -> Tensor:
        """Return logits of shape (..., tags) of one tagger at one exit."""
        return self.heads[f"{name} {place}"](self.dropout(states))
