"""Lines -> chunks: lines of one style that belong together in one column."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pdf.flow import Line

ENDS = re.compile(r"[.!?:;][\"'”’)\]]*[\d,–\-\s\[\]()]*$")
_BULLET = re.compile(r"(?:[•●▪■◦‣∙·–—*]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s*[|.]?\s+[^\W\d_]")
SUBSECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+(?:\|\s*)?[A-Z]")
REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s*)?(?:references?(?: and notes| cited)?|bibliography|literature(?: cited)?|works cited)\s*:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of one block as far as one column shows it."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """Return the first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Return the last line."""
        return self.lines[-1]

    @property
    def text(self) -> str:
        """Return the printed lines joined by a space, scripts flattened."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Return the size of most letters."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class Body:
    """What the running text of a paper looks like."""

    size: float
    fonts: frozenset[str]
    leading: dict[float, float]


def body(found: Sequence[Line]) -> Body:
    """Measure the running text: its size, its fonts, and the usual distance of lines at each size (rounded to 0.5 pt)."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    steps: defaultdict[float, Counter[float]] = defaultdict(Counter)
    end = next((i for i, line in enumerate(found) if REFERENCES.fullmatch(line.text.strip())), len(found))
    found = found[:end] if end > 0.3 * len(found) else found
    for line in found:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    for before, line in itertools.pairwise(found):
        if abs(line.size - size) < 0.3:
            fonts[line.font] += len(line.text)
        if before.column == line.column and abs(before.size - line.size) < 0.3 and line.base > before.base:
            steps[round(line.size * 2) / 2][round((line.base - before.base) * 4) / 4] += 1
    total = sum(fonts.values()) or 1
    leading = {key: counts.most_common(1)[0][0] for key, counts in steps.items()}
    return Body(size, frozenset(font for font, n in fonts.items() if n > 0.1 * total), leading)


def chunks(found: Sequence[Line], style: Body) -> list[Chunk]:
    """Gather lines into chunks, in order. A new column always starts a new chunk."""
    out: list[Chunk] = []
    group: list[Line] = []
    for line in found:
        if group and _breaks(group, line, style):
            out.append(Chunk(tuple(group)))
            group = []
        group.append(line)
    if group:
        out.append(Chunk(tuple(group)))
    return out


def _breaks(group: Sequence[Line], line: Line, style: Body) -> bool:  # noqa: PLR0911 - one test after another
    before = group[-1]
    if before.column != line.column or abs(before.size - line.size) > 0.06 * max(before.size, line.size):
        return True
    if REFERENCES.fullmatch(line.text.strip()) or REFERENCES.fullmatch(before.text.strip()):
        return True
    if SUBSECTION.match(line.text) and (ENDS.search(before.text) or NUMBERED.match(group[0].text)):
        return True
    if before.pure and line.pure and before.font != line.font and (before.font in style.fonts) != (line.font in style.fonts):
        if before.italic == line.italic or (line.italic and ENDS.search(before.text) and line.text[:1].isupper()):
            return True
        if all(other.italic for other in group) and line.text[:1].isupper():
            return True
    leading = style.leading.get(round(line.size * 2) / 2, 1.25 * line.size)
    step = line.base - before.base
    if step > 1.3 * leading + 0.5 and step > 1.35 * _own_leading(group, leading):
        return True
    if before.bold != line.bold and (before.bold or line.bold):
        return True
    em = line.size
    start, previous = line.segment.x0, before.segment.x0
    if start > previous + 0.6 * em and start > line.left + 0.6 * em and len(group) == 1 and _BULLET.match(before.text):
        return False
    if start > previous + 0.7 * em and start > line.left + 0.7 * em and abs(previous - group[-1].left) < 0.6 * em:
        return ENDS.search(before.text) is not None or _fits(before, line) or start < line.left + 2.5 * em
    if start < previous - 0.7 * em and len(group) > 1 and group[0].segment.x0 < previous - 0.7 * em:
        return True
    if _BULLET.match(line.text) and (ENDS.search(before.text) or _BULLET.match(group[0].text)) and start <= previous + 0.3 * em:
        return bool(re.match(r"[•●▪■◦‣∙(]", line.text)) or bool(_BULLET.match(group[0].text))
    return _fits(before, line) and ENDS.search(before.text) is not None and not line.text[:1].islower()


def _own_leading(group: Sequence[Line], leading: float) -> float:
    steps = [b.base - a.base for a, b in itertools.pairwise(group)]
    return max(steps) if steps else leading


def _fits(before: Line, line: Line) -> bool:
    """Say whether the first word of a line would have had room at the end of the line before it."""
    word = line.segment.words[0]
    return before.right - before.segment.x1 > (word.x1 - word.x0) + 1.2 * line.size
