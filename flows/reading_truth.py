"""What a JATS file says a reader should have seen: words, citation marks, titles, roles, exponents and tables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.jats_inline import NOT_INLINE, inline_text, local_name
from pipeline.jats_references import read_references, reference_numbers
from pipeline.records import Citation, Reference, Role
from pipeline.sections import section_roles

_WORD = re.compile(r"\w+")
_SECTIONS = ("sec", "ack", "glossary")
_HOLDERS = ("list", "list-item", "def-list", "boxed-text", "disp-quote", "fn-group", "fn", "notes", "app", "app-group")
_EXPONENT = re.compile(r"\b10\^[-−–]?\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark that stands after ``word`` words of the text."""

    word: int
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The words of abstract and body without tables and captions, and what lies on them; ``prose`` adds the back matter."""

    words: tuple[str, ...]
    roles: tuple[Role, ...]
    marks: tuple[Mark, ...]
    superscript: bool
    prose: tuple[str, ...]
    titles: tuple[str, ...]
    exponents: Counter[str]
    tables: tuple[frozenset[str], ...]
    references: tuple[Reference, ...]


def words_of(text: str) -> list[str]:
    """Return the words of a text: runs of ``\\w`` after NFKC, lower case."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def marks_of(text: str, citations: tuple[Citation, ...], before: int = 0) -> list[Mark]:
    """Place citation marks by the number of words in front of them, ``before`` words having come earlier."""
    marks, words, last = [], before, 0
    for citation in sorted(citations, key=lambda mark: mark.offset):
        words += len(words_of(text[last : citation.offset]))
        last = citation.offset
        marks.append(Mark(words, citation.references))
    return marks


def exponents_of(text: str) -> Counter[str]:
    """Count the powers of ten of a text, minus signs written alike."""
    return Counter(re.sub("[−–]", "-", found) for found in _EXPONENT.findall(text))


def normal_cell(text: str) -> str:
    """Return a cell's text as it is compared: NFKC, lower case, no white space, one kind of dash."""
    return re.sub(r"\s+", "", re.sub("[‐‑–—−]", "-", unicodedata.normalize("NFKC", text).lower()))


def _pieces(parent: etree._Element, level: int = 0) -> Iterator[tuple[str, int, etree._Element]]:
    for child in parent:
        name = local_name(child)
        if name == "title":
            yield "title", level, child
        elif name in ("p", "def-item"):
            yield "text", level, child
            yield from (piece for inner in child if local_name(inner) in NOT_INLINE for piece in _pieces(inner, level))
        elif name in _SECTIONS or name in _HOLDERS:
            yield from _pieces(child, level + (name in _SECTIONS))


def _is_superscript(article: etree._Element) -> bool:
    """Say whether the paper prints its citations raised: most of its marks open without a bracket."""
    bracketed = raised = 0
    for xref in article.iter("{*}xref"):
        if xref.get("ref-type") != "bibr" or any(local_name(up) in ("table-wrap", "fig") for up in xref.iterancestors()):
            continue
        previous = xref.getprevious()
        before = (previous.tail if previous is not None else xref.getparent().text) or ""
        bracketed += before.rstrip()[-1:] in ("[", "(")
        raised += before.rstrip()[-1:] not in ("[", "(", ",", ";", "-", "–", "") or local_name(xref.getparent()) == "sup"
    return raised > bracketed


def _cells(wrap: etree._Element, numbers: Mapping[str, int]) -> frozenset[str]:
    cells = (normal_cell(inline_text(cell, numbers)[0]) for cell in wrap.iter("{*}td", "{*}th"))
    return frozenset(cell for cell in cells if cell)


def read_truth(path: Path) -> Truth:
    """Read the ground truth of one paper from its JATS file. Raises lxml's XMLSyntaxError for a file that is no XML."""
    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, remove_comments=True, remove_pis=True)
    root = etree.parse(path, parser).getroot()
    article = root if local_name(root) == "article" else next(root.iter("{*}article"))
    numbers = reference_numbers(article)
    words: list[str] = []
    roles: list[Role] = []
    marks: list[Mark] = []
    exponents: Counter[str] = Counter()
    parts = [("abstract", part) for part in article.iterfind("{*}front/{*}article-meta/{*}abstract")]
    parts += [("body", part) for part in article.iterfind("{*}body")]
    titles: list[str] = []
    for kind, part in parts:
        pieces = [(what, level, *inline_text(element, numbers)) for what, level, element in _pieces(part)]
        named = iter(section_roles([(level, text) for what, level, text, _ in pieces if what == "title" and text]))
        role: Role = "abstract" if kind == "abstract" else "other"
        for what, _, text, citations in pieces:
            if what == "title" and text:
                titles.append(text)
                role = role if kind == "abstract" else next(named)
            marks += marks_of(text, citations, len(words))
            found = words_of(text)
            words += found
            roles += [role] * len(found)
            exponents += exponents_of(text)
    back = [inline_text(element, numbers)[0] for part in article.iterfind("{*}back") for _, _, element in _pieces(part)]
    titles += [inline_text(title, numbers)[0] for title in article.iterfind("{*}back//{*}sec/{*}title")]
    keywords = [inline_text(word, numbers)[0] for word in article.iter("{*}kwd")]
    tables = tuple(cells for wrap in article.iter("{*}table-wrap") if (cells := _cells(wrap, numbers)))
    return Truth(
        words=tuple(words),
        roles=tuple(roles),
        marks=tuple(marks),
        superscript=_is_superscript(article),
        prose=(*words_of(" ".join(keywords)), *words, *words_of(" ".join(back))),
        titles=tuple(titles),
        exponents=exponents,
        tables=tables,
        references=read_references(article, numbers),
    )
