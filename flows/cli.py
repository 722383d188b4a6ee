"""The program ``stroma``: its verbs, thin. Each does its work in a room of its own, imported when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from flows import cli_annotations

WRONG_USE = 2
SOME_FAILED = 1

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read papers on cell therapy, keep what they say with its evidence, and ask it in SQL.",
    epilog="Exit status: 0 all went well, 1 some papers failed, 2 wrong use, 130 stopped by Ctrl-C.",
)

app.add_typer(cli_annotations.app, name="annotations")

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program, one object a line.")]
Warehouse = Annotated[Path | None, typer.Option(help="The warehouse file.  [default: out/stroma.duckdb]", show_default=False)]
Model = Annotated[
    str | None, typer.Option(help="accurate, balanced, fast, or a spaCy pipeline by name or path.", show_default=False)
]


@app.command()
def ingest(
    *,
    papers: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, globs, or a .csv of paths with doi and pmid.")
    ] = None,
    warehouse: Warehouse = None,
    model: Model = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes.  [default: one a core]", show_default=False)
    ] = None,
    timeout_s: Annotated[
        float | None, typer.Option("--timeout", min=1, help="Seconds a paper may take.", show_default=False)
    ] = None,
    memory_mb: Annotated[
        int | None, typer.Option("--memory", min=100, help="Megabytes a worker may hold.", show_default=False)
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Dask scheduler, tcp://..., whose workers read.", show_default=False)
    ] = None,
    staging: Annotated[str | None, typer.Option(help="Folder or URL shared with the cluster.", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Read every paper again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Read papers again that failed before.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Show the time that each stage took.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Show how the last run stands, and read nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Read papers into the warehouse; what was read before is not read again."""
    from flows.request import Request
    from flows.verbs import ingest as verb

    values = settings(
        warehouse=warehouse,
        model=model,
        workers=workers,
        timeout_s=timeout_s,
        memory_mb=memory_mb,
        cluster=cluster,
        staging=staging,
    )
    if status:
        raise typer.Exit(verb.show_status(values, as_json=as_json))
    request = Request.of(papers or [], values, force=force, retry_failed=retry_failed, command=_typed())
    raise typer.Exit(verb.main(request, as_json=as_json, profile=profile))


@app.command()
def serve(
    papers: Annotated[list[str], typer.Argument(help="Folders or globs to watch.")],
    every: Annotated[float, typer.Option(min=1, help="Seconds from one look to the next.")] = 300,
    warehouse: Warehouse = None,
    model: Model = None,
) -> None:
    """Watch folders: read what is new into the warehouse, again and again, as a served Prefect flow."""
    from flows.verbs import serve as verb

    values = settings(warehouse=warehouse, model=model)
    raise typer.Exit(verb.main(papers, every, Path(values["warehouse"]), values["model"]))


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Papers: .pdf, .txt with blank lines between blocks, .xml (JATS).")],
    model: Model = None,
    show_layout: Annotated[Path | None, typer.Option(metavar="DIR", help="Write pictures of the pages as understood.")] = None,
    as_json: Json = False,
) -> None:
    """Read papers and print what they say: a page for a person, or JSON. Nothing is stored."""
    from flows.verbs import extract as verb

    values = settings(model=model)
    raise typer.Exit(verb.main(files, values["model"], layout=show_layout, as_json=as_json))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    *,
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="One SELECT, or the name of a query, view or table.")] = None,
    warehouse: Warehouse = None,
    listed: Annotated[bool, typer.Option("--list", help="List the shipped queries with their parameters.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    parquet: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a Parquet file.")] = None,
    as_json: Json = False,
) -> None:
    """Ask the warehouse. Parameters of a shipped query follow it: --cytokine IL6 --route intravenous."""
    from flows.verbs import query as verb

    if listed:
        raise typer.Exit(verb.show_list(as_json=as_json))
    path = Path(settings(warehouse=warehouse)["warehouse"])
    raise typer.Exit(verb.main(path, question, context.args, as_json=as_json, csv=csv, parquet=parquet))


@app.command()
def search(
    *,
    text: Annotated[str, typer.Argument(help="Words to look for in the sentences.")],
    warehouse: Warehouse = None,
    label: Annotated[str | None, typer.Option(help="Only sentences with a mention of this label, such as CYTOKINE.")] = None,
    concept: Annotated[
        str | None, typer.Option(help="Only sentences with this concept or a kind of it, such as 'T cell'.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="How many sentences at most.")] = 20,
    as_json: Json = False,
) -> None:
    """Find sentences by their words, best first."""
    from flows.verbs import query as verb

    path = Path(settings(warehouse=warehouse)["warehouse"])
    raise typer.Exit(verb.search(path, text, label=label, concept=concept, most=most, as_json=as_json))


@app.command()
def enrich(
    registry: Annotated[
        Path,
        typer.Option(metavar="FILE", help="Your download of ClinicalTrials.gov (JSON, CSV, zip), or studies.txt of AACT."),
    ],
    warehouse: Warehouse = None,
    as_json: Json = False,
) -> None:
    """Lay a registry's own values beside what papers say of its trials; nothing is fetched."""
    from flows.verbs import enrich as verb

    path = Path(settings(warehouse=warehouse)["warehouse"])
    raise typer.Exit(verb.main(path, registry, as_json=as_json))


@app.command()
def evaluate(
    *,
    papers: Annotated[
        list[Path] | None, typer.Argument(help="Papers that the gold is of, read anew; none: its sentences.")
    ] = None,
    gold: Annotated[str, typer.Option(help="Folder with sentences.jsonl and gold.jsonl, or anchors by file or name.")],
    model: Model = None,
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the page of errors and the counts.")] = None,
    against: Annotated[Path | None, typer.Option(metavar="COUNTS", help="Compare with the counts of another run.")] = None,
    warehouse: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep gold, counts and errors in it too.")] = None,
    as_json: Json = False,
) -> None:
    """Score the pipeline against gold: precision, recall, F1 and intervals, per label and kind."""
    from flows.evaluate_command import evaluate_command

    name = settings(model=model)["model"]
    raise typer.Exit(
        evaluate_command(
            papers or [], gold, model=name, as_json=as_json, report_folder=report, against=against, warehouse=warehouse
        )
    )


@app.command()
def report(
    warehouse: Warehouse = None,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("out/report.html"),
) -> None:
    """Write the report of the warehouse: one HTML file that needs no network."""
    from warehouse.report import build

    path = Path(settings(warehouse=warehouse)["warehouse"])
    build(path, out)
    print(out)


@app.command()
def export(
    *,
    names: Annotated[list[str] | None, typer.Argument(help="Views, tables or shipped queries; all there are if none.")] = None,
    warehouse: Warehouse = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for the files and their datapackage.json.  [default: out/export]", show_default=False),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    studies: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the table of studies as .xlsx.")] = None,
    bibtex: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the cited works as BibTeX.")] = None,
) -> None:
    """Write the warehouse's answers as Parquet or CSV, with a description that programs read."""
    from flows.verbs import export as verb

    path = Path(settings(warehouse=warehouse)["warehouse"])
    raise typer.Exit(verb.main(path, out, names or [], form=form, studies=studies, bibtex=bibtex))


@app.command()
def train(
    *,
    shared: Annotated[Path, typer.Option(help="Folder with train/, dev/ and corpora/.")] = Path("../shared"),
    out: Annotated[Path, typer.Option(help="Folder to write the model to, which --model then takes.")] = Path("out/model"),
    work: Annotated[Path, typer.Option(help="Folder for what is unpacked and made on the way.")] = Path("out/training"),
    gold: Annotated[list[Path] | None, typer.Option(help="Further folders of gold to learn from.")] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(help="A part of the folder that stays: syntax, or encoder; with both only judges are fitted."),
    ] = None,
) -> None:
    """Make the shipped model again from the corpora and the gold; needs the extra ``train`` and about two hours."""
    from flows.train import train as make

    card = make(shared, out, work, gold or (), keep or ())
    print(f"{out}: scores {card['scores']}, {card['minutes']} minutes")


@app.command()
def config(as_json: Json = False) -> None:
    """Show every setting, its value, and where the value comes from."""
    from flows.verbs import config as verb

    raise typer.Exit(verb.main(as_json=as_json))


def main() -> NoReturn:
    """Run the program: the exit status is 0, 1 (some papers failed), 2 (wrong use) or 130 (stopped)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; what the user did wrong is one line on standard error."""
    try:
        outcome = app(list(arguments), prog_name="stroma", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a reader such as head went away: nothing to say
        return 0
    except Exception as error:  # what the user can mend is one line; a bug is raised
        from flows.messages import for_person

        message = for_person(error)
        if message is None:
            raise
        if message:
            print(f"stroma: {message}", file=sys.stderr)
        return WRONG_USE


def settings(**options: Any) -> dict[str, Any]:
    """Return every setting's value; an option that was not given is None. Raises UsageError."""
    from flows.discover import UsageError
    from flows.settings import resolve

    given = {name: str(value) if isinstance(value, Path) else value for name, value in options.items()}
    values = {name: setting.value for name, setting in resolve(given, os.environ, Path.cwd()).items()}
    if "warehouse" in options and Path(values["warehouse"]).is_dir():
        raise UsageError(
            f"{values['warehouse']} is a folder: the warehouse is a file, such as {values['warehouse']}/stroma.duckdb"
        )
    return values


def _typed() -> str:
    import shlex

    return shlex.join(["stroma", *sys.argv[1:]])
