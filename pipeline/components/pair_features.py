"""What the pair scorer sees of two mentions: their own pieces, the pieces between and around them, and their distance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

AROUND = 6  # pieces looked at before the first and after the second mention
GAP_LIMITS = (0, 2, 4, 8, 16, 32, 64)  # upper limits, in pieces, of the buckets of distance


def context_ranges(first: tuple[int, int], second: tuple[int, int], size: int) -> tuple[tuple[int, int], ...]:
    """Return the piece ranges between, before and after two mentions given as piece ranges; an empty range is (0, 0)."""
    left, right = sorted((first, second))
    between = (left[1], right[0]) if left[1] < right[0] else (0, 0)
    before = (max(0, left[0] - AROUND), left[0])
    end = max(left[1], right[1])
    after = (end, min(size, end + AROUND))
    return tuple(found if found[0] < found[1] else (0, 0) for found in (between, before, after))


def gap_bucket(head: tuple[int, int], tail: tuple[int, int]) -> int:
    """Return the bucket of the pieces between two mentions; the upper half where the tail comes first."""
    left, right = sorted((head, tail))
    gap = right[0] - left[1]
    bucket = sum(gap > limit for limit in GAP_LIMITS)
    return bucket + (len(GAP_LIMITS) + 1) * (tail < head)


def pool_max(states: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Return the largest value of each feature in each range of rows, zeros for an empty range."""
    pooled = np.zeros((len(ranges), states.shape[1]), np.float32)
    for row, (start, end) in enumerate(ranges):
        if start < end:
            pooled[row] = states[start:end].max(axis=0)
    return pooled


def pool_mean(states: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Return the mean of each range of rows, zeros for an empty range."""
    pooled = np.zeros((len(ranges), states.shape[1]), np.float32)
    for row, (start, end) in enumerate(ranges):
        if start < end:
            pooled[row] = states[start:end].mean(axis=0)
    return pooled
