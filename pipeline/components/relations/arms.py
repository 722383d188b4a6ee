"""Two arms told by their values and a test: ``Y was 26 months with X and 6 with placebo (P < 0.01)``.

The values alone are no effect; the test makes them one, and a test that failed makes them a null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.components.relations.clause import Clause
from pipeline.components.relations.frames import Frame, make_frame
from pipeline.components.relations.lexicon import Sign, cue_pattern, word_list
from pipeline.components.relations.neighbours import acting
from pipeline.components.relations.sentence import Unit
from pipeline.components.relations.themes import Theme

VALUE = re.compile(r"(?<![\w.,·-])[-−–]?(\d+(?:[.·]\d+)?)(?![\d.]*\s?(?:%|‐|-)?\s?CI\b)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
TEST = re.compile(r"\b[pP]\s?(?:-?\s?value\s?)?([<>=≤≥])\s?(0?[.·]\d+)")
SIGNIFICANT = 0.05
ARM_LABELS = frozenset({"CELL_THERAPY", "MEDIATOR", "CYTOKINE"})
VALUED = frozenset({"OUTCOME", "CYTOKINE", "MEDIATOR", "IMMUNE_CELL"})
RATES = frozenset({"incidence", "rate", "rates", "frequency", "prevalence", "risk"})
REACH = 45  # characters between a value and its arm, brackets left out


@dataclass(frozen=True, slots=True)
class _Arm:
    """One arm with its value; ``unit`` is None for a control."""

    unit: Unit | None
    at: int
    value: float


def arm_frames(clause: Clause) -> Iterator[Frame]:
    """Yield the frame of a sentence with the values of a treated and a control arm and a test between them."""
    sentence = clause.sentence
    test = TEST.search(sentence.text)
    verb = re.search(r"\b(?:was|were|averaged|reached)\b", sentence.text)
    if test is None or verb is None:
        return
    measured = [unit for unit in sentence.units if unit.mention.start - sentence.start < verb.start() and _valued(clause, unit)]
    arms = _arms(clause, verb.end(), test.start())
    treated = next((arm for arm in arms if arm.unit is not None), None)
    control = next((arm for arm in arms if arm.unit is None), None)
    if not measured or treated is None or treated.unit is None or control is None:
        return
    sign = _sign(treated.value, control.value, test)
    theme = Theme(measured[-1].index)
    yield make_frame(clause, (sentence.word_at(sentence.start + verb.start()), sign), [acting(treated.unit)], [theme], "arms")


def _valued(clause: Clause, unit: Unit) -> bool:
    """Tell whether a mention may have a value: an outcome or a molecule, and a condition by its incidence or rate."""
    lead = set(clause.sentence.words[max(0, unit.first - 4) : unit.first])
    return unit.mention.label in VALUED or (unit.mention.label == "CONDITION" and bool(lead & RATES))


def _sign(treated: float, control: float, test: re.Match[str]) -> Sign:
    """Return what a test says of two values: ``none`` where it failed."""
    probability = float(test.group(2).replace("·", "."))
    passed = probability <= SIGNIFICANT if test.group(1) in "<≤" else probability < SIGNIFICANT and test.group(1) == "="
    if not passed or treated == control:
        return "none"
    return "up" if treated > control else "down"


def _arms(clause: Clause, start: int, end: int) -> list[_Arm]:
    """Return the arms between two characters of a sentence, each with the value nearest before it, in the order of the text."""
    sentence = clause.sentence
    text = BRACKETS.sub(lambda match: " " * len(match.group()), sentence.text)
    values = [(match.end(), float(match.group(1).replace("·", "."))) for match in VALUE.finditer(text, start, end)]
    named = [(u.mention.start - sentence.start, u) for u in sentence.units if u.mention.label in ARM_LABELS]
    places: list[tuple[int, Unit | None]] = [(at, unit) for at, unit in named if start < at < end]
    places += [(match.start(), None) for match in cue_pattern("control arm").finditer(text, start, end)]
    places += [(at, None) for at in _unnamed(clause, text, start, end)]
    found: list[_Arm] = []
    for at, unit in sorted(places, key=lambda place: place[0]):
        before = [(place, value) for place, value in values if place <= at and len(text[place:at].split()) <= REACH // 5]
        if not before or any(arm.at == before[-1][0] for arm in found) or not _leads(text[before[-1][0] : at]):
            continue
        found.append(_Arm(unit, before[-1][0], before[-1][1]))
    return _combined(clause, found)


def _unnamed(clause: Clause, text: str, start: int, end: int) -> Iterator[int]:
    """Yield where an arm is told that holds no mention (``for the letrozole group``): the arm that all have in common."""
    for match in cue_pattern("unnamed arm").finditer(text, start, end):
        low, high = clause.sentence.start + match.start(), clause.sentence.start + match.end()
        if not any(low <= unit.mention.start < high for unit in clause.sentence.units):
            yield match.end()


def _leads(gap: str) -> bool:
    return bool(set(gap.lower().split()) & {"in", "for", "with", "after", "on", "among"})


def _combined(clause: Clause, arms: list[_Arm]) -> list[_Arm]:
    """Return the arms without those whose mention a control word stands in (``placebo plus X``)."""
    kept = []
    for arm in arms:
        words = set(arm.unit.mention.text.lower().split()) if arm.unit is not None else set()
        if not words & word_list("control word"):
            kept.append(arm)
    return kept
