"""``stroma export``: the warehouse's answers as files that other programs open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

FOLDER = Path("out/export")


def main(
    warehouse: Path,
    folder: Path | None,
    names: Sequence[str],
    *,
    form: str,
    studies: Path | None,
    bibtex: Path | None,
) -> int:
    """Write what was asked for, print the paths and return 0; where nothing was named, everything goes to ``FOLDER``.

    A folder or names ask for tables, beside ``studies`` and ``bibtex``. Raises ExportError, QueryError, WarehouseError or
    OSError.
    """
    from warehouse import export

    written: list[Path] = []
    if studies is not None:
        written.append(export.study_table(warehouse, studies))
    if bibtex is not None:
        written.append(export.bibtex(warehouse, bibtex))
    if names or folder is not None or not written:
        written += export.export(warehouse, folder or FOLDER, list(names) or export.EVERYTHING, format=form)
    print("\n".join(map(str, written)))
    return 0
