"""Which documents are trained on, held out, developed on and tested on: one file, chosen once by a hash."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Split = Literal["train", "heldout", "judge", "blind", "dev", "test"]

SPLITS_PATH = Path(__file__).with_name("splits.tsv")


def read_splits(path: Path = SPLITS_PATH) -> dict[tuple[str, str], str]:
    """Return (corpus, document) -> split from the committed file. Raises OSError, or KeyError for a missing column."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t")
        return {(row["corpus"], row["document"]): row["split"] for row in rows}


def choose_heldout(groups: Mapping[str, str], size: int) -> frozenset[str]:
    """Choose ``size`` documents, each group giving its share: largest remainders, then the smallest SHA-256 of the name.

    ``groups`` maps document -> group. The choice depends on the names alone, so that it can be made again anywhere.

    >>> sorted(choose_heldout({"a": "x", "b": "x", "c": "y", "d": "y"}, 2))
    ['b', 'd']
    """
    members: dict[str, list[str]] = defaultdict(list)
    for document in sorted(groups, key=lambda name: hashlib.sha256(name.encode()).hexdigest()):
        members[groups[document]].append(document)
    shares = {group: size * len(names) / len(groups) for group, names in members.items()}
    seats = {group: int(share) for group, share in shares.items()}
    by_remainder = sorted(shares, key=lambda group: (seats[group] - shares[group], group))
    for group in by_remainder[: size - sum(seats.values())]:
        seats[group] += 1
    return frozenset(name for group, names in members.items() for name in names[: seats[group]])
