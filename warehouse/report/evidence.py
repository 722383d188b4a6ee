"""The sentences behind the numbers of the report, with where they stand and what they cite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from warehouse.report.contents import Limits, ask

if TYPE_CHECKING:
    import duckdb

SENTENCE = ("page", "section", "text", "box")
STATEMENT = ("label", "head", "tail", "effect", "certainty", "origin", "place", "condition", "species", "confidence", "method")


@dataclass(slots=True)
class Evidence:
    """The sentences of every number, each kept once.

    ``numbers`` maps a number's key (its parts joined by tabs) to the statements shown for it and how many there are;
    a statement names its sentence by its place in ``sentences``, and that its paper by its key in ``documents``.
    """

    numbers: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    references: dict[str, dict[str, Any]] = field(default_factory=dict)


def read(connection: duckdb.DuckDBPyConnection, limits: Limits, trials: Iterable[str]) -> Evidence:
    """Return the sentences of the facts, routes, sources and trials that the report shows.

    The connection has the temporary tables that ``contents.read`` left in it.
    """
    given = asdict(limits) | {"trial_ids": list(trials)}
    rows = ask(connection, "statements", given) + ask(connection, "trial_statements", given)
    evidence = _collected(rows)
    keys = sorted({row["document_key"] for row in rows})
    cited = sorted({(row["document_key"], number) for row in rows for number in row["citations"] or ()})
    for document in ask(connection, "documents", {"keys": keys}):
        evidence.documents[str(document.pop("document_key"))] = _present(document)
    for reference in ask(connection, "references", {"papers": [key for key, _ in cited], "numbers": [n for _, n in cited]}):
        name = f"{reference.pop('document_key')}:{reference['number']}"
        evidence.references[name] = _present(reference)
    return evidence


def _collected(rows: Iterable[dict[str, Any]]) -> Evidence:
    evidence = Evidence()
    places: dict[tuple[int, int | None], int] = {}
    for row in rows:
        sentence = (row["document_key"], row["sentence"])
        if sentence not in places:
            places[sentence] = len(evidence.sentences)
            evidence.sentences.append({"document": row["document_key"]} | _present({name: row[name] for name in SENTENCE}))
        number = evidence.numbers.setdefault("\t".join(row["key"]), {"total": row["total"], "statements": []})
        number["statements"].append(len(evidence.statements))
        told = {name: row.get(name) for name in STATEMENT}
        evidence.statements.append(
            {"sentence": places[sentence]} | _present(told | {"citations": row["citations"], "marks": row["marks"]})
        )
    return evidence


def _present(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row without what is empty or not known."""
    return {name: value for name, value in row.items() if value not in (None, [], "") and value != [None] * 4}
