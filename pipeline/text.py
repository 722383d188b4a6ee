"""Text file -> Document: clean text with blocks between blank lines, or the raw text layer of a PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.blocks import Draft, assemble, table_draft
from pipeline.digit_forms import known_names
from pipeline.journal import own_journal
from pipeline.layer_lines import is_text_layer
from pipeline.layer_text import read_layer
from pipeline.marks import cut_marks
from pipeline.metadata import own_doi, own_pmid, own_registrations, own_year
from pipeline.reading import ReadError
from pipeline.records import BlockKind, Document, Reference, Role, Table
from pipeline.references import parse_references
from pipeline.sections import named_role, section_roles

LARGEST_BYTES = 50_000_000
_REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s*)?(?:references?(?: and notes| cited)?|bibliography|literature cited)\s*:?", re.IGNORECASE
)
_ITEM = re.compile(r"(?:\(?(?:[ivx]{1,5}|[a-h]|\d{1,2})\)|[•●▪‣◦]|\d{1,2}\.(?=\s[A-Z]))\s+\S")
_CAPTION = re.compile(r"(?:fig(?:ure|\.)|table|scheme|box)\s*S?\d{1,3}\s*[.:|–—]", re.IGNORECASE)


def _decoded(path: Path) -> str:
    """Decode a file: UTF-8 or UTF-16 by its mark, UTF-8 if it is, else Windows-1252. Line ends become ``\\n``."""
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise ReadError(
            "too_large", f"{path.name} has {size // 1_000_000} MB; text of up to {LARGEST_BYTES // 1_000_000} MB is read"
        )
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        if b"\x00" in content[:4096]:
            raise ReadError("damaged", f"{path.name} is not text: it holds zero bytes")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path) -> Document:
    """Read a text file as a Document; what kind of text it is shows from the text itself.

    Clean text keeps every block as it is, its line ends written as spaces; only citation marks are cut out, and only where
    the paper's numbers give evidence of them. Raises ReadError: ``no_text``, ``damaged`` (binary), ``too_large``.
    """
    text = _decoded(path)
    if not text.strip():
        raise ReadError("no_text", f"{path.name} is empty")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return document_of(text, source=str(path), sha256=sha256)


def document_of(text: str, *, source: str, sha256: str) -> Document:
    """Make the Document of a decoded text; ``read_text`` without the file."""
    if is_text_layer(text):
        return _layer_document(text, source, sha256)
    drafts, tables, references = _clean_drafts(text)
    return _document(drafts, source, sha256, tables=tables, references=references)


def _layer_document(text: str, source: str, sha256: str) -> Document:
    layer = read_layer(text, known_names())
    document = _document(
        layer.drafts,
        source,
        sha256,
        tables=layer.tables,
        references=layer.references,
        heads=[item.text for item in layer.furniture],
    )
    kept = [repairs for draft, repairs in zip(layer.drafts, layer.repairs, strict=True) if draft.text]
    moved = [
        replace(repair, offset=block.start + repair.offset)
        for block, repairs in zip(document.blocks, kept, strict=True)
        for repair in repairs
    ]
    return replace(document, repairs=tuple(moved), furniture=layer.furniture, page_count=layer.page_count)


def _document(
    drafts: Sequence[Draft],
    source: str,
    sha256: str,
    *,
    tables: Sequence[Table],
    references: Sequence[Reference],
    heads: Sequence[str] = (),
) -> Document:
    text, blocks, citations = assemble(drafts)
    front = "\n".join(draft.text for draft in drafts[:12])
    return Document(
        id=sha256[:16],
        sha256=sha256,
        source=source,
        text=text,
        title=next((draft.text for draft in drafts if draft.kind == "title"), None),
        doi=own_doi(front, heads),
        pmid=own_pmid(front),
        journal=own_journal([draft.text for draft in drafts[:12]], heads),
        year=own_year(front, heads),
        registrations=own_registrations(text, blocks, [mark.offset for mark in citations]),
        blocks=blocks,
        citations=citations,
        references=tuple(references),
        tables=tuple(tables),
    )


def _table_of(block: str) -> Table | None:
    """Read a block whose lines all have the same number of tabs as the table it is; None for any other block."""
    rows = [tuple(line.split("\t")) for line in block.split("\n")]
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) > 1 or widths == {1}:
        return None
    return Table("", None, rows[0], tuple(rows[1:]))


def _kind(block: str, number: int, following: str) -> BlockKind:
    words = block.split()
    if number == 0 and following and len(words) <= 40 and len(re.findall(r"[.!?](?=\s)", block)) == 0:
        return "title"
    if _CAPTION.match(block):
        return "caption"
    if _ITEM.match(block):
        return "list_item"
    titled = len(words) <= 14 and block[:1].isupper() and not re.search(r"[.!?;,]$", block)
    if (titled and len(following) > len(block)) or (
        len(words) <= 5 and named_role(block) not in (None, "other") and len(words) > 0 and not block.endswith(".")
    ):
        return "heading"
    return "paragraph"


def _clean_drafts(text: str) -> tuple[list[Draft], list[Table], tuple[Reference, ...]]:
    """Part clean text into blocks; a reference list under its own heading is taken out."""
    blocks = [block.strip() for block in re.split(r"\n[ \t]*\n\s*", text.strip())]
    references: tuple[Reference, ...] = ()
    place = next((n for n, block in enumerate(blocks) if n > 0 and _REFERENCES.fullmatch(block.split("\n")[0].strip())), None)
    if place is not None:
        listed = [line for block in blocks[place:] for line in block.split("\n")][1:]
        found = parse_references(listed)
        if found:
            references, blocks = found, blocks[:place]
    held = {n: table for n, block in enumerate(blocks) if (table := _table_of(block))}
    plain = [block.replace("\n", " ") for block in blocks]
    kinds: list[BlockKind] = [
        "table" if n in held else _kind(block, n, plain[n + 1] if n + 1 < len(plain) else "") for n, block in enumerate(plain)
    ]
    marked = cut_marks(
        ["" if n in held else block for n, block in enumerate(plain)], names=known_names(), references=references
    )
    roles = iter(section_roles([(1, block) for block, kind in zip(plain, kinds, strict=True) if kind == "heading"]))
    has_headings = "heading" in kinds
    section, role = "", "other"
    drafts: list[Draft] = []
    for n, (mark, kind) in enumerate(zip(marked, kinds, strict=True)):
        if kind == "heading":
            section, role = mark.text, next(roles)
        if kind == "title":
            drafts.append(Draft(kind, mark.text, "Title", "title", citations=mark.citations))
            continue
        early = not section and not has_headings and len(blocks) <= 8
        place_name, block_role = ("Abstract", "abstract") if early else (section, role)
        if n in held:
            drafts.append(table_draft(held[n], section=place_name, role=_role(block_role)))
        else:
            drafts.append(Draft(kind, mark.text, place_name, _role(block_role), int(kind == "heading"), mark.citations))
    return drafts, list(held.values()), references


def _role(name: str) -> Role:
    return name  # type: ignore[return-value]
