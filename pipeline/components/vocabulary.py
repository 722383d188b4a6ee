"""Text -> mentions by vocabulary, grammar of names and patterns alone; the part that needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline import context
from pipeline.abbreviations import abbreviations_of
from pipeline.components.concepts import concept_of, listed_concept
from pipeline.compositions import composed_outcomes
from pipeline.definitions import METHOD as DEFINITION
from pipeline.definitions import Definitions, definitions_of, with_definitions
from pipeline.drug_names import drug_names
from pipeline.gene_symbols import gene_symbols
from pipeline.lexicon import Found, Lexicon, load
from pipeline.phrases import generic_products, grow, outcome_phrases
from pipeline.quantities import find_quantities
from pipeline.records import Concept, Mention, Quantity
from pipeline.registries import find_registrations
from pipeline.routes import keep_routes
from pipeline.terms import Term
from pipeline.trial_terms import find_trial_terms

PRECISION = Path(__file__).parent.parent / "patterns" / "precision.tsv"
UNMEASURED = 0.5  # confidence of a label and method that the training text shows too rarely to measure

_SEGMENT = re.compile(r"[^\n\t]+")  # blocks, lines of a table and its cells
_GRAMMAR = "grammar"
# Which label may lie inside which; elsewhere the longer of two overlapping spans wins, then the earlier label of _RANK.
_NESTED = {
    ("CELL_THERAPY", "CELL_SOURCE"), ("CELL_THERAPY", "DONOR"), ("OUTCOME", "CONDITION"), ("OUTCOME", "IMMUNE_CELL"),
}  # fmt: skip
_CELLS = ("IMMUNE_CELL", "CELL_THERAPY")
_RANK = (
    "CELL_THERAPY", "CYTOKINE", "IMMUNE_CELL", "CONDITION", "OUTCOME", "MEDIATOR", "ROUTE", "SPECIES", "CELL_SOURCE", "DONOR",
    "ANATOMY",
)  # fmt: skip


class Candidate(NamedTuple):
    """A span that may become a mention; ``method`` is vocabulary, grammar, definition or pattern."""

    start: int
    end: int
    label: str
    method: str
    concept: Concept | None = None
    quantity: Quantity | None = None


def vocabulary_mentions(text: str, abbreviations: Mapping[str, str] | None = None) -> list[Mention]:
    """Return the mentions found without a model, sorted by start, nested ones included; none crosses a line or table cell.

    ``abbreviations`` maps short to long forms of the document; None means that the text's own definitions are used.
    The confidence is the precision that label and method had on the training text (``patterns/precision.tsv``).
    """
    lexicon = load()
    known = abbreviations_of(text) if abbreviations is None else abbreviations
    definitions = definitions_of(known, lexicon)
    mentions: list[Mention] = []
    concepts: dict[tuple[str, str], Concept] = {}
    for segment in _SEGMENT.finditer(text):
        for one in find_candidates(segment.group(), lexicon, definitions):
            start, end = segment.start() + one.start, segment.start() + one.end
            surface, confidence = text[start:end], precision_of(one.label, one.method)
            if one.concept is None and (one.label, surface) not in concepts:
                concepts[one.label, surface] = concept_of(one.label, surface, known, lexicon)
            concept = one.concept or concepts[one.label, surface]
            number = f"v{len(mentions) + 1}"
            mentions.append(
                Mention(number, one.label, start, end, surface, concept, None, confidence, one.method, one.quantity)
            )
    return mentions


def find_candidates(text: str, lexicon: Lexicon, definitions: Definitions | None) -> list[Candidate]:
    """Return every candidate of one line of text after growth, context rules and nesting rules, sorted by start."""
    plain = with_definitions(text, lexicon.find_terms(text), definitions)
    plain = sorted(
        [*plain, *gene_symbols(text, plain), *drug_names(text, plain)], key=lambda one: (one.start, -one.end, one.label)
    )
    found = context.keep_sources(text, [*grow(text, plain), *_generic_products(text, plain)])
    found = keep_routes(text, context.keep_substances(text, found))
    found = without_conflicts([*found, *_outcomes(text, found)])
    found = context.keep_places(text, context.keep_subjects(text, found))
    unchanged = {(one.start, one.end, one.label) for one in plain}
    terms = [
        Candidate(one.start, one.end, one.label, _method(one, unchanged), listed_concept(one, text[one.start : one.end]))
        for one in found
    ]
    return sorted([*terms, *_patterns(text)], key=lambda one: (one.start, -one.end, one.label))


def _method(one: Found, unchanged: set[tuple[int, int, str]]) -> str:
    if one.term.source in (DEFINITION, _GRAMMAR):
        return one.term.source
    return "vocabulary" if (one.start, one.end, one.label) in unchanged else _GRAMMAR


def _patterns(text: str) -> Iterable[Candidate]:
    for measured in find_quantities(text):
        yield Candidate(measured.start, measured.end, measured.label, "pattern", Concept("", measured.name), measured.quantity)
    for term in find_trial_terms(text):
        yield Candidate(term.start, term.end, term.label, "pattern", Concept("", term.name))
    for registration in find_registrations(text):
        yield Candidate(registration.start, registration.end, "TRIAL_ID", "pattern", Concept("", registration.trial_id))


def _generic_products(text: str, found: Sequence[Found]) -> Iterable[Found]:
    for start, end in generic_products(text, found):
        yield Found(start, end, "CELL_THERAPY", Term("CELL_THERAPY", "", text[start:end], (), (), _GRAMMAR))


def _outcomes(text: str, found: Sequence[Found]) -> Iterable[Found]:
    ends = {place: one for one in found if one.label in _CELLS for place in range(one.start + 1, one.end)}
    for start, end in [*outcome_phrases(text), *composed_outcomes(text, found)]:
        if start in ends and end > ends[start].end:  # ``Th17 cell differentiation``: the phrase begins within the cell's name
            continue
        if not any(one.start <= start and end <= one.end for one in found if one.label in ("OUTCOME", "CONDITION")):
            yield Found(start, end, "OUTCOME", Term("OUTCOME", "", text[start:end].casefold(), (), (), _GRAMMAR))


def without_conflicts(found: Sequence[Found]) -> list[Found]:
    """Drop terms that overlap a longer one, except the nestings that the guidelines know; the result is sorted by start."""
    kept: list[Found] = []
    standing: dict[int, list[Found]] = {}  # character -> the kept terms that cover it
    for one in sorted((f for f in found if f.label in _RANK), key=lambda f: (f.start - f.end, _RANK.index(f.label))):
        places = range(one.start, one.end)
        if all(_may_stand(one, other) for place in places for other in standing.get(place, ())):
            kept.append(one)
            for place in places:
                standing.setdefault(place, []).append(one)
    return sorted(kept, key=lambda f: (f.start, -f.end))


def _may_stand(one: Found, longer: Found) -> bool:
    inside = longer.start <= one.start and one.end <= longer.end
    return inside and (longer.label, one.label) in _NESTED


def precision_of(label: str, method: str) -> float:
    """Return how often a mention of this label found by this method was right on the training text."""
    return _precisions().get((label, method), UNMEASURED)


@cache
def _precisions() -> dict[tuple[str, str], float]:
    lines = PRECISION.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {(label, method): float(precision) for label, method, precision, _ in rows}
