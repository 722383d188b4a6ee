"""``stroma extract``: one paper after another, as pages for a person or as JSON lines for a program."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from flows import models
from flows.discover import UsageError, printable
from pipeline import jsonform
from pipeline.reading import SUFFIXES
from pipeline.records import Extraction, Failure


def main(files: Sequence[Path], model: str, *, layout: Path | None = None, as_json: bool = False) -> int:
    """Print what each file says, in the order given, and return the exit status: 1 where one could not be read.

    Raises UsageError where a file does not exist or is of no format that is read.
    """
    for path in files:
        if not path.exists():
            what = "is a link that leads nowhere" if path.is_symlink() else "does not exist"
            raise UsageError(f"{printable(path)} {what}")
        if path.is_dir():
            raise UsageError(f"{printable(path)} is a folder: name files, or use `stroma ingest` for folders")
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{printable(path)} is none of {', '.join(SUFFIXES)}")
    models.check(model)
    from pipeline.extract import extract
    from pipeline.nlp import load

    nlp = load(model)
    failed = False
    for path in files:
        outcome = extract(path, nlp)
        failed = failed or isinstance(outcome, Failure)
        _print(outcome, as_json=as_json)
        if layout is not None and isinstance(outcome, Extraction):
            from flows.layout import show_layout

            for picture in show_layout(outcome.document, path, layout):
                print(picture, file=sys.stderr)
    return int(failed)


def _print(outcome: Extraction | Failure, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(jsonform.dumps(outcome) + b"\n")
        sys.stdout.buffer.flush()
        return
    from rich.console import Console

    from flows import page

    console = Console(highlight=False)
    console.print(page.page(outcome) if isinstance(outcome, Extraction) else page.failure(outcome))
