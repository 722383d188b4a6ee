"""Chunks -> pieces in reading order; paragraphs are joined over columns and pages, the reference list is set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.pdf.flow import Line
from pipeline.pdf.front import ABSTRACT, front
from pipeline.pdf.headings import Piece, levels, split_run_in
from pipeline.pdf.kinds import is_caption, is_front, is_heading, is_lettering, kind_of
from pipeline.pdf.paragraphs import ENDS, REFERENCES, Body, Chunk
from pipeline.records import Furniture
from pipeline.sections import named_role


@dataclass(frozen=True, slots=True)
class Structure:
    """The pieces of a paper in reading order, its printed reference list, and what was left out."""

    pieces: tuple[Piece, ...]
    references: tuple[Line, ...]
    furniture: tuple[Furniture, ...]


def structure(found: Sequence[Chunk], style: Body) -> Structure:
    """Tell what each chunk is. No chunks give an empty structure; where all would be left out, all are paragraphs."""
    told = _told(found, style)
    if told.pieces or told.references:
        return told
    return Structure(tuple(Piece("paragraph", chunk.lines) for chunk in found), (), ())


def _told(found: Sequence[Chunk], style: Body) -> Structure:
    opening = front(found, style)
    lettering = _lettering(found, style)
    out: list[Piece] = []
    references: list[Line] = []
    dropped: list[Furniture] = []
    listing = False
    list_start = max((number for number, chunk in enumerate(found) if REFERENCES.fullmatch(chunk.text.strip())), default=-1)
    for number, chunk in enumerate(found):
        text = chunk.text.strip()
        if number == opening.title:
            out.append(Piece("title", chunk.lines))
        elif number < opening.start:
            if number in opening.keywords:
                out.append(Piece("paragraph", chunk.lines, role="other"))
            elif number in opening.abstract:
                heading = ABSTRACT.fullmatch(text) or is_heading(chunk, style)
                out.extend([Piece("heading", chunk.lines, 1, "abstract")] if heading else split_run_in(chunk, "abstract"))
            else:
                dropped.append(Furniture(chunk.first.page, text, "front_matter"))
        elif listing and not _leaves_list(chunk, style):
            references.extend(chunk.lines)
        elif number == list_start:
            listing = True
        else:
            listing = False
            kind = None if number in lettering else kind_of(chunk, style)
            small = chunk.size < 0.97 * style.size
            if kind is None or (small and kind in ("paragraph", "footnote") and is_front(chunk)):
                dropped.append(Furniture(chunk.first.page, text, "figure_text" if kind is None else "front_matter"))
            elif kind == "paragraph" and chunk.size > 0.94 * style.size:
                out.extend(split_run_in(chunk))
            else:
                out.append(Piece(kind, chunk.lines))
    return Structure(tuple(levels(_joined(out))), tuple(references), tuple(dropped))


def _lettering(found: Sequence[Chunk], style: Body) -> set[int]:
    """Return the numbers of the chunks in front of a figure's caption, on its page, that are the figure's lettering."""
    out: set[int] = set()
    for number, chunk in enumerate(found):
        if not is_caption(chunk, style) or chunk.text.lower().startswith(("table", "continued")):
            continue
        before = number - 1
        while before >= 0 and found[before].first.page == chunk.first.page and is_lettering(found[before], style):
            out.add(before)
            before -= 1
    return out


def _leaves_list(chunk: Chunk, style: Body) -> bool:
    """Say whether a chunk ends the reference list: a caption, or a heading that names a section or is short."""
    text = chunk.text.strip()
    if is_caption(chunk, style):
        return True
    return (
        is_heading(chunk, style) and not text[0].isdigit() and (named_role(text) is not None or chunk.size > 1.05 * style.size)
    )


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join paragraphs that continue over a column, a page, or a figure in between; what stood between them moves behind."""
    out: list[Piece] = []
    last: int | None = None
    for piece in pieces:
        running = piece.kind in ("paragraph", "list_item")
        caption = next(
            (place for place in range(len(out) - 1, max(-1, len(out) - 4), -1) if out[place].kind == "caption"), None
        )
        if running and caption is not None and _ends_caption(out[caption], piece, None if last is None else out[last]):
            out[caption] = replace(out[caption], lines=out[caption].lines + piece.lines)
            continue
        if running and last is not None and out[last].role == piece.role and _continues(out[last], piece):
            out[last] = replace(out[last], lines=out[last].lines + piece.lines)
            continue
        out.append(piece)
        if running:
            last = len(out) - 1
        elif piece.kind in ("heading", "title"):
            last = None
    return out


def _ends_caption(caption: Piece, piece: Piece, running: Piece | None) -> bool:
    """Say whether a piece is the rest of a caption that broke off: in its type, which is not that of the running text."""
    end, start = caption.lines[-1], piece.lines[0]

    def alike(line: Line) -> bool:
        return abs(line.size - start.size) < 0.03 * start.size and line.font == start.font

    broken = not ENDS.search(end.text) and start.text.lstrip()[:1].islower()
    return broken and alike(end) and (running is None or not alike(running.lines[-1]))


def _continues(before: Piece, piece: Piece) -> bool:
    """Say whether a paragraph goes on: its last line is full or unended, and the next is neither item nor indented."""
    end, start = before.lines[-1], piece.lines[0]
    if piece.kind == "list_item" or abs(end.size - start.size) > 0.06 * end.size:
        return False
    text = start.text.lstrip()
    indented = start.segment.x0 > start.left + 0.7 * start.size
    if ENDS.search(end.text):
        full = end.right - end.segment.x1 < 0.7 * end.size
        return end.column != start.column and full and not indented and _is_indented(before)
    return text[:1].islower() or end.text.endswith(("-", ",")) or not indented or not text[:1].isalpha()


def _is_indented(piece: Piece) -> bool:
    first = piece.lines[0]
    return first.segment.x0 > first.left + 0.5 * first.size
