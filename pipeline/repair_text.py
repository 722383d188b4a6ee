"""What a raw text layer loses besides what a PDF shows: the height of exponents, the × before them, stray control characters.

The rules common to all readers are those of ``pipeline.pdf.mend``; these come first, because they need the gap that a lost
character leaves. Every mend is recorded with what the file held.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.pdf.edits import Composed, Edit, edited
from pipeline.pdf.mend import mended

_POWER = r"(?:[3-9]|1[0-5])"
_NUMBER = r"(?<![\w.])\d{1,3}(?:\.\d+)?"
_LOST = r"(?:[ \t\u00a0]*[\x00-\x08\x0b-\x1f\u007f-\u009f\ufffd\uf000-\uf8ff]+[ \t\u00a0]*|[ \t\u00a0]{2,})"
_UNIT = (
    r"(?=\s?(?:[A-Za-z-]{0,14}\s)?(?:cells?|[A-Z]*MSCs?|EVs?|particles|copies|[cC][fF][uU]|[pP][fF][uU]|spores|platelets"
    r"|bacteria|/|per\b))"
)

Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]]

LAYER_RULES: tuple[Rule, ...] = (
    ("plus_minus", re.compile(r"(?<=\d)(\s?)Æ(\s?)(?=\d)"), lambda found: f"{found[1]}±{found[2]}"),
    ("minus", re.compile(r"(?<=[\w(])À(?=\d)"), lambda found: "−"),
    ("times", re.compile(rf"({_NUMBER})\s?Â\s?10\^?({_POWER})(?!\d)"), lambda found: f"{found[1]} × 10^{found[2]}"),
    ("times", re.compile(rf"({_NUMBER}){_LOST}10\s?({_POWER})(?!\d)"), lambda found: f"{found[1]} × 10^{found[2]}"),
    ("times", re.compile(rf"({_NUMBER}) 10({_POWER})(?!\d){_UNIT}"), lambda found: f"{found[1]} × 10^{found[2]}"),
    (
        "exponent",
        re.compile(rf"(\d\s?[×x·∙*]\s?)10({_POWER})(?!\d)(?!\s?(?:%|[cmnµμ]m\b))"),
        lambda found: f"{found[1]}10^{found[2]}",
    ),
    ("exponent", re.compile(r"(\d\s?[×x·∙*]\s?)10[−–-](\d{1,2})(?!\d)"), lambda found: f"{found[1]}10^-{found[2]}"),
    ("exponent", re.compile(r"(?<![\w.])10[−–-](\d{1,2})(?=\s?M\b)"), lambda found: f"10^-{found[1]}"),
)
_GAPS = re.compile(r"[ \t\u00a0\u2000-\u200a]{2,}|[\t\u00a0\u2000-\u200a]")


def mend_layer(part: Composed) -> Composed:
    """Mend one block of a raw text layer; text without damage comes back as it is, but for runs of spaces."""
    for name, pattern, meaning in LAYER_RULES:
        part = edited(part, [Edit(f.start(), f.end(), meaning(f)) for f in pattern.finditer(part.text)], rule=name)
    part = mended(part)
    return edited(part, [Edit(found.start(), found.end(), " ") for found in _GAPS.finditer(part.text)])
