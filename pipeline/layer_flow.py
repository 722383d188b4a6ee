"""Pieces of a raw text layer -> the order a reader follows: initials joined, sentences whole, floats behind a section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.layer_blocks import CAPTION, HANGS, Piece
from pipeline.layer_lines import ends_sentence


def drop_initials(found: Sequence[Piece], words: Counter[str]) -> list[Piece]:
    """Join a large first letter that stands alone to the word it was cut from, if the paper spells that word."""
    out: list[Piece] = []
    for piece in found:
        letter = out[-1].lines[0].strip() if out and len(out[-1].lines) == 1 else ""
        if len(letter) == 1 and letter.isupper() and piece.lines[0][:1].islower():
            rest = re.split(r"[^\w-]", piece.lines[0])[0]
            glue = "" if words[(letter + rest).lower()] or letter not in "AI" else " "
            out[-1] = replace(piece, lines=(letter + glue + piece.lines[0], *piece.lines[1:]))
        else:
            out.append(piece)
    return out


def continued(found: Sequence[Piece]) -> list[Piece]:
    """Join paragraphs that figures, tables or page ends cut: an open sentence and a later piece that goes on in lower case."""
    out: list[Piece] = []
    open_at: int | None = None
    for piece in found:
        prose = piece.kind in ("paragraph", "list_item") and not piece.is_reference
        first = piece.lines[0].lstrip()
        if prose and open_at is not None and piece.kind == "paragraph" and re.match(r"[a-z0-9(\[“\"]|[^\w\s]|[A-Z]", first):
            target = out[open_at]
            goes_on = first[:1].islower() or not first[:1].isalpha() or _cut_off(target.lines[-1])
            if goes_on:
                out[open_at] = replace(target, lines=(*target.lines, *piece.lines))
                if ends_sentence(piece.lines[-1]):
                    open_at = None
                continue
        out.append(piece)
        if prose:
            open_at = None if ends_sentence(piece.lines[-1]) else len(out) - 1
        elif piece.kind == "heading":
            open_at = None
    return out


def place_floats(found: Sequence[Piece]) -> list[Piece]:
    """Move captions and tables out of the sentences they cut: to the end of the section that first mentions them.

    A float that no earlier section mentions goes to the end of the section it is printed in.
    """
    sections: list[list[Piece]] = [[]]
    floats: list[tuple[int, Piece]] = []
    for piece in found:
        if piece.kind in ("caption", "table"):
            floats.append((len(sections) - 1, piece))
            continue
        if piece.kind == "heading" and sections[-1] and sections[-1][-1].kind != "heading":
            sections.append([])
        sections[-1].append(piece)
    texts = [" ".join(line for piece in section for line in piece.lines) for section in sections]
    placed: list[list[Piece]] = [[] for _ in sections]
    for printed, piece in floats:
        label = CAPTION.match(piece.lines[0].strip())
        mentioned = printed
        if label:
            name = "tab(?:le|\\.)?s?" if piece.kind == "table" else "fig(?:ure|\\.)?s?"
            pattern = re.compile(rf"\b{name}\.?\s*{label['number']}(?![\d])", re.IGNORECASE)
            mentioned = next((n for n, text in enumerate(texts[:printed]) if pattern.search(text)), printed)
        placed[mentioned].append(piece)
    return [piece for section, behind in zip(sections, placed, strict=True) for piece in (*section, *behind)]


def _cut_off(line: str) -> bool:
    """Say whether a line breaks off within a sentence: its last word is one that no sentence ends with, or it has a hyphen."""
    return bool(HANGS.search(line.strip()))
