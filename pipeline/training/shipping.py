"""Trained weights -> what ships: the encoder as an int8 ONNX file, the heads as arrays for numpy."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from pipeline.training.relation_network import StromaHeads

HIDDEN_FROM_VIEW = -1e4  # added to the attention of padding


class PlainEncoder(nn.Module):
    """The encoder's arithmetic written out (Devlin et al. 2019), so that the exported graph has nothing else in it."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.embeddings, self.layers = encoder.embeddings, encoder.encoder.layer
        self.heads = encoder.config.num_attention_heads

    def forward(self, ids: Tensor, shapes: Tensor, attention: Tensor) -> Tensor:
        """Return the last states (windows, pieces, width) of windows of pieces."""
        table, count = self.embeddings, ids.shape[1]
        states = table.word_embeddings(ids) + table.token_type_embeddings(shapes)
        states = table.LayerNorm(states + table.position_embeddings.weight[:count])
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


def ship_encoder(encoder: BertModel, path: Path) -> None:
    """Write the encoder as ONNX with dynamic int8 weights; inputs ids, shapes, attention (windows, pieces) of int64."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    encoder.eval()
    ids, shapes, attention = (torch.ones(2, 16, dtype=torch.long) for _ in range(3))  # one tensor thrice would be one input
    axes = {0: torch.export.Dim("windows"), 1: torch.export.Dim("pieces", max=encoder.config.max_position_embeddings)}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        program = torch.onnx.export(
            PlainEncoder(encoder), (ids, shapes, attention), dynamo=True,
            input_names=["ids", "shapes", "attention"], output_names=["states"], dynamic_shapes=(axes, axes, axes),
        )  # fmt: skip
        program.save(str(plain), external_data=False)
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
        path.parent.mkdir(parents=True, exist_ok=True)
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


def ship_heads(heads: StromaHeads, path: Path) -> None:
    """Write the weights of all heads as float16 arrays, named as in ``StromaHeads``."""
    np.savez_compressed(path, **{name: value.numpy().astype(np.float16) for name, value in heads.state_dict().items()})
