"""A registry's entries -> ``core.registry_trials``: the values that the registry itself holds of trials that papers name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.records import RegistryEntry

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    "trial_id", "registry", "title", "status", "phase", "enrollment", "start", "completion", "conditions", "interventions",
)  # fmt: skip
PLACES = ", ".join("?" for _ in range(len(COLUMNS) + 3))


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """The file that entries were read from: its name, the day it was last changed, and the SHA-256 of its content."""

    name: str
    day: date
    sha256: str


def named_trials(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the numbers of all trials that papers of the warehouse name."""
    return frozenset(number for (number,) in connection.execute("select distinct trial_id from core.trials").fetchall())


def keep_entries(connection: duckdb.DuckDBPyConnection, entries: Iterable[RegistryEntry], file: RegistryFile) -> int:
    """Keep the entries of trials that papers name, in one transaction, and return how many trials they are of.

    Of two entries with one number the last counts, and a later file replaces what an earlier one said of the same trial.
    What the papers say is left as it is. An error while the entries are read leaves the warehouse as it was.
    """
    wanted = named_trials(connection)
    found = {entry.trial_id: entry for entry in entries if entry.trial_id in wanted}
    connection.begin()
    try:
        for entry in found.values():
            connection.execute("delete from core.registry_trials where trial_id = ?", [entry.trial_id])
            values = [getattr(entry, column) for column in COLUMNS]
            values = [list(value) if isinstance(value, tuple) else value for value in values]
            connection.execute(
                f"insert into core.registry_trials values ({PLACES}, now())", [*values, file.name, file.day, file.sha256]
            )
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return len(found)


def differences(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many values of papers differ from those of the registry (``mart.registry_differences``)."""
    row = connection.execute("select count(*) from mart.registry_differences").fetchone()
    return int(row[0]) if row else 0
