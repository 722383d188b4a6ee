"""Raw text layer -> drafts of blocks: lines joined, words made whole, characters mended, citations cut out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.blocks import Draft, table_draft
from pipeline.flat_tables import read_flat_table
from pipeline.hyphens import lost_compound, lost_hyphen
from pipeline.layer_blocks import Piece, pieces
from pipeline.layer_flow import continued, drop_initials, place_floats
from pipeline.layer_lines import body_width, chunks, ends_sentence, furniture_lines, without_glued_furniture
from pipeline.marks import Marked, cut_marks
from pipeline.pdf.edits import Composed, Edit, edited
from pipeline.pdf.repair import HYPHENS, keeps_hyphen
from pipeline.records import Citation, Furniture, Reference, Repair, Role, Table
from pipeline.references import parse_references
from pipeline.repair_text import mend_layer
from pipeline.sections import section_roles

_WORD = re.compile(r"[^\W_]+(?:[-‐‑–][^\W_]+)*")
_TOKEN = re.compile(r"[^\W_]+")
_OPEN_LIST = re.compile(r"[^\W\d_.)][.,;)]?\d{1,3}(?:[,–-]\d{1,3})*[,–-]$")
_LONG_LINE = 1.25


@dataclass(frozen=True, slots=True)
class Layer:
    """What a raw text layer holds: drafts of blocks, tables, the reference list, repairs by draft, and furniture."""

    drafts: tuple[Draft, ...]
    tables: tuple[Table, ...]
    references: tuple[Reference, ...]
    repairs: tuple[tuple[Repair, ...], ...]
    furniture: tuple[Furniture, ...]
    page_count: int


def _spelled(lines: Iterable[str]) -> Counter[str]:
    """Count the words that a layer spells within its lines, digits in them too, and the halves of compounds (lower case)."""
    counts: Counter[str] = Counter()
    broken = False
    for line in lines:
        found = _WORD.findall(line.lower().replace("‐", "-").replace("‑", "-"))
        start, broken = int(broken), line.rstrip().endswith(tuple(HYPHENS))
        for word in found[start : len(found) - broken]:
            parts = re.split("[-–]", word)
            counts["-".join(parts)] += 1
            counts.update(["-".join(parts[at : at + 2]) for at in range(len(parts) - 1)] if len(parts) > 2 else [])
    return counts


def join_lines(lines: Sequence[str], words: Counter[str]) -> Composed:
    """Join printed lines by spaces; words and lists of numbers that a line end cut are made whole, hyphens recorded."""
    text = ""
    repairs: list[Repair] = []
    for line in (line.strip("\n") for line in lines):
        piece = line.lstrip()
        if not piece.strip():
            continue
        bare = text.rstrip()
        if bare and bare[-1] in HYPHENS and bare[-2:-1].isalnum() and piece[0].isalnum():
            text = bare
            if not keeps_hyphen(text[-60:-1], piece[:40], words):
                repairs.append(Repair(len(text) - 1, text[-1] + "\n", "", "line_hyphen"))
                text = text[:-1]
        elif bare and ((bare[-1] in "–—/" and bare[-2:-1].strip()) or (_OPEN_LIST.search(bare[-30:]) and piece[0].isdigit())):
            text = bare
        elif text:
            text += " "
        text += piece
    return Composed(text.rstrip(), repairs=tuple(repairs))


def _line_end_words(lines: Iterable[str], width: int, *, longer_than: float = 0.0) -> Counter[str]:
    """Count the words (lower case) that lie where a line may end: a hyphen may be lost within them."""
    return Counter(
        found[0].lower()
        for line in lines
        if len(line) > longer_than * width
        for found in _TOKEN.finditer(line)
        if found.end() >= 0.6 * width
    )


def _with_hyphens(part: Composed, words: Counter[str], ends: Counter[str], closed: Counter[str]) -> Composed:
    """Give words their lost hyphens: ``ends`` counts the words near line ends, ``closed`` those within over-long lines."""
    edits = []
    for found in _TOKEN.finditer(part.text):
        beside = part.text[found.start() - 1 : found.start()] + part.text[found.end() : found.end() + 1]
        word = found[0].lower()
        if len(word) >= 4 and not set(beside) & set("-–/") and ends[word] >= words[word]:
            whole = lost_hyphen(found[0], words)
            if whole is None and words[word] <= 1 and closed[word]:
                whole = lost_compound(found[0], words)
            edits += [Edit(found.start(), found.end(), whole)] if whole else []
    return edited(part, edits, rule="lost_hyphen")


def _roles(found: Sequence[Piece], texts: Sequence[str], body_starts: int | None) -> list[tuple[str, Role]]:
    """Give every piece its section and role; text before the first heading, or before a large initial, is the abstract."""
    headings = [(1, text) for piece, text in zip(found, texts, strict=True) if piece.kind == "heading"]
    roles = iter(section_roles(headings))
    front = body_starts if body_starts is not None else (4 if headings else 0)
    section = ""
    role: Role = "other"
    out: list[tuple[str, Role]] = []
    for number, (piece, text) in enumerate(zip(found, texts, strict=True)):
        if piece.kind == "heading":
            section, role = text, next(roles)
        elif piece.kind == "title":
            out.append(("Title", "title"))
            continue
        elif not section and piece.kind == "paragraph":
            early = number < front if body_starts is not None else number <= front
            out.append(("Abstract", "abstract") if early else ("Introduction", "background"))
            continue
        out.append((section, role))
    return out


def _with_title(found: list[Piece], width: int) -> list[Piece]:
    """Call the first lines of a layer its title where they are short and are no sentence, or ask."""
    first = found[0] if found else None
    if first is None or first.kind not in ("paragraph", "heading") or first.is_reference:
        return found
    text = " ".join(first.lines).strip()
    if len(first.lines) <= 4 and len(text.split()) <= 40 and not text.endswith((".", ";", ",")):
        return [replace(first, kind="title"), *found[1:]]
    line = first.lines[0].strip()
    if (
        len(first.lines) > 1
        and len(line) < 0.9 * width
        and (line.endswith("?") or not ends_sentence(line))
        and first.lines[1][:1].isupper()
    ):
        return [replace(first, kind="title", lines=first.lines[:1]), replace(first, lines=first.lines[1:]), *found[1:]]
    return found


def read_layer(text: str, names: frozenset[str]) -> Layer:
    """Read a raw text layer: hard line ends, running heads, captions between lines, flattened superscripts and tables."""
    lines = text.split("\n")
    furniture = furniture_lines(lines)
    held = chunks(without_glued_furniture(lines, furniture), furniture)
    width = body_width(held)
    words = _spelled(line for chunk in held for line in chunk.lines)
    printed = [line for chunk in held for line in chunk.lines]
    ends, closed = _line_end_words(printed, width), _line_end_words(printed, width, longer_than=_LONG_LINE)
    raw = pieces(held)
    initial = next((piece.lines for piece in raw if len(piece.lines) == 1 and len(piece.lines[0].strip()) == 1), None)
    body_from = next((number for number, piece in enumerate(raw) if initial is not None and piece.lines == initial), None)
    found = place_floats(continued(_with_title(drop_initials(raw, words), width)))
    references = parse_references([line for piece in found if piece.is_reference for line in piece.lines])
    found = [piece for piece in found if not piece.is_reference]
    flat = {number: read_flat_table(piece.lines, words) for number, piece in enumerate(found) if piece.kind == "table"}

    def whole(printed: Sequence[str]) -> Composed:
        return mend_layer(_with_hyphens(join_lines(printed, words), words, ends, closed))

    composed = [whole(flat[number].caption_lines if number in flat else piece.lines) for number, piece in enumerate(found)]
    marked = cut_marks([part.text for part in composed], names=names, references=references)
    drafts: list[Draft] = []
    repairs: list[tuple[Repair, ...]] = []
    tables: list[Table] = []
    notes: list[Draft] = []
    placed = _roles(found, [part.text for part in marked], body_from)
    for number, (piece, part, mark, (section, role)) in enumerate(zip(found, composed, marked, placed, strict=True)):
        kind = "caption" if number in flat else piece.kind
        drafts.append(Draft(kind, mark.text, section, role, int(kind == "heading"), mark.citations, piece.page))
        repairs.append(_moved(part.repairs, mark))
        if number in flat:
            extra, table = flat[number].finish(
                mark.text, piece.page, lambda cell: mend_layer(join_lines(cell.split("\n"), words)).text
            )
            tables += [table] if table else []
            new = [table_draft(table, section=section, role=role)] if table else []
            notes += [Draft("footnote", note, section, role, page=piece.page) for note in extra]
            drafts += new
            repairs += [()] * len(new)
    drafts += notes
    repairs += [()] * len(notes)
    heads = tuple(Furniture(1, lines[number].strip(), "head_or_foot") for number in sorted(furniture))
    return Layer(
        tuple(drafts), tuple(tables), references, tuple(repairs), heads, max((chunk.page for chunk in held), default=0)
    )


def _moved(repairs: Sequence[Repair], mark: Marked) -> tuple[Repair, ...]:
    return tuple(replace(repair, offset=mark.moved(repair.offset)) for repair in repairs)


__all__ = ["Citation", "Layer", "join_lines", "read_layer"]
