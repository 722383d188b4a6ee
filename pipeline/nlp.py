"""Model name -> spaCy pipeline; the only place where a model is loaded."""

from __future__ import annotations

import re
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Tok2Vec

HERE = Path(__file__).parent
SHIPPED = HERE / "model"
# where each shipped model leaves the encoder; None: it is not read at all
EXITS = {"accurate": "upper", "balanced": "lower", "fast": None, "vocabulary": None}
COMPONENTS = (
    "pipeline.components.tokenizer", "pipeline.components.blocks", "pipeline.components.abbreviations",
    "pipeline.components.mentions", "pipeline.components.parser",
    "pipeline.components.foreign", "pipeline.components.relations.component",
)  # fmt: skip


class ModelError(ValueError):
    """A model cannot be loaded; the message says what is missing and what to do."""


def load(model: str = "accurate") -> Language:
    """Return the assembled pipeline.

    Parameters
    ----------
    model
        ``accurate`` (the default: all layers of the encoder), ``balanced`` (half of them), ``fast`` (also ``vocabulary``: no
        encoder, mentions of vocabulary and patterns alone), a folder that ``stroma train`` wrote, or the name or path of any
        installed spaCy or scispaCy pipeline, whose parser is used and whose entities are mapped by
        ``patterns/model_labels.tsv``.

    Raises ModelError where it is not there or was made for another spaCy.
    """
    for name in COMPONENTS:
        import_module(name)
    if model in EXITS:
        nlp = assemble(SHIPPED, EXITS[model])
    elif (Path(model) / "encoder" / "card.json").is_file():
        nlp = assemble(Path(model), "upper")
    elif re.fullmatch(r"[a-z]+", model) and not Path(model).exists() and not _installed(model):
        raise ModelError(f"there is no model {model!r}: choose {', '.join(EXITS)}, or an installed spaCy pipeline")
    else:
        nlp = _around(model)
    nlp.meta["name"], nlp.meta["version"] = model, version()
    return nlp


def assemble(folder: Path, place: str | None) -> Language:
    """Return the pipeline of a folder with ``syntax/`` and ``encoder/``, the encoder left at the exit ``place``.

    Without ``place`` vocabulary and patterns alone find the mentions.
    """
    from spacy.util import load_config, load_model_from_config

    from pipeline.components.slices import in_slices

    for name in COMPONENTS:
        import_module(name)
    encoder = str(folder / "encoder")
    overrides = {"paths.syntax": str(folder / "syntax"), "paths.encoder": encoder, "paths.mentions": encoder if place else None}
    overrides |= {"paths.parser": encoder if place == "upper" else None, "exit.place": place or "upper"}
    nlp = load_model_from_config(load_config(HERE / "config.cfg", overrides=overrides), auto_fill=True)
    in_slices(cast("Tok2Vec", nlp.get_pipe("tok2vec")))
    return nlp


def version() -> str:
    """Return the version of the installed program."""
    return metadata.version("stroma")


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
