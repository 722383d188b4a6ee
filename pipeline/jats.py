"""JATS XML -> Document: the same record that a PDF gives, from the file the publisher deposited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5
from pathlib import Path

from lxml import etree

from pipeline.blocks import Draft, assemble
from pipeline.jats_inline import inline_text, local_name
from pipeline.jats_references import read_references, reference_numbers
from pipeline.jats_walk import Walk, with_roles
from pipeline.metadata import own_registrations
from pipeline.reading import ReadError, sha256_of
from pipeline.records import Document, Table

LARGEST_BYTES = 200_000_000
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


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


def _drafts(article: etree._Element, numbers: Mapping[str, int]) -> tuple[list[Draft], list[Table]]:
    front = article.find("{*}front")
    meta = next(front.iter("{*}article-meta"), front) if front is not None else article
    walk = Walk(numbers)
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
    body = Walk(numbers)
    for name in ("body", "back", "floats-group"):
        for part in article.iterchildren(f"{{*}}{name}"):
            for child in part.iterchildren("{*}ack", "{*}glossary"):
                child.tag = "sec"  # both are sections by another name
            body.section = ""
            body.walk(part, 0)
    return [*walk.drafts, *with_roles(body.drafts)], body.tables


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
