"""What a paper says of itself: DOI, PMID, title, journal, year, and the trial it reports."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Block


def own_registrations(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the registry numbers of the trial that the paper itself reports; () where it reports none."""
    return ()
