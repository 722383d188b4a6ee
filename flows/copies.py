"""Many papers out of a few: copies of PDFs with another content hash and other identifiers, and a list that names them.

For measurements of long runs only. A comment after the end of a PDF changes its hash and nothing that is read of it; the
DOI and PMID of a copy stand in the list.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples" / "papers"
PREFIX = "10.5555/copy"  # registered for examples: no paper has it


def write_copies(papers: Sequence[Path], number: int, folder: Path) -> Path:
    """Write ``number`` copies of the papers, in turn, and ``folder/list.csv`` that names them; return the list.

    The same call writes the same bytes. Raises OSError, and ValueError where there is no paper to copy.
    """
    if not papers:
        raise ValueError("there is no paper to copy")
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for count, paper in enumerate(islice(cycle(papers), number), 1):
        copy = folder / f"{count:05}-{paper.name}"
        copy.write_bytes(paper.read_bytes() + f"\n% copy {count}\n".encode())
        rows.append((copy.name, f"{PREFIX}.{count:05}", str(90_000_000 + count)))
    return write_list(rows, folder / "list.csv")


def write_list(rows: Sequence[tuple[str, str, str]], path: Path) -> Path:
    """Write a list of (path, DOI, PMID) as ``stroma ingest`` takes it, and return where it is. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle)
        table.writerow(("path", "doi", "pmid"))
        table.writerows(rows)
    return path
