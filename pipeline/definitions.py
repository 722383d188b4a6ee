"""What a paper's own abbreviations mean, applied to all of its text: ``AL`` after ``primary systemic amyloidosis (AL)``.

A short form takes the label of its long form wherever it stands; one whose long form no vocabulary knows loses the
meaning that a vocabulary would give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.lexicon import Found, Lexicon
from pipeline.normalise import key_of
from pipeline.phrases import grow, outcome_phrases
from pipeline.plain_names import without_act
from pipeline.terms import Term

METHOD = "definition"
_COVERED = 0.6  # share of a long form that its term must cover: a trial's name that ends in a disease is no disease


class Definitions(NamedTuple):
    """The short forms of a paper: what each names (nothing where no vocabulary knows its long form), and how to find them."""

    meanings: Mapping[str, Sequence[Term]]
    pattern: re.Pattern[str]


def definitions_of(known: Mapping[str, str], lexicon: Lexicon) -> Definitions | None:
    """Return what the abbreviations of a paper (short -> long form) mean; None where nothing is to be done."""
    meanings = {_base(short): meanings_of(long_form, lexicon) for short, long_form in known.items()}
    settled = {_base(short) for short, long_form in known.items() if _is_another(short, long_form, lexicon)}
    settled.update(short for short, terms in meanings.items() if terms)
    return Definitions(meanings, _pattern(settled)) if settled else None


def with_definitions(text: str, found: Sequence[Found], definitions: Definitions | None) -> list[Found]:
    """Return the found terms with the paper's abbreviations added, corrected or taken away."""
    if definitions is None:
        return list(found)
    places = [(match.start(), match.end(), match.group("short")) for match in definitions.pattern.finditer(text)]
    spans = {(start, end) for start, end, _ in places}
    defined = [Found(start, end, term.label, term) for start, end, short in places for term in definitions.meanings[short]]
    return [*(one for one in found if (one.start, one.end) not in spans), *defined]


def meanings_of(long_form: str, lexicon: Lexicon) -> list[Term]:
    """Return the terms that a long form ends in, the longest ones, one for each label; empty where it names none."""
    named = without_act(long_form)
    ends = len(named)
    found = [one for one in grow(named, lexicon.find_terms(named)) if one.end == ends]
    longest = max((one.end - one.start for one in found), default=0)
    if longest and longest >= _COVERED * ends:
        best = [one for one in found if one.end - one.start == longest]
        return [
            Term(one.label, one.term.curie, one.term.name, (), one.term.parents, METHOD)
            for one in best
            if named == long_form or one.label == "CELL_THERAPY"
        ]
    if any(start == 0 and end == len(long_form) for start, end in outcome_phrases(long_form)):
        return [Term("OUTCOME", "", long_form.casefold(), (), (), METHOD)]
    return []


def _is_another(short: str, long_form: str, lexicon: Lexicon) -> bool:
    """Say whether a short form means something else here than the vocabulary says: no word of its term is in the long form."""
    if not short.isalpha() or " " not in long_form:
        return False
    known = {word for one in lexicon.find_terms(short) for word in key_of(" ".join((one.term.name, *one.term.synonyms)))}
    return not any(len(word) > 3 and word in known for word in key_of(long_form))


def _base(short: str) -> str:
    """Return a short form without its plural ``s``."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _pattern(shorts: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(short) for short in sorted(shorts, key=lambda short: (-len(short), short)))
    return re.compile(rf"(?<![A-Za-z0-9-])(?P<short>{alternatives})(?:(?<=[A-Z])s)?(?![A-Za-z0-9])(?!-[A-Z]*\d)")
