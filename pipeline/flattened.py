"""Superscript citations that lost their height: ``AKI.1,2``, ``sepsis47,82``, ``NCT0073387695``.

What is a citation is decided for the whole paper at once. Each digit string that touches a word has a weight by its form
(``digit_forms``); the readings are chosen together so that the numbers run on as they do in a paper, where a reference that
is new has the next number (dynamic programming over the highest number so far).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from pipeline.citations import Found
from pipeline.digit_forms import Option, options, spellings

EXTENDS, REPEATS, STARTS_LATE, GAP, GAP_EACH, DISORDER = 2.0, 0.5, -2.0, -1.0, -0.15, -1.5
STRONG = 4.0
KEPT_STATES = 60
HIGHEST = 999


def _step(highest: int, references: tuple[int, ...]) -> float:
    """Weigh how a list of numbers carries on a run that has come to ``highest``."""
    new = [number for number in references if number > highest]
    order = DISORDER if list(references) != sorted(references) else 0.0
    if not new:
        return REPEATS + order
    missing = max(new) - highest - len(new)
    if missing == 0:
        return EXTENDS + order
    if highest == 0:
        return STARTS_LATE + order
    return GAP + GAP_EACH * min(missing, 10) + order


class _Path(NamedTuple):
    """The options taken so far, last one first: a linked list."""

    earlier: _Path | None
    text: int
    option: Option


class _State(NamedTuple):
    score: float
    extended: int
    strong: int
    path: _Path | None


def _best_path(places: Sequence[tuple[tuple[int, Option], ...]], last_reference: int | None) -> _State:
    states: dict[int, _State] = {0: _State(0.0, 0, 0, None)}
    limit = last_reference or HIGHEST
    for alternatives in places:
        following = dict(states)
        for highest, state in states.items():
            for number, option in alternatives:
                if max(option.references) > limit:
                    continue
                step = _step(highest, option.references)
                gain = option.weight + step
                if gain <= 0:
                    continue
                reached = max([highest, *option.references])
                new = _State(
                    state.score + gain,
                    state.extended + (reached > highest and step >= EXTENDS + DISORDER),
                    state.strong + (option.weight >= STRONG),
                    _Path(state.path, number, option),
                )
                if reached not in following or new.score > following[reached].score:
                    following[reached] = new
        if len(following) > KEPT_STATES:
            following = dict(sorted(following.items(), key=lambda item: -item[1].score)[:KEPT_STATES])
        states = following
    return max(states.values(), key=lambda state: state.score)


def find_flattened(
    texts: Sequence[str], *, names: Collection[str] = (), last_reference: int | None = None
) -> tuple[tuple[Found, ...], ...]:
    """Find citations whose superscript was lost, over all texts of a paper in reading order; one tuple a text.

    ``names`` are known names that end in digits; ``last_reference`` is the highest number of the reference list, if known.
    Nothing is found where the paper gives no evidence of a run: three numbers that carry it on, or two plain lists.
    """
    spelled = spellings(texts, names)
    places = [
        tuple((number, option) for option in choices) for number, text in enumerate(texts) for choices in options(text, spelled)
    ]
    best = _best_path(places, last_reference)
    found: list[list[Found]] = [[] for _ in texts]
    if best.extended >= 3 or best.strong >= 2:
        path = best.path
        while path is not None:
            option = path.option
            found[path.text].append(Found(option.start, option.end, option.references))
            path = path.earlier
    return tuple(tuple(reversed(marks)) for marks in found)
