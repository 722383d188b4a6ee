"""The verbs below ``stroma annotations``, thin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Compare, correct and decide what people annotated.")

Gold = Annotated[Path, typer.Argument(help="Folder with sentences.jsonl and gold.jsonl.")]


@app.command()
def compare(
    *,
    first: Gold,
    second: Gold,
    differences: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the differences, to be decided.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how far two readings of the same texts agree."""
    from flows.verbs import annotations as verb

    raise typer.Exit(verb.compare(first, second, differences=differences, as_json=as_json))


@app.command()
def decide(
    *,
    first: Gold,
    second: Gold,
    differences: Annotated[Path, typer.Argument(help="The file that compare wrote, with every decision filled in.")],
    out: Annotated[Path, typer.Option(help="Folder for the one reading.")] = Path("out/decided"),
) -> None:
    """Make one reading of two by the differences that were decided."""
    from flows.verbs import annotations as verb

    raise typer.Exit(verb.decide(first, second, differences, out))


@app.command()
def export(
    *,
    paper: Annotated[Path, typer.Argument(help="A paper: .pdf, .txt or .xml.")],
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path("out/annotations"),
    form: Annotated[str, typer.Option("--format", help="label-studio or brat.")] = "label-studio",
    model: Annotated[str | None, typer.Option(help="The model that reads.", show_default=False)] = None,
) -> None:
    """Write what the pipeline says of a paper for correction, the least certain sentences first."""
    from flows.cli import settings
    from flows.verbs import annotations as verb

    raise typer.Exit(verb.send(paper, out, settings(model=model)["model"], form))


@app.command("import")
def accept(
    *,
    corrected: Annotated[Path, typer.Argument(help="A Label Studio export, or a folder of brat files.")],
    out: Annotated[Path, typer.Option(help="Folder for the gold.")] = Path("out/gold"),
    warehouse: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the gold in it too (gold.*).")] = None,
) -> None:
    """Check corrected files by the guidelines and keep them as gold."""
    from flows.verbs import annotations as verb

    raise typer.Exit(verb.accept(corrected, out, warehouse))
