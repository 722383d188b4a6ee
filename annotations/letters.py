"""A text as the bare sequence of its letters: what stays the same in a PDF, its text layer and an XML copy.

White space, hyphens at line ends, ligatures, accents, case, digits (citation marks among them) and punctuation all fall
away; Greek letters count as the Latin ones that symbol fonts put in their place.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

MISREAD = str.maketrans({"þ": "+", "¼": "="})  # how symbol fonts of some publishers come out of a PDF
GREEK = str.maketrans("αβγδεζηθικλμνξοπρςστυφχψω", "abgdezhqiklmnxoprsstufcyw")


def fold(text: str) -> str:
    """Return a text without the differences that copies of it have, character order kept.

    >>> fold("TNF-α ﬁnds É")
    'tnf-a finds e'
    """
    parts = (part for part in unicodedata.normalize("NFKD", text.translate(MISREAD)) if not unicodedata.combining(part))
    return "".join(parts).casefold().translate(GREEK)


def digest(letters: str) -> str:
    """Return a short hash of some letters: eight hex digits (BLAKE2b)."""
    return hashlib.blake2b(letters.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class Letters:
    """The kept characters of a text; ``places[i]`` is the character of the text that gave ``letters[i]``."""

    letters: str
    places: tuple[int, ...]

    @cached_property
    def _windows(self) -> dict[int, dict[str, list[int]]]:
        return {}

    def find(self, wanted: str, length: int) -> list[int]:
        """Return where runs of ``length`` letters with the hash ``wanted`` start, in order."""
        if length not in self._windows:
            index: dict[str, list[int]] = {}
            for start in range(len(self.letters) - length + 1):
                index.setdefault(digest(self.letters[start : start + length]), []).append(start)
            self._windows[length] = index
        return self._windows[length].get(wanted, [])


def _kept(text: str, keep: Callable[[str], bool]) -> Letters:
    kept = [(part, place) for place, character in enumerate(text) for part in fold(character) if keep(part)]
    return Letters("".join(part for part, _ in kept), tuple(place for _, place in kept))


def letters_of(text: str) -> Letters:
    """Return the letters of a text."""
    return _kept(text, str.isalpha)


def letters_and_digits_of(text: str) -> Letters:
    """Return the letters and digits of a text."""
    return _kept(text, str.isalnum)


def within_number(text: str, start: int, length: int) -> bool:
    """Tell whether digits at a place of a text are part of a longer number."""
    end = start + length
    return text[max(start - 1, 0) : start].isdigit() or text[end : end + 1].isdigit()
