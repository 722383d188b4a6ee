"""Ratios of counts."""

from __future__ import annotations


def f1(right: int, predicted: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (predicted + gold) if right else 0.0
