"""What a run is asked to do, as plain values: what the command line, a deployment and a test all hand to the flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.workers import Limits, Recipe

HANDLER = "flows.papers:make_handler"


@dataclass(frozen=True, slots=True)
class Request:
    """Papers to read into a warehouse; ``recipe`` replaces the reading itself, ``cluster`` names a Dask scheduler."""

    names: tuple[str, ...]
    warehouse: Path
    model: str = "accurate"
    workers: int = 1
    force: bool = False
    retry_failed: bool = False
    limits: Limits = field(default_factory=Limits)
    cluster: str | None = None
    staging: str | None = None
    recipe: Recipe | None = None
    command: str = ""

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        values: Mapping[str, Any],
        *,
        force: bool = False,
        retry_failed: bool = False,
        command: str = "",
    ) -> Request:
        """Return the request that the settings ``values`` make."""
        return cls(
            tuple(names),
            Path(values["warehouse"]),
            model=values["model"],
            workers=values["workers"],
            force=force,
            retry_failed=retry_failed,
            limits=Limits(timeout_s=values["timeout_s"], memory_mb=values["memory_mb"]),
            cluster=values["cluster"] or None,
            staging=values["staging"] or None,
            command=command,
        )

    @property
    def handler(self) -> Recipe:
        """How a worker makes its handler."""
        return self.recipe or Recipe(HANDLER, (self.model,))
