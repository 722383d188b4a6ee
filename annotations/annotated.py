"""What can be scored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from annotations.counts import Unit
from pipeline.records import Document, Mention, Relation, Trial

UnitAt = Callable[[int], Unit]


class Annotated(Protocol):
    """A document with its annotation: a GoldDocument and an Extraction both are."""

    @property
    def document(self) -> Document:
        """The text and its blocks."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The typed spans."""

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations between these mentions."""

    @property
    def trials(self) -> tuple[Trial, ...] | None:
        """The registered trials; None where nobody looked for them."""
