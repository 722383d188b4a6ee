"""The words of change with their signs, loaded from ``pipeline/patterns`` and found again in any of their inflections."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

PATTERNS = Path(__file__).parents[2] / "patterns"

Part = Literal["verb", "noun", "agentnoun", "adjective"]
Sign = Literal["up", "down", "none", "change", "better", "worse", "restore", "cause", "show"]

VOWELS = "aeiou"
BRITISH = re.compile(r"(?<=[a-z]{2})(i|y)z(?=e$|e[ds]$|ing$|ations?$|er$)")


class LexiconError(ValueError):
    """A pattern file breaks its own form; the message names the file, the line and the value."""


@dataclass(frozen=True, slots=True)
class ChangeWord:
    """One word of change: ``sign`` is what it does to its theme.

    ``theme`` and ``agent`` are the prepositions that introduce what changes and what acts (``object``: its object); empty
    where the grammar of the word's part of speech says it.
    """

    word: str
    part: Part
    sign: Sign
    theme: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()


def inflections(verb: str) -> set[str]:
    """Return the regular forms of an English verb, the verb itself included.

    >>> sorted(inflections("drop"))
    ['drop', 'dropped', 'dropping', 'drops']
    """
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb[:-1] + "ies" if _ends_in_y(verb) else verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")
    if _ends_in_y(verb):
        past = verb[:-1] + "ied"
    elif _doubles(verb):
        past, stem = verb + verb[-1] + "ed", verb + verb[-1]
    else:
        past = stem + "ed"
    return {verb, third, past, stem + "ing"}


def _ends_in_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in VOWELS


def _doubles(verb: str) -> bool:
    short = sum(letter in VOWELS for letter in verb) == 1
    return short and len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS


def spellings(form: str) -> set[str]:
    """Return a word as Americans write it and as the British do (``mobilized``, ``mobilised``; ``paralyze``, ``paralyse``).

    >>> sorted(spellings("mobilization"))
    ['mobilisation', 'mobilization']
    """
    return {form, BRITISH.sub(r"\1s", form)}


def rows(name: str, *columns: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a pattern file as dictionaries. Raises LexiconError where a named column is missing."""
    path = PATTERNS / name
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        for column in columns:
            if column not in (reader.fieldnames or ()):
                raise LexiconError(f"{path} has no column {column!r}; it needs {', '.join(columns)}")
        yield from reader


def known(row: Mapping[str, str], column: str, values: Any) -> str:
    """Return a row's value, one of those of the Literal ``values``. Raises LexiconError for another."""
    if row[column] not in get_args(values):
        raise LexiconError(f"{row}: the {column} {row[column]!r} is none of {', '.join(get_args(values))}")
    return row[column]


def sign_of(row: Mapping[str, str]) -> Sign:
    """Return the sign in a row. Raises LexiconError where there is no such sign."""
    return cast(Sign, known(row, "sign", Sign))


@cache
def change_words() -> dict[tuple[str, Part], ChangeWord]:
    """Return (lower-case form, part of speech) -> its word of change, every inflected form having its own key."""
    found: dict[tuple[str, Part], ChangeWord] = {}
    for row in rows("change_words.tsv", "word", "part", "sign", "theme", "agent", "forms"):
        part, sign = cast(Part, known(row, "part", Part)), sign_of(row)
        word = ChangeWord(row["word"], part, sign, _prepositions(row["theme"]), _prepositions(row["agent"]))
        forms = {row["word"], *row["forms"].split()}
        if part == "verb":
            forms |= inflections(row["word"])
        elif part in ("noun", "agentnoun"):
            forms.add(row["word"] + ("es" if row["word"].endswith("s") else "s"))
        for spelt in sorted(other for form in forms for other in spellings(form)):
            found.setdefault((spelt, part), word)
    return found


def _prepositions(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


@cache
def cue_pattern(meaning: str) -> re.Pattern[str]:
    """Return the pattern that any of the cues with one meaning in ``cues.tsv`` matches, letter case ignored.

    Raises LexiconError for a meaning that the file does not hold.
    """
    found = [row["pattern"] for row in rows("cues.tsv", "meaning", "pattern") if row["meaning"] == meaning]
    if not found:
        raise LexiconError(f"cues.tsv has no cues with the meaning {meaning!r}")
    return re.compile("|".join(found), re.IGNORECASE)


@cache
def word_list(kind: str) -> frozenset[str]:
    """Return the words of one kind of ``word_lists.tsv`` (``carrier``, ``group``, ``bad``, ``good``, ...).

    Raises LexiconError for a kind that the file does not hold.
    """
    words = frozenset(row["word"] for row in rows("word_lists.tsv", "kind", "word") if row["kind"] == kind)
    if not words:
        raise LexiconError(f"word_lists.tsv has no words of the kind {kind!r}")
    return words
