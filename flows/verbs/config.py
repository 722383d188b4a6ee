"""``stroma config``: every setting, its value, and where the value comes from."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flows.settings import FILE, FILE_VARIABLE, KNOWN, PREFIX, resolve


def main(*, as_json: bool = False) -> int:
    """Print the settings and return 0. Raises UsageError for a file or variable that holds a wrong one."""
    values = resolve({}, os.environ, Path.cwd())
    if as_json:
        import orjson

        shown = {name: {"value": value.value, "origin": value.origin} for name, value in values.items()}
        sys.stdout.buffer.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE))
        return 0
    for setting in KNOWN:
        value = values[setting.name]
        print(f"{setting.name:<10} {value.value!s:<22} {value.origin:<18} {setting.meaning}")
    print(f"\nset them by {PREFIX}NAME in the environment, or by name in {FILE} (another file: {FILE_VARIABLE})")
    return 0
