"""Which references support a relation: the mark that closes its clause, or its own item of a list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.records import Citation, Document, Mention

BRACKETED = re.compile(r"\[(\d{1,3}(?:\s*[,;–‐-]\s*\d{1,3})*)\]")
CLAUSE_END = re.compile(r";|, (?:whereas|while|although|but)\b")
AT_ITEM = 3  # characters between an item and its own mark: a bracket, a full stop or a space may lie there
LARGEST_RANGE = 60


def marks_of(document: Document | None, text: str) -> tuple[Citation, ...]:
    """Return the citation marks of a document in order; where it has none, those printed in brackets in its text."""
    if document is not None and document.citations:
        return tuple(sorted(document.citations, key=lambda mark: mark.offset))
    return tuple(Citation(match.end(), numbers_in(match.group(1))) for match in BRACKETED.finditer(text))


def numbers_in(printed: str) -> tuple[int, ...]:
    """Return the reference numbers of a printed mark.

    >>> numbers_in("3, 7–9")
    (3, 7, 8, 9)
    """
    found: list[int] = []
    for part in re.split(r"[,;]", printed):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + LARGEST_RANGE:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return tuple(dict.fromkeys(found))


class Marks:
    """The citation marks of one document, asked sentence by sentence."""

    def __init__(self, marks: Sequence[Citation], text: str) -> None:
        self._marks = tuple(marks)
        self._offsets = [mark.offset for mark in marks]
        self._text = text

    def support(self, start: int, end: int, arguments: Sequence[Mention], trigger: int) -> tuple[int, ...]:
        """Return the references that support a relation of the sentence ``start:end``, in the order printed.

        ``arguments`` are the mentions of the relation that lie in the sentence, ``trigger`` the end of its last cue. A
        lone mark at the end of the sentence supports all of it; another only what stands before it in its clause, and a
        mark right behind an argument that argument's relation alone. Returns () where no mark does.
        """
        here = self._marks[bisect_right(self._offsets, start) : bisect_left(self._offsets, end + 2)]
        if not here:
            return ()
        spots = sorted(argument.end for argument in arguments) or [trigger]
        for spot in reversed(spots):
            own = next((mark for mark in here if 0 <= mark.offset - spot < AT_ITEM), None)
            if own is not None:
                return own.references
        if len(here) == 1 and here[0].offset >= end - 2:
            return here[0].references
        last = max(spots[-1], min(trigger, end))
        closing = next((mark for mark in here if mark.offset >= last), None)
        if closing is None or CLAUSE_END.search(self._text, last, closing.offset):
            return ()
        return closing.references
