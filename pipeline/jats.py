"""JATS XML -> Document: the same record that a PDF gives, from the file the publisher deposited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.entities import html5
from pathlib import Path

from lxml import etree

from pipeline.blocks import Draft, assemble, table_draft
from pipeline.jats_inline import NOT_INLINE, inline_text, local_name
from pipeline.jats_references import read_references, reference_numbers
from pipeline.jats_tables import read_table
from pipeline.metadata import own_registrations
from pipeline.reading import ReadError, sha256_of
from pipeline.records import BlockKind, Document, Role, Table
from pipeline.sections import section_roles

LARGEST_BYTES = 200_000_000
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_WRAPPERS = frozenset(
    {
        "table-wrap-group",
        "fig-group",
        "boxed-text",
        "disp-quote",
        "def-list",
        "app",
        "app-group",
        "notes",
        "fn-group",
        "floats-group",
    }
)


def _entity(found: re.Match[bytes]) -> bytes:
    """Write a named entity of the DTD as a numbered one; those of XML itself and unknown ones stay."""
    name = found[1].decode()
    if name in _XML_ENTITIES or name + ";" not in html5:
        return found[0]
    return html5[name + ";"].encode("ascii", "xmlcharrefreplace")


def _parse(path: Path) -> etree._Element:
    """Parse a file whose DTD is not at hand: named entities become characters, nothing is fetched or expanded."""
    if path.stat().st_size > LARGEST_BYTES:
        raise ReadError("too_large", f"{path.name} has more than {LARGEST_BYTES // 1_000_000} MB")
    content = re.sub(rb"&([A-Za-z][A-Za-z0-9]*);", _entity, path.read_bytes())
    parser = etree.XMLParser(
        load_dtd=False, no_network=True, resolve_entities=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("damaged", f"{path.name} is not well-formed XML: {error}") from error
    article = root if local_name(root) == "article" else next(root.iter("{*}article"), None)
    if article is None:
        raise ReadError("unsupported", f"{path.name} is XML, but holds no JATS article (its root is <{local_name(root)}>)")
    return article


@dataclass
class _Walk:
    """Goes through the parts of an article in order and writes drafts of blocks; sections are finished by ``_with_roles``."""

    numbers: Mapping[str, int]
    drafts: list[Draft] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    section: str = ""
    role: Role = "other"

    def add(self, kind: BlockKind, element: etree._Element, prefix: str = "", level: int = 0) -> None:
        """Write the running text of one element as a block."""
        text, citations = inline_text(element, self.numbers)
        if prefix and text:
            citations = tuple(replace(mark, offset=mark.offset + len(prefix)) for mark in citations)
        if text:
            self.drafts.append(Draft(kind, prefix + text, self.section, self.role, level, citations))

    def heading(self, element: etree._Element, level: int) -> None:
        """Write a section title, with its number, and let it name what follows."""
        label = element.getparent().findtext("{*}label") if element.getparent() is not None else None
        self.section = ((label.strip() + " ") if label else "") + inline_text(element, self.numbers)[0]
        if self.section:
            self.drafts.append(Draft("heading", self.section, self.section, self.role, level))

    def walk(self, parent: etree._Element, level: int) -> None:
        """Write everything that an element holds, one block after the other."""
        outer = self.section
        for child in parent:
            name = local_name(child)
            if name == "sec" or name in _WRAPPERS:
                self.walk(child, level + (name == "sec"))
                self.section = outer
            elif name == "title":
                self.heading(child, level)
                outer = self.section
            elif name in ("p", "verse-group"):
                self.paragraph(child, "paragraph", level)
            elif name in ("list", "def-list"):
                self.list_items(child, level)
            elif name == "def-item":
                self.add("list_item", child)
            elif name == "fn":
                self.paragraph(child, "footnote", level)
            elif name in ("fig", "table-wrap"):
                self.figure(child, name)
            elif name == "supplementary-material":
                self.captions(child)

    def paragraph(self, element: etree._Element, kind: BlockKind, level: int) -> None:
        """Write a paragraph, and after it the lists, figures and tables that stand within it."""
        self.add(kind, element)
        for child in element:
            if local_name(child) in NOT_INLINE:
                wrapper = etree.Element("wrapper")
                wrapper.append(etree.fromstring(etree.tostring(child, with_tail=False)))
                self.walk(wrapper, level)

    def list_items(self, element: etree._Element, level: int) -> None:
        """Write the items of a list with their printed labels; an item of several paragraphs gives several blocks."""
        for item in element.iterchildren("{*}list-item"):
            label = (item.findtext("{*}label") or "").strip()
            for number, child in enumerate(item.iterchildren("{*}p", "{*}list")):
                if local_name(child) == "list":
                    self.list_items(child, level)
                else:
                    self.add("list_item", child, prefix=f"{label} " if label and number == 0 else "")

    def captions(self, element: etree._Element) -> str:
        """Write label, title and text of a figure or table as one caption block; returns that text."""
        label = (element.findtext("{*}label") or "").strip().rstrip(".")
        parts, marks = [], []
        size = len(label) + 2 if label else 0
        for piece in element.iterfind("{*}caption/*"):
            text, citations = inline_text(piece, self.numbers)
            if text:
                marks += [replace(mark, offset=size + mark.offset) for mark in citations]
                parts.append(text)
                size += len(text) + 1
        text = ". ".join(part for part in (label, " ".join(parts)) if part)
        if text:
            self.drafts.append(Draft("caption", text, self.section, self.role, citations=tuple(marks) if parts else ()))
        return text

    def figure(self, element: etree._Element, name: str) -> None:
        """Write a figure's caption, or a table with caption, cells and footnotes."""
        caption = self.captions(element)
        if name != "table-wrap":
            return
        feet = [note for note in element.iterfind("{*}table-wrap-foot/*")]
        notes = tuple(text for note in feet if (text := inline_text(note, self.numbers)[0]))
        table = read_table(element, caption, notes, self.numbers)
        if table is not None:
            self.tables.append(table)
            self.drafts.append(table_draft(table, section=self.section, role=self.role))
        for note in feet:
            self.add("footnote", note)


def _with_roles(drafts: list[Draft]) -> Iterator[Draft]:
    """Give every block of the body the role of the last heading above it."""
    headings = [(draft.level, draft.text) for draft in drafts if draft.kind == "heading"]
    roles = iter(section_roles(headings))
    role: Role = "other"
    for draft in drafts:
        role = next(roles) if draft.kind == "heading" else role
        yield replace(draft, role=role)


def _drafts(article: etree._Element, numbers: Mapping[str, int]) -> tuple[list[Draft], list[Table]]:
    front = article.find("{*}front")
    meta = next(front.iter("{*}article-meta"), front) if front is not None else article
    walk = _Walk(numbers)
    title = meta.find("{*}title-group/{*}article-title")
    if title is not None:
        walk.role, walk.section = "title", "Title"
        walk.add("title", title)
    for abstract in meta.iterfind("{*}abstract"):
        walk.role, walk.section = "abstract", "Abstract"
        walk.walk(abstract, 1)
    for group in meta.iterfind("{*}kwd-group"):
        words = [text for word in group.iter("{*}kwd") if (text := inline_text(word, numbers)[0])]
        walk.drafts += [Draft("paragraph", "Keywords: " + ", ".join(words), "Keywords")] if words else []
    body = _Walk(numbers)
    for name in ("body", "back", "floats-group"):
        for part in article.iterchildren(f"{{*}}{name}"):
            for child in part.iterchildren("{*}ack", "{*}glossary"):
                child.tag = "sec"  # both are sections by another name
            body.section = ""
            body.walk(part, 0)
    return [*walk.drafts, *_with_roles(body.drafts)], body.tables


def _year(meta: etree._Element) -> int | None:
    years = [int(found) for date in meta.iter("{*}pub-date") if (found := (date.findtext("{*}year") or "").strip()).isdigit()]
    return min(years, default=None)


def _identifier(meta: etree._Element, kind: str) -> str | None:
    found = next((item.text for item in meta.iter("{*}article-id") if item.get("pub-id-type") == kind), None)
    return found.strip() if found and found.strip() else None


def read_jats(path: Path) -> Document:
    """Read a JATS article (any version, with or without DTD) as a Document.

    Cross references of type ``bibr`` become citation marks; ``references`` are numbered as printed, or in order. Raises
    ReadError: ``damaged`` (not XML), ``unsupported`` (no article), ``no_text`` (no title, abstract or body), ``too_large``.
    """
    article = _parse(path)
    numbers = reference_numbers(article)
    drafts, tables = _drafts(article, numbers)
    text, blocks, citations = assemble(drafts)
    if not text:
        raise ReadError("no_text", f"{path.name} holds neither title, abstract nor body")
    sha256 = sha256_of(path)
    front = article.find("{*}front")
    meta = front if front is not None else article
    title = next((draft.text for draft in drafts if draft.kind == "title"), None)
    journal = next((" ".join("".join(found.itertext()).split()) for found in meta.iter("{*}journal-title")), None)
    return Document(
        id=sha256[:16],
        sha256=sha256,
        source=str(path),
        text=text,
        title=title,
        doi=_identifier(meta, "doi"),
        pmid=_identifier(meta, "pmid"),
        journal=journal,
        year=_year(meta),
        registrations=own_registrations(text, blocks, [mark.offset for mark in citations]),
        blocks=blocks,
        citations=citations,
        references=read_references(article, numbers),
        tables=tuple(tables),
    )
