"""The journal that a paper names on its pages: in the imprint of running heads and feet, or over its title."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_NAME = r"(?P<name>[A-Z][\w&.,'’:‐-]*(?:\s[\w&.,'’:‐-]+){0,11}?)"
_AUTHORS = r"(?:[^\W\d][\w.'’ ‐‑-]{1,60}?\bet al\.?:?,?\s+)?"
_DATED = r"(?:\(?(?:19|20)\d\d\)?(?!\d)|Vol(?:ume|\.)?\s?\d|\d{1,4}\s?(?:\(\d|:\s?\d|;|,\s?(?:19|20)\d\d))"
_IMPRINT = re.compile(rf"\W*{_AUTHORS}{_NAME}[.,;]?\s+{_DATED}")
_BEHIND_AUTHORS = re.compile(rf"[^\W\d][\w.'’ ‐‑-]{{1,60}}?\bet al\.?:?,?\s+{_NAME}\W*$")
_VOLUME = re.compile(r"Vol(?:ume|\.)\s?(?:19|20)?\d{1,4}\b", re.IGNORECASE)
_SMALL = frozenset("of and in the for on de la to & an".split())  # noqa: SIM905
_NO_JOURNAL = re.compile(
    r"\b(?:et al|received|accepted|published|revised|copyright|licen[cs]e|page|volume|article|doi|available|downloaded|preprint"
    r"|citation|fig(?:ure)?|table|open access|university|department|hospital|correspond|author|rights|review of|january"
    r"|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|issn|paper|version)\b",
    re.IGNORECASE,
)
FRONT_LINES = 25
SHORTEST = 4


def own_journal(front: Sequence[str], furniture: Sequence[str]) -> str | None:
    """Return the journal's name as printed most often; None where no line names one.

    ``front`` are the printed lines of the first page. A name stands before a year or volume, behind ``et al.`` in a running
    head, or by itself in running heads and again over the title.
    """
    front, furniture = ([unicodedata.normalize("NFKC", line).strip() for line in lines] for lines in (front, furniture))
    found: Counter[str] = Counter()
    for line in (*furniture, *front[:FRONT_LINES]):
        match = _IMPRINT.match(line) or _BEHIND_AUTHORS.match(line)
        if match and _is_name(match["name"]):
            found[match["name"].strip(" .,:;")] += 1
    heads = Counter(furniture)
    lowered = {line.lower() for line in front[:FRONT_LINES]}
    for head, count in heads.items():
        if (count >= 2 and head.lower() in lowered and _is_name(head)) or head == _over_volume(front):
            found[head] += count
    over = _over_volume(front)
    if over is not None:
        found[over] += 1
    return found.most_common(1)[0][0] if found else None


def _over_volume(front: Sequence[str]) -> str | None:
    """Return the line of the first page under which the volume is printed."""
    for line, below in itertools.pairwise(front[:FRONT_LINES]):
        if _VOLUME.match(below) and _is_name(line):
            return line
    return None


def _is_name(text: str) -> bool:
    """Say whether a text can name a journal: words with capitals, none that belongs to other imprints."""
    words = text.split()
    if sum(map(str.isalpha, text)) < SHORTEST or any(map(str.isdigit, text)) or _NO_JOURNAL.search(text):
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words if word[0].isalpha())
