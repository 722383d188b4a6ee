"""PDF -> Document: the whole way on one screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.blocks import Draft, assemble
from pipeline.pdf import furniture
from pipeline.pdf.characters import sheets
from pipeline.pdf.compose import Composed, Context, compose
from pipeline.pdf.flow import Line, flow
from pipeline.pdf.lines import segments, without_copies, words
from pipeline.pdf.paragraphs import body, chunks
from pipeline.pdf.repair import spelled
from pipeline.pdf.scripts import is_numbers, is_power, runs
from pipeline.pdf.shapes import Segment, around, plain
from pipeline.pdf.structure import Piece, structure
from pipeline.reading import sha256_of
from pipeline.records import Document, Furniture, LineBox, Reference, Repair
from pipeline.sections import section_roles


def read_pdf(path: Path) -> Document:
    """Read a PDF as a Document. Raises ReadError with its reason where there is nothing to be read."""
    digest = sha256_of(path)
    pages, dropped = _pages(path)
    stripped = furniture.strip(pages)
    lines = flow([(number, found) for (number, _, _), found in zip(pages, stripped.pages, strict=True)])
    style = body(lines)
    found = structure(chunks(lines, style), style)
    context = _context(lines, found.references)
    composed = [compose(piece.lines, context) for piece in found.pieces]
    drafts = _drafts(found.pieces, composed)
    assembled = assemble(drafts)
    kept = [part for part in composed if part.text]
    boxes: list[LineBox] = []
    repairs: list[Repair] = []
    for block, part in zip(assembled.blocks, kept, strict=True):
        boxes.extend(replace(box, start=box.start + block.start, end=box.end + block.start) for box in part.lines)
        repairs.extend(replace(repair, offset=repair.offset + block.start) for repair in part.repairs)
    title = next((part.text for piece, part in zip(found.pieces, composed, strict=True) if piece.kind == "title"), None)
    return Document(
        id=digest[:16],
        sha256=digest,
        source=path.name,
        text=assembled.text,
        title=title,
        page_count=len(pages),
        blocks=assembled.blocks,
        lines=tuple(boxes),
        citations=assembled.citations,
        references=parse_references([line.text for line in found.references]),
        repairs=tuple(repairs),
        furniture=(*dropped, *stripped.furniture, *found.furniture),
    )


def parse_references(lines: Sequence[str]) -> tuple[Reference, ...]:
    """Gather printed lines into numbered entries; lines before the first number are left out."""
    entries: list[tuple[int, str]] = []
    for line in lines:
        match = re.match(r"\[?(\d{1,3})[.\])]?\s+(.*)", line)
        if match and int(match[1]) == len(entries) + 1:
            entries.append((int(match[1]), match[2]))
        elif entries:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line}")
    return tuple(Reference(number, text) for number, text in entries)


def _pages(path: Path) -> tuple[list[tuple[int, float, list[Segment]]], list[Furniture]]:
    """Return the pages as (number, height, segments) and what stands in their margins."""
    pages: list[tuple[int, float, list[Segment]]] = []
    dropped: list[Furniture] = []
    for sheet in sheets(path):
        found = without_copies(words(sheet.glyphs))
        numbers = furniture.line_numbers(found)
        if numbers:
            dropped.append(Furniture(sheet.number, furniture.number_texts(found, numbers), "line_number"))
            found = [word for i, word in enumerate(found) if i not in numbers]
        if sheet.aside:
            dropped.append(Furniture(sheet.number, plain(words(sheet.aside)), "rotated"))
        pages.append((sheet.number, sheet.height, segments(found)))
    return pages, dropped


def _context(lines: Sequence[Line], references: Sequence[Line]) -> Context:
    raised = bracketed = 0
    for line in lines:
        bracketed += len(re.findall(r"\[\d{1,3}[\],–-]", line.text))
        before = ""
        for run in runs(line.segment):
            if run.height == "super" and is_numbers(run.text) and before[-1:].strip() and not is_power(before, run.text):
                raised += 1
            before += run.text
    numbers = [int(m[1]) for line in references if (m := re.match(r"\[?(\d{1,3})[.\])]?\s", line.text))]
    return Context(spelled(line.text for line in lines), raised > max(3, bracketed), max(numbers, default=999))


def _drafts(pieces: Sequence[Piece], composed: Sequence[Composed]) -> list[Draft]:
    heads = [(piece.level, part.text) for piece, part in zip(pieces, composed, strict=True) if piece.kind == "heading"]
    roles = iter(section_roles(heads))
    section, role = "", "other"
    drafts: list[Draft] = []
    for piece, part in zip(pieces, composed, strict=True):
        if piece.kind == "heading":
            section, role = part.text, next(roles)
        page = piece.lines[0].page
        box = around([line.segment.box for line in piece.lines if line.page == page])
        kind_role = "title" if piece.kind == "title" else role
        drafts.append(Draft(piece.kind, part.text, section, kind_role, piece.level, part.citations, page, box))  # type: ignore[arg-type]
    return drafts
