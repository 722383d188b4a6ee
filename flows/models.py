"""Whether there is a model of a name, before anything is started for it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from flows.discover import UsageError


def check(model: str) -> None:
    """Return where ``pipeline.nlp.load`` can find a model of this name; whether it loads is seen when it is loaded.

    Raises UsageError, naming the models that there are.
    """
    from pipeline.nlp import EXITS

    if model in EXITS or Path(model).exists() or _installed(model):
        return
    raise UsageError(f"there is no model {model!r}: choose {', '.join(EXITS)}, or a spaCy pipeline by its name or path")


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):
        return False
    return True
