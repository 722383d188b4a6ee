"""The frozen records that carry everything from one stage to the next.

Every span is a half-open range of characters of ``Document.text``; pages count from 1; boxes are in points with the
origin at the top left of the page. The JSON form is in ``pipeline.jsonform``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "list_item", "caption", "footnote", "table"]
Role = Literal["title", "abstract", "background", "methods", "results", "discussion", "other"]
Direction = Literal["increase", "decrease", "no_change", "modulate"]
Certainty = Literal["asserted", "speculative", "negated"]
Perturbation = Literal["none", "loss", "gain"]
Origin = Literal["own", "cited", "background"]
Reason = Literal[
    "missing", "unreadable", "unsupported", "encrypted", "damaged", "no_text", "suspect_text",
    "too_large", "timeout", "memory", "crashed", "changed", "error",
]  # fmt: skip


class RecordError(ValueError):
    """A record was about to be made that breaks one of its invariants."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on one page, in points, origin top left."""

    x0_pt: float
    top_pt: float
    x1_pt: float
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, caption, list item, footnote or table; ``section`` is the nearest heading above it."""

    kind: BlockKind
    section: str
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    role: Role = "other"
    level: int = 0


@dataclass(frozen=True, slots=True)
class LineBox:
    """Where one printed line of ``Document.text`` lies on the page; lines are sorted by ``start``."""

    start: int
    end: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark: it stood before the character ``offset`` of the text and is itself not in the text."""

    offset: int
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the reference list, as printed."""

    number: int
    text: str
    doi: str | None = None
    pmid: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its cells whole; every row has as many cells as the header (``""`` for an empty cell)."""

    caption: str
    page: int | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    footnotes: tuple[str, ...] = ()
    citations: tuple[tuple[int, int, tuple[int, ...]], ...] = ()  # (row, column, reference numbers); row -1 is the header

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.header):
                raise RecordError(f"table row {number} has {len(row)} cells, its header has {len(self.header)}")


@dataclass(frozen=True, slots=True)
class Repair:
    """A character or hyphen that was mended; ``offset`` is in ``Document.text``, ``before`` is what the file held."""

    offset: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that was read but is no part of the paper's prose: running heads, feet, page and line numbers, watermarks."""

    page: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper as text with its structure. ``id`` is the first 16 hex digits of the file's SHA-256."""

    id: str
    sha256: str
    source: str
    text: str
    title: str | None = None
    doi: str | None = None
    pmid: str | None = None
    journal: str | None = None
    year: int | None = None
    registrations: tuple[str, ...] = ()
    page_count: int = 0
    blocks: tuple[Block, ...] = ()
    lines: tuple[LineBox, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    tables: tuple[Table, ...] = ()
    repairs: tuple[Repair, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        size, last = len(self.text), 0
        for block in self.blocks:
            if not last <= block.start <= block.end <= size:
                raise RecordError(f"block {block.start}:{block.end} is out of order or beyond the text ({size} characters)")
            last = block.end
        for citation in self.citations:
            if not 0 <= citation.offset <= size:
                raise RecordError(f"citation at {citation.offset} lies beyond the text ({size} characters)")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open character range of ``Document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Concept:
    """What a mention names: a CURIE such as ``HGNC:6018`` (empty where no identifier is known) and the preferred name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """The numbers of a dose or a time: ``values`` in ``unit`` (``cells/kg``, ``mg/kg``, ``h``, ``d``)."""

    values: tuple[float, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed span. ``same_as`` is the id of the mention whose long form or abbreviation this one repeats."""

    id: str
    label: str
    start: int
    end: int
    text: str
    concept: Concept | None = None
    same_as: str | None = None
    confidence: float = 0.0
    method: str = ""
    quantity: Quantity | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that gave a relation one of its values; ``role``: trigger, direction, negation, speculation or perturbation."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Context:
    """A mention that says under what condition, in which species, at which dose or time a relation holds."""

    role: Literal["condition", "species", "dose", "timing", "route"]
    mention: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed pair of mentions with its attributes; ``head``, ``tail`` and ``locations`` are mention ids."""

    id: str
    label: str
    head: str
    tail: str
    direction: Direction | None = None
    certainty: Certainty = "asserted"
    perturbation: Perturbation = "none"
    locations: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()
    elliptic: bool = False
    confidence: float = 0.0
    method: str = ""
    origin: Origin = "background"
    context: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What one paper says of one registered trial; ``evidence`` are spans of the text."""

    trial_id: str
    registry: str
    title: str | None = None
    phase: str | None = None
    product: str | None = None
    donor: str | None = None
    source: str | None = None
    doses: tuple[str, ...] = ()
    route: str | None = None
    control: str | None = None
    condition: str | None = None
    primary_outcome: str | None = None
    secondary_outcome: str | None = None
    status: str | None = None
    enrollment: int | None = None
    start: str | None = None
    completion: str | None = None
    citations: tuple[int, ...] = ()
    evidence: tuple[Span, ...] = ()
    own: bool = False
    disagreements: tuple[tuple[str, str, str], ...] = ()  # (field, value in the table, value in the prose)


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """What a registry itself says of one trial, read from a file that the user has; values as in ``Trial``."""

    trial_id: str
    registry: str
    title: str | None = None
    status: str | None = None
    phase: str | None = None
    enrollment: int | None = None
    start: str | None = None
    completion: str | None = None
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """One effect of a study record, in normalised names; ``relation`` is the id of its evidence."""

    agent: str
    target: str
    direction: Direction
    certainty: Certainty
    location: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class Study:
    """What the paper says of one cited reference, or (``reference`` is None) of its own work: a row of an evidence table."""

    reference: int | None
    products: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    doses: tuple[str, ...] = ()
    timings: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    species: tuple[str, ...] = ()
    effects: tuple[StudyEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What made an extraction: the version of the code and the name and version of the model."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything known of one paper."""

    document: Document
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    trials: tuple[Trial, ...]
    studies: tuple[Study, ...]
    pipeline: Version
    timings_s: dict[str, float] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        text, ids = self.document.text, {mention.id for mention in self.mentions}
        if len(ids) != len(self.mentions):
            raise RecordError(f"{self.document.source}: mention ids are not unique")
        for mention in self.mentions:
            if text[mention.start : mention.end] != mention.text:
                raise RecordError(f"mention {mention.id} says {mention.text!r}, the text {text[mention.start : mention.end]!r}")
            if mention.same_as is not None and mention.same_as not in ids:
                raise RecordError(f"mention {mention.id} repeats {mention.same_as!r}, which is no mention")
        for relation in self.relations:
            for reference in (relation.head, relation.tail, *relation.locations):
                if reference not in ids:
                    raise RecordError(f"relation {relation.id} names {reference!r}, which is no mention")
            if (relation.label == "EFFECT") != (relation.direction is not None):
                raise RecordError(f"relation {relation.id}: an EFFECT has a direction, other relations have none")


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that could not be read, and why; ``detail`` says what a person can do about it."""

    source: str
    reason: Reason
    detail: str
    sha256: str | None = None
