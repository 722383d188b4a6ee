"""Trial records compared field by field."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from annotations.counts import Counts
from annotations.facts import normalise
from pipeline.records import Trial

FIELDS = (
    "registry", "title", "phase", "product", "donor", "source", "doses", "route", "control", "condition",
    "primary_outcome", "secondary_outcome", "status", "enrollment", "start", "completion", "citations",
)  # fmt: skip
HASH_PREFIX = "sha256:"


def hashed(value: str) -> str:
    """Return a value that can be compared and not be read: the hash of its normalised form; a hash stays as it is."""
    if value.startswith(HASH_PREFIX):
        return value
    return HASH_PREFIX + hashlib.sha256(normalise(value).encode()).hexdigest()[:32]


def values_of(trial: Trial, name: str) -> frozenset[str]:
    """Return the normalised values of a field; empty where it is not known."""
    value = getattr(trial, name)
    if value is None or value == "":
        return frozenset()
    return frozenset(normalise(str(item)) for item in (value if isinstance(value, tuple) else (value,)))


def compare_trials(gold: Sequence[Trial], predicted: Sequence[Trial]) -> Iterator[tuple[str, str, Counts]]:
    """Yield (trial id, field, counts) for each trial of either side, ``trial_id`` first.

    Trials are matched by their number alone. A wrong value is one missed and one spurious; a field that neither side
    knows is not yielded.
    """
    ours, theirs = ({trial.trial_id.upper(): trial for trial in side} for side in (gold, predicted))
    for trial_id in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(trial_id), theirs.get(trial_id)
        yield trial_id, "trial_id", Counts(int(mine is not None), int(other is not None), int(bool(mine and other)))
        for name in FIELDS:
            a, b = (values_of(trial, name) if trial else frozenset() for trial in (mine, other))
            if any(value.startswith(HASH_PREFIX) for value in a | b):
                a, b = (frozenset(hashed(value) for value in side) for side in (a, b))
            if a or b:
                yield trial_id, name, Counts(len(a), len(b), len(a & b))
