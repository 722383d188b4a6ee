"""Which pipeline reads: its version, and a fingerprint of everything that its answers depend on.

A changed pattern, vocabulary, weight or line of code is another reader, so papers are read again after it; nothing else
makes a run read a paper twice.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.records import Version

LEFT_OUT = {"__pycache__", "training"}
NO_PART = {".pyc", ".md"}


def reader(model: str, folder: Path | None = None) -> Version:
    """Return the version that extractions of this code with this model name carry, such as ``accurate+3fa9c1d2``."""
    return Version(release(), f"{model}+{fingerprint(folder or Path(__file__).parents[1] / 'pipeline')}")


def release() -> str:
    """Return the version of the installed package, ``0`` where it runs from a folder that was never installed."""
    try:
        return version("stroma")
    except PackageNotFoundError:
        return "0"


def fingerprint(folder: Path) -> str:
    """Return 8 hex digits that change with the name or content of any file of the pipeline, training aside."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and path.suffix not in NO_PART and not LEFT_OUT & set(place.parts):
            with path.open("rb") as handle:
                digest.update(f"{place.as_posix()}\0{hashlib.file_digest(handle, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()[:8]
