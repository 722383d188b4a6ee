"""What the stages of training need of an annotated document, wherever it comes from."""

from __future__ import annotations

from typing import Protocol

from pipeline.records import Document, Mention, Relation, Span


class Annotated(Protocol):
    """A document with its sentences, mentions and relations, as gold gives it."""

    @property
    def document(self) -> Document: ...  # noqa: D102
    @property
    def sentences(self) -> tuple[Span, ...]: ...  # noqa: D102
    @property
    def mentions(self) -> tuple[Mention, ...]: ...  # noqa: D102
    @property
    def relations(self) -> tuple[Relation, ...]: ...  # noqa: D102
