"""How a process that reads papers stays lean: without the libraries that it never calls, with a patient garbage collector."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNUSED = "torch"
PATIENCE = (20_000, 50, 1_000)  # Python's own is 700, 10, 10: a paper makes many objects, and hardly one in a cycle


def needs_torch(model: str) -> bool:
    """Return whether a model may need torch: a pipeline of others may; those shipped, and those of ``stroma train``, do not."""
    from pipeline.nlp import EXITS

    return model not in EXITS and not (Path(model) / "encoder" / "card.json").is_file()


@contextmanager
def torch_absent() -> Iterator[None]:
    """Let thinc, and so spaCy, find no torch in this block; importing it takes a second and 100 MB, whatever it is for.

    For processes that read and nothing else: what was imported in the block never uses torch. Where torch or thinc is
    imported already, nothing changes.
    """
    if UNUSED in sys.modules or "thinc" in sys.modules:
        yield
        return
    sys.modules[UNUSED] = None  # type: ignore[assignment]  # Python's way to say that a module cannot be imported
    try:
        yield
    finally:
        del sys.modules[UNUSED]


def be_patient() -> None:
    """Let the garbage collector look less often, and never again at what is there now: model, vocabulary, patterns."""
    gc.set_threshold(*PATIENCE)
    gc.collect()
    gc.freeze()
