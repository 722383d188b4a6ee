"""Raised and lowered characters: citations, exponents, ions and markers, affiliation marks, footnote marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.pdf.shapes import Segment, Word

Height = Literal["base", "super", "sub"]
SUPER_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+−")
_SYMBOL = re.compile(r"symbol|greek|advpssym|mathpi|advp4c4e|-sym\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;–—‒−-]\s*\d{1,3})*[,;]?")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one height that stand together on a line."""

    text: str
    height: Height
    spaced: bool
    symbol: bool = False


def height_of(word: Word, line: Segment) -> Height:
    """Tell by size and baseline whether a word stands on the line, above it or below it."""
    if word.size > 0.86 * line.size:
        raised = line.base - word.base
        return "super" if raised > 0.22 * line.size and len(word.text) < 8 else "base"
    raised = line.base - word.base
    if raised > 0.15 * line.size:
        return "super"
    return "sub" if raised < -0.08 * line.size else "base"


def runs(line: Segment) -> list[Run]:
    """Split a line into runs of one height, and of letters that come from a symbol font or do not."""
    out: list[Run] = []
    for word in line.words:
        height, symbol = height_of(word, line), _is_symbol(word)
        last = out[-1] if out else None
        if (
            last is not None
            and last.symbol == symbol
            and last.height == height
            and (height != "super" or not word.spaced or last.text.endswith((",", "–", "-")))
        ):
            out[-1] = Run(last.text + (" " if word.spaced else "") + word.text, height, last.spaced, symbol)
        else:
            out.append(Run(word.text, height, word.spaced, symbol))
    return out


def is_numbers(text: str) -> bool:
    """Say whether a raised text is a list of reference numbers in form: ``1,2``, ``57–60``."""
    return bool(_NUMBERS.fullmatch(text.strip()))


def is_power(before: str, raised: str) -> bool:
    """Say whether digits raised after ``before`` are a power: of ten (``2 × 10``), or of a unit (``kg/m``, ``s`` + ``−1``)."""
    if re.fullmatch(r"[−–-]\s*\d{1,2}", raised):
        return True
    if re.search(r"(?:^|[\s×·*(=~<>≤≥x])10$", before) and re.fullmatch(r"[−–-]?\d{1,2}", raised):
        return True
    return raised in ("2", "3") and bool(re.search(r"(?:^|[\d\s/(·×µμ])(?:[cmkdnµμ]?m|in|ft)$", before))


def _is_symbol(word: Word) -> bool:
    """Say whether the letters of a word are the keys of a symbol font; signs and glyph numbers stand for themselves."""
    return bool(_SYMBOL.search(word.font)) and "(cid:" not in word.text and any(map(str.isalpha, word.text))


def is_cited(before: str, run: Run, after: Run | None) -> bool:
    """Say whether raised numbers can cite: not where a word begins with them, as an isotope does (¹¹¹In)."""
    if before.strip() and not run.spaced:
        return True
    return after is None or after.spaced or not after.text[:1].isalpha()
