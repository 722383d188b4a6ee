"""Proposals -> what each is judged by: named numbers about the taggers' opinion, the words, their surroundings and rivals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from pipeline.components.proposals import LABELS, Proposal
from pipeline.components.span_scores import TAGGERS, SpanScores
from pipeline.components.vocabulary import precision_of
from pipeline.routes import is_giving_near

SMALLEST = 1e-5
METHODS = (*TAGGERS, "vocabulary", "grammar", "definition", "pattern")
REACH = 20  # neighbours in the order of proposals that are compared with one
PLACES = ("same", "longer", "shorter", "crossing")
KINDS = ("same label", "other label")

Evidence = dict[str, float]


def evidence_of(text: str, proposals: Sequence[Proposal], scores: SpanScores) -> list[Evidence]:
    """Return the evidence for every proposal; ``proposals`` are all of the text in the order of ``propose``."""
    return [
        _opinions(one) | _words(text, one) | _surroundings(text, one, scores) | elsewhere | rivals
        for one, elsewhere, rivals in zip(proposals, _elsewhere(text, proposals), _rivals(proposals), strict=True)
    ]


def log_odds(probability: float) -> float:
    """Return the logarithm of the odds, within the bounds that SMALLEST sets."""
    bounded = min(max(probability, SMALLEST), 1 - SMALLEST)
    return math.log(bounded / (1 - bounded))


def _opinions(one: Proposal) -> Evidence:
    found: Evidence = {f"label {label}": float(label == one.label) for label in LABELS}
    found |= {f"by {method}": float(method in one.found) for method in METHODS}
    found["known"], found["both"] = float(bool(one.known)), float(bool(one.known) and one.known != one.found)
    found["precision"] = max((precision_of(one.label, method) for method in one.known), default=0.0)
    return found | {"outer": log_odds(one.outer), "inner": log_odds(one.inner), "tagged": log_odds(one.tagged)}


def _words(text: str, one: Proposal) -> Evidence:
    words = text[one.start : one.end]
    return {
        "words": float(len(words.split())), "characters": float(len(words)),
        "capital": float(words[:1].isupper()), "capitals": float(words.isupper()),
        "digit": float(any(character.isdigit() for character in words)),
    }  # fmt: skip


def _surroundings(text: str, one: Proposal, scores: SpanScores) -> Evidence:
    before, after = text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1]
    return {
        "hyphen before": float(before == "-"), "hyphen after": float(after == "-"),
        "bracket before": float(before == "("), "bracket after": float(after == ")"),
        "slash beside": float("/" in (before, after)), "giving near": float(is_giving_near(text, one.start, one.end)),
    } | scores.edges(LABELS.index(one.label), one.start, one.end)  # fmt: skip


def _elsewhere(text: str, proposals: Sequence[Proposal]) -> Iterator[Evidence]:
    """Say what the taggers think of the same words in other places: one document uses its words in one way."""
    by_words: dict[tuple[str, str], list[float]] = {}
    for one in proposals:
        by_words.setdefault((one.label, text[one.start : one.end]), []).append(one.tagged)
    for one in proposals:
        values = by_words[one.label, text[one.start : one.end]]
        others = len(values) - 1
        mean = log_odds((sum(values) - one.tagged) / others) if others else 0.0
        yield {"elsewhere": mean, "places": math.log(len(values))}


def _rivals(proposals: Sequence[Proposal]) -> Iterator[Evidence]:
    """Say which other readings of the same words there are: how probable to a tagger, and whether vocabulary knows them."""
    none = {f"{place} {kind}{what}": 0.0 for place in PLACES for kind in KINDS for what in ("", ", known")}
    for index, one in enumerate(proposals):
        found = none | {"in product": 0.0, "in known product": 0.0}
        for other in _overlapping(index, proposals):
            place = _place((one.start, one.end), (other.start, other.end))
            kind = KINDS[other.label != one.label]
            found[f"{place} {kind}"] = max(found[f"{place} {kind}"], other.tagged)
            found[f"{place} {kind}, known"] = max(found[f"{place} {kind}, known"], float(bool(other.known)))
            if place == "longer" and other.label == "CELL_THERAPY":
                found["in product"] = max(found["in product"], other.tagged)
                found["in known product"] = max(found["in known product"], float(bool(other.known)))
        yield found


def _overlapping(index: int, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    one = proposals[index]
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(proposals) and abs(other - index) < REACH and proposals[other].start < one.end:
            if proposals[other].end > one.start:
                yield proposals[other]
            other += step


def _place(one: tuple[int, int], other: tuple[int, int]) -> str:
    if one == other:
        return "same"
    if other[0] <= one[0] and one[1] <= other[1]:
        return "longer"
    return "shorter" if one[0] <= other[0] and other[1] <= one[1] else "crossing"


def names_of(rows: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """Return the names of the evidence, those of the first row; empty without rows."""
    return tuple(rows[0]) if rows else ()
