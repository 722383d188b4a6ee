"""Terms -> a matcher that finds them as character spans in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from pipeline.normalise import Words, key_of, split_words, variants
from pipeline.numbered_lists import joined_term, numbered_members
from pipeline.terms import FOLDER, LABEL_OF_FILE, Term, read_terms

_GAP = re.compile(r"[-–‐‑−/'’´ ]{0,2}$|\.$| [-–/] $|['’´][sS][- ]$")  # what may stand between two words of one name
_SHORT = re.compile(r"[A-Za-z]+$")
_MOLECULES = ("CYTOKINE", "MEDIATOR")


class Found(NamedTuple):
    """A term found in a text: half-open character range, its label and the term."""

    start: int
    end: int
    label: str
    term: Term


class _Entry(NamedTuple):
    """What the trie holds at the end of a key.

    ``cased`` are the exact letters it must have (or ``""``), ``first`` the capital it must begin with where its first
    word is one letter (``B cell``), ``tight`` forbids blanks (``TNF-a``, not ``TNF a``).
    """

    term: Term
    cased: str
    first: str
    tight: bool


class _Node:
    """One step of the trie of folded words."""

    __slots__ = ("children", "entries")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.entries: list[_Entry] = []


def cased_form(synonym: str) -> str:
    """Return the letters a short abbreviation must have to be found, or ``""`` where case does not matter.

    Words of up to three letters and all-capital words of up to six keep their case: ``AKI`` is found, ``aki`` is not.
    """
    letters = re.sub(r"[^A-Za-z]", "", synonym)
    if len(letters) == 1 and synonym.isascii():
        return letters
    if not _SHORT.match(re.sub(r"[-/. ]", "", synonym)) or " " in synonym:
        return ""
    body = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    capitals = sum(letter.isupper() for letter in body)
    return body if len(body) <= 3 or (capitals > 1 and len(body) <= 6) else ""


class Lexicon:
    """All terms with a trie over folded words; built once, then only read."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._root = _Node()
        self._names: dict[tuple[str, tuple[str, ...]], list[tuple[str, Term]]] = {}
        for term in self.terms:
            for synonym in dict.fromkeys((term.name, *term.synonyms)):
                self._add(term, synonym)

    def _add(self, term: Term, synonym: str) -> None:
        only_names = synonym.startswith("?") or f"?{synonym}" in term.synonyms
        surface = synonym.removeprefix("?")
        cased = cased_form(surface)
        first = surface[0] if re.match(r"[A-Z](?![A-Za-z0-9])", surface) else ""
        for key, tight in variants(surface):
            named = self._names.setdefault((term.label, key), [])
            if all(other is not term for _, other in named):
                named.append((surface, term))
            if only_names:
                continue
            node = self._root
            for word in key:
                node = node.children.setdefault(word, _Node())
            node.entries.append(_Entry(term, cased, first, tight or len(cased) == 1))

    def lookup(self, label: str, text: str) -> Term | None:
        """Return the term of one label that a whole text names, or None; exact letters win over folded ones."""
        found = self._names.get((label, key_of(text)))
        if not found:
            return None
        return next((term for surface, term in found if surface == text), found[0][1])

    def find_terms(self, text: str) -> list[Found]:
        """Return the terms in a text, sorted by start, longest first; spans of one label never overlap.

        Spans are character ranges of ``text``; a name may lie inside a word where a hyphen or slash sets it apart.
        An empty list means that nothing was found.
        """
        words = split_words(text)
        best: dict[str, list[Found]] = {}
        children = self._root.children
        for position, folded in enumerate(words.folded):
            node = children.get(folded)
            if node is None:
                continue
            start = words.starts[position]
            if start and text[start - 1].isalnum():
                if not _after_prefix(words, position):
                    continue
                start = words.starts[position - 1]
            for end, entry in self._walk(text, words, position, node):
                kept = best.setdefault(entry.term.label, [])
                if kept and start < kept[-1].end:
                    if end - start <= kept[-1].end - kept[-1].start or start > kept[-1].start:
                        continue
                    kept.pop()
                kept.append(Found(start, end, entry.term.label, entry.term))
        found = [one for kept in best.values() for one in kept]
        for one in [one for one in found if one.label in _MOLECULES]:
            members = numbered_members(text, one.start, one.end, partial(self.lookup, one.label))
            if one.label == "MEDIATOR" and members and text[one.end] == "/":
                found.remove(one)
                found.append(Found(one.start, members[-1].end, one.label, joined_term(one.term, members)))
            else:
                found.extend(Found(member.start, member.end, one.label, member.term) for member in members)
        return sorted(found, key=lambda one: (one.start, -one.end, one.label))

    def _walk(self, text: str, words: Words, position: int, node: _Node) -> list[tuple[int, _Entry]]:
        """Return the ends and entries of all terms that start at a word, shortest first."""
        results: list[tuple[int, _Entry]] = []
        start, last, step = words.starts[position], words.ends[position], position
        loose = closing = False
        while True:
            if node.entries:
                end = last + 1 if closing and text[last : last + 1] == ")" else last
                results.extend(
                    (end + _full_stop(text, start, end), entry)
                    for entry in node.entries
                    if not (entry.tight and loose)
                    and text.startswith(entry.first, start)
                    and _stands_alone(text, end)
                    and _case_fits(text[start:end], entry.cased)
                )
            step, gap = _next_word(text, words, step, last)
            if step < 0:
                return results
            following = node.children.get(words.folded[step])
            if following is None:
                return results
            loose = " " in gap
            closing = gap == "(" or (closing and ")" not in gap)
            node, last = following, words.ends[step]


def _next_word(text: str, words: Words, step: int, last: int) -> tuple[int, str]:
    """Return the next word of a name and the gap before it; an abbreviation in brackets is passed over; -1 at the end."""
    step += 1
    if step >= len(words.starts):
        return -1, ""
    gap = text[last : words.starts[step]]
    if _GAP.match(gap) and not (gap == "/" and words.folded[step].isdigit()):
        return step, gap
    if gap in (",", ":", "("):
        return step, gap
    if gap in (" (", "-("):
        closing = text.find(")", words.starts[step], words.starts[step] + 12)
        while closing > 0 and step < len(words.starts) and words.starts[step] < closing:
            step += 1
        if closing > 0 and step < len(words.starts) and _GAP.match(text[closing + 1 : words.starts[step]]):
            return step, text[closing + 1 : words.starts[step]]
    return -1, ""


def _full_stop(text: str, start: int, end: int) -> int:
    """Return 1 where the full stop after a name belongs to it, as in ``i.v.``."""
    return int(end - start <= 5 and text[start + 1 : start + 2] == "." and text[end : end + 1] == ".")


def _after_prefix(words: Words, position: int) -> bool:
    """Say whether a word is glued to a mark of recombinant origin, as in ``rhIL-11``."""
    before = position - 1
    return before >= 0 and words.folded[before] in ("rh", "rm", "rhu") and words.ends[before] == words.starts[position]


def _stands_alone(text: str, end: int) -> bool:
    """Say whether a name may end here: no letter, digit or hyphenated number follows that would make another name."""
    after = text[end : end + 2]
    if not after:
        return True
    if after[0].isalnum() or after[0] in "+⁺⁻" or text.startswith(("(+)", "(-)"), end):
        return False
    return not (after[0] in "-‐‑" and len(after) > 1 and (after[1].isdigit() or after[1] in "αβγδκλ"))


def _case_fits(surface: str, cased: str) -> bool:
    if not cased:
        return True
    letters = "".join(character for character in surface if character.isalpha())
    return letters == cased or (letters.endswith("s") and letters[:-1] == cased)


@cache
def load(folder: Path = FOLDER) -> Lexicon:
    """Read every vocabulary file of a folder. Raises LexiconError on the first bad line, FileNotFoundError without files."""
    paths = [folder / f"{stem}.tsv" for stem in LABEL_OF_FILE]
    return Lexicon(term for path in paths for term in read_terms(path))
