"""What is seen on a page before it is understood: glyphs, words, segments, rules; in points with the origin top left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records import Box

_SURROGATE = re.compile("[\ud800-\udfff]")
# One character as painted: text, x0, x1, distance of the baseline from the top, size, font.
Glyph = tuple[str, float, float, float, float, str]


class Word(NamedTuple):
    """Glyphs of one font, size and baseline without a gap; ``spaced`` says that a space stood before it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str
    spaced: bool

    @property
    def top(self) -> float:
        """Return about the height of a capital letter above the baseline, from the top of the page."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Return where descenders end, from the top of the page."""
        return self.base + 0.25 * self.size


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as painted. ``turn`` is the number of quarter turns (clockwise) that made its text upright.

    ``lost`` says that the page has content and none of it could be read.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    aside: tuple[Glyph, ...] = ()
    rules: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    turn: int = 0
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one printed line without a wide gap; ``base`` and ``size`` are those of most of its letters."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    base: float
    size: float
    order: int = 0

    @property
    def top(self) -> float:
        """Return the upper edge of the letters."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Return the lower edge of the letters."""
        return self.base + 0.25 * self.size

    @property
    def box(self) -> Box:
        """Return the rectangle around the letters."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def text(self) -> str:
        """Return the words with the spaces that were printed, scripts flattened."""
        return plain(self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as segments, with its rules and pictures; ``turn`` and ``lost`` as in Sheet."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    rules: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    turn: int = 0
    lost: bool = False


def plain(words: Sequence[Word]) -> str:
    """Return words as one string, a space where one was printed."""
    return "".join((" " if word.spaced and number else "") + word.text for number, word in enumerate(words))


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all ``boxes`` (at least one)."""
    return Box(
        min(box.x0_pt for box in boxes),
        min(box.top_pt for box in boxes),
        max(box.x1_pt for box in boxes),
        max(box.bottom_pt for box in boxes),
    )


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: pairs of surrogates become their character, single ones the replacement character."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
