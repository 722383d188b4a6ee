"""Trained weights -> what ships: the encoder's two parts as int8 ONNX files, the heads as arrays for numpy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from pipeline.training.heads import ExitHeads, Syntax
from pipeline.training.network import EXIT_LAYERS, HIDDEN_FROM_VIEW
from pipeline.training.trees import Inventory

PIECES = 16  # of the example that is traced


class PlainLayers(nn.Module):
    """Some of the encoder's layers, their arithmetic written out (Devlin et al. 2019): nothing else is in the graph."""

    def __init__(self, encoder: BertModel, first: int, last: int) -> None:
        super().__init__()
        self.layers = encoder.encoder.layer[first:last]
        self.heads = encoder.config.num_attention_heads

    def forward(self, states: Tensor, attention: Tensor) -> Tensor:
        """Return the states (windows, pieces, width) after these layers."""
        mask = (1.0 - attention[:, None, None, :].to(states.dtype)) * HIDDEN_FROM_VIEW
        for layer in self.layers:
            states = self._layer(layer, states, mask)
        return states

    def _layer(self, layer: nn.Module, states: Tensor, mask: Tensor) -> Tensor:
        own, (windows, count, width) = layer.attention.self, states.shape
        size = width // self.heads
        query, key, value = (
            part(states).reshape(windows, count, self.heads, size).transpose(1, 2) for part in (own.query, own.key, own.value)
        )
        weights = torch.softmax(query @ key.transpose(2, 3) / size**0.5 + mask, dim=-1)
        seen = (weights @ value).transpose(1, 2).reshape(windows, count, width)
        states = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + states)
        inner = nn.functional.gelu(layer.intermediate.dense(states))
        result: Tensor = layer.output.LayerNorm(layer.output.dense(inner) + states)
        return result


class PlainStart(nn.Module):
    """The embeddings and the layers up to the lower exit."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.embeddings = encoder.embeddings
        self.layers = PlainLayers(encoder, 0, EXIT_LAYERS["lower"])

    def forward(self, ids: Tensor, shapes: Tensor, attention: Tensor) -> Tensor:
        """Return the states (windows, pieces, width) at the lower exit."""
        table, count = self.embeddings, ids.shape[1]
        states = table.word_embeddings(ids) + table.token_type_embeddings(shapes)
        states = table.LayerNorm(states + table.position_embeddings.weight[:count])
        result: Tensor = self.layers(states, attention)
        return result


def ship_encoder(encoder: BertModel, folder: Path) -> None:
    """Write ``lower.onnx`` (ids, shapes, attention -> states) and ``upper.onnx``, which ``ship_upper`` describes.

    Inputs have shape (windows, pieces) and are int64, states have (windows, pieces, width) and are float32; weights are int8.
    """
    encoder.eval()
    longest = encoder.config.max_position_embeddings
    ids, shapes, attention = (torch.ones(2, PIECES, dtype=torch.long) for _ in range(3))  # one tensor thrice is one input
    folder.mkdir(parents=True, exist_ok=True)
    _ship(PlainStart(encoder), (ids, shapes, attention), ("ids", "shapes", "attention"), longest, folder / "lower.onnx")
    ship_upper(encoder, folder / "upper.onnx")


def ship_upper(encoder: BertModel, path: Path) -> None:
    """Write the layers above the lower exit (lower states, attention -> states), with int8 weights."""
    encoder.eval()
    states, attention = torch.zeros(2, PIECES, encoder.config.hidden_size), torch.ones(2, PIECES, dtype=torch.long)
    upper = PlainLayers(encoder, EXIT_LAYERS["lower"], EXIT_LAYERS["upper"])
    _ship(upper, (states, attention), ("lower", "attention"), encoder.config.max_position_embeddings, path)


def _ship(part: nn.Module, inputs: tuple[Tensor, ...], names: Sequence[str], longest: int, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    axes = {0: torch.export.Dim("windows"), 1: torch.export.Dim("pieces", max=longest)}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        program = torch.onnx.export(
            part.eval(), inputs, dynamo=True, input_names=list(names), output_names=["states"],
            dynamic_shapes=tuple(axes for _ in inputs),
        )  # fmt: skip
        program.save(str(plain), external_data=False)
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
        shutil.copyfile(small, path)
    strip_traces(path)


def strip_traces(path: Path) -> None:
    """Take out of an ONNX file where each node was made: traces that name files of the machine that exported it."""
    import onnx

    model = onnx.load(path)
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, path)


def ship_heads(heads: ExitHeads, path: Path) -> None:
    """Write the weights of the taggers of mentions as float16 arrays, named as in ``ExitHeads``."""
    shipped = {name: value for name, value in heads.state_dict().items() if ".syntax." not in name}
    np.savez_compressed(path, **{name: value.numpy().astype(np.float16) for name, value in shipped.items()})


def ship_parser(syntax: Syntax, known: Inventory, path: Path) -> None:
    """Write a parser's weights as float16 arrays, with its tags and labels in the order of their scores."""
    arrays = {name: value.numpy().astype(np.float16) for name, value in syntax.state_dict().items()}
    np.savez_compressed(path, tags=np.array(known.tags), labels=np.array(known.labels), **arrays)
