"""Drafts of blocks -> the text of a Document, its blocks and its citation marks; shared by every reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.records import Block, BlockKind, Box, Citation, Role, Table

BETWEEN_BLOCKS = "\n\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has a place in the document: offsets of ``citations`` count from the start of ``text``."""

    kind: BlockKind
    text: str
    section: str = ""
    role: Role = "other"
    level: int = 0
    citations: tuple[Citation, ...] = ()
    page: int | None = None
    box: Box | None = None


class Assembled(NamedTuple):
    """The text of a document with the blocks and marks that lie in it."""

    text: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]


def assemble(drafts: Iterable[Draft]) -> Assembled:
    """Join drafts by a blank line; drafts without text are left out. Nothing in gives an empty text."""
    parts: list[str] = []
    blocks: list[Block] = []
    citations: list[Citation] = []
    start = 0
    for draft in drafts:
        if not draft.text:
            continue
        end = start + len(draft.text)
        blocks.append(Block(draft.kind, draft.section, start, end, draft.page, draft.box, draft.role, draft.level))
        citations.extend(replace(mark, offset=start + mark.offset) for mark in draft.citations)
        parts.append(draft.text)
        start = end + len(BETWEEN_BLOCKS)
    return Assembled(BETWEEN_BLOCKS.join(parts), tuple(blocks), tuple(citations))


def cell_text(text: str) -> str:
    """Return a cell's text on one line, without the tabs that part cells."""
    return " ".join(text.split())


def table_draft(table: Table, *, section: str = "", role: Role = "other") -> Draft:
    """Write a table as one block: header first, cells parted by tabs, rows by line ends, marks at the ends of their cells."""
    marks = {(row, column): references for row, column, references in table.citations}
    lines: Sequence[Sequence[str]] = [table.header, *table.rows]
    citations: list[Citation] = []
    text = ""
    for row, cells in enumerate(lines, start=-1):
        text += "\n" if row >= 0 else ""
        for column, cell in enumerate(cells):
            text += ("\t" if column else "") + cell_text(cell)
            if (row, column) in marks:
                citations.append(Citation(len(text), marks[row, column]))
    return (
        Draft("table", text, section, role, citations=tuple(citations), page=table.page) if text.strip() else Draft("table", "")
    )
