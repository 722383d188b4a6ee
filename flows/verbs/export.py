"""``stroma export``: the warehouse's answers as files that other programs open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def main(warehouse: Path, folder: Path, names: Sequence[str], *, form: str, studies: Path | None, bibtex: Path | None) -> int:
    """Write the files, print their paths and return 0. Raises ExportError, QueryError, WarehouseError or OSError."""
    from warehouse import export

    written: list[Path] = []
    if studies is not None:
        written.append(export.study_table(warehouse, studies))
    if bibtex is not None:
        written.append(export.bibtex(warehouse, bibtex))
    if names or not written:
        written += export.export(warehouse, folder, list(names) or export.EVERYTHING, format=form)
    print("\n".join(map(str, written)))
    return 0
