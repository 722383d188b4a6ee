"""Bracketed citations of a paper are cut out of its blocks and become marks, as raised ones are already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.citations import find_round, find_square
from pipeline.pdf.edits import Composed, Edit, edited
from pipeline.records import Citation


def cut_brackets(parts: Sequence[Composed], last_reference: int | None) -> list[Composed]:
    """Cut ``[1, 2]`` out of all texts of a paper, or ``(1, 2)`` where no square brackets cite."""
    texts = [part.text for part in parts]
    found = find_square(texts, last_reference=last_reference)
    if not any(found):
        found = find_round(texts, last_reference=last_reference)
    out: list[Composed] = []
    for part, marks in zip(parts, found, strict=True):
        cut = edited(part, [Edit(mark.start, mark.end, "") for mark in marks])
        offsets, removed = [], 0
        for mark in sorted(marks, key=lambda mark: mark.start):
            offsets.append(Citation(mark.start - removed, mark.references))
            removed += mark.end - mark.start
        out.append(replace(cut, citations=tuple(sorted((*cut.citations, *offsets), key=lambda mark: mark.offset))))
    return out
