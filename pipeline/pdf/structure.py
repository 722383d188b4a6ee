"""Chunks -> pieces: title, headings with levels, paragraphs, captions, footnotes, lists; and what is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.pdf.flow import Line, is_bold, is_italic
from pipeline.pdf.lines import segment
from pipeline.pdf.paragraphs import REFERENCES, Body, Chunk
from pipeline.records import BlockKind, Furniture
from pipeline.sections import named_role

_CAPTION = re.compile(
    r"(?:supplement(?:ary|al) |extended data |additional |online |appendix )?(?:fig(?:ure|\.)?s?|table|scheme|box|chart|plate|panel|video|movie)"
    r"\s*\.?\s*(?:s|e|a)?-?(?:\d{1,2}[a-z]?|[ivx]{1,5})\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s*[|.]?\s+\S")
_ITEM = re.compile(r"(?:[•●▪■◦‣∙]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s")
_END = re.compile(r"[.!?:;][\"'”’)\]]*[\d,–\-\s\[\]()]*$")
_FRONT = re.compile(
    r"correspond|received\b|accepted\b|published\b|e-?mails?\b|copyright|©|academic editor|edited by|department of|university|institute of"
    r"|open access|creative commons|licen[cs]e|doi\b|https?:|these authors|contributed equally|how to cite|cite this|editor\b|volume \d"
    r"|conflicts? of interest|article (?:info|history)|reviewed by|citation:|orcid",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"key ?-?words?\b", re.IGNORECASE)
_ABSTRACT = re.compile(r"(?:structured )?(?:abstract|summary|a ?b ?s ?t ?r ?a ?c ?t)\b[\s:.—–-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as printed lines; a paragraph may hold lines of several columns and pages."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    bold: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Structure:
    """The pieces of a paper in reading order, its printed reference list, and what was left out."""

    pieces: tuple[Piece, ...]
    references: tuple[Line, ...]
    furniture: tuple[Furniture, ...]


def structure(found: Sequence[Chunk], style: Body) -> Structure:
    """Tell what each chunk is. No chunks give an empty structure."""
    out: list[Piece] = []
    references: list[Line] = []
    dropped: list[Furniture] = []
    title = _title(found, style)
    start = _body_start(found, title, style)
    in_references = False
    for number, chunk in enumerate(found):
        if number == title:
            out.append(Piece("title", chunk.lines))
        elif in_references and not _leaves_references(chunk, style):
            references.extend(chunk.lines)
        elif REFERENCES.fullmatch(chunk.text.strip()):
            in_references = True
        elif number < start and not _is_abstract(chunk, style, number, title):
            dropped.append(Furniture(chunk.first.page, chunk.text, "front_matter"))
        else:
            in_references = False
            kind = _kind(chunk, style)
            if kind is None or (number >= start and chunk.first.page <= 2 and _is_front(chunk, style)):
                dropped.append(Furniture(chunk.first.page, chunk.text, "figure_text" if kind is None else "front_matter"))
            elif kind == "paragraph":
                out.extend(_split_run_in(chunk, style))
            else:
                out.append(Piece(kind, chunk.lines))
    return Structure(tuple(_levels(_joined(out, style))), tuple(references), tuple(dropped))


def _title(found: Sequence[Chunk], style: Body) -> int | None:
    best, place = 1.15 * style.size, None
    for number, chunk in enumerate(found):
        if chunk.first.page > 2:
            break
        if chunk.size > best and len(chunk.text.split()) >= 3 and sum(map(str.isalpha, chunk.text)) > 12:
            best, place = chunk.size, number
    return place


def _body_start(found: Sequence[Chunk], title: int | None, style: Body) -> int:
    """Return the number of the chunk at which the running text begins (abstract chunks lie before it)."""
    first = 0 if title is None else title + 1
    seen_abstract = False
    for number, chunk in enumerate(found[first:], first):
        if chunk.first.page > 3:
            break
        text = chunk.text.strip()
        if _ABSTRACT.match(text):
            seen_abstract = True
        if (
            _is_heading(chunk, style)
            and not _ABSTRACT.match(text)
            and (named_role(text) == "background" or re.match(r"1\.?\s*\|?\s+\S", text))
        ):
            if named_role(text) == "background" and seen_abstract is False and number + 1 < len(found) and number - first < 3:
                pass
            return number
    for number, chunk in enumerate(found[first:], first):
        if (
            abs(chunk.size - style.size) < 0.4
            and len(chunk.text.split()) > 25
            and not _FRONT.search(chunk.text)
            and seen_abstract
        ):
            return number
    return first


def _is_abstract(chunk: Chunk, style: Body, number: int, title: int | None) -> bool:
    text = chunk.text.strip()
    words = len(text.split())
    if _KEYWORDS.match(text) or _ABSTRACT.fullmatch(text):
        return True
    if title is not None and number < title:
        return False
    if words >= 40 and _END.search(text) and not _is_front(chunk, style):
        return True
    return _is_heading(chunk, style) and named_role(text) not in (None, "other")


def _is_front(chunk: Chunk, style: Body) -> bool:
    text = chunk.text
    hits = len(_FRONT.findall(text))
    return (
        chunk.size <= 1.02 * style.size and hits > 0 and hits * 45 > len(text.split()) * 1.0 and chunk.size < 0.97 * style.size
    )


def _leaves_references(chunk: Chunk, style: Body) -> bool:
    text = chunk.text.strip()
    return _is_caption(chunk, style) or (
        _is_heading(chunk, style)
        and chunk.size >= style.size * 0.98
        and (named_role(text) is not None or len(text.split()) < 6)
        and not text[0].isdigit()
    )


def _is_caption(chunk: Chunk, style: Body) -> bool:
    match = _CAPTION.match(chunk.text.strip())
    if not match:
        return False
    rest = match[1]
    words = chunk.first.segment.words
    marked = is_bold(words[0].font) or words[0].font not in style.fonts or chunk.size < 0.97 * style.size
    if re.match(r"\s*(?:[.:|–—-]|$)", rest):
        return True
    return marked and bool(re.match(r"\s*\(?[A-Z]", rest))


def _is_heading(chunk: Chunk, style: Body) -> bool:
    text = chunk.text.strip()
    letters = [letter for letter in text if letter.isalpha()]
    if (
        not letters
        or len(chunk.lines) > 4
        or len(text) > 220
        or len(letters) < 0.55 * len(text.replace(" ", ""))
        or len(letters) < 3
    ):
        return False
    numbered = bool(_NUMBERED.match(text))
    if text[-1] in ",;" or (letters[0].islower() and not numbered) or (_ITEM.match(text) and not numbered):
        return False
    caps = sum(map(str.isupper, letters)) > 0.8 * len(letters) and len(letters) > 4
    first = chunk.first
    words = len(text.split())
    if text.endswith(".") and words > 14:
        return False
    if all(line.bold for line in chunk.lines) or chunk.size > 1.07 * style.size:
        return chunk.size > 0.85 * style.size and words <= 30
    if caps and chunk.size > 0.85 * style.size and words <= 20:
        return True
    if all(line.italic for line in chunk.lines) and words <= 20:
        return chunk.size > 0.93 * style.size and (numbered or not text.endswith("."))
    if first.font not in style.fonts and chunk.size > 0.97 * style.size and words <= 20 and not text.endswith("."):
        return True
    return words <= 5 and named_role(text) is not None and bool(re.fullmatch(r"[\d.\s|]*[A-Z][\w &]+:?", text))


def _kind(chunk: Chunk, style: Body) -> BlockKind | None:
    text = chunk.text.strip()
    if _is_caption(chunk, style):
        return "caption"
    if _is_heading(chunk, style):
        return "heading"
    words = text.split()
    prose = len(words) >= 4 * len(chunk.lines) and sum(map(str.isalpha, text)) > 0.6 * len(text.replace(" ", ""))
    if not prose and not any(
        abs(line.size - style.size) < 0.05 * style.size and line.font in style.fonts for line in chunk.lines
    ):
        return None
    if _ITEM.match(text):
        return "list_item"
    if chunk.size < 0.93 * style.size and (
        re.match(r"[*†‡§¶#]|\d{1,2}\s?[A-Z]|[a-h]\s?[A-Z]", text) or "abbreviations" in text[:30].lower()
    ):
        return "footnote"
    return "paragraph"


def _split_run_in(chunk: Chunk, style: Body) -> list[Piece]:
    """Part a bold or italic opening that ends in a full stop, colon or dash from the paragraph that it names."""
    words = [word for line in chunk.lines[:2] for word in line.segment.words]
    count = 0
    for test in (is_bold, is_italic):
        count = 0
        while count < len(words) and test(words[count].font):
            count += 1
        if 0 < count < len(words):
            break
    else:
        return [Piece("paragraph", chunk.lines)]
    head = " ".join(word.text for word in words[:count])
    ends = head[-1] in ".:—–" or words[count].text[0] in ":—–"
    tall = sum(map(str.isalpha, head)) >= 4 and count <= 18
    if not tall or not head[0].isalnum() or not ends or (test is is_italic and count < 2 and named_role(head) is None):
        return [Piece("paragraph", chunk.lines)]
    rest: list[Line] = []
    heading: list[Line] = []
    left = count
    for line in chunk.lines:
        here = line.segment.words
        for part, out in ((here[:left], heading), (here[left:], rest)):
            if part:
                piece = segment(part, line.segment.order)
                out.append(line if len(part) == len(here) else replace(line, segment=piece, text=piece.text))
        left = max(0, left - len(here))
    return [Piece("heading", tuple(heading), level=9), Piece("paragraph", tuple(rest))]


def _joined(pieces: Sequence[Piece], style: Body) -> list[Piece]:
    """Join paragraphs that continue over a column, a page, or a figure in between; captions move behind them."""
    out: list[Piece] = []
    last: int | None = None
    for piece in pieces:
        if piece.kind in ("paragraph", "list_item") and last is not None and _continues(out[last], piece):
            out[last] = replace(out[last], lines=out[last].lines + piece.lines)
            continue
        out.append(piece)
        if piece.kind in ("paragraph", "list_item"):
            last = len(out) - 1
        elif piece.kind in ("heading", "title"):
            last = None
    return out


def _continues(before: Piece, piece: Piece) -> bool:
    end, start = before.lines[-1], piece.lines[0]
    if end.column == start.column and end.page == start.page and start.base - end.base < 6 * end.size and start.base > end.base:
        pass
    if abs(end.size - start.size) > 0.06 * end.size or piece.kind == "list_item":
        return False
    text = start.text.lstrip()
    indented = start.segment.x0 > start.left + 0.7 * start.size
    if _END.search(end.text):
        return (
            end.column != start.column
            and not indented
            and end.right - end.segment.x1 < 0.7 * end.size
            and text[:1].isalpha()
            and piece.kind == "paragraph"
            and not _any_unindented(before)
        )
    return text[:1].islower() or end.text.endswith(("-", ",")) or not indented or not text[:1].isalpha()


def _any_unindented(before: Piece) -> bool:
    first = before.lines[0]
    return first.segment.x0 <= first.left + 0.3 * first.size


def _levels(pieces: Sequence[Piece]) -> list[Piece]:
    """Give headings their levels: by their numbers, else by the rank of their style."""
    styles: Counter[tuple[float, bool, bool, bool]] = Counter()
    top: Counter[tuple[float, bool, bool, bool]] = Counter()
    for piece in pieces:
        if piece.kind == "heading" and piece.level == 0:
            styles[_look(piece)] += 1
            if named_role(_text(piece)) is not None:
                top[_look(piece)] += 1
    order = sorted(styles, key=lambda look: (-top[look], -look[0], not look[3], not look[1]))
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind != "heading":
            out.append(piece)
            continue
        match = _NUMBERED.match(_text(piece))
        if match:
            level = match[1].count(".") + 1
        elif piece.level == 9:
            level = 3
        else:
            level = 1 if top[_look(piece)] > 0 else min(3, order.index(_look(piece)) + 1)
        out.append(replace(piece, level=level))
    return out


def _text(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines).strip()


def _look(piece: Piece) -> tuple[float, bool, bool, bool]:
    first = piece.lines[0]
    letters = [letter for letter in _text(piece) if letter.isalpha()]
    return (round(first.size * 2) / 2, first.bold, first.italic, sum(map(str.isupper, letters)) > 0.8 * len(letters))
