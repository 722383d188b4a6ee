"""The captions of tables: which printed line is the first of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.pdf.region import Rule
from pipeline.pdf.shapes import Page, Segment

CAPTION = re.compile(
    r"(?:continued\s+)?(?:(?:supplement(?:ary|al)|appendix|additional|online)\s+)?"
    r"t ?a ?b ?l ?e ?s?\s*\.?\s*(?:s|a)?-?(?:\d{1,2}[a-z]?|[ivx]{1,5})\b\s*(.*)",
    re.IGNORECASE,
)
OTHER_CAPTION = re.compile(r"(?:fig(?:ure)?|scheme|box)s?\s*\.?\s*(?:s)?\d{1,2}\b", re.IGNORECASE)
CONTINUED = re.compile(r"^continued\b|\(?\s*\bcont(?:inued|'d|\.)?\s*\.?\s*\)?\.?$", re.IGNORECASE)


def is_table_caption(s: Segment, page: Page, rules: Sequence[Rule], size: float, fonts: frozenset[str]) -> bool:
    """Say whether a segment begins the caption of a table: ``Table 2`` with a mark, a rule below, or a style of its own."""
    match = CAPTION.match(s.text)
    if match is None:
        return False
    first, rest = s.words[0], match[1]
    near = any(-2 < r.y - s.base < 60 and r.x0 < s.x1 and r.x1 > s.x0 for r in rules)
    other_style = first.font not in fonts or abs(s.size - size) > 0.04 * size
    if re.match(r"[.:|–—-]|$", rest):
        return near or other_style or s.words[0].size > first.size or not _has_line_above(s, page)
    return (near or other_style) and bool(re.match(r"\(?[A-Z]|\(cont", rest)) and (other_style or not _has_line_above(s, page))


def _has_line_above(s: Segment, page: Page) -> bool:
    return any(0.5 * s.size < s.base - o.base < 1.45 * s.size and abs(o.x0 - s.x0) < 3 for o in page.segments)
