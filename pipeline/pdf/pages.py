"""PDF file -> its pages as segments, with the numbers of a manuscript's lines and text on its side set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.pdf.characters import sheets
from pipeline.pdf.furniture import line_numbers, number_texts
from pipeline.pdf.lines import segments, without_copies, words
from pipeline.pdf.shapes import Page, Sheet, Word, plain
from pipeline.records import Furniture

NUMBERED_PAGES = 0.5


def read_pages(path: Path) -> tuple[list[Page], list[Furniture]]:
    """Return the pages, and what stands in their margins. Raises ReadError as ``sheets`` does.

    Line numbers are taken away where at least half of the pages have them: on a single page they are the first column
    of a table or of a reference list.
    """
    pages: list[Page] = []
    numbered: dict[int, tuple[list[Word], set[int]]] = {}
    dropped: list[Furniture] = []
    for number, sheet in enumerate(sheets(path)):
        found = without_copies(words(sheet.glyphs))
        numbers = set() if sheet.turn else line_numbers(found)
        if numbers:
            numbered[number] = found, numbers
        if sheet.aside:
            dropped.append(Furniture(sheet.number, plain(words(sheet.aside)), "rotated"))
        pages.append(_page(sheet, found))
    if len(numbered) >= NUMBERED_PAGES * len(pages):
        margin = [found[place] for found, numbers in numbered.values() for place in numbers]
        for number, page in enumerate(pages):
            found, numbers = numbered.get(number) or _stray(page, margin)
            if numbers:
                rest = [word for place, word in enumerate(found) if place not in numbers]
                pages[number] = replace(page, segments=tuple(segments(rest)))
                dropped.append(Furniture(page.number, number_texts(found, numbers), "line_number"))
    return pages, dropped


def _stray(page: Page, margin: Sequence[Word]) -> tuple[list[Word], set[int]]:
    """Return the words of a page with too few lines to tell, and which of them stand where other pages have line numbers."""
    left, right = min(word.x0 for word in margin) - 1, max(word.x1 for word in margin) + 1
    found = [word for s in page.segments for word in s.words]
    alone = {s.words[0] for s in page.segments if len(s.words) == 1 and s.words[0].text.isdigit()}
    return found, {
        place for place, word in enumerate(found) if word in alone and left < word.x0 and word.x1 < right and right - left < 40
    }


def _page(sheet: Sheet, found: Sequence[Word]) -> Page:
    return Page(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        segments=tuple(segments(found)),
        rules=sheet.rules,
        pictures=sheet.pictures,
        turn=sheet.turn,
        lost=sheet.lost,
    )
