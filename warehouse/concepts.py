"""The vocabularies' concepts with everything they are a kind of, and the error rates behind belief: data files -> tables.

A vocabulary is a TSV with the columns ``curie``, ``name``, ``synonyms``, ``parents`` and ``source``; synonyms and parents are
separated by ``|``, a parent is given by its identifier or by its name. A synonym that starts with ``?`` is too ambiguous to be
looked for in papers; it is a synonym all the same.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import sqlfiles

if TYPE_CHECKING:
    import duckdb

KINDS = Path(__file__).with_name("kinds.tsv")
ERROR_RATES = Path(__file__).with_name("error_rates.tsv")
COLUMNS = ("curie", "name", "synonyms", "parents", "source")


class VocabularyError(Exception):
    """A vocabulary cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a vocabulary; ``id`` is its CURIE, or ``vocabulary:name`` where it has none."""

    id: str
    name: str
    vocabulary: str
    synonyms: tuple[str, ...]
    parents: tuple[str, ...]
    source: str


def shipped() -> Path:
    """Return the folder of the vocabularies that are shipped with the pipeline."""
    spec = find_spec("pipeline")
    if spec is None or not spec.submodule_search_locations:
        raise VocabularyError("the package pipeline, which holds the vocabularies, is not installed")
    return Path(spec.submodule_search_locations[0]) / "vocabulary"


def refresh(connection: duckdb.DuckDBPyConnection, folder: Path | None = None) -> bool:
    """Reload the vocabularies and the error rates if a file changed since they were loaded; return whether one did.

    ``folder`` holds the vocabularies, the shipped ones unless given. Raises VocabularyError; then the tables stay as they were.
    """
    paths = [ERROR_RATES, KINDS, *vocabularies(folder or shipped())]
    checksums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    if dict(connection.execute("select name, checksum from core.sources").fetchall()) == checksums:
        return False
    entries = with_kinds([entry for path in paths[2:] for entry in read(path)], KINDS)
    connection.begin()
    try:
        for table in ("sources", "concepts", "concept_parents", "concept_ancestors", "error_rates"):
            connection.execute(f"delete from core.{table}")
        _insert(connection, "sources", [[*item] for item in checksums.items()])
        _insert(connection, "concepts", [[e.id, e.name, e.vocabulary, [*e.synonyms], e.source] for e in entries])
        _insert(connection, "concept_parents", [[*edge] for edge in edges(entries)])
        _insert(connection, "error_rates", error_rates(ERROR_RATES))
        connection.execute(sqlfiles.texts("rows")["concept_ancestors"])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return True


def vocabularies(folder: Path) -> list[Path]:
    """Return the vocabularies of a folder by name: the TSV files whose first line names the columns of one."""
    first = "\t".join(COLUMNS)
    return [path for path in sorted(folder.glob("*.tsv")) if path.read_text(encoding="utf-8").partition("\n")[0] == first]


def read(path: Path) -> list[Entry]:
    """Return the entries of one vocabulary. Raises VocabularyError where a line is not one."""
    with path.open(encoding="utf-8", newline="") as handle:
        lines = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_entry(path, number, line) for number, line in enumerate(lines, 2)]


def with_kinds(entries: Sequence[Entry], path: Path) -> list[Entry]:
    """Return the entries with the parents that ``kinds.tsv`` adds: families and lineages that the vocabularies leave out.

    A name that its vocabulary does not have becomes an entry, such as the IL-1 family.
    """
    merged = {(entry.vocabulary, entry.name): entry for entry in entries}
    with path.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            for name in (line["parent"], line["name"]):
                key = (line["vocabulary"], name)
                merged.setdefault(key, Entry(f"{key[0]}:{name}", name, key[0], (), (), line["source"]))
            kind = merged[line["vocabulary"], line["name"]]
            merged[kind.vocabulary, kind.name] = replace(kind, parents=(*kind.parents, line["parent"]))
    return list(merged.values())


def edges(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return (id, id of a direct parent), sorted; a parent that no entry has is left out.

    A name is looked up in the entry's own vocabulary first.
    """
    by_name = {entry.name.lower(): entry.id for entry in entries}
    by_own_name = {(entry.vocabulary, entry.name.lower()): entry.id for entry in entries}
    known = {entry.id for entry in entries}
    found = set()
    for entry in entries:
        for parent in entry.parents:
            name = parent.lower()
            identifier = parent if parent in known else by_own_name.get((entry.vocabulary, name), by_name.get(name))
            if identifier is not None and identifier != entry.id:
                found.add((entry.id, identifier))
    return sorted(found)


def error_rates(path: Path) -> list[list[object]]:
    """Return method, systematic and random error and basis of each line. Raises VocabularyError for a rate beyond 0 to 1."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    rates: list[list[object]] = []
    for row in rows:
        systematic, random = float(row["systematic"]), float(row["random"])
        if systematic < 0 or random < 0 or systematic + random > 1:
            raise VocabularyError(f"{path.name}: the error rates of {row['method']} must lie between 0 and 1 together")
        rates.append([row["method"], systematic, random, row["basis"]])
    return rates


def _entry(path: Path, number: int, line: dict[str, str]) -> Entry:
    name = (line["name"] or "").strip()
    if not name:
        raise VocabularyError(f"{path.name}, line {number}: an entry needs a name")
    identifier = (line["curie"] or "").strip() or f"{path.stem}:{name}"
    synonyms = tuple(synonym.removeprefix("?") for synonym in _parts(line["synonyms"]))
    return Entry(identifier, name, path.stem, synonyms, _parts(line["parents"]), line["source"] or "")


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows column by column: one statement, whatever their number."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        selected = ", ".join(f"unnest(${number})" for number in range(1, len(columns) + 1))
        connection.execute(f"insert into core.{table} select {selected}", columns)
