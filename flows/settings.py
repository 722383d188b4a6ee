"""What can be set, and where each value came from: an option, the environment, a TOML file, or the default.

``STROMA_WORKERS=4`` sets ``workers``; so does ``workers = 4`` in ``stroma.toml`` of the current folder, or in the file that
``STROMA_CONFIG`` names. The nearer one wins: option, environment, file, default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.discover import UsageError

FILE = "stroma.toml"
FILE_VARIABLE = "STROMA_CONFIG"
PREFIX = "STROMA_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its type, its default and what it means."""

    name: str
    kind: type
    default: Any
    meaning: str


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value and its origin: ``option``, a variable, a file, or ``default``."""

    value: Any
    origin: str


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


KNOWN = (
    Setting("warehouse", str, "out/stroma.duckdb", "the warehouse file"),
    Setting("model", str, "accurate", "the model that reads: accurate, balanced, fast, or a spaCy pipeline by name or path"),
    Setting("workers", int, cores(), "worker processes that read papers at the same time"),
    Setting("timeout_s", float, 180.0, "seconds that one paper may take"),
    Setting("memory_mb", int, 3000, "megabytes of memory that a worker may hold"),
    Setting("cluster", str, "", "address of a Dask scheduler (tcp://...) that has the workers; empty for this machine"),
    Setting("staging", str, "", "folder or fsspec URL that the cluster's workers write to; empty for beside the warehouse"),
)


def resolve(options: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> dict[str, Value]:
    """Return every setting with its origin; an option that is None was not given.

    Raises UsageError for a file or variable that holds an unknown name or a value of the wrong kind.
    """
    path = Path(environment.get(FILE_VARIABLE, folder / FILE))
    written = _written(path, needed=FILE_VARIABLE in environment)
    values = {}
    for setting in KNOWN:
        variable = PREFIX + setting.name.upper()
        if options.get(setting.name) is not None:
            values[setting.name] = Value(options[setting.name], "option")
        elif variable in environment:
            values[setting.name] = Value(_converted(setting, environment[variable], variable), variable)
        elif setting.name in written:
            values[setting.name] = Value(_converted(setting, written[setting.name], str(path)), str(path))
        else:
            values[setting.name] = Value(setting.default, "default")
    return values


def _written(path: Path, *, needed: bool) -> dict[str, Any]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if needed:
            raise UsageError(f"{FILE_VARIABLE} names {path}, which does not exist") from error
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    names = [setting.name for setting in KNOWN]
    unknown = sorted(set(written) - set(names))
    if unknown:
        raise UsageError(f"{path}: there is no setting {unknown[0]!r}; there are {', '.join(names)}")
    return written


def _converted(setting: Setting, value: Any, origin: str) -> Any:
    try:
        converted = setting.kind(value)
    except (TypeError, ValueError):
        converted = None
    if converted is None or isinstance(value, bool) or (setting.kind is not str and converted <= 0):
        kind = "a text" if setting.kind is str else "a number above 0"
        raise UsageError(f"{origin}: {setting.name} must be {kind}, not {value!r}")
    return converted
