"""Pages -> one list of printed lines in reading order, each with the edges of its column and its style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.pdf.columns import Column, columns, gutter
from pipeline.pdf.initials import with_initials
from pipeline.pdf.shapes import Page, Segment

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|\bb$|\.b$|medium$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|[-,]it\b|\.i$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; ``left`` and ``right`` are the edges of its column, ``column`` counts through the document."""

    segment: Segment
    page: int
    column: int
    left: float
    right: float
    text: str
    bold: bool
    italic: bool
    font: str
    pure: bool

    @property
    def size(self) -> float:
        """Return the size of most of its letters in points."""
        return self.segment.size

    @property
    def base(self) -> float:
        """Return the distance of the baseline from the top of the page."""
        return self.segment.base


def is_bold(font: str) -> bool:
    """Say by its name whether a font is bold."""
    return bool(_BOLD.search(font))


def is_italic(font: str) -> bool:
    """Say by its name whether a font is italic."""
    return bool(_ITALIC.search(font))


def flow(pages: Sequence[Page]) -> list[Line]:
    """Return all lines of a document in reading order. No segments give an empty list."""
    gutters = [x for page in pages if (x := gutter(page.segments)) is not None]
    prior = median(gutters) if len(gutters) > 0.5 * len(pages) else None
    out: list[Line] = []
    count = 0
    for page in pages:
        for column in columns(page.segments, prior=prior):
            out.extend(_lines(column, page.number, count))
            count += 1
    return out


def _lines(column: Column, page: int, count: int) -> list[Line]:
    found = with_initials(column.segments)
    left, right = _edges(found)
    return [line_of(s, page, count, left, right) for s in found]


def _edges(found: Sequence[Segment]) -> tuple[float, float]:
    """Return the edges at which most lines of a column begin and end; stray lines beyond them do not move them."""
    starts = Counter(round(s.x0) for s in found)
    common = [x for x, n in starts.items() if n + starts[x + 1] + starts[x - 1] >= max(2, 0.15 * len(found))]
    ends = sorted(s.x1 for s in found)
    left = min(common) if common else min(s.x0 for s in found)
    return float(left), ends[max(0, int(0.93 * len(ends)) - 1)] if len(ends) > 3 else ends[-1]


def line_of(s: Segment, page: int, column: int, left: float, right: float) -> Line:
    """Dress a segment as a line of a column: its text, whether most of it is bold or italic, and its usual font."""
    fonts: Counter[str] = Counter()
    for word in s.words:
        if word.size > 0.86 * s.size:
            fonts[word.font] += len(word.text)
    total = sum(fonts.values()) or 1
    bold = sum(n for font, n in fonts.items() if is_bold(font)) >= 0.85 * total
    italic = sum(n for font, n in fonts.items() if is_italic(font)) >= 0.85 * total
    font, count = fonts.most_common(1)[0] if fonts else ("", 0)
    return Line(s, page, column, left, right, s.text, bold, italic, font, count >= 0.85 * total)
