"""Path -> Document, whatever the format; the one place that looks at a file's name and first bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.records import Document, Reason

SUFFIXES = (".pdf", ".txt", ".xml", ".nxml")


class ReadError(Exception):
    """A paper cannot be read; ``reason`` is one of ``records.Reason``, ``detail`` a sentence for a person."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content as hex. Raises OSError."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def read(path: Path) -> Document:
    """Read one paper (.pdf, .txt, .xml, .nxml) as a Document. Raises ReadError with a typed reason."""
    if not path.is_file():
        raise ReadError("missing", f"{path} is not a file")
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from pipeline.pdf.reader import read_pdf

        return read_pdf(path)
    if suffix == ".txt":
        from pipeline.text import read_text

        return read_text(path)
    if suffix in (".xml", ".nxml"):
        from pipeline.jats import read_jats

        return read_jats(path)
    raise ReadError("unsupported", f"{path.name} is none of {', '.join(SUFFIXES)}")
