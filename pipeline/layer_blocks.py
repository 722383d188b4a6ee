"""Chunks of a raw text layer -> pieces of the paper: title, headings, paragraphs, list items, captions, tables, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.layer_lines import Chunk, body_width, ends_sentence
from pipeline.records import BlockKind
from pipeline.registries import find_registrations
from pipeline.sections import named_role

CAPTION = re.compile(
    r"(?P<what>fig(?:ure|\.)?s?|scheme|chart|box|video|table|tab\.)\s*(?P<number>S?\d{1,3}|[IVX]{1,5})\b\s*(?P<mark>[|.:–—-]|\s[A-Z\[(])",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\(?(?:[ivx]{1,5}|[a-h]|\d{1,2})\)\s+\S|[•●▪‣◦–-]\s+\S|\d{1,2}\.\s+[A-Z]")
_REFERENCES = re.compile(
    r"(?:\d{1,2}\.?\s*)?(?:references?(?: and notes| cited)?|bibliography|literature cited|works cited)\s*:?\s*", re.IGNORECASE
)
_VERBAL = re.compile(r"\b(?:we|it|they|there|this|these|which|that|not|however|here|our)\b", re.IGNORECASE)
_RUN_IN = re.compile(r"(?P<title>[A-Z][^.!?:]{3,90}?)(?P<stop>[.:])\s+(?=[A-Z])")
TABLE_NOTE = re.compile(r"(?:Abbreviations?:?\s)?[A-Z][\w/-]*(?:\s[\w-]+)?[,:=]\s[^.;]+;\s")
HANGS = re.compile(
    r"(?:[.,;:–-]|\b(?:the|a|an|of|in|to|and|or|by|for|with|from|that|as|at|on|is|are|was|were|than|between|et al))$",
    re.IGNORECASE,
)
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
    if not words or len(words) > LONGEST_HEADING_WORDS or not (text[0].isupper() or text[0].isdigit()) or HANGS.search(text):
        return False
    if not re.search(r"[^\W\d_]{3}", text) or any(ends_sentence(line) for line in lines):
        return False
    if after and not re.match(r"[\"“(]?[A-Z0-9]", after.lstrip()):
        return False
    new_sentence = bool(re.match(r"[A-Z][a-z]", after.lstrip())) or not after
    return new_sentence or len(lines[-1].strip()) < 0.75 * width or named_role(text) is not None


def _last_length(line: str, width: int) -> int:
    """Return the length of the last printed line; a layer writes lines that a hyphen joins as one."""
    size = len(line.strip())
    return size if size <= 1.25 * width else size % width


def _ends_paragraph(line: str, width: int, *, full: float = FULL_LINE) -> bool:
    return _last_length(line, width) < full * width and ends_sentence(line) and not line.rstrip().endswith((":", ";"))


def _paragraphs(lines: Sequence[str], width: int) -> Iterator[list[str]]:
    """Part running lines into paragraphs and items: after a short line that ends a sentence, before an item or a title."""
    current: list[str] = []
    for number, line in enumerate(lines):
        if current:
            before = current[-1]
            capital = bool(re.match(r"\s*[\"“(]?[A-Z0-9•]", line))
            new_item = bool(_ITEM.match(line)) and (ends_sentence(before) or bool(_ITEM.match(current[0])))
            titled = (
                _ends_paragraph(before, width, full=0.97) and run_in_title(" ".join(lines[number : number + 3])) is not None
            )
            if new_item or titled or (capital and _ends_paragraph(before, width)):
                yield current
                current = []
        current.append(line)
    if current:
        yield current


def _headed(lines: Sequence[str], after: str, width: int) -> Iterator[tuple[BlockKind, list[str]]]:
    """Part a run of lines into headings and what stands between them; ``after`` is the line behind the run.

    A heading stands at the start, or behind a line that ends a sentence short of the margin, and is followed by a capital.
    """
    start = place = 0
    while place < len(lines):
        size = next((size for size in (3, 2, 1) if _fits(lines, place, size, after, width)), 0)
        if size and place > start:
            short = len(lines[place + size - 1].strip()) < 0.75 * width or place + size == len(lines)
            if not ends_sentence(lines[place - 1]) or not (short or _last_length(lines[place - 1], width) < 0.9 * width):
                size = 0
        if size == 0:
            place += 1
            continue
        if place > start:
            yield "paragraph", list(lines[start:place])
        yield "heading", list(lines[place : place + size])
        start = place = place + size
    if start < len(lines):
        yield "paragraph", list(lines[start:])


def _fits(lines: Sequence[str], place: int, size: int, after: str, width: int) -> bool:
    """Say whether ``size`` lines from ``place`` on are one heading: all but the last reach the margin."""
    head = lines[place : place + size]
    if len(head) < size or any(len(line.strip()) < 0.6 * width for line in head[:-1]):
        return False
    following = lines[place + size] if place + size < len(lines) else after
    return _is_heading(head, following, width)


def _caption_end(lines: Sequence[str]) -> int:
    """Return how many lines of a chunk are its caption: all, or up to a full stop with small letters behind it."""
    for place in range(1, len(lines)):
        address = re.search(r"\w\.\w[\w.]*$", lines[place - 1].rstrip())  # a web address goes on in small letters too
        if ends_sentence(lines[place - 1]) and lines[place][:1].islower() and not address:
            return place
    return len(lines)


def pieces(found: Sequence[Chunk]) -> list[Piece]:
    """Tell what each chunk of a layer is, in order. Tables run from their caption to the next chunk of running text."""
    width = body_width(found)
    out: list[Piece] = []
    table = references = False
    for number, chunk in enumerate(found):
        lines = list(chunk.lines)
        following = found[number + 1].lines[0] if number + 1 < len(found) else ""
        if references:
            out.append(Piece("paragraph", tuple(lines), chunk.page, True))
            continue
        place = next((at for at, line in enumerate(lines) if _REFERENCES.fullmatch(line.strip())), None)
        if place is not None:
            references = True
            after = tuple(lines[place + 1 :])
            lines = lines[:place]
            out += _plain(lines, chunk.page, width, "") if lines else []
            out += [Piece("paragraph", after, chunk.page, True)] if after else []
            continue
        caption = CAPTION.match(lines[0].strip())
        if caption:
            table = caption["what"].lower().startswith("tab")
            end = len(lines) if table else _caption_end(lines)
            out.append(Piece("table" if table else "caption", tuple(lines[:end]), chunk.page))
            out += _plain(lines[end:], chunk.page, width, following)
        elif table and not _resumes(lines, width, out):
            out.append(Piece("table", tuple(lines), chunk.page))
        else:
            table = False
            out += _plain(lines, chunk.page, width, following)
    return _joined_tables(out)


def _resumes(lines: Sequence[str], width: int, before: Sequence[Piece]) -> bool:
    """Say whether running text goes on behind a table: it finishes an open sentence, or is made of whole sentences."""
    text = " ".join(lines)
    if TABLE_NOTE.match(text) or find_registrations(text):
        return False
    words_a_line = len(text.split()) / len(lines)
    if lines[0][:1].islower():
        open_text = next((piece for piece in reversed(before) if piece.kind == "paragraph"), None)
        return is_prose(lines, width) and open_text is not None and not ends_sentence(open_text.lines[-1])
    whole = bool(re.match(r"[A-Z]", lines[0])) and ends_sentence(lines[-1]) and words_a_line >= 6 and len(text.split()) >= 8
    return whole or (is_prose(lines, width) and len(lines) >= 4)


def _plain(lines: Sequence[str], page: int, width: int, after: str) -> Iterator[Piece]:
    for kind, part in _headed(lines, after, width):
        if kind == "heading":
            yield Piece(kind, tuple(part), page)
            continue
        for paragraph in _paragraphs(part, width):
            head, rest = _lines_of(paragraph, run_in_title(" ".join(paragraph[:3])))
            if head:
                yield Piece("heading", tuple(head), page)
            if rest:
                yield Piece("list_item" if _ITEM.match(rest[0].strip()) else "paragraph", tuple(rest), page)


def run_in_title(text: str) -> str | None:
    """Return the title that opens a paragraph in its own line (``Cell tracking. We labelled ...``): short, without a verb."""
    found = _RUN_IN.match(text)
    if found is None or len(found["title"].split()) > 10 or not re.search(r"[A-Za-z]{2}", found["title"]):
        return None
    if found["title"].endswith(" al") or found["title"].count("(") != found["title"].count(")"):
        return None
    words = re.findall(r"[^\W\d_]+", found["title"].lower())
    return (
        found["title"]
        if words and not any(word in verbs() for word in words) and _VERBAL.search(found["title"]) is None
        else None
    )


def _lines_of(paragraph: list[str], title: str | None) -> tuple[list[str], list[str]]:
    """Part the lines of a paragraph behind its run-in title; without one, all lines are of the paragraph."""
    left = len(" ".join((title or "").split()))
    for number, line in enumerate(paragraph if title else []):
        bare = " ".join(line.split())
        if len(bare) > left:
            rest = bare[left + 1 :].strip()
            return [*paragraph[:number], bare[: left + 1]], [*([rest] if rest else []), *paragraph[number + 1 :]]
        left -= len(bare) + 1
    return [], paragraph


def _joined_tables(found: Sequence[Piece]) -> list[Piece]:
    """Make one piece of all that belongs to one table."""
    out: list[Piece] = []
    for piece in found:
        begins = bool(CAPTION.match(piece.lines[0].strip()))
        if piece.kind == "table" and out and out[-1].kind == "table" and not begins:
            out[-1] = replace(out[-1], lines=(*out[-1].lines, "", *piece.lines))
        else:
            out.append(piece)
    return out


@cache
def verbs() -> frozenset[str]:
    """Load the verbs whose presence tells a sentence from a title."""
    return frozenset((Path(__file__).parent / "patterns" / "sentence_verbs.txt").read_text(encoding="utf-8").split())
