"""Characters that a font or a typesetting system changed on the way into the PDF, and hyphens at line ends."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
HYPHENS = "-\u2010\u2011\u00ad\ufffe\u2012"
COMPOUND_TAILS = frozenset(
    [
        "based",
        "associated",
        "related",
        "induced",
        "mediated",
        "derived",
        "dependent",
        "specific",
        "like",
        "treated",
        "positive",
        "negative",
        "type",
        "free",
        "rich",
        "wide",
        "dose",
        "term",
        "line",
        "term",
        "induced",
        "driven",
        "resistant",
        "sensitive",
        "binding",
        "regulated",
        "activated",
        "deficient",
        "controlled",
        "matched",
        "blind",
        "up",
        "down",
        "fold",
        "year",
        "month",
        "week",
        "day",
        "hour",
        "old",
        "inflammatory",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def spelled(texts: Iterable[str]) -> Counter[str]:
    """Count the words, with their inner hyphens, that a paper spells within its lines (lower case)."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text.lower()))
    return counts


def keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Decide whether a hyphen at a line end belongs to the word: ``sepsis-`` + ``associated`` keeps it.

    What the paper itself spells elsewhere decides; failing that, a capital or digit after it, or a usual second half.
    """
    head = re.split(r"[^\w-]", before)[-1].lower()
    tail = re.split(r"[^\w-]", after)[0].lower()
    if not tail or not head:
        return True
    joined, hyphened = words[head + tail], words[f"{head}-{tail}"]
    if joined != hyphened:
        return hyphened > joined
    if not after[:1].islower() or not before[-1:].isalpha() or (len(before) > 1 and before[-2:].isupper()):
        return True
    if tail in COMPOUND_TAILS:
        return True
    return "-" in head or (len(head) > 3 and len(tail) > 3 and words[head] > 1 and words[tail] > 1)


def letters(text: str) -> str:
    """Replace ligatures by their letters and compatibility spaces by a space; nothing else changes."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", "".join(LIGATURES.get(letter, letter) for letter in text))
