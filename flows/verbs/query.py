"""``stroma query`` and ``stroma search``: questions to the warehouse and their answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from flows import answers
from flows.discover import UsageError


def main(
    warehouse: Path,
    question: str | None,
    arguments: Sequence[str],
    *,
    as_json: bool = False,
    csv: bool = False,
    parquet: Path | None = None,
) -> int:
    """Print the answer to a question and return 0. Raises UsageError, QueryError or WarehouseError."""
    from warehouse import queries

    if question is None:
        raise UsageError("ask something: one SELECT in quotes, or a name of `stroma query --list`")
    if as_json + csv + (parquet is not None) > 1:
        raise UsageError("choose one of --json, --csv and --parquet")
    table = queries.run(warehouse, question, answers.parameters_of(list(arguments)))
    if parquet is not None:
        answers.write_parquet(table, parquet)
        print(f"{table.num_rows:,} rows written to {parquet}", file=sys.stderr)
    elif csv:
        answers.print_csv(table)
    elif as_json:
        answers.print_json(table)
    else:
        answers.print_table(table)
    return 0


def show_list(*, as_json: bool = False) -> int:
    """Print the shipped queries with the questions they answer and their parameters, and return 0."""
    from warehouse import queries

    shipped = queries.shipped().values()
    if as_json:
        import orjson

        for query in shipped:
            line = {name: value for name, value in asdict(query).items() if name != "sql"}
            sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table("query", "question", "parameters")
    for query in shipped:
        parameters = [f"--{p.name}{f' [{p.default}]' if p.default else ''}  {p.meaning}" for p in query.parameters]
        table.add_row(query.name, query.question, "\n".join(parameters))
    Console().print(table, markup=False)
    return 0


def search(warehouse: Path, text: str, *, label: str | None, concept: str | None, most: int, as_json: bool = False) -> int:
    """Print the sentences found, best first, and return 0. Raises QueryError or WarehouseError."""
    from warehouse.search import search as find

    hits = find(warehouse, text, label=label, concept=concept, most=most)
    if as_json:
        import orjson

        for hit in hits:
            sys.stdout.buffer.write(orjson.dumps(asdict(hit), option=orjson.OPT_APPEND_NEWLINE))
        return 0
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for hit in hits:
        sentence = Text(hit.sentence)
        for start, end in hit.marks:
            sentence.stylize("bold reverse" if console.is_terminal else "bold", start, end)
        place = ", ".join(
            filter(None, [hit.title or hit.document, hit.section, f"page {hit.page}" if hit.page else None, hit.doi])
        )
        console.print(sentence)
        console.print(Text(f"    {place}", style="dim"))
    if not hits:
        console.print("no sentence has these words", style="dim")
    return 0
