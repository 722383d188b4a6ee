"""Initials: the large first letter of a paper that hangs over its first lines is put back in front of its word."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.pdf.lines import lines, segment
from pipeline.pdf.shapes import Segment

TIMES = 1.8
WORDS = frozenset("AI")


def with_initials(found: Sequence[Segment]) -> list[Segment]:
    """Return the lines of a column from top to bottom, each initial joined to the first line beside it."""
    if not found:
        return []
    size = median(s.size for s in found)
    initials = [
        s
        for s in found
        if s.size > TIMES * size and len(s.words) == 1 and len(s.words[0].text) == 1 and s.words[0].text.isalpha()
    ]
    printed = lines([s for s in found if s not in initials])
    for initial in initials:
        beside = [
            line for line in printed
            if initial.top - 0.5 * size < line.base - 0.4 * line.size < initial.bottom
            and -2 < line.x0 - initial.x1 < 2.5 * size
        ]  # fmt: skip
        if beside:
            host = min(beside, key=lambda line: line.base)
            printed[printed.index(host)] = _joined(initial, host)
        else:
            printed.append(initial)
    return sorted(printed, key=lambda line: line.base)


def _joined(initial: Segment, host: Segment) -> Segment:
    first = host.words[0]
    letter = initial.words[0].text
    apart = letter in WORDS and first.text[:1].islower() and first.x0 - initial.x1 > 0.35 * first.size
    if apart:
        word = first._replace(text=letter, x0=initial.x0, x1=initial.x1)
        return segment([word, first._replace(spaced=True), *host.words[1:]], host.order)
    word = first._replace(text=letter + first.text, x0=initial.x0)
    return segment([word, *host.words[1:]], host.order)
