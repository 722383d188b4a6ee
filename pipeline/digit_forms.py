"""Digit strings that touch a word, each weighed by its form and by the words that the paper spells.

A weight above zero speaks for a citation mark whose superscript was lost (``AKI.1,2``, ``sepsis47,82``,
``NCT0073387695``), one below for a part of the name or number it touches (``IL-10``, ``CD44``, ``4.5``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.citations import expand_numbers
from pipeline.registries import fixed_length_ends

_NUMBERS = r"[1-9]\d{0,2}(?:[,–‑-][1-9]\d{0,2})*"
_END = r"(?=$|[\s)\]}”’\"—]|[.,;:?!](?:[\s)\]”’\"]|$))"
_CANDIDATE = re.compile(rf"(?:(?<=[^\W_])|(?<=[)\]”’\"%+]))(?P<punct>[.,;:?!]{{0,2}}[”’\"]?)(?P<list>{_NUMBERS}){_END}")
_GLUED = re.compile(
    rf"(?<![\w-])(?:(?P<name>[^\W\d_]\w*(?:-\w+)*?-?)(?<!\d)(?P<digits>\d{{2,6}})|(?P<year>(?:1[89]|20)\d\d)(?P<tail>[1-9]\d{{0,2}}))"
    rf"(?P<rest>(?:[,–‑-][1-9]\d{{0,2}})*){_END}"
)
_TOKEN = re.compile(r"[^\s(\[{“‘\"/]+$")
_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:figs?|nos?|vols?|pp?|vs|eqs?|refs?|tabs?|vers?|v|ca|approx|st|dr|ed|eds|suppl|e\.g|i\.e)$", re.IGNORECASE
)
_LABELLED = re.compile(
    r"\b(?:tables?|figs?|figures?|box(?:es)?|sections?|phases?|types?|appendix|chapters?)\.?\s+$", re.IGNORECASE
)
LOOK_BACK = 60  # characters: longer than any token that a citation is glued to
KEPT_STATES = 60


class Option(NamedTuple):
    """One way to read a digit string as a citation: what to cut, the numbers, and how much its form speaks for it."""

    start: int
    end: int
    references: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Spellings:
    """The words a paper spells, and names that are known to end in digits (lower case)."""

    words: Counter[str]
    names: Collection[str]
    stems: Collection[str]


@cache
def _counted() -> frozenset[str]:
    """Load the words that a number is printed behind (``day``, ``grade``): a digit glued to one is no citation."""
    path = Path(__file__).parent / "patterns" / "counted_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


@cache
def known_names() -> frozenset[str]:
    """Return the names of the vocabulary that end in a digit: ``CXCL12``, ``caspase-3``."""
    names: set[str] = set()
    for path in sorted((Path(__file__).parent / "vocabulary").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            names.update(name.lstrip("?") for name in [*cells[1:2], *"|".join(cells[2:3]).split("|")] if name[-1:].isdigit())
    return frozenset(names)


def spellings(texts: Sequence[str], names: Collection[str]) -> Spellings:
    """Count the words of a paper and prepare the known names: ``caspase-3`` also gives the stem ``caspase``."""
    words = Counter(word for text in texts for word in _WORD.findall(text))
    ending = {name.lower() for name in names if name[-1:].isdigit()}
    return Spellings(words, ending, {re.sub(r"[-\s]?\d+$", "", name) for name in ending})


def _numbers_weight(printed: str) -> float:
    return 1.5 if re.search(r"[,–‑-]", printed) else 0.0


def _after_punctuation(before: str, after: str, punct: str, printed: str) -> float:
    """Weigh digits behind a full stop or comma by what stands before it and by how the text goes on."""
    stop = punct[0] in ".?!" and not punct.endswith(",")
    if punct[0] == "." and _ABBREVIATION.search(before):
        return -6.0
    weight = 3.0 if stop else 2.5
    goes_on = after.lstrip()[:1]
    if stop and not re.search(r"\sal$|\b[a-z]\.[a-z]$", before):
        weight -= 4.0 if goes_on.islower() else 0.0
        weight -= 3.0 if after[:1] and after[0] in ",;:.)]" else 0.0
    token = _last_token(before)
    number = re.search(r"\d[\d.,]*$", token)
    if number is None:
        return weight
    if punct[0] == ":":
        return -6.0
    if re.search(r"[^\W\d_]", token):
        weight -= 1.5 if re.search(r"[^\W\d_]\d+$", token) and re.match(r"\d(?!\d|[,–‑-])", printed) else 0.0
        weight -= 2.0 if punct == "," and re.search(r"[a-zα-ω]-\d+$", token) else 0.0
        return weight - (3.0 if goes_on == "(" else 1.0)
    if goes_on == "(":
        weight -= 3.0
    if "." in number[0]:
        return weight - (3.0 if number[0].count(".") > 1 else 0.5)
    named = _LABELLED.search(before[: len(before) - len(token)]) or re.fullmatch(r"(?:1[89]|20)\d\d", number[0])
    return weight - (1.5 if named else 5.5)


def _after_letter(before: str, stem: str, token: str, spelled: Spellings) -> float:
    """Weigh digits glued to a word: a word that the paper spells without them speaks for a citation, a known name against."""
    if re.search(r"\bet\sal$", before):
        return 4.0
    whole = token.lower()
    if whole in spelled.names or whole.replace("-", "") in spelled.names:
        return -8.0
    alone = spelled.words[stem] + spelled.words[stem.lower()] * (not stem.islower())
    if stem.islower() and len(stem) >= 4:
        weight = 2.0
    elif len(stem) <= 2:
        weight = -4.0
    else:
        weight = 1.0 if stem.istitle() and len(stem) >= 5 else -1.5
    weight -= 1.0 if re.search(r"[^\d]\d$", token) else 0.0
    weight += min(alone, 3) * 0.8
    if stem.lower() in _counted() or stem.lower() in spelled.stems:
        weight -= 2.5
    return weight - (2.0 if spelled.words[token] > 1 else 0.0)


def _last_token(before: str) -> str:
    found = _TOKEN.search(before)
    return found[0] if found else ""


def _weight(before: str, found: re.Match[str], after: str, spelled: Spellings) -> float | None:
    """Weigh one digit string by its form; None where it is glued to digits or is a number of thousands."""
    punct, printed = found["punct"], found["list"]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", (_last_token(before) + punct + printed).lstrip("<>=≥≤~±-+–−")):
        return None
    if punct:
        weight = _after_punctuation(before, after, punct, printed)
    elif before[-1].isdigit():
        return None
    elif before[-1].isalpha():
        stem = re.split(r"[\W\d_]", before)[-1]
        token = _last_token(before) + re.split(r"\D", printed)[0]
        weight = _after_letter(before, stem, token, spelled)
    else:
        weight = 0.5 if before[-1] == "+" else 2.0
    return weight + _numbers_weight(printed)


def options(text: str, spelled: Spellings) -> Iterator[tuple[Option, ...]]:
    """Yield the digit strings of a text in order, each with its possible readings as a citation."""
    places: list[tuple[Option, ...]] = []
    taken: set[int] = set()
    for end, list_end in fixed_length_ends(text):
        if printed := re.match(rf"{_NUMBERS}{_END}", text[end : list_end + 2]):
            places.append((Option(end, end + printed.end(), expand_numbers(printed[0]), 6.0),))
            taken.update(range(end - 1, end + printed.end()))
    for found in _GLUED.finditer(text):
        if options := () if found.start() in taken or found.end() - 1 in taken else tuple(_splits(found, spelled)):
            places.append(options)
            taken.update(range(found.start(), found.end()))
    section = re.match(r"\s*\d+(?:\.\d+)+\.?\s", text)
    for found in _CANDIDATE.finditer(text, section.end() if section else 0):
        if found.start("list") not in taken:
            before = text[max(found.start() - LOOK_BACK, 0) : found.start()]
            weight = _weight(before, found, text[found.end() : found.end() + 2], spelled)
            if weight is not None:
                places.append((Option(found.start("list"), found.end(), expand_numbers(found["list"]), weight),))
    yield from sorted(places)


def _splits(found: re.Match[str], spelled: Spellings) -> Iterator[Option]:
    """Split ``IL-1747`` or ``Th1747,79`` behind a name that is known or that the paper spells by itself, or a year."""
    if found["year"]:
        printed = found["tail"] + found["rest"]
        yield Option(found.start("tail"), found.end(), expand_numbers(printed), -0.5 + _numbers_weight(printed))
        return
    name, digits = found["name"], found["digits"]
    if (name + digits).lower() in spelled.names or spelled.words[name + digits] > 1:
        return
    for size in range(max(1, len(digits) - 3), len(digits)):
        known = (name + digits[:size]).lower() in spelled.names or spelled.words[name + digits[:size]] >= 2
        if known and digits[size] != "0":
            printed = digits[size:] + found["rest"]
            yield Option(found.start("digits") + size, found.end(), expand_numbers(printed), 0.5 + _numbers_weight(printed))
