"""PDF -> Document: the whole way on one screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.journal import own_journal
from pipeline.metadata import own_doi, own_pmid, own_registrations, own_year
from pipeline.pdf import furniture
from pipeline.pdf.compose import Context, compose
from pipeline.pdf.document import Part, assembled, table_parts
from pipeline.pdf.edits import Composed
from pipeline.pdf.flow import Line, flow
from pipeline.pdf.headings import Piece
from pipeline.pdf.marks import cut_brackets
from pipeline.pdf.mend import glyph_meanings, mended, without_numbers
from pipeline.pdf.outlook import look
from pipeline.pdf.pages import read_pages
from pipeline.pdf.paragraphs import body, chunks
from pipeline.pdf.repair import spelled
from pipeline.pdf.scripts import is_numbers, is_power, runs
from pipeline.pdf.structure import structure
from pipeline.pdf.tabulate import table_texts, take_tables, write_table
from pipeline.pdf.verdict import judged
from pipeline.reading import sha256_of
from pipeline.records import Document, Reference
from pipeline.references import parse_references

_BRACKETED = re.compile(r"[\[(]\d{1,3}(?:\s?[,–-]\s?\d{1,3})*[\])]")


def read_pdf(path: Path) -> Document:
    """Read a PDF as a Document. Raises ReadError with its reason where there is nothing to be read."""
    digest = sha256_of(path)
    look(path)
    pages, dropped = read_pages(path)
    stripped = furniture.strip(pages)
    flags = judged(pages, stripped.pages, path.name)
    if not any(page.segments for page in stripped.pages):  # nothing else is printed: what repeats is the text
        stripped = furniture.Stripped(tuple(pages), ())
    prose, tables = take_tables(stripped.pages)
    lines = flow(prose)
    style = body(lines)
    found = structure(chunks(lines, style), style)
    references = parse_references([line.text for line in found.references])
    context = _context(lines, found.pieces, references)
    texts = [compose(piece.lines, context) for piece in found.pieces]
    ends = [len(texts)]
    for table in tables:
        texts += table_texts(table, context)
        ends.append(len(texts))
    texts = _mended(texts, len(found.pieces), context, references)
    parts = [
        Part(piece.kind, text, piece.lines, piece.level, piece.role) for piece, text in zip(found.pieces, texts, strict=False)
    ]
    written = [
        write_table(table, texts[a:b], context.last_reference) for table, a, b in zip(tables, ends, ends[1:], strict=False)
    ]
    text, blocks, citations, boxes, repairs = assembled(table_parts(parts, written))
    first_page = [line.text for line in lines if line.page == 1]
    front = "\n".join(first_page)
    furniture_texts = [piece.text for piece in stripped.furniture]
    return Document(
        id=digest[:16],
        sha256=digest,
        source=path.name,
        text=text,
        title=next((part.composed.text for part in parts if part.kind == "title"), None),
        doi=own_doi(front, furniture_texts),
        pmid=own_pmid(front),
        journal=own_journal(first_page, furniture_texts),
        year=own_year(front, furniture_texts),
        registrations=own_registrations(text, blocks, [mark.offset for mark in citations]),
        page_count=len(pages),
        blocks=blocks,
        lines=boxes,
        citations=citations,
        references=references,
        tables=tuple(table.record for table in written),
        repairs=repairs,
        furniture=(*dropped, *stripped.furniture, *found.furniture),
        flags=flags,
    )


def _mended(texts: Sequence[Composed], prose: int, context: Context, references: Sequence[Reference]) -> list[Composed]:
    """Mend the characters of all texts, then cut out bracketed citations unless raised numbers cite."""
    meanings = glyph_meanings(text.text for text in texts)
    whole = [mended(without_numbers(text, meanings)) for text in texts]
    if context.raised_cite:
        return whole
    return cut_brackets(whole[:prose], whole[prose:], context.last_reference, references)


def _context(lines: Sequence[Line], pieces: Sequence[Piece], references: Sequence[Reference]) -> Context:
    """Gather what the whole paper says: its spellings, whether raised numbers cite, and the number of its last reference."""
    raised = bracketed = 0
    for line in (line for piece in pieces if piece.kind in ("paragraph", "list_item") for line in piece.lines):
        bracketed += len(_BRACKETED.findall(line.text))
        before = ""
        for run in runs(line.segment):
            if run.height == "super" and is_numbers(run.text) and before.strip() and not is_power(before, run.text):
                raised += 1
            before += run.text
    last = max((entry.number for entry in references), default=999)
    return Context(spelled(line.text for line in lines), raised > max(3, bracketed), last)
