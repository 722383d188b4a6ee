"""Hyphens at line ends: which belong to the word and which only broke it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

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
PREFIXES = frozenset(
    [
        "anti",
        "non",
        "semi",
        "pre",
        "post",
        "pro",
        "self",
        "well",
        "high",
        "low",
        "broad",
        "long",
        "short",
        "multi",
        "co",
        "inter",
        "intra",
        "sub",
        "pan",
        "bi",
        "tri",
        "re",
    ]
)
SOLID = frozenset(
    [
        "some",
        "any",
        "every",
        "over",
        "under",
        "out",
        "with",
        "there",
        "here",
        "where",
        "how",
        "what",
        "when",
        "none",
        "never",
        "more",
        "further",
        "fore",
        "hand",
        "work",
        "through",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def spelled(texts: Iterable[str]) -> Counter[str]:
    """Count the words, with their inner hyphens, that a paper spells within its lines (lower case)."""
    counts: Counter[str] = Counter()
    broken = False
    for text in texts:
        found = _WORD.findall(text.lower())
        start = 1 if broken else 0
        broken = text.rstrip().endswith(tuple(HYPHENS))
        counts.update(found[start : len(found) - broken])
    return counts


def keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:  # noqa: PLR0911 - one rule after another
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
    if head in SOLID:
        return False
    if head in PREFIXES:
        return words[tail] > 0
    return "-" in before.rsplit(maxsplit=1)[-1] or (len(head) > 3 and len(tail) > 3 and words[head] > 0 and words[tail] > 0)
