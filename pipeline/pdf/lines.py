"""Glyphs -> words -> segments (the words of a printed line without a wide gap) -> lines of one column."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.pdf.shapes import Glyph, Segment, Word

WORD_GAP_EM = 0.14
SEGMENT_GAP_EM = 0.8
HAIR_EM = 0.2
BASE_TOLERANCE_EM = 0.08
_SPACES = frozenset(
    " \t\n\r\f\v\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
)


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Gather glyphs into words, in the order in which they were painted. No glyphs give an empty list.

    A gap of 0.14 em parts words, because several publishers paint no spaces; a change of font, size or baseline parts
    them too, but leaves ``spaced`` False.
    """
    out: list[Word] = []
    letters: list[str] = []
    x0 = x1 = base = size = last = 0.0
    font, spaced, pending = "", False, False
    for text, left, right, baseline, height, face in glyphs:
        if text in _SPACES:
            pending = True
            continue
        if letters:
            gap = left - x1
            if (
                not pending
                and face == font
                and gap < WORD_GAP_EM * height
                and -0.5 * height < gap
                and abs(baseline - base) < BASE_TOLERANCE_EM * size
                and abs(height - size) < 0.1 * size
            ):
                if text == letters[-1] and abs(left - last) < 0.08 * height:
                    continue  # bold made by painting the letter twice
                letters.append(text)
                last = left
                x1 = max(x1, right)
                continue
            out.append(Word("".join(letters), x0, x1, base, size, font, spaced))
            spaced = pending or gap >= WORD_GAP_EM * min(height, size) or gap < -0.5 * height
        letters, x0, x1, base, size, font, last = [text], left, right, baseline, height, face, left
        pending = False
    if letters:
        out.append(Word("".join(letters), x0, x1, base, size, font, spaced))
    return out


def without_copies(found: Sequence[Word]) -> list[Word]:
    """Drop words painted a second time at the same place (bold or shadow made by overprinting)."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[Word] = []
    for word in found:
        x, y = round(word.x0), round(word.base)
        if len(word.text) > 1 and any((word.text, x + dx, y + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            continue
        seen.add((word.text, x, y))
        kept.append(word)
    return kept


def segments(found: Sequence[Word]) -> list[Segment]:
    """Join words that follow one another on a printed line, in the order of painting; a gap of 0.8 em parts segments."""
    out: list[Segment] = []
    group: list[Word] = []
    for word in found:
        if group and not _follows(group[-1], word):
            out.append(segment(group, len(out)))
            group = []
        group.append(word)
    if group:
        out.append(segment(group, len(out)))
    return out


def segment(group: Sequence[Word], order: int) -> Segment:
    """Make one segment of words in reading order; its base and size are those of most of its letters."""
    group = close_up(group)
    weight: Counter[tuple[float, float]] = Counter()
    for word in group:
        weight[word.base, word.size] += len(word.text)
    base, size = max(weight, key=lambda key: (weight[key] * key[1], key[1]))
    return Segment(tuple(group), min(word.x0 for word in group), max(word.x1 for word in group), base, size, order)


def close_up(group: Sequence[Word]) -> Sequence[Word]:
    """Write letter-spaced words as words: four or more single letters at even distances (``A B S T R A C T``)."""
    group = _capitals(group)
    single = [len(word.text) == 1 and word.text.isalnum() for word in group]
    if sum(single) < 4:
        return group
    out: list[Word] = []
    start = 0
    while start < len(group):
        end = start
        while end < len(group) and single[end] and abs(group[end].size - group[start].size) < 0.3:
            end += 1
        if end - start >= 4:
            out.extend(_spread(group[start:end]))
        else:
            out.extend(group[start : max(end, start + 1)])
        start = max(end, start + 1)
    return out


def _capitals(group: Sequence[Word]) -> Sequence[Word]:
    """Join capitals set a hair apart, of which kerning left some pairs together: ``TA BL E 1`` is ``TABLE 1``."""
    out: list[Word] = []
    start = 0
    while start < len(group):
        end = start + 1
        while end < len(group) and _hair(group[end - 1]) and _hair(group[end]) and _near(group[end - 1], group[end]):
            end += 1
        if end - start >= 3 and sum(len(word.text) for word in group[start:end]) < 2 * (end - start):
            out.append(group[start]._replace(text="".join(word.text for word in group[start:end]), x1=group[end - 1].x1))
        else:
            out.extend(group[start:end])
        start = end
    return out if len(out) < len(group) else group


def _hair(word: Word) -> bool:
    return len(word.text) <= 3 and word.text.isalpha() and word.text.isupper()


def _near(before: Word, word: Word) -> bool:
    return 0.0 < word.x0 - before.x1 < HAIR_EM * word.size and before.size == word.size and before.font == word.font


def _spread(letters: Sequence[Word]) -> list[Word]:
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2]
    if min(gaps) < 0.6 * usual - 0.3 or usual > 0.9 * letters[0].size:
        return list(letters)
    out = [letters[0]]
    for gap, word in zip(gaps, letters[1:], strict=True):
        if gap < 1.6 * usual + 0.3:
            out[-1] = out[-1]._replace(text=out[-1].text + word.text, x1=word.x1)
        else:
            out.append(word)
    return out


def _follows(before: Word, word: Word) -> bool:
    big, small = (before, word) if before.size >= word.size else (word, before)
    gap = word.x0 - before.x1
    if before.size > 1.8 * word.size and len(before.text) == 1 and before.text.isalpha():
        return False  # an initial that hangs over several lines
    if not -0.5 * big.size < gap < SEGMENT_GAP_EM * big.size:
        return False
    raised = big.base - small.base
    if small.size > 0.85 * big.size:
        return abs(raised) < 0.2 * big.size or (abs(raised) < 0.5 * big.size and gap < 0.2 * big.size and len(small.text) < 6)
    return -0.45 * big.size < raised < 0.75 * big.size


def same_line(one: Segment, other: Segment) -> bool:
    """Say whether two segments of one column stand on one printed line (superscripts stand with their host)."""
    big, small = (one, other) if one.size >= other.size else (other, one)
    raised = big.base - small.base
    if small.size > 0.8 * big.size:
        return abs(raised) < 0.3 * big.size
    return -0.35 * big.size < raised < 0.6 * big.size


def lines(found: Iterable[Segment]) -> list[Segment]:
    """Join the segments of one column into printed lines, from top to bottom."""
    groups: list[list[Segment]] = []
    for part in sorted(found, key=lambda item: -item.size if False else item.base):
        for group in reversed(groups[-3:]):
            host = max(group, key=lambda item: item.size * min(item.x1 - item.x0, 20.0))
            if same_line(host, part):
                group.append(part)
                break
        else:
            groups.append([part])
    return sorted((_joined(group) for group in groups), key=lambda line: line.base)


def _joined(group: Sequence[Segment]) -> Segment:
    if len(group) == 1:
        return group[0]
    ordered = sorted(group, key=lambda item: item.x0)
    together: list[Word] = []
    for part in ordered:
        first, *rest = part.words
        if together:
            gap = first.x0 - together[-1].x1
            first = first._replace(spaced=gap >= WORD_GAP_EM * min(first.size, together[-1].size))
        together += [first, *rest]
    return segment(together, min(part.order for part in group))
