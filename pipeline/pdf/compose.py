"""The printed lines of a block -> its text, its citation marks, where each line lies in it, and what was mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.citations import expand_numbers
from pipeline.pdf.flow import Line
from pipeline.pdf.repair import HYPHENS, keeps_hyphen, letters
from pipeline.pdf.scripts import is_numbers, is_power, runs
from pipeline.records import Citation, LineBox, Repair


@dataclass(frozen=True, slots=True)
class Composed:
    """A block's text with all offsets counted from its start."""

    text: str
    citations: tuple[Citation, ...]
    lines: tuple[LineBox, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole paper says that a line alone does not: its spellings, whether raised numbers cite, its last reference."""

    words: Counter[str]
    raised_cite: bool
    last_reference: int


def compose(found: Sequence[Line], context: Context, *, keep_marks: bool = False) -> Composed:
    """Write lines as one text. ``keep_marks`` leaves raised numbers in the text (reference list, tables)."""
    text = ""
    marks: list[Citation] = []
    boxes: list[LineBox] = []
    repairs: list[Repair] = []
    for line in found:
        piece, cited = _line(line, context, keep_marks)
        if text and piece:
            if text[-1] in HYPHENS and len(text) > 1 and text[-2].isalnum() and piece[0].isalnum():
                if not keeps_hyphen(text[-60:-1], piece[:40], context.words):
                    repairs.append(Repair(len(text) - 1, text[-1] + "\n", "", "line_hyphen"))
                    text = text[:-1]
                elif text[-1] != "-":
                    text = text[:-1] + "-"
            elif not (text[-1] in "–—/" and text[-2:-1].strip()):
                text += " "
        start = len(text)
        text += piece
        marks.extend(Citation(start + offset, numbers) for offset, numbers in cited)
        if len(text) > start:
            boxes.append(LineBox(start, len(text), line.page, line.segment.box))
    lead = len(text) - len(text.lstrip())
    if lead:
        return Composed(text, tuple(marks), tuple(boxes), tuple(repairs))
    return Composed(
        text.rstrip(),
        tuple(Citation(min(m.offset, len(text.rstrip())), m.references) for m in marks),
        tuple(boxes),
        tuple(repairs),
    )


def _line(line: Line, context: Context, keep_marks: bool) -> tuple[str, list[tuple[int, tuple[int, ...]]]]:
    text = ""
    cited: list[tuple[int, tuple[int, ...]]] = []
    for run in runs(line.segment):
        piece = letters(run.text)
        if run.height == "super" and not keep_marks:
            tight = piece.replace(" ", "")
            if is_power(text, tight):
                text += ("^" if text.endswith("10") else "") + tight
                continue
            if context.raised_cite and is_numbers(tight) and max(expand_numbers(tight)) <= context.last_reference:
                text = text.rstrip()
                cited.append((len(text), expand_numbers(tight)))
                continue
        glue = " " if run.spaced and text else ""
        if cited and cited[-1][0] == len(text) and text and re.match(r"\w", piece[:1]) and text[-1] in ".,;:?!":
            glue = " "
        text += glue + piece
    return text, cited
