"""Headings that run into their paragraph, and the levels of all headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.pdf.flow import Line, is_bold, is_italic
from pipeline.pdf.lines import segment
from pipeline.pdf.paragraphs import NUMBERED, SUBSECTION, Chunk
from pipeline.pdf.shapes import Word
from pipeline.records import BlockKind, Role
from pipeline.sections import named_role

RUN_IN = 9
LONGEST = 20
Look = tuple[float, bool, bool, bool, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as printed lines; a paragraph may hold lines of several columns and pages. ``role`` overrides its section's."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    role: Role | None = None

    @property
    def text(self) -> str:
        """Return the printed lines joined by a space."""
        return " ".join(line.text for line in self.lines).strip()


def split_run_in(chunk: Chunk, role: Role | None = None) -> list[Piece]:
    """Part a heading that runs into its paragraph: bold or italic, ended by a full stop, colon or dash, then another style."""
    count = _run_in(chunk)
    if not count:
        return [Piece("paragraph", chunk.lines, role=role)]
    heading: list[Line] = []
    rest: list[Line] = []
    for line in chunk.lines:
        words = line.segment.words
        for part, out in ((words[:count], heading), (words[count:], rest)):
            if part:
                piece = segment(part, line.segment.order)
                out.append(line if len(part) == len(words) else replace(line, segment=piece, text=piece.text))
        count = max(0, count - len(words))
    return [Piece("heading", tuple(heading), RUN_IN, role), Piece("paragraph", tuple(rest), role=role)]


def _run_in(chunk: Chunk) -> int:
    """Return how many words of a chunk are a run-in heading; 0 where there is none."""
    words: list[Word] = [word for line in chunk.lines[:3] for word in line.segment.words]
    text = chunk.text
    lead = next((i for i, word in enumerate(words[:4]) if any(map(str.isalpha, word.text))), None)
    if lead is None or not (lead == 0 or NUMBERED.match(text)):
        return 0
    if SUBSECTION.match(text):
        first = next((i for i, word in enumerate(words[: LONGEST - 5]) if i >= lead and _stops(word.text)), None)
        return 0 if first is None or first + 1 >= len(words) else first + 1
    for test in (is_bold, is_italic):
        if not test(words[lead].font):
            continue
        count = lead
        while count < len(words) and test(words[count].font):
            count += 1
        if not lead < count < len(words) or count > LONGEST:
            continue
        head = " ".join(word.text for word in words[:count])
        ended = _stops(head) or words[count].text[0] in ":—–"
        letters = sum(map(str.isalpha, head))
        if test is is_italic and count - lead < 2 and named_role(head) is None:
            continue
        if ended and letters >= 4 and head[0].isalnum() and (words[count].spaced or not words[count].text[:1].islower()):
            return count + (words[count].text in (":", "."))
    return 0


def _stops(text: str) -> bool:
    return text[-1] in ".:—–?" and not re.search(r"\b(?:[A-Z]|spp?|cf|vs|et al|var|subsp|no|fig)\.$", text)


def levels(pieces: Sequence[Piece]) -> list[Piece]:
    """Give headings their levels: by their numbers, else by style, the style of named sections being the first."""
    looks: Counter[Look] = Counter()
    named: Counter[Look] = Counter()
    for piece in pieces:
        if piece.kind == "heading" and piece.level == 0 and piece.role is None:
            looks[_look(piece)] += 1
            named[_look(piece)] += named_role(piece.text) is not None
    top = {look for look, count in looks.items() if named[look] >= 0.5 * count}
    largest = max((look[0] for look in top), default=0.0)
    top = {look for look in top if look[0] > 0.9 * largest}
    out: list[Piece] = []
    chapter = 0
    for piece in pieces:
        if piece.kind == "heading":
            look, number = _look(piece), NUMBERED.match(piece.text)
            first = int(number[1].split(".")[0]) if number and number[1][0].isdigit() else chapter
            if number and first > chapter + 2:
                level = 4  # the numbers of sections do not leap: it is an item of a list or a figure
            elif number:
                chapter = first
                level = number[1].count(".") + 1
            elif piece.level == RUN_IN:
                level = 4 if piece.role is None else 2
            elif look in top or (not top and named_role(piece.text) is not None):
                level = 1
            else:
                higher = {
                    other
                    for other in looks
                    if other not in top and (other[0], other[1], other[3]) > (look[0], look[1], look[3])
                }
                level = min(4, 2 + len(higher))
            out.append(replace(piece, level=level))
        else:
            out.append(piece)
    return out


def _look(piece: Piece) -> Look:
    first = piece.lines[0]
    letters = [letter for letter in piece.text if letter.isalpha()]
    caps = sum(map(str.isupper, letters)) > 0.8 * len(letters)
    return (round(first.size * 2) / 2, first.bold, first.italic, caps, first.font)
