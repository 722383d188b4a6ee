"""The parts of a JATS article in order -> drafts of blocks: titles, paragraphs, list items, captions, tables, footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.blocks import Draft, table_draft
from pipeline.jats_inline import NOT_INLINE, inline_text, local_name
from pipeline.jats_tables import read_table
from pipeline.records import BlockKind, Role, Table
from pipeline.sections import section_roles

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


@dataclass
class Walk:
    """Goes through the parts of an article in order and writes drafts of blocks; sections are finished by ``with_roles``."""

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


def with_roles(drafts: list[Draft]) -> Iterator[Draft]:
    """Give every block of the body the role of the last heading above it."""
    headings = [(draft.level, draft.text) for draft in drafts if draft.kind == "heading"]
    roles = iter(section_roles(headings))
    role: Role = "other"
    for draft in drafts:
        role = next(roles) if draft.kind == "heading" else role
        yield replace(draft, role=role)
