"""Author–year citations: ``(Smith et al., 2003; Jones & Brown, 2004a)`` and ``Smith et al. (2003)``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.citations import Found
from pipeline.records import Reference

_PARTICLE = r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]el|[Ll]a|[Ll]e|[Aa]l|[Ee]l)"
_NAME = rf"(?:{_PARTICLE}\s)*[A-ZÀ-ÖØ-Þ][\w’'‐-]+(?:(?<=[-‐])\s[A-ZÀ-ÖØ-Þ][\w’'‐-]+)?"
_AUTHORS = rf"{_NAME}(?:(?:,\s|\s?&\s|,?\sand\s|,\s&\s){_NAME})*(?:,?\set\sal\.?)?"
_YEARS = r"(?:1[89]|20)\d\d[a-z]?(?:(?:,|\sand)\s(?:(?:1[89]|20)\d\d)?[a-z]?)*"
_ONE = rf"(?:(?:see(?: also)?|e\.g\.,?|cf\.|reviewed (?:in|by))\s)?{_AUTHORS},?\s{_YEARS}"
_PARENTHESIS = re.compile(rf"\s?[(\[](?P<inside>{_ONE}(?:;\s?{_ONE})*)[)\]]")
_NARRATIVE = re.compile(rf"(?P<authors>{_AUTHORS})(?P<cut>\s\((?P<years>{_YEARS})\))")
_MIXED = re.compile(r"[(\[](?P<inside>[^()\[\]]{6,300})[)\]]")
_BARE = re.compile(rf"(?P<authors>{_NAME}(?:,?\set\sal\.?|\s(?:&|and)\s{_NAME})),?(?P<cut>\s(?P<years>{_YEARS}))(?![\w–-])")
_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d[a-z]?)(?![\da-z])")


def _index(references: Sequence[Reference]) -> Mapping[tuple[str, str], list[int]]:
    """Index a reference list by the first author's family name and the year."""
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for reference in references:
        author = re.match(rf"\W*({_NAME})", reference.text)
        years = _YEAR.findall(reference.text)
        if author and years:
            for year in {years[0], years[0][:4]}:
                index[_key(author[1]), year].append(reference.number)
    return index


def _key(name: str) -> str:
    """Return a family name as it is looked up: without particles, spaces and hyphens, lower case."""
    return re.sub(r"\W", "", re.sub(rf"^(?:{_PARTICLE}\s)+", "", name)).lower()


def _numbers(authors: str, years: str, index: Mapping[tuple[str, str], list[int]]) -> tuple[int, ...]:
    first = re.search(_NAME, authors)
    if first is None:
        return ()
    family = _key(first[0])
    return tuple(
        number for year in _YEAR.findall(years) for number in index.get((family, year), index.get((family, year[:4]), []))
    )


def _is_free(span: tuple[int, int], marks: Sequence[Found]) -> bool:
    return not any(mark.start < span[1] and span[0] < mark.end for mark in marks)


def _parts(parenthesis: re.Match[str], index: Mapping[tuple[str, str], list[int]]) -> list[Found]:
    """Find the citations among other things in one parenthesis; each is cut with the semicolon before it, or behind it."""
    out: list[Found] = []
    place = parenthesis.start("inside")
    parts = parenthesis["inside"].split(";")
    for number, part in enumerate(parts if len(parts) > 1 else ()):
        numbers = _numbers(part, part, index) if re.fullmatch(_ONE, part.strip()) else ()
        if numbers and number:
            out.append(Found(place - 1, place + len(part), numbers))
        elif numbers:
            behind = parts[1]
            out.append(Found(place, place + len(part) + 1 + len(behind) - len(behind.lstrip()), numbers))
        place += len(part) + 1
    return out


def find_author_year(texts: Sequence[str], references: Sequence[Reference]) -> tuple[tuple[Found, ...], ...]:
    """Find author–year citations that the reference list knows; one tuple a text.

    A parenthesis that holds nothing else is cut out; of ``(PCR; Smith, 2003)`` only that part is, of ``Smith et al. (2003)``
    and ``Smith et al. 2003`` only the year. Without a reference list, or where fewer than three citations are in it,
    nothing is found.
    """
    index = _index(references)
    found: list[tuple[Found, ...]] = []
    for text in texts:
        marks: list[Found] = []
        for match in _PARENTHESIS.finditer(text):
            parts = re.split(r";\s?", match["inside"])
            numbers = tuple(dict.fromkeys(number for part in parts for number in _numbers(part, part, index)))
            marks += [Found(match.start(), match.end(), numbers)] if numbers else []
        marks += [mark for match in _MIXED.finditer(text) if _is_free(match.span(), marks) for mark in _parts(match, index)]
        for pattern in (_NARRATIVE, _BARE):
            for match in pattern.finditer(text):
                numbers = _numbers(match["authors"], match["years"], index)
                if numbers and _is_free(match.span(), marks):
                    marks.append(Found(match.start("cut"), match.end("cut"), numbers))
        found.append(tuple(sorted(marks, key=lambda mark: mark.start)))
    return tuple(found) if sum(map(len, found)) >= 3 else tuple(() for _ in texts)
