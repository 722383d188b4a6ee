import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from flows import page
from pipeline import records
from pipeline.records import Extraction, Failure, Relation


def shown(what: object, *, colour: bool = False) -> str:
    console = Console(file=io.StringIO(), width=100, force_terminal=colour, color_system="truecolor" if colour else None)
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_page_shows_title_text_relations_and_trials(extraction: Extraction) -> None:
    text = shown(page.page(extraction))

    assert text.startswith("Stromal cells in the injured kidney\n1 pages · 1 references\n")
    assert "Intravenous MSCs lowered IL-6 in rats." in text
    assert "• MSCs (MSC) is given by the route Intravenous [4, 5]  0.80" in text
    assert "• MSCs (MSC) decreases IL-6 (IL6) [4, 5]  0.70" in text
    assert "NCT00000000" in text
    assert "1 × 10^6 cells/kg" in text


def test_mentions_are_in_the_colours_of_the_legend(extraction: Extraction) -> None:
    legend = page.legend(extraction)
    text = page.coloured(extraction, 0, len(extraction.document.text))

    assert legend.plain == "CELL_THERAPY 1  ROUTE 1  SPECIES 1  CYTOKINE 1"
    assert [(text.plain[span.start : span.end], span.style) for span in text.spans] == [
        ("Intravenous", "bold blue"),
        ("MSCs", "bold green"),
        ("IL-6", "bold magenta"),
        ("rats", "yellow"),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"certainty": "negated"}, "MSCs (MSC) not: decreases IL-6 (IL6)"),
        ({"certainty": "speculative"}, "MSCs (MSC) decreases IL-6 (IL6) (possibly)"),
        ({"perturbation": "loss"}, "loss of MSCs (MSC) decreases IL-6 (IL6)"),
        ({"direction": "no_change", "locations": ("m4",)}, "MSCs (MSC) does not change IL-6 (IL6) in rats"),
    ],
)
def test_relation_reads_as_a_sentence(extraction: Extraction, change: dict[str, object], sentence: str) -> None:
    relation = replace(Relation("r", "EFFECT", "m2", "m3", direction="decrease"), **change)

    assert page.sentence(extraction, relation).plain == sentence


def test_failure_is_one_line() -> None:
    failed = Failure("a.pdf", "encrypted", "needs a password")

    assert shown(page.failure(failed)) == "a.pdf could not be read: encrypted (needs a password)\n"


def test_every_label_has_a_colour_or_a_verb() -> None:
    table = Path(records.__file__).with_name("labels.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()]

    assert {row[1] for row in rows if row[0] == "mention"} == set(page.COLOURS)
    assert {row[1] for row in rows if row[0] == "relation"} - {"EFFECT"} <= set(page.VERBS)
