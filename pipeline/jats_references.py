"""The reference list of a JATS article -> numbered References."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from pipeline.jats_inline import local_name
from pipeline.records import Reference

_CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation")


def _entries(article: etree._Element) -> list[etree._Element]:
    return [entry for back in article.iterchildren("{*}back", "{*}body") for entry in back.iter("{*}ref")]


def reference_numbers(article: etree._Element) -> dict[str, int]:
    """Map the id of every entry, and of each citation in it, to its number: its printed label, else its place."""
    entries = _entries(article)
    labels = [(entry.findtext("{*}label") or "").strip(" .()[]\u200a") for entry in entries]
    numbered = all(label.isdigit() for label in labels) and len(set(labels)) == len(labels)
    numbers: dict[str, int] = {}
    for place, (entry, label) in enumerate(zip(entries, labels, strict=True), start=1):
        for element in (entry, *(child for child in entry if local_name(child) in _CITATIONS)):
            if identifier := element.get("id"):
                numbers[identifier] = int(label) if numbered else place
    return numbers


def _plain(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _names(citation: etree._Element) -> str:
    group = citation.find("{*}person-group")
    names = [
        " ".join(part for part in (_plain(name.find("{*}surname")), _plain(name.find("{*}given-names"))) if part)
        for name in (group if group is not None else citation).iterfind("{*}name")
    ]
    names += [_plain(collab) for collab in citation.iter("{*}collab")]
    return ", ".join(names) + (" et al" if next(citation.iter("{*}etal"), None) is not None else "")


def _element_text(citation: etree._Element) -> str:
    """Write an element-citation, which has no punctuation of its own, as reference lists print it."""
    title, source, year = (_plain(citation.find(f"{{*}}{name}")) for name in ("article-title", "source", "year"))
    volume, issue, first, last = (_plain(citation.find(f"{{*}}{name}")) for name in ("volume", "issue", "fpage", "lpage"))
    where = volume + (f"({issue})" if issue else "") + (f":{first}" if first else "") + (f"–{last}" if first and last else "")
    parts = [
        _names(citation),
        title,
        source,
        ";".join(part for part in (year, where) if part),
        _plain(citation.find("{*}comment")),
    ]
    return " ".join(part.rstrip(".") + "." for part in parts if part)


def _text(citation: etree._Element) -> str:
    if local_name(citation) == "element-citation" or not re.search(
        r"[^\W\d_]", "".join([citation.text or "", *(child.tail or "" for child in citation)])
    ):
        return _element_text(citation) or _plain(citation)
    return _plain(citation)


def _identifier(entry: etree._Element, kind: str) -> str | None:
    for element in entry.iter("{*}pub-id", "{*}object-id", "{*}ext-link"):
        if kind in ((element.get("pub-id-type") or "").lower(), (element.get("ext-link-type") or "").lower()):
            found = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", _plain(element), flags=re.IGNORECASE)
            return found or None
    return None


def read_references(article: etree._Element, numbers: Mapping[str, int]) -> tuple[Reference, ...]:
    """Return the entries in the order printed, without their labels; an article without a list gives ()."""
    references: list[Reference] = []
    for place, entry in enumerate(_entries(article), start=1):
        citations = [child for child in entry if local_name(child) in _CITATIONS]
        text = " ".join(_text(citation) for citation in citations) or _plain(entry)
        number = numbers.get(entry.get("id", ""), place)
        references.append(Reference(number, text, _identifier(entry, "doi"), _identifier(entry, "pmid")))
    return tuple(references)
