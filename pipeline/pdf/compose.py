"""The printed lines of a block -> its text, its citation marks, where each line lies in it, and what was mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.citations import expand_numbers
from pipeline.pdf.edits import Composed
from pipeline.pdf.flow import Line
from pipeline.pdf.mend import GREEK
from pipeline.pdf.repair import HYPHENS, keeps_hyphen
from pipeline.pdf.scripts import SUPER_DIGITS, is_cited, is_numbers, is_power, runs
from pipeline.records import Citation, LineBox, Repair


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole paper says that a line alone does not: its spellings, whether raised numbers cite, its last reference."""

    words: Counter[str]
    raised_cite: bool
    last_reference: int


def compose(found: Sequence[Line], context: Context) -> Composed:
    """Write lines as one text: words joined over line ends, raised citations taken out, exponents as ``10^6``."""
    text = ""
    marks: list[Citation] = []
    boxes: list[LineBox] = []
    repairs: list[Repair] = []
    for line in found:
        piece, cited, greek = _line(line, context)
        if text and piece:
            if text[-1] in HYPHENS and text[-2:-1].isalnum() and piece[0].isalnum():
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
        repairs.extend(Repair(start + offset, before, after, "symbol_font") for offset, before, after in greek)
        if len(text) > start:
            boxes.append(LineBox(start, len(text), line.page, line.segment.box))
    size = len(text.rstrip())
    kept = tuple(Citation(min(mark.offset, size), mark.references) for mark in marks)
    return Composed(text[:size], kept, tuple(boxes), tuple(repairs))


def _line(line: Line, context: Context) -> tuple[str, list[tuple[int, tuple[int, ...]]], list[tuple[int, str, str]]]:
    text = ""
    cited: list[tuple[int, tuple[int, ...]]] = []
    greek: list[tuple[int, str, str]] = []
    found = runs(line.segment)
    for run, after in zip(found, [*found[1:], None], strict=True):
        piece = run.text
        if run.height == "super":
            tight = piece.replace(" ", "").translate(SUPER_DIGITS)
            if is_power(text, tight):
                text += ("^" if text.endswith("10") else "") + tight
                continue
            numbers = expand_numbers(tight) if context.raised_cite and is_numbers(tight) else ()
            if numbers and max(numbers) <= context.last_reference and is_cited(text, run, after):
                text = text.rstrip()
                cited.append((len(text), numbers))
                continue
        glue = " " if run.spaced and text else ""
        if cited and cited[-1][0] == len(text) and text and re.match(r"\w", piece[:1]):
            glue = " "
        if run.symbol and piece.isascii() and (meant := piece.translate(GREEK)) != piece:
            greek.append((len(text) + len(glue), piece, meant))
            piece = meant
        text += glue + piece
    return text, cited, greek
