"""Running heads and feet, page and line numbers, watermarks: what is printed on the page but is no part of the paper."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.pdf.captions import CAPTION
from pipeline.pdf.shapes import Page, Segment, Word, plain
from pipeline.records import Furniture

HEAD_ZONE = 0.14
FOOT_ZONE = 0.11
NEARER = 0.8
_NUMBER = re.compile(r"(?:page\s*)?[#ivxlc]{1,6}(?:\s*(?:of|/|\|)\s*#{1,4})?|#{1,4}\s*\|\s*page", re.IGNORECASE)
_IMPRINT = re.compile(
    r"\bdoi\b|https?:|www\.|\bissn\b|©|\(c\) ?#|copyright|all rights reserved|downloaded from|licensee|accepted manuscript"
    r"|provisional(?:ly)? |preprint|peer review|\bet al\.?(?:$| )|\bvol(?:ume|\.)? ?#|#{4}[;:,] ?#"
    r"|creative ?commons|open access",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """The pages as they remain, and what was taken away."""

    pages: tuple[Page, ...]
    furniture: tuple[Furniture, ...]


def masked(text: str) -> str:
    """Return a text as it repeats from page to page: lower case, digits as ``#``, spaces single."""
    return re.sub(r"\d", "#", " ".join(text.lower().split()))


def strip(pages: Sequence[Page]) -> Stripped:
    """Take running heads and feet, page numbers and watermarks from the pages."""
    anywhere: Counter[str] = Counter()
    placed: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        height, found = page.height, page.segments
        anywhere.update({masked(s.text) for s in found if s.base < HEAD_ZONE * height or s.base > (1 - FOOT_ZONE) * height})
        placed.update({(masked(s.text), round(s.x0 / 4), round(s.base / 4)) for s in found})
    often = {key for key, count in placed.items() if count >= max(4, 0.6 * len(pages)) and sum(map(str.isalpha, key[0])) >= 4}
    repeated = {text for text, count in anywhere.items() if count >= (2 if len(pages) < 9 else 3)}
    kept: list[Page] = []
    dropped: list[Furniture] = []
    for page in pages:
        height, found = page.height, page.segments
        gone: dict[int, str] = {}
        for s in found:
            if (masked(s.text), round(s.x0 / 4), round(s.base / 4)) in often:
                gone[s.order] = "watermark" if HEAD_ZONE * height < s.base < (1 - FOOT_ZONE) * height else "running"
        rows = _rows(found)
        zones = (([row for row in rows if row[0].base < HEAD_ZONE * height], rows, "head"),
                 ([row for row in rows if row[0].base > (1 - FOOT_ZONE) * height][::-1], rows[::-1], "foot"))  # fmt: skip
        for zone, inwards, kind in zones:
            for number, row in enumerate(zone):
                if not all(s.order in gone or _is_running(s, repeated) for s in row) or _is_body(inwards, number, repeated):
                    break
                gone.update({s.order: "page_number" if _NUMBER.fullmatch(masked(s.text)) else kind for s in row})
        dropped.extend(Furniture(page.number, s.text, gone[s.order]) for s in found if s.order in gone)
        kept.append(replace(page, segments=tuple(s for s in found if s.order not in gone)))
    return Stripped(tuple(kept), tuple(dropped))


def _is_running(s: Segment, repeated: set[str]) -> bool:
    if CAPTION.match(s.text):  # a table over several pages says so at the head of each
        return False
    text = masked(s.text)
    return text in repeated or bool(_NUMBER.fullmatch(text)) or (len(text) < 160 and bool(_IMPRINT.search(text)))


def _is_body(rows: Sequence[Sequence[Segment]], number: int, repeated: set[str]) -> bool:
    """Say whether a row, counted from the edge of the page, stands with the text rather than with the row before it."""
    texts = [masked(s.text) for s in rows[number]]
    if number == 0 or number + 1 == len(rows) or any(text in repeated and sum(map(str.isalpha, text)) >= 4 for text in texts):
        return False
    before, after = (abs(rows[number][0].base - rows[other][0].base) for other in (number - 1, number + 1))
    return after < NEARER * before


def _rows(found: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for s in sorted(found, key=lambda item: item.base):
        if rows and s.base - rows[-1][-1].base < 0.5 * s.size:
            rows[-1].append(s)
        else:
            rows.append([s])
    return rows


def line_numbers(found: Sequence[Word]) -> set[int]:
    """Return the positions in ``found`` of the line numbers in a page's margin; an empty set where there are none.

    They are whole numbers that end (or start) at one x left of the text, or right of it, and count on by 1 or by 5.
    """
    digits = [(i, w) for i, w in enumerate(found) if w.text.isdigit() and len(w.text) <= 4]
    others = sorted(w.x0 for w in found if not w.text.isdigit())
    if len(digits) < 5 or not others:
        return set()
    left, right = others[len(others) // 50], max(w.x1 for w in found if not w.text.isdigit())
    for edge in ("x1", "x0"):
        groups: dict[int, list[tuple[int, Word]]] = defaultdict(list)
        for i, w in digits:
            groups[round(getattr(w, edge) / 2)].append((i, w))
        for key in list(groups):
            group = sorted(groups[key] + groups.get(key + 1, []), key=lambda item: item[1].base)
            outside = [item for item in group if item[1].x1 < left or item[1].x0 > right]
            if len(outside) < 5 or len(outside) < 0.8 * len(group):
                continue
            steps = Counter(int(b[1].text) - int(a[1].text) for a, b in itertools.pairwise(outside))
            step, count = steps.most_common(1)[0]
            if step in (1, 2, 5, 10) and count >= 0.8 * (len(outside) - 1):
                return {i for i, _ in outside}
    return set()


def number_texts(found: Sequence[Word], positions: set[int]) -> str:
    """Return the dropped line numbers of a page as one string."""
    return plain([found[i]._replace(spaced=True) for i in sorted(positions)])
