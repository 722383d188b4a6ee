"""Chunks of a raw text layer -> pieces of the paper: title, headings, paragraphs, list items, captions, tables, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.layer_lines import Chunk, body_width, ends_sentence
from pipeline.records import BlockKind
from pipeline.sections import named_role

_CAPTION = re.compile(
    r"(?P<what>fig(?:ure|\.)?s?|scheme|chart|box|video|table|tab\.)\s*(?P<number>S?\d{1,3}|[IVX]{1,5})\b\s*(?P<mark>[|.:–—-]|\s[A-Z\[(])",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\(?(?:[ivx]{1,5}|[a-h]|\d{1,2})\)\s+\S|[•●▪‣◦–-]\s+\S|\d{1,2}\.\s+[A-Z]")
_REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s*)?(?:references?(?: and notes| cited)?|bibliography|literature cited|works cited)\s*:?\s*", re.IGNORECASE
)
_RUN_IN = re.compile(r"(?P<title>[A-Z][^.!?:]{3,90}?)(?P<stop>[.:])\s+(?=[A-Z])")
LONGEST_HEADING_WORDS = 16
FULL_LINE = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """Printed lines of one block; ``continues`` where a sentence that an earlier piece left open goes on."""

    kind: BlockKind
    lines: tuple[str, ...]
    page: int
    is_reference: bool = False


def is_prose(lines: Sequence[str], width: int) -> bool:
    """Say whether lines read as running text: most of them full, and made of words."""
    full = sum(len(line.strip()) >= FULL_LINE * width for line in lines)
    letters = sum(map(str.isalpha, "".join(lines)))
    return len(lines) >= 2 and 2 * full >= len(lines) and letters > 0.6 * sum(map(len, lines))


def _is_heading(lines: Sequence[str], after: str, width: int) -> bool:
    """Say whether one to three lines without a stop are a title above what follows."""
    text = " ".join(lines).strip()
    words = text.split()
    if (
        not words
        or len(words) > LONGEST_HEADING_WORDS
        or not (text[0].isupper() or text[0].isdigit())
        or re.search(r"[.,;:]$", text)
    ):
        return False
    if not re.search(r"[^\W\d_]{3}", text) or (after and not re.match(r"[\"“(]?[A-Z0-9]", after.lstrip())):
        return False
    return len(lines[-1].strip()) < 0.95 * width or not after or named_role(text) is not None


def _paragraphs(lines: Sequence[str], width: int) -> Iterator[list[str]]:
    """Part running lines into paragraphs and items: after a short line that ends a sentence, and before an item."""
    current: list[str] = []
    for line in lines:
        short = bool(current) and len(current[-1].strip()) < FULL_LINE * width and ends_sentence(current[-1])
        new_item = bool(_ITEM.match(line)) and bool(current) and (ends_sentence(current[-1]) or bool(_ITEM.match(current[0])))
        if current and (new_item or (short and re.match(r"\s*[\"“(]?[A-Z0-9•]", line))):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _split_headings(lines: list[str], width: int) -> Iterator[tuple[BlockKind, list[str]]]:
    """Take one- to three-line headings off the start of a run of lines."""
    start = 0
    for size in (3, 2, 1):
        head, rest = lines[:size], lines[size:]
        if len(head) == size and rest and _is_heading(head, rest[0], width) and not any(ends_sentence(line) for line in head):
            if size > 1 and any(len(line.strip()) < 0.5 * width for line in head[:-1]):
                continue
            yield "heading", head
            start = size
            break
    rest = lines[start:]
    if rest:
        yield ("list_item" if _ITEM.match(rest[0].strip()) else "paragraph"), rest


def _inner_headings(lines: Sequence[str], width: int) -> Iterator[list[str]]:
    """Part a chunk before lines that are a heading within it: a sentence has ended and a short line without a stop follows."""
    start = 0
    for place in range(1, len(lines) - 1):
        if not ends_sentence(lines[place - 1]) or place <= start:
            continue
        for size in (3, 2, 1):
            head, rest = lines[place : place + size], lines[place + size :]
            open_lines = not any(ends_sentence(line) for line in head)
            short = bool(head) and len(head[-1].strip()) < 0.75 * width
            if len(head) == size and rest and open_lines and short and _is_heading(head, rest[0], width):
                yield list(lines[start:place])
                start = place
                break
    yield list(lines[start:])


def _caption_end(lines: Sequence[str]) -> int:
    """Return how many lines of a chunk are its caption: all, or up to a full stop with small letters behind it."""
    for place in range(1, len(lines)):
        if ends_sentence(lines[place - 1]) and lines[place][:1].islower():
            return place
    return len(lines)


def pieces(found: Sequence[Chunk]) -> list[Piece]:
    """Tell what each chunk of a layer is, in order. Tables run from their caption to the next chunk of running text."""
    width = body_width(found)
    out: list[Piece] = []
    table = references = False
    for chunk in found:
        lines = list(chunk.lines)
        if references:
            out.append(Piece("paragraph", tuple(lines), chunk.page, True))
            continue
        place = next((number for number, line in enumerate(lines) if _REFERENCES.fullmatch(line.strip())), None)
        if place is not None:
            references = True
            after = tuple(lines[place + 1 :])
            lines = lines[:place]
            out += _plain(lines, chunk.page, width) if lines else []
            out += [Piece("paragraph", after, chunk.page, True)] if after else []
            continue
        caption = _CAPTION.match(lines[0].strip())
        if caption:
            table = caption["what"].lower().startswith("tab")
            end = len(lines) if table else _caption_end(lines)
            out.append(Piece("table" if table else "caption", tuple(lines[:end]), chunk.page))
            out += _plain(lines[end:], chunk.page, width) if lines[end:] else []
        elif table and not _resumes(lines, width, out):
            out.append(Piece("table", tuple(lines), chunk.page))
        else:
            table = False
            out += _plain(lines, chunk.page, width)
    return _joined_tables(out)


def _resumes(lines: Sequence[str], width: int, before: Sequence[Piece]) -> bool:
    """Say whether running text goes on behind a table: full lines that finish an open sentence, or begin with a capital."""
    if not is_prose(lines, width):
        return False
    if lines[0][:1].islower():
        open_text = next((piece for piece in reversed(before) if piece.kind == "paragraph"), None)
        return open_text is not None and not ends_sentence(open_text.lines[-1])
    return len(lines) >= 4


def _plain(lines: list[str], page: int, width: int) -> Iterator[Piece]:
    for part in _inner_headings(lines, width):
        for kind, rest in _split_headings(part, width):
            if kind == "heading":
                yield Piece(kind, tuple(rest), page)
            else:
                for paragraph in _paragraphs(rest, width):
                    yield Piece("list_item" if _ITEM.match(paragraph[0].strip()) else "paragraph", tuple(paragraph), page)


def _joined_tables(found: Sequence[Piece]) -> list[Piece]:
    """Make one piece of all that belongs to one table."""
    out: list[Piece] = []
    for piece in found:
        begins = bool(_CAPTION.match(piece.lines[0].strip()))
        if piece.kind == "table" and out and out[-1].kind == "table" and not begins:
            out[-1] = replace(out[-1], lines=(*out[-1].lines, "", *piece.lines))
        else:
            out.append(piece)
    return out


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


def _cut_off(line: str) -> bool:
    """Say whether a line breaks off within a sentence: its last word is one that no sentence ends with, or it has a hyphen."""
    return bool(
        re.search(
            r"(?:[-–,]|\b(?:the|a|an|of|in|to|and|or|by|for|with|from|that|as|at|on|is|are|was|were|than|between))$",
            line.strip(),
        )
    )
