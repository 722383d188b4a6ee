"""Running text of JATS elements -> plain text and citation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.citations import expand_numbers
from pipeline.records import Citation

_FIRST_MARK = 0xF0000  # the private use plane: no paper holds its characters, so one character can stand for one mark
_MARK = "[\U000f0000-\U000ffffd]"
_ITEM = rf"(?:{_MARK}|\d{{1,3}}(?!\d))"
_LIST = rf"(?:{_ITEM}\s*(?:[,;–—‑-]|and\b|&)*\s*)*{_MARK}(?:\s*(?:[,;–—‑-]|and\b|&)*\s*{_ITEM})*"
_LEAD = r"(?:(?:see|e\.g\.,?|reviewed (?:in|by)|cf\.)\s*)?"
_NAMES = r"(?:(?:[^\W\d_][\w’'‐.-]*|&|et\sal\.?),?\s?){0,14}"
_NAMED = rf"{_NAMES}{_MARK}(?:,\s?{_MARK})*"
_GROUP = re.compile(
    rf"(?P<open>\s?[\[(]\s*{_LEAD})(?P<inside>{_LIST}|{_NAMED}(?:;\s?{_LEAD}{_NAMED})*)(?P<close>\s*[\])])"
    rf"|(?P<bare>{_MARK}(?:\s?[,;–—‑-]\s?{_MARK})*)"
)
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
    if re.search(r"[^\W\d_]{2}", inside.replace("and", "")):
        inside = ",".join(re.findall(_MARK, inside))
    spelled = re.sub(_MARK, lambda found: ",".join(map(str, marks.targets[ord(found.group()) - _FIRST_MARK])), inside)
    return expand_numbers(spelled)


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
    text, last, citations = "", 0, []
    for found in _GROUP.finditer(flat):
        before = flat[last : found.start()]
        text += before
        inside = found["inside"] or found["bare"]
        words = found["bare"] is not None and _is_name(marks, inside)
        if words or re.search(r"\b[Rr]ef(?:s|erence|erences)?\.?\s*$", text):
            text += _restore(found.group(), marks)
        last = found.end()
        citations.append(Citation(len(text), _references(inside, marks)))
        if re.search(r"[^\W_]$|[.,;:]$", text) and flat[last : last + 1].isalpha():
            text += " "
    text += flat[last:]
    return text.rstrip(), tuple(Citation(min(mark.offset, len(text.rstrip())), mark.references) for mark in citations)
