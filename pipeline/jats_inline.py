"""Running text of JATS elements -> plain text and citation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.citations import expand_numbers
from pipeline.records import Citation

_FIRST_MARK = 0xF0000  # the private use plane: no paper holds its characters, so one character can stand for one mark
_MARK = "[\U000f0000-\U000ffffd]"
_LEAD = r"(?:see(?: also)?|e\.g\.,?|reviewed (?:in|by)|cf\.)"
_GROUP = re.compile(
    rf"\s?[\[(](?P<inside>[^\[\]()]{{0,600}}?{_MARK}[^\[\]()]{{0,600}})[\])]|(?P<bare>{_MARK}(?:\s?[,;–—‑-]\s?{_MARK})*)"
)
_NUMBERS = re.compile(rf"(?:{_LEAD}\s)?(?:{_MARK}|\d{{1,3}}(?!\d)|[\s,;–—‑&-]|and\b)+")
_NAMES = re.compile(rf"\s*(?:{_LEAD}\s)?(?:(?:[^\W\d_][\w’'‐.-]*+|&),?\s?)*+{_MARK}(?:,\s?{_MARK})*\s*")
_NAMED_REFERENCE = re.compile(r"\b[Rr]ef(?:s|erence|erences)?\.?\s*$")
_NEEDS_SPACE = re.compile(r"[^\W_]$|[.,;:]$")
_BASE_TEN = re.compile(r"(?<![\d.])10$")
_CITING = frozenset({"bibr", "ref"})  # the tag library names "bibr"; some publishers deposit "ref"
_SKIPPED = frozenset(
    {
        "fn",
        "graphic",
        "inline-graphic",
        "media",
        "tex-math",
        "annotation",
        "object-id",
        "alt-text",
        "long-desc",
        "label-alternatives",
    }
)
NOT_INLINE = frozenset(
    {"fig", "fig-group", "table-wrap", "table-wrap-group", "list", "def-list", "boxed-text", "disp-quote"}
    | {"supplementary-material", "disp-formula", "disp-formula-group"}
)


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; ``""`` for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@dataclass
class _Marks:
    """The cross references met while a text is flattened: their targets and what was printed."""

    numbers: Mapping[str, int]
    targets: list[tuple[int, ...]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def add(self, rids: str, printed: str) -> str:
        """Remember one cross reference and return the character that stands for it; unknown targets stay as text."""
        known = tuple(self.numbers[rid] for rid in rids.split() if rid in self.numbers)
        if not known:
            return printed
        self.targets.append(known)
        self.printed.append(" ".join(printed.split()))
        return chr(_FIRST_MARK + len(self.targets) - 1)


def _superscript(before: str, inner: str) -> str:
    """Write a superscript: as an exponent after a bare 10, else plainly beside what it marks."""
    exponent = inner.strip().replace("−", "-").replace("–", "-")
    return "^" + exponent if _BASE_TEN.search(before) and re.fullmatch(r"[+-]?\d{1,3}", exponent) else inner


def _flatten(element: etree._Element, marks: _Marks, stop: Callable[[str], bool]) -> str:
    text = element.text or ""
    for child in element:
        name = local_name(child)
        if name == "xref" and child.get("ref-type") in _CITING:
            text += marks.add(child.get("rid", ""), "".join(child.itertext()))
        elif name == "sup":
            text += _superscript(text, _flatten(child, marks, stop))
        elif name == "break":
            text += " "
        elif name and name not in _SKIPPED and not stop(name):
            text += _flatten(child, marks, stop)
        text += child.tail or ""
    return text


def _references(inside: str, marks: _Marks) -> tuple[int, ...]:
    """Return the reference numbers of a list of marks and plain numbers, ranges expanded."""
    if not _NUMBERS.fullmatch(inside):
        inside = ",".join(re.findall(_MARK, inside))
    spelled = re.sub(_MARK, lambda found: ",".join(map(str, marks.targets[ord(found.group()) - _FIRST_MARK])), inside)
    return expand_numbers(spelled)


def _is_citation(inside: str) -> bool:
    """Say whether a bracket holds nothing but a citation: numbers, or names and years parted by semicolons."""
    return bool(_NUMBERS.fullmatch(inside)) or all(_NAMES.fullmatch(part) for part in inside.split(";"))


def _is_name(marks: _Marks, group: str) -> bool:
    """Say whether a bare mark was printed as words or a year (``Smith et al. 2003``), which belong to the sentence."""
    return any(re.search(r"[^\W\d_]{2}|\d{4}", marks.printed[ord(mark) - _FIRST_MARK]) for mark in re.findall(_MARK, group))


def _restore(text: str, marks: _Marks) -> str:
    return re.sub(_MARK, lambda found: marks.printed[ord(found.group()) - _FIRST_MARK], text)


def inline_text(element: etree._Element, numbers: Mapping[str, int]) -> tuple[str, tuple[Citation, ...]]:
    """Return the running text of an element and the citation marks in it, offsets from the start of that text.

    ``numbers`` maps the id of each entry of the reference list to its number. Numbers and parenthesised author-year
    citations are taken out of the text; a citation that is part of the sentence (``Smith et al. showed``) stays, marked.
    """
    marks = _Marks(numbers)
    flat = " ".join(_flatten(element, marks, NOT_INLINE.__contains__).split())
    text, last = "", 0
    citations: list[Citation] = []
    for found in _GROUP.finditer(flat):
        text += flat[last : found.start()]
        last = found.end()
        inside = found["inside"] or found["bare"]
        stays = _is_name(marks, inside) if found["bare"] else not _is_citation(inside)
        if stays or _NAMED_REFERENCE.search(text):
            text += _restore(found.group(), marks)
        elif _NEEDS_SPACE.search(text) and flat[last : last + 1].isalpha():
            text += " "
        citations.append(Citation(len(text.rstrip()), _references(inside, marks)))
    text = (text + flat[last:]).rstrip()
    return text, tuple(replace(mark, offset=min(mark.offset, len(text))) for mark in citations)
