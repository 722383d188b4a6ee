"""Replacing parts of a composed text while its marks, line boxes and repairs keep their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import Citation, LineBox, Repair


@dataclass(frozen=True, slots=True)
class Composed:
    """A block's text with all offsets counted from its start."""

    text: str
    citations: tuple[Citation, ...] = ()
    lines: tuple[LineBox, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of ``text[start:end]`` by ``after``; edits of one text do not overlap."""

    start: int
    end: int
    after: str


def edited(part: Composed, edits: Sequence[Edit], *, rule: str | None = None) -> Composed:
    """Apply edits; with ``rule`` each is recorded as a Repair. Offsets inside a replaced part move to its start."""
    if not edits:
        return part
    ordered = sorted(edits, key=lambda edit: edit.start)
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    last = shift = 0
    made: list[Repair] = []
    for edit in ordered:
        pieces += [part.text[last : edit.start], edit.after]
        if rule is not None:
            made.append(Repair(edit.start + shift, part.text[edit.start : edit.end], edit.after, rule))
        starts.append(edit.start)
        shift += len(edit.after) - (edit.end - edit.start)
        shifts.append(shift)
        last = edit.end
    text = "".join(pieces) + part.text[last:]

    def moved(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        if number < 0:
            return offset
        edit = ordered[number]
        before = shifts[number - 1] if number else 0
        if offset == edit.start:
            return offset + before
        return offset + shifts[number] if offset >= edit.end else min(edit.start + before + len(edit.after), len(text))

    return Composed(
        text,
        tuple(replace(mark, offset=moved(mark.offset)) for mark in part.citations),
        tuple(replace(line, start=moved(line.start), end=moved(line.end)) for line in part.lines),
        (*(replace(repair, offset=moved(repair.offset)) for repair in part.repairs), *made),
    )
