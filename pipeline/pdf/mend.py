"""Characters that fonts and typesetting systems changed on the way into the file: each rule is a pattern and what it meant.

Elsevier's and Springer's older symbol fonts come out as ``þ`` for plus and ``¼`` for equals; a multiplication sign without
a code leaves a gap in ``2  10^6``; Greek letters come out as the Latin letters of their keys (``TNF-a``, ``NF-kB``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from pipeline.pdf.edits import Composed, Edit, edited

GREEK = str.maketrans("abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW", "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ")
_MARKS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "ˇ": "\u030c",
    "˚": "\u030a",
    "¯": "\u0304",
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_CONTROL = "\x01-\x08\x0e-\x1f\x7f"

Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]]


def _accent(found: re.Match[str]) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(found[2], found[2])
    return unicodedata.normalize("NFC", letter + _MARKS[found[1]])


RULES: tuple[Rule, ...] = (
    ("ligature", re.compile("[ﬀ-ﬆ]"), lambda found: _LIGATURES[found[0]]),
    ("math_letter", re.compile("[\U0001d400-\U0001d7ff]+"), lambda found: unicodedata.normalize("NFKC", found[0])),
    ("degree", re.compile(r"(?<=\d)(\s?)[∘◦˚º](?=\s?[CF]\b)"), lambda found: found[1] + "°"),
    ("accent", re.compile(r"([´`¨ˆ˜ˇ˚¯])\s?([A-Za-zıȷ])(?=\w|\b)"), _accent),
    ("plus", re.compile(r"þ(?![a-zà-ÿ])|(?<![a-zà-ÿ])þ"), lambda found: "+"),
    ("equals", re.compile(r"(?<!\d)¼(?!\s?(?:of|inch|strength|cup)\b)"), lambda found: "="),
    ("less", re.compile(r"(?<=\b[Pp])(\s?)o(\s?)(?=0?\.\d)"), lambda found: f"{found[1]}<{found[2]}"),
    ("times", re.compile(rf"(?<=\d)\s*[{_CONTROL}]\s*(?=10\b|\d)|(?<=\d)\s+(?=10\^[-−–]?\d)"), lambda found: " × "),
    ("degree", re.compile(rf"[{_CONTROL}](?=\s?C\b)"), lambda found: "°"),
    ("minus", re.compile(rf"(?:(?<=[\s(])|^)[{_CONTROL}](?=\d)"), lambda found: "−"),
    ("control", re.compile(rf"\s?[{_CONTROL}]"), lambda found: ""),
    ("greek", re.compile(r"(?<=\bTNF)(-?)a(?![A-Za-z])"), lambda found: found[1] + "α"),
    ("greek", re.compile(r"(?<=\bIFN)(-?)([abg])(?![A-Za-z])"), lambda found: found[1] + found[2].translate(GREEK)),
    ("greek", re.compile(r"(?<=\bTGF)(-?)([ab])(?![A-Za-z])"), lambda found: found[1] + found[2].translate(GREEK)),
    ("greek", re.compile(r"(?<=\bIL-1)([ab])(?![A-Za-z])"), lambda found: found[1].translate(GREEK)),
    ("greek", re.compile(r"(?<=\bNF)(-?)[kj](?=B\b)"), lambda found: found[1] + "κ"),
    ("greek", re.compile(r"(?<=\b[Ii]nterferon)([- ])([abg])(?![A-Za-z])"), lambda found: found[1] + found[2].translate(GREEK)),
    ("greek", re.compile(r"(?<=\b[Ii]nterleukin-1)([ab])(?![A-Za-z])"), lambda found: found[1].translate(GREEK)),
)  # fmt: skip

_CID = re.compile(r"\(cid:(\d+)\)")
_GLYPH_SHIFT = 29
_UNKNOWN = "\ufffd"
_CID_MEANINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("°", re.compile(r"\d\s?\(cid:(\d+)\)\s?[CF]\b")),
    ("×", re.compile(r"\d\s?\(cid:(\d+)\)\s?(?:10\b|\d[\d.]*\s?(?:mm|cm|m|µm|g)\b)")),
    ("=", re.compile(r"\b[nNpPr]\s?\(cid:(\d+)\)\s?\d")),
    ("−", re.compile(r"(?:[\s(^]|[a-z])\(cid:(\d+)\)\d")),
)


def mended(part: Composed) -> Composed:
    """Apply every rule to a text; each replacement is recorded in ``repairs`` with what the file held."""
    for name, pattern, meaning in RULES:
        if part.text.isascii() and name not in ("less", "times", "degree", "minus", "control", "greek"):
            continue
        edits = [Edit(found.start(), found.end(), meaning(found)) for found in pattern.finditer(part.text)]
        if edits:
            part = edited(part, edits, rule=name)
    return part


def glyph_meanings(texts: Iterable[str]) -> dict[str, str]:
    """Guess what glyph numbers without a code stand for, by what stands around them in the whole paper.

    Where most numbers plus 29 are letters, the font keeps the order of ASCII, as many TrueType subsets do; else a number
    that stands before C behind digits is a degree sign, and so on. A number that nothing tells is U+FFFD.
    """
    count: Counter[str] = Counter()
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        if "(cid:" in text:
            count.update(_CID.findall(text))
            for meaning, pattern in _CID_MEANINGS:
                for found in pattern.finditer(text):
                    votes[found[1]][meaning] += 1
    shifted = {number: chr(int(number) + _GLYPH_SHIFT) for number in count if 3 <= int(number) <= 97}
    letters = sum(
        n for number, n in count.items() if number in shifted and (shifted[number].isalpha() or shifted[number] == " ")
    )
    ordered = len(count) >= 8 and letters > 0.7 * count.total()
    meanings: dict[str, str] = {}
    for number in count:
        best = votes[number].most_common(1)
        if ordered and number in shifted:
            meanings[number] = shifted[number]
        elif best and best[0][1] >= 0.3 * count[number]:
            meanings[number] = best[0][0]
        else:
            meanings[number] = _UNKNOWN
    return meanings


def without_numbers(part: Composed, meanings: dict[str, str]) -> Composed:
    """Put what glyph numbers stand for in their places."""
    if "(cid:" not in part.text:
        return part
    return edited(
        part, [Edit(f.start(), f.end(), meanings.get(f[1], _UNKNOWN)) for f in _CID.finditer(part.text)], rule="glyph_number"
    )
