"""Prefect's database of a new workspace: a copy of one that was made before, as making one takes seconds.

The template lies in the user's cache folder, named by the version of Prefect. It may be deleted at any time, and where it
cannot be written or read, Prefect makes its database itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

NAME = "prefect.db"
ELSEWHERE = ("PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_DATABASE_CONNECTION_URL")  # the user's own database


def template() -> Path:
    """Return the path of the template, which need not exist."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "stroma", f"prefect-{version('prefect')}.db")


def lay_out(home: Path) -> bool:
    """Put a copy of the template into a home of Prefect that has no database yet; return whether it was done."""
    database, origin = home / NAME, template()
    if database.exists() or not origin.is_file() or any(name in os.environ for name in ELSEWHERE):
        return False
    temporary = home / f".{NAME}.{os.getpid()}"
    try:
        shutil.copyfile(origin, temporary)
        temporary.replace(database)
    except OSError:
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True


def keep_template(home: Path) -> bool:
    """Make the template of the database that Prefect made in this home just now, before any run.

    Returns whether there is a template afterwards.
    """
    target = template()
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    with suppress(OSError, sqlite3.Error):
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(home / NAME)) as made, closing(sqlite3.connect(temporary)) as copy:
                made.backup(copy)
            temporary.replace(target)
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
    return target.exists()
