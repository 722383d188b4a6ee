"""Full-text search over sentences: BM25 over an index of stems that is kept sorted by word.

Stems come from DuckDB's fts extension, loaded from its Python package, so that no network is needed. The index is our own
tables rather than the extension's: those are rebuilt whole after each change and read whole by each search, these grow with
the papers that are new and are read only where the words asked for lie.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.labels import mention_labels
from warehouse import sqlfiles
from warehouse.guard import QueryError

if TYPE_CHECKING:
    import duckdb

WORD = re.compile(r"[^\W_]+(?:-\d+)?")
REBUILT_SHARE = 0.25  # a larger share of papers that are new, or of places that are no longer used, has the index made anew
CHUNK = 1000  # papers that come into the index at a time, which bounds the memory that it takes
CHANGES = """
select
    (select count(*) from (select document_key from core.documents except select document_key from search.papers)),
    (select count(*) from (select document_key from search.papers except select document_key from core.documents)),
    (select count(*) from core.documents),
    (select coalesce(max(last_place) + 1, 0) from search.postings),
    (select coalesce(sum(len(word_counts)), 0) from search.papers)
"""

EMPTIED = ("delete from search.postings", "delete from search.words", "delete from search.papers")
CLEARED = ("delete from search.papers where document_key not in (select document_key from core.documents)",)
NUMBERS = "select number from search.words where word in (select unnest($1))"
POSTINGS = "select word, first_place, gaps from search.postings where word in ({numbers})"
PAPERS = "select document_key, first_place, word_counts from search.papers order by first_place"
LABEL_USED = "select 1 from core.mentions where label = $1 limit 1"

FOUND = """
select
    sentence.document_key, sentence.sentence, document.document_id, document.title, document.doi, document.year,
    sentence.section, sentence.page, sentence.text
from core.sentences as sentence
inner join core.documents as document using (document_key)
where sentence.document_key = {key} and sentence.sentence = {sentence}
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found; ``marks`` are the ranges of its characters that hold the words asked for."""

    document: str
    title: str | None
    doi: str | None
    year: int | None
    section: str | None
    page: int | None
    sentence: str
    score: float
    marks: tuple[tuple[int, int], ...]

    def highlighted(self, before: str = "**", after: str = "**") -> str:
        """Return the sentence with each mark between ``before`` and ``after``."""
        parts, last = [], 0
        for start, end in self.marks:
            parts += [self.sentence[last:start], before, self.sentence[start:end], after]
            last = end
        return "".join([*parts, self.sentence[last:]])


def search(path: Path, text: str, *, label: str | None = None, concept: str | None = None, most: int = 20) -> list[Hit]:
    """Return the ``most`` best sentences for the words of ``text``, best first; [] if no word is found.

    ``label`` keeps sentences with a mention of that label, ``concept`` those with a mention of that concept or a kind of it.
    Raises WarehouseError for a warehouse that is not there, QueryError for a label that no mention can have.
    """
    from warehouse.connection import open_for_reading

    with open_for_reading(path) as connection:
        return find(connection, text, label=label, concept=concept, most=most)


def find(
    connection: duckdb.DuckDBPyConnection, text: str, *, label: str | None = None, concept: str | None = None, most: int = 20
) -> list[Hit]:
    """Search as ``search`` does, on a connection that is open for reading."""
    from warehouse import postings

    label = label and _known(connection, label.upper())
    stems = {stem for stem_list in stems_of(connection, [text]) for stem in stem_list}
    numbers = [number for (number,) in connection.execute(NUMBERS, [sorted(stems)]).fetchall()]
    if not numbers:
        return []
    papers = postings.papers(connection.execute(PAPERS).to_arrow_table())
    # the numbers stand in the text of the question, so that only the rows of these words are read
    rows = connection.execute(POSTINGS.format(numbers=", ".join(map(str, numbers)))).to_arrow_table()
    allowed = None
    if label is not None or concept is not None:
        given = {"label": label, "concept": concept}
        spoken_of = connection.execute(sqlfiles.texts("index")["allowed"], given).fetchnumpy()
        allowed = papers.positions_of(spoken_of["document_key"], spoken_of["sentence"])
    best = postings.best(papers, postings.unpacked(rows), most, allowed)
    if not best:
        return []
    # one question a sentence, its numbers in the text of the question: so only the parts of the table that hold it are read
    read = " union all ".join(FOUND.format(key=int(key), sentence=int(sentence)) for key, sentence, _ in best)
    found = {(row[0], row[1]): row[2:] for row in connection.execute(read).fetchall()}
    hits = []
    for key, number, score in best:
        document, title, doi, year, section, page, sentence = found[key, number]
        marked = marks(connection, sentence, stems)
        hits.append(Hit(document, title, doi, year, section, page, sentence, score, marked))
    return hits


def stems_of(connection: duckdb.DuckDBPyConnection, texts: Sequence[str]) -> list[list[str]]:
    """Return the stems of the words of each text, in order, [] for a text without any."""
    if not texts:
        return []
    rows = connection.execute("select words_of(body) from (select unnest($1) as body)", [list(texts)]).fetchall()
    return [list(words) for (words,) in rows]


def marks(connection: duckdb.DuckDBPyConnection, sentence: str, stems: set[str]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the sentence's words that have one of the stems, in order."""
    spans = [found.span() for found in WORD.finditer(sentence)]
    words = stems_of(connection, [sentence[start:end] for start, end in spans])
    return tuple(span for span, own in zip(spans, words, strict=True) if stems & set(own))


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Load DuckDB's full-text search, and with it the cutting of texts into words, into a connection."""
    import duckdb
    import duckdb_extension_fts

    folder = Path(str(duckdb_extension_fts.__file__)).parent / "extensions"
    connection.execute(f"load '{folder / f'v{duckdb.__version__}' / 'fts.duckdb_extension'}'")
    connection.execute(sqlfiles.texts("index")["words"])


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the index up to date with the papers in one transaction: what is gone is taken out, what is new put in."""
    new, gone, papers, places, used = connection.execute(CHANGES).fetchall()[0]
    if not new and not gone:
        return
    whole = new + gone > REBUILT_SHARE * papers or places - used > REBUILT_SHARE * places
    connection.begin()
    try:
        for statement in EMPTIED if whole else CLEARED:
            connection.execute(statement)
        for _ in range(0, papers if whole else new, CHUNK):
            _add_chunk(connection)
        connection.execute("drop table if exists chunk")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _add_chunk(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the next papers that are not in the index into it."""
    from warehouse import postings

    index = sqlfiles.texts("index")
    connection.execute(index["chunk"], {"most": CHUNK})
    connection.execute(index["papers"])
    connection.execute(index["new_words"])
    found = connection.execute(index["occurrences"]).fetchnumpy()["occurrence"]
    rows = postings.packed(found)
    connection.register("packed", rows)
    try:
        connection.execute("insert into search.postings by name select * from packed")
    finally:
        connection.unregister("packed")


def _known(connection: duckdb.DuckDBPyConnection, label: str) -> str:
    """Return the label if a mention can have it or has it. Raises QueryError, which names the labels there are."""
    labels = [known.name for known in mention_labels()]
    if label not in labels and not connection.execute(LABEL_USED, [label]).fetchall():
        raise QueryError(f"there is no label {label}; the labels are {', '.join(labels)}")
    return label
