"""Printed reference lists -> References: numbered or not, with DOI and PMID where they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records import Reference

_NUMBERED = re.compile(r"\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)]|(\d{1,4})(?=\s+[^\W\d_]))\s*(?=\S)")
_INNER = re.compile(r"(?<=[.;\])\d])\s+(?:\[(\d{1,4})\]|(\d{1,4})[.)])\s+(?=[^\W\d_])")
_AUTHOR = re.compile(
    r"(?:(?:van|von|de|der|den|di|da|del|la|le|al|el)\s)*[A-ZÀ-ÖØ-Þ][\w’'‐-]+(?:\s[A-ZÀ-ÖØ-Þ][\w’'‐-]+)?,?\s"
    r"(?:[A-ZÀ-ÖØ-Þ]{1,4}(?=[,\s.;&]|$)|[A-ZÀ-ÖØ-Þ]\.(?:[\s-]?[A-ZÀ-ÖØ-Þ]\.){0,3})"
)
_ENDED = re.compile(r"(?:[.)\]]|\d|/\S+)\s*$")
_TRAILER = re.compile(
    r"how to cite|cite this article|citation:|edited by|reviewed by|publish(?:er['’]s note| your work)|submit your"
    r"|ready to submit|licen[cs]e statement|(?:©|copyright|\(c\)) ?(?:19|20)\d\d|this (?:is an|article is) (?:an )?open"
    r"|conflicts? of interest|disclaimer|supporting information\b|received:? ",
    re.IGNORECASE,
)
_TRAILING_LINES = 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>“”]+")
_OPEN_DOI = re.compile(r"(?:doi:?|doi\.org/|10\.\d{4,9}/\S*[./_-]|10\.\d{4,9}/|10\.)$", re.IGNORECASE)
_PMID = re.compile(
    r"(?:PMID|PubMed(?:\s?(?:PMID|ID))?|pubmed\.ncbi\.nlm\.nih\.gov|pubmed)\s?[:/]?\s?(\d{5,8})(?!\d)", re.IGNORECASE
)


def find_doi(text: str) -> str | None:
    """Return the first DOI of a text without the punctuation that follows it; None where there is none."""
    found = _DOI.search(text)
    if found is None:
        return None
    doi = found[0].rstrip(".,;:'’”*†")
    while doi[-1:] in ")]}" and doi.count(doi[-1]) > doi.count({")": "(", "]": "[", "}": "{"}[doi[-1]]):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def find_pmid(text: str) -> str | None:
    """Return the PubMed number that a text prints as such; None where there is none."""
    found = _PMID.search(text)
    return found[1] if found else None


def _joined(entry: str, line: str) -> str:
    """Add a printed line to an entry: words and DOIs that the line end cut are made whole."""
    if not entry:
        return line
    if _OPEN_DOI.search(entry):
        return entry + line
    if re.search(r"[^\W\d_][-‐\u00ad]$", entry) and line[:1].islower():
        return entry[:-1] + line
    return f"{entry}{'' if entry.endswith(('–', '/')) else ' '}{line}"


def _number(found: re.Match[str]) -> int:
    return int(next(group for group in found.groups() if group))


def _starts(line: str, expected: int, entry: str) -> re.Match[str] | None:
    """Match the number of the next entry at the start of a line: the expected one, or a little later if some were lost."""
    found = _NUMBERED.match(line)
    if found is None:
        return None
    number, punctuated = _number(found), bool(found[1] or found[2] or found[3])
    if number == expected and (punctuated or not entry or _ENDED.search(entry)):
        return found
    lost = expected < number <= expected + 3 and punctuated and len(entry) > 40 and _ENDED.search(entry)
    return found if lost and line[found.end() : found.end() + 1].isupper() else None


def _split_lines(lines: Sequence[str], first: int) -> Iterator[str]:
    """Yield lines, cut where the next numbers of the list stand within a line."""
    expected = first
    for line in lines:
        start = 0
        head = _NUMBERED.match(line)
        if head and _number(head) == expected:
            expected += 1
        for found in _INNER.finditer(line):
            if _number(found) == expected:
                yield line[start : found.start()]
                start = found.end() - len(found[0].lstrip())
                expected += 1
        yield line[start:]


def _numbered(lines: Sequence[str], first: int) -> list[tuple[int, str]]:
    entries: list[tuple[int, str]] = []
    for line in _split_lines(lines, first):
        expected = entries[-1][0] + 1 if entries else first
        found = _starts(line, expected, entries[-1][1] if entries else "")
        if found:
            entries.append((_number(found), line[found.end() :].strip()))
        elif entries:
            entries[-1] = (entries[-1][0], _joined(entries[-1][1], line.strip()))
    return entries


def _unnumbered(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Part entries by their first author: a new one begins after an entry that has its year and has ended."""
    entries: list[str] = []
    for line in lines:
        complete = not entries or (bool(_YEAR.search(entries[-1])) and bool(_ENDED.search(entries[-1])))
        if complete and (_AUTHOR.match(line) or not entries or _YEAR.search(line[:80])):
            entries.append(line.strip())
        else:
            entries[-1] = _joined(entries[-1], line.strip())
    return list(enumerate(entries, start=1))


def _without_trailer(lines: Sequence[str]) -> Sequence[str]:
    """Leave out what is printed behind the last entry: how to cite the paper, its licence, a word of the publisher.

    A title over the publisher's words goes with them: a last line that ends in no full stop, number or bracket.
    """
    for place in range(max(1, len(lines) - _TRAILING_LINES), len(lines)):
        if _TRAILER.match(lines[place].strip()) and not any(_listed(line) for line in lines[place:]):
            end = place - 1 if place > 1 and not _ENDED.search(lines[place - 1]) and _ENDED.search(lines[place - 2]) else place
            return lines[:end]
    return lines


def _listed(line: str) -> bool:
    """Say whether a line begins with a number as entries of a list do."""
    found = _NUMBERED.match(line)
    return bool(found and (found[1] or found[2] or found[3]))


def parse_references(lines: Sequence[str]) -> tuple[Reference, ...]:
    """Gather the printed lines of a reference list into entries, numbered as printed or else in order.

    Lines before the first entry of a numbered list are left out; no lines give (). An entry may take one line or many.
    """
    lines = _without_trailer([line for line in lines if line.strip()])
    firsts = [_number(found) for line in lines[:12] if (found := _NUMBERED.match(line))]
    first = 1 if 1 in firsts else min(firsts, default=0)
    entries = _numbered(lines, first) if firsts else []
    if len(entries) < max(1, len(lines) // 25):
        entries = _unnumbered(lines)
    return tuple(Reference(number, text, find_doi(text), find_pmid(text)) for number, text in entries if text)
