"""Text -> mentions by vocabulary, grammar of names and patterns alone; the part that needs no model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline import context
from pipeline.abbreviations import abbreviations_of
from pipeline.lexicon import Found, Lexicon, Term, load
from pipeline.phrases import grow, outcome_phrases
from pipeline.quantities import find_doses, find_timings
from pipeline.records import Concept, Mention, Quantity
from pipeline.trial_terms import find_trial_terms


class Candidate(NamedTuple):
    """A span that may become a mention, with the method that found it."""

    start: int
    end: int
    label: str
    method: str
    concept: Concept | None = None
    quantity: Quantity | None = None


def vocabulary_mentions(text: str, abbreviations: Mapping[str, str] | None = None) -> list[Mention]:
    """Return mentions found without a model, sorted by start, nested ones included.

    ``abbreviations`` maps short to long forms of the document; None means that the text's own definitions are used.
    """
    known = abbreviations_of(text) if abbreviations is None else abbreviations
    candidates = find_candidates(text, load(), known)
    return [
        Mention(
            f"v{number}",
            one.label,
            one.start,
            one.end,
            text[one.start : one.end],
            one.concept,
            None,
            0.0,
            one.method,
            one.quantity,
        )
        for number, one in enumerate(candidates, 1)
    ]


def find_candidates(text: str, lexicon: Lexicon, abbreviations: Mapping[str, str]) -> list[Candidate]:
    """Return every candidate of a text after growth, context rules and nesting rules."""
    found = grow(text, lexicon.find_terms(text))
    found = context.keep_sources(text, found)
    found = context.keep_routes(text, context.keep_substances(text, found))
    found = without_conflicts([*found, *_outcomes(text, found)])
    found = context.keep_places(text, found)
    measured = [
        Candidate(m.start, m.end, m.label, "pattern", Concept("", m.name), m.quantity)
        for m in (*find_doses(text), *find_timings(text))
    ]
    trial = [Candidate(m.start, m.end, m.label, "pattern", Concept("", m.name)) for m in find_trial_terms(text)]
    terms = [Candidate(one.start, one.end, one.label, "vocabulary", Concept(one.term.curie, one.term.name)) for one in found]
    return sorted([*terms, *measured, *trial], key=lambda one: (one.start, -one.end, one.label))


def _outcomes(text: str, found: Sequence[Found]) -> Iterable[Found]:
    for start, end in outcome_phrases(text):
        if not any(one.start <= start and end <= one.end for one in found if one.label in ("OUTCOME", "CONDITION")):
            yield Found(start, end, "OUTCOME", Term("OUTCOME", "", text[start:end].casefold(), (), (), "grammar"))


# Which label may lie inside which; everywhere else the longer of two overlapping spans wins, then the earlier label here.
_NESTED = {
    ("CELL_THERAPY", "CELL_SOURCE"), ("CELL_THERAPY", "DONOR"), ("OUTCOME", "CONDITION"),
}  # fmt: skip
_RANK = (
    "CELL_THERAPY", "CYTOKINE", "IMMUNE_CELL", "CONDITION", "OUTCOME", "MEDIATOR", "ROUTE", "SPECIES", "CELL_SOURCE", "DONOR",
    "ANATOMY", "TRIAL_PHASE", "TRIAL_STATUS",
)  # fmt: skip


def without_conflicts(found: Sequence[Found]) -> list[Found]:
    """Drop terms that overlap a longer one, except the nestings that the guidelines know."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, _RANK.index(f.label))):
        if one.label in ("TRIAL_PHASE", "TRIAL_STATUS"):
            continue
        if all(_may_stand(one, other) for other in kept if one.start < other.end and other.start < one.end):
            kept.append(one)
    return sorted(kept, key=lambda f: (f.start, -f.end))


def _may_stand(one: Found, longer: Found) -> bool:
    inside = longer.start <= one.start and one.end <= longer.end
    return inside and (longer.label, one.label) in _NESTED
