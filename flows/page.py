"""An extraction as a page for a person: title, sections, mentions in colour, relations as sentences, trials as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pipeline.records import Block, Extraction, Failure, Mention, Relation

if TYPE_CHECKING:
    from rich.console import RenderableType

COLOURS = {
    "CELL_THERAPY": "bold green",
    "CELL_SOURCE": "green",
    "DONOR": "green3",
    "ROUTE": "bold blue",
    "DOSE": "bright_blue",
    "TIMING": "bright_cyan",
    "CONDITION": "bold red",
    "SPECIES": "yellow",
    "CYTOKINE": "bold magenta",
    "MEDIATOR": "magenta",
    "IMMUNE_CELL": "bold cyan",
    "OUTCOME": "bright_red",
    "ANATOMY": "dark_orange",
    "TRIAL_ID": "bold underline",
    "TRIAL_PHASE": "underline",
    "TRIAL_STATUS": "underline",
    "SAMPLE_SIZE": "underline",
}
VERBS = {
    "DERIVED_FROM": "comes from",
    "HAS_DONOR": "has a donor that is",
    "ADMINISTERED_VIA": "is given by the route",
    "HAS_DOSE": "is given at the dose",
    "GIVEN_AT": "is given at",
    "STUDIED_IN": "is studied in",
    "IN_SPECIES": "is studied in",
    "TRIAL_ATTRIBUTE": "is a trial with",
    "increase": "increases",
    "decrease": "decreases",
    "no_change": "does not change",
    "modulate": "changes",
}


def page(extraction: Extraction) -> Group:
    """Return the page of one paper."""
    document = extraction.document
    head = Text(document.title or document.source, style="bold underline")
    facts = [f"{document.page_count} pages" if document.page_count else "", document.doi or "", document.journal or ""]
    facts += [str(document.year or ""), f"{len(document.references)} references", *document.flags]
    parts: list[RenderableType] = [head, Text(" · ".join(fact for fact in facts if fact), style="dim"), legend(extraction)]
    blocks = document.blocks or (Block("paragraph", "", 0, len(document.text)),)
    parts += [rendered for block in blocks for rendered in _block(extraction, block)]
    parts += _section("Relations", [Text.assemble("• ", sentence(extraction, relation)) for relation in extraction.relations])
    parts += _section("Trials", [trials(extraction)] if extraction.trials else [])
    return Group(*parts)


def legend(extraction: Extraction) -> Text:
    """Return the labels that occur, each in its colour with its number."""
    counts = {label: sum(mention.label == label for mention in extraction.mentions) for label in COLOURS}
    shown = [Text(f"{label} {count}", COLOURS[label]) for label, count in counts.items() if count]
    return Text("  ").join(shown)


def coloured(extraction: Extraction, start: int, end: int) -> Text:
    """Return a range of the text with its mentions in colour; of nested mentions the inner one shows on top."""
    text = Text(extraction.document.text[start:end])
    inside = [mention for mention in extraction.mentions if mention.start < end and mention.end > start]
    for mention in sorted(inside, key=lambda mention: mention.start - mention.end):
        text.stylize(COLOURS.get(mention.label, "bold"), max(mention.start - start, 0), mention.end - start)
    return text


def sentence(extraction: Extraction, relation: Relation) -> Text:
    """Return a relation as a sentence: ``MSCs (MSC) decreases IL-6 (IL6) in kidney [may] [4, 5] 0.83``."""
    mentions = {mention.id: mention for mention in extraction.mentions}
    verb = VERBS.get(relation.direction or relation.label, relation.label)
    if relation.certainty == "negated":
        verb = f"not: {verb}"
    told = Text()
    if relation.perturbation != "none":
        told.append(f"{relation.perturbation} of ", "italic")
    told.append(_named(mentions[relation.head])).append(f" {verb} ").append(_named(mentions[relation.tail]))
    for number, place in enumerate(relation.locations):
        told.append(", " if number else " in ").append(_named(mentions[place]))
    if relation.certainty == "speculative":
        told.append(" (possibly)", "italic")
    if relation.citations:
        told.append(f" [{', '.join(map(str, relation.citations))}]", "dim")
    return told.append(f"  {relation.confidence:.2f}" if relation.confidence else "", "dim")


def trials(extraction: Extraction) -> Table:
    """Return the trials, one column a trial; lines that no trial fills are left out."""
    table = Table(show_lines=True)
    table.add_column("")
    for trial in extraction.trials:
        table.add_column(trial.trial_id, overflow="fold")
    for name in (field.name for field in fields(extraction.trials[0])):
        values = [getattr(trial, name) for trial in extraction.trials]
        if name not in ("trial_id", "evidence", "own", "disagreements") and any(values):
            table.add_row(name.replace("_", " "), *(_cell(value) for value in values))
    return table


def failure(failed: Failure) -> Text:
    """Return a paper that could not be read as one line."""
    return Text.assemble((failed.source, "bold"), " could not be read: ", (failed.reason, "red"), f" ({failed.detail})")


def _block(extraction: Extraction, block: Block) -> Iterator[RenderableType]:
    text = coloured(extraction, block.start, block.end)
    if block.kind == "heading":
        yield Text("")
        yield Text.assemble(("#" * max(block.level, 1) + " ", "dim"), (text.plain, "bold"))
    elif block.kind != "title" or text.plain != extraction.document.title:
        yield Padding(text, (0, 0, 1, 4 if block.kind in ("list_item", "caption", "table", "footnote") else 2))


def _section(name: str, rows: list[RenderableType]) -> list[RenderableType]:
    return [Rule(name, align="left"), *rows] if rows else []


def _named(mention: Mention) -> Text:
    named = Text(mention.text, COLOURS.get(mention.label, "bold"))
    if mention.concept is not None and mention.concept.name.lower() != mention.text.lower():
        named.append(f" ({mention.concept.name})", "dim")
    return named


def _cell(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
