"""Bracketed citations of a paper are cut out of its blocks and become marks, as raised ones are already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.author_year import find_author_year
from pipeline.citations import Found, find_round, find_square
from pipeline.pdf.edits import Composed, Edit, edited
from pipeline.records import Citation, Reference

_SYMBOL = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}$")


def cut_brackets(
    prose: Sequence[Composed],
    cells: Sequence[Composed],
    last_reference: int | None,
    references: Sequence[Reference] = (),
) -> list[Composed]:
    """Cut ``[1, 2]`` out of all texts of a paper, or ``(1, 2)`` where no square brackets cite; prose first, then cells.

    Where neither cites, authors and years that the reference list knows do.

    The prose alone decides whether brackets cite: the numbers in the cells of tables follow no run.
    """
    texts = [part.text for part in (*prose, *cells)]
    for find in (find_square, find_round):
        found = find(texts[: len(prose)], last_reference=last_reference)
        if any(found):
            whole = find(texts, last_reference=last_reference)
            found = whole if any(whole) else (*found, *(() for _ in cells))
            return [_cut(part, marks) for part, marks in zip((*prose, *cells), _apart(texts, found), strict=True)]
    named = find_author_year(texts, references)
    return [_cut(part, marks) for part, marks in zip((*prose, *cells), named, strict=True)]


def _apart(texts: Sequence[str], found: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Leave out brackets that touch a letter where the paper's marks stand apart, and those of symbols (``t[1]``)."""
    found = [
        [mark for mark in marks if not _SYMBOL.search(_before(text, mark))] for text, marks in zip(texts, found, strict=True)
    ]

    def touches(text: str, mark: Found) -> bool:
        return _before(text, mark)[-1:].isalnum()

    touching = sum(touches(text, mark) for text, marks in zip(texts, found, strict=True) for mark in marks)
    if 2 * touching > sum(map(len, found)):
        return [list(marks) for marks in found]
    return [[mark for mark in marks if not touches(text, mark)] for text, marks in zip(texts, found, strict=True)]


def _before(text: str, mark: Found) -> str:
    """Return the text in front of a bracket, up to and with the space that the mark may take along."""
    return text[: mark.start + len(text[mark.start : mark.end]) - len(text[mark.start : mark.end].lstrip())]


def _cut(part: Composed, marks: Sequence[Found]) -> Composed:
    """Cut marks with the space before them, and keep each as a citation at the end of the word before."""
    edits: list[Edit] = []
    offsets: list[Citation] = []
    removed = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        start = mark.start
        while start and part.text[start - 1] == " " and not part.text[mark.end : mark.end + 1].isalnum():
            start -= 1
        edits.append(Edit(start, mark.end, ""))
        offsets.append(Citation(start - removed, mark.references))
        removed += mark.end - start
    cut = edited(part, edits)
    return replace(cut, citations=tuple(sorted((*cut.citations, *offsets), key=lambda mark: mark.offset)))
