"""Composed blocks -> the text of the Document with blocks, marks, line boxes and repairs in its coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.blocks import Draft, assemble, table_draft
from pipeline.pdf.edits import Composed
from pipeline.pdf.flow import Line
from pipeline.pdf.shapes import around
from pipeline.pdf.tabulate import Written
from pipeline.records import Block, BlockKind, Box, Citation, LineBox, Repair, Role, Table
from pipeline.sections import section_roles


@dataclass(frozen=True, slots=True)
class Part:
    """One block before it has a section: its kind, text, printed lines, level, and its table if it is one."""

    kind: BlockKind
    composed: Composed
    lines: tuple[Line, ...]
    level: int = 0
    role: Role | None = None
    table: Table | None = None
    page: int | None = None
    box: Box | None = None


def table_parts(parts: Sequence[Part], tables: Sequence[Written]) -> list[Part]:
    """Put each table, with caption and notes, behind the last block that begins on its page."""
    out = list(parts)
    for table in reversed(tables):
        place = next((i for i, part in enumerate(out) if part.lines and part.lines[0].page > table.page), len(out))
        while place > 0 and out[place - 1].kind == "heading":
            place -= 1
        nothing = Composed("")
        new = [Part("caption", table.caption, table.caption_lines)] if table.caption.text else []
        new.append(Part("table", nothing, (), table=table.record, page=table.page, box=table.region.box))
        new += [Part("footnote", note, (line,)) for note, line in table.notes]
        out[place:place] = new
    return out


def assembled(
    parts: Sequence[Part],
) -> tuple[str, tuple[Block, ...], tuple[Citation, ...], tuple[LineBox, ...], tuple[Repair, ...]]:
    """Give every block its section and role, join the texts, and move all offsets into the document."""
    heads = [(part.level, part.composed.text) for part in parts if part.kind == "heading" and part.role is None]
    roles = iter(section_roles(heads))
    section = ""
    role: Role = "other"
    drafts: list[tuple[Draft, Part]] = []
    for part in parts:
        if part.role is not None:
            section, role = _named(part, section), part.role
        elif part.kind == "heading":
            section, role = part.composed.text, next(roles)
        drafts.append((_draft(part, section, role), part))
    drafts = [(draft, part) for draft, part in drafts if draft.text]
    whole = assemble(draft for draft, _ in drafts)
    boxes: list[LineBox] = []
    repairs: list[Repair] = []
    for block, (_, part) in zip(whole.blocks, drafts, strict=True):
        boxes.extend(replace(box, start=box.start + block.start, end=box.end + block.start) for box in part.composed.lines)
        repairs.extend(replace(repair, offset=repair.offset + block.start) for repair in part.composed.repairs)
    return whole.text, whole.blocks, whole.citations, tuple(boxes), tuple(repairs)


def _named(part: Part, section: str) -> str:
    """Return the section of a block in front of the running text."""
    if part.kind == "heading":
        return part.composed.text
    return (section or "Abstract") if part.role == "abstract" else "Keywords"


def _draft(part: Part, section: str, role: Role) -> Draft:
    if part.table is not None:
        return replace(table_draft(part.table, section=section, role=role), page=part.page, box=part.box)
    page = part.lines[0].page
    box = around([line.segment.box for line in part.lines if line.page == page])
    return Draft(
        part.kind, part.composed.text, section, "title" if part.kind == "title" else role,
        part.level, part.composed.citations, page, box,
    )  # fmt: skip
