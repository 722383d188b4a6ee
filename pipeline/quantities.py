"""Text -> doses and times of administration or measurement, as character spans with their numbers and unit."""

from __future__ import annotations

from pipeline.doses import find_doses
from pipeline.measured import Measured
from pipeline.timings import find_timings


def find_quantities(text: str) -> list[Measured]:
    """Return the doses and times of a text, sorted by start; an empty list where there are none."""
    return sorted([*find_doses(text), *find_timings(text)])
