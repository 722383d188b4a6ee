"""Model name -> spaCy pipeline; the only place where a model is loaded."""

from __future__ import annotations

import re
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parent
SHIPPED = HERE / "model"
WITHOUT_ENCODER = ("fast", "vocabulary")
COMPONENTS = (
    "pipeline.components.tokenizer", "pipeline.components.blocks", "pipeline.components.abbreviations",
    "pipeline.components.mentions", "pipeline.components.foreign", "pipeline.components.relations.component",
)  # fmt: skip


class ModelError(ValueError):
    """A model cannot be loaded; the message says what is missing and what to do."""


def load(model: str = "accurate") -> Language:
    """Return the assembled pipeline.

    Parameters
    ----------
    model
        ``accurate`` (the default), ``fast`` (also ``vocabulary``: parser, vocabulary and patterns without the encoder, four
        times as fast, worse on what no vocabulary lists), or the name or path of any installed spaCy or
        scispaCy pipeline, whose parser is used and whose entities are mapped by ``patterns/model_labels.tsv``.

    Raises ModelError where it is not there or was made for another spaCy.
    """
    for name in COMPONENTS:
        import_module(name)
    if model in WITHOUT_ENCODER:
        nlp = _assemble(None)
    elif (SHIPPED / model / "card.json").is_file():
        nlp = _assemble(SHIPPED / model)
    elif re.fullmatch(r"[a-z]+", model) and not Path(model).exists() and not _installed(model):
        names = ", ".join([*sorted(card.parent.name for card in SHIPPED.glob("*/card.json")), *WITHOUT_ENCODER])
        raise ModelError(f"there is no model {model!r}: choose {names}, or an installed spaCy pipeline")
    else:
        nlp = _around(model)
    nlp.meta["name"], nlp.meta["version"] = model, version()
    return nlp


def version() -> str:
    """Return the version of the installed program."""
    return metadata.version("stroma")


def _assemble(encoder: Path | None) -> Language:
    from spacy.util import load_config, load_model_from_config

    overrides = {"paths.syntax": str(SHIPPED / "syntax"), "paths.encoder": str(encoder) if encoder else None}
    config = load_config(HERE / "config.cfg", overrides=overrides)
    return load_model_from_config(config, auto_fill=True)


def _around(model: str) -> Language:
    """Put our components around a pipeline of others."""
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {model!r} is not installed, nor a folder: pip install it, or name another"
        ) from error
    except (ValueError, KeyError) as error:
        raise ModelError(
            f"the spaCy pipeline {model!r} does not load with spaCy {metadata.version('spacy')}: {error}"
        ) from error
    if not nlp.has_pipe("parser"):
        raise ModelError(f"the spaCy pipeline {model!r} has no parser; relations need one")
    nlp.add_pipe("stroma_blocks", before="parser")
    nlp.add_pipe("stroma_abbreviations")
    nlp.add_pipe("stroma_foreign_mentions", config={"model": nlp.meta.get("name", model)})
    nlp.add_pipe("stroma_relations")
    return nlp


def _installed(model: str) -> bool:
    from spacy.util import is_package

    return is_package(model)
