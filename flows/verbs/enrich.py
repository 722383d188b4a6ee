"""``stroma enrich``: a registry's own values laid beside what papers say of its trials, from a file that the user has."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from flows.discover import UsageError
from warehouse.registry import RegistryFile, differences, keep_entries, named_trials


def main(warehouse: Path, registry: Path, *, as_json: bool = False) -> int:
    """Read the registry file, keep what it says of trials that papers name, print the counts and return 0.

    Raises UsageError for a file that is not there or papers without trials, WarehouseError where there is no warehouse, and
    RegistryFileError for a file that is none of a registry's; the warehouse is then as it was.
    """
    from pipeline.registry.files import read_registry
    from warehouse.connection import open_for_reading, open_for_writing

    with open_for_reading(warehouse) as connection:
        named = named_trials(connection)
    if not registry.exists():
        raise UsageError(f"{registry} does not exist: name the file that you downloaded from the registry")
    if not named:
        raise UsageError(f"no paper in {warehouse} names a registered trial: there is nothing to lay the file beside")
    entries = [entry for entry in read_registry(registry) if entry.trial_id in named]
    with open_for_writing(warehouse) as connection:
        found = keep_entries(connection, entries, _described(registry))
        differing = differences(connection)
    if as_json:
        print(json.dumps({"trials": len(named), "found": found, "differences": differing}))
        return 0
    print(f"{found} of {len(named)} trials that papers name are in {registry.name}")
    print(f"{differing} values differ: stroma query registry_differences_to_check" if differing else "no value differs")
    return 0


def _described(path: Path) -> RegistryFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return RegistryFile(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC).date(), digest)
