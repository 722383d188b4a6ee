"""All texts of a paper -> the same without their citation marks, whichever way the paper prints them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.author_year import find_author_year
from pipeline.citations import Found, cut, find_round, find_square
from pipeline.flattened import find_flattened
from pipeline.records import Citation, Reference


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, the marks, and what was cut (ranges of the text as it was)."""

    text: str
    citations: tuple[Citation, ...]
    removed: tuple[tuple[int, int], ...]

    def moved(self, offset: int) -> int:
        """Return where a character of the text as it was now stands; inside a mark, where the mark stood."""
        return offset - sum(max(0, min(end, offset) - start) for start, end in self.removed if start < offset)


def find_marks(
    texts: Sequence[str], *, names: Collection[str] = (), references: Sequence[Reference] = ()
) -> tuple[tuple[Found, ...], ...]:
    """Find the citation marks of a paper: the one style among square, round, author and year, flattened that it uses.

    ``texts`` are its blocks in reading order, ``names`` known names that end in digits. Nothing is found without evidence.
    """
    last = max((reference.number for reference in references), default=None)
    for found in (
        find_square(texts, last_reference=last),
        find_flattened(texts, names=names, last_reference=last),
        find_round(texts, last_reference=last),
        find_author_year(texts, references),
    ):
        if any(found):
            return found
    return tuple(() for _ in texts)


def cut_marks(texts: Sequence[str], *, names: Collection[str] = (), references: Sequence[Reference] = ()) -> list[Marked]:
    """Cut the citation marks of a paper out of its texts; texts without marks come back as they are."""
    marked = []
    for text, found in zip(texts, find_marks(texts, names=names, references=references), strict=True):
        without, citations = cut(text, found)
        marked.append(Marked(without, citations, tuple(sorted((mark.start, mark.end) for mark in found))))
    return marked
