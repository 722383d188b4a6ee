"""Citation marks in running text: what is printed as a mark, where it stands, and the text without it.

The finders look at all texts of a paper together, in reading order, because only the paper's own run of numbers tells a
citation from a number; each returns one tuple of ``Found`` a text. ``flattened`` holds the finder for lost superscripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.records import Citation

LONGEST_RANGE = 60
_RANGE = re.compile(r"(\d+)\s*[–—‒−‑-]\s*(\d+)")
_LIST = r"\d{1,3}(?:\s?[,;–—‒−‑-]\s?\d{1,3})*"
_SQUARE = re.compile(
    rf"(?<!CI)(?<!CI:)(?P<cut>\s?(?<![\w(/=])\[(?P<list>{_LIST})\])(?![\w-])|(?<=\w)(?P<glued>\[(?P<list2>{_LIST})\])(?!\w)"
)
_ROUND = re.compile(rf"(?P<cut>\s?\((?P<list>{_LIST})\))(?=[.,;:?!]|\s|$)")
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:figs?|figures?|tables?|box|eqs?|equations?|n|age|grades?|stages?|phases?|steps?|CI)\.?|[=<>±:;]|^)\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Found:
    """A printed citation mark: ``start`` to ``end`` is what has to be cut out of the text it was found in."""

    start: int
    end: int
    references: tuple[int, ...]


def expand_numbers(printed: str) -> tuple[int, ...]:
    """Return the numbers of a printed list: ``1, 3–5`` gives (1, 3, 4, 5), each once, in the order printed.

    A range that runs backwards or over more than 60 numbers is read as its two ends. Nothing printed gives ().
    """
    numbers: list[int] = []
    last = 0
    for found in _RANGE.finditer(printed):
        numbers.extend(int(number) for number in re.findall(r"\d+", printed[last : found.start()]))
        first, final = int(found[1]), int(found[2])
        numbers.extend(range(first, final + 1) if 0 < final - first <= LONGEST_RANGE else (first, final))
        last = found.end()
    numbers.extend(int(number) for number in re.findall(r"\d+", printed[last:]))
    return tuple(dict.fromkeys(numbers))


def cut(text: str, found: Iterable[Found]) -> tuple[str, tuple[Citation, ...]]:
    """Return a text without its marks, and the marks as citations at the places where they stood."""
    parts: list[str] = []
    citations: list[Citation] = []
    size = last = 0
    for mark in sorted(found, key=lambda mark: mark.start):
        parts.append(text[last : mark.start])
        size += mark.start - last
        last = mark.end
        citations.append(Citation(size, mark.references))
    return "".join([*parts, text[last:]]), tuple(citations)


def extensions(lists: Iterable[Sequence[int]], *, start: int = 0) -> tuple[int, int]:
    """Count the lists that carry a run of numbers on without a gap, and those that only repeat numbers of the run."""
    highest, extending, repeating = start, 0, 0
    for numbers in lists:
        new = sorted(number for number in numbers if number > highest)
        if new and new[0] == highest + 1 and new[-1] - highest == len(new):
            extending += 1
        elif not new and numbers:
            repeating += 1
        highest = max([highest, *numbers])
    return extending, repeating


def _usable(numbers: Sequence[int], last_reference: int | None) -> bool:
    return bool(numbers) and min(numbers) > 0 and (last_reference is None or max(numbers) <= last_reference)


def _gather(
    texts: Sequence[str], pattern: re.Pattern[str], last_reference: int | None, refuse: Callable[[str, re.Match[str]], bool]
) -> list[tuple[Found, ...]]:
    gathered = []
    for text in texts:
        marks = []
        for found in pattern.finditer(text):
            groups = found.groupdict()
            printed, name = (groups["list"], "cut") if groups["list"] else (groups["list2"], "glued")
            numbers = expand_numbers(printed)
            if _usable(numbers, last_reference) and not refuse(text, found):
                marks.append(Found(found.start(name), found.end(name), numbers))
        gathered.append(tuple(marks))
    return gathered


def _after_label(text: str, found: re.Match[str]) -> bool:
    return bool(_LABEL_BEFORE.search(text[max(found.start() - 14, 0) : found.start()]))


def find_square(texts: Sequence[str], *, last_reference: int | None = None) -> tuple[tuple[Found, ...], ...]:
    """Find ``[3]``, ``[1, 4–6]``. They count as citations where they form a run: from 1 on, or going on from each other.

    Nothing is found where fewer than half of the brackets carry the run on or repeat its numbers.
    """
    gathered = _gather(texts, _SQUARE, last_reference, lambda text, found: text[: found.start()].rstrip().endswith("CI"))
    lists = [mark.references for marks in gathered for mark in marks]
    if not lists:
        return tuple(() for _ in texts)
    extending, repeating = extensions(lists, start=min(lists[0]) - 1)
    begins = lists[0][0] == 1 or last_reference is not None
    apart = any(text[mark.start] == " " for text, marks in zip(texts, gathered, strict=True) for mark in marks)
    if 2 * (extending + repeating) < len(lists) or not (begins or (apart and len(set(lists)) > 1)):
        return tuple(() for _ in texts)
    return tuple(gathered)


def find_round(texts: Sequence[str], *, last_reference: int | None = None) -> tuple[tuple[Found, ...], ...]:
    """Find ``(3)``, ``(1, 4-6)``, which may as well number a list: asks for a long run from 1 with lists in it.

    At least five marks, most of them at the end of a clause, three in five carrying the run on or repeating it.
    """
    gathered = _gather(texts, _ROUND, last_reference, _after_label)
    lists = [mark.references for marks in gathered for mark in marks]
    closing = sum(
        text[mark.end : mark.end + 1] in ("", *".,;:?!") for text, marks in zip(texts, gathered, strict=True) for mark in marks
    )
    extending, repeating = extensions(lists)
    several = sum(len(numbers) > 1 for numbers in lists)
    if (
        len(lists) < 5
        or extending < 3
        or not several
        or 2 * closing < len(lists)
        or 5 * (extending + repeating) < 3 * len(lists)
    ):
        return tuple(() for _ in texts)
    return tuple(gathered)
