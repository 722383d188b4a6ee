"""The .sql files of the warehouse: their text, the comments they carry, and the statements that keep those comments.

In a table a column is commented at the end of its line (``year integer, -- year of publication``), in a view at the end of
the line that names it (``head_name as product, -- the cells given``); the lines above ``create`` say what one row is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
CREATED = re.compile(r"^create (?:or replace )?(table|view) (?:if not exists )?(\w+\.\w+)", re.MULTILINE)
ENDED = re.compile(r";\s*$", re.MULTILINE)
TABLE_COLUMN = re.compile(r"^    (\w+) .*?-- (.+)$", re.MULTILINE)
VIEW_COLUMN = re.compile(r"^ +(?!-- ).*?(\w+),? +-- (.+)$", re.MULTILINE)


@cache
def texts(folder: str) -> dict[str, str]:
    """Return the text of each .sql file of a folder of the warehouse by its name without suffix, in the order of names."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / folder).glob("*.sql"))}


def header(sql: str) -> str:
    """Return the comment lines that open a text as one paragraph, "" if there is none."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def comments(sql: str) -> list[str]:
    """Return the ``comment on`` statements for the tables and views that a text creates."""
    statements = []
    for found in CREATED.finditer(sql):
        kind, name = found.groups()
        body = ENDED.split(sql[found.end() :], maxsplit=1)[0]
        above = re.search(r"((?:^--.*\n)+)\Z", sql[: found.start()], re.MULTILINE)
        if above:
            statements.append(f"comment on {kind} {name} is {_quoted(header(above.group(1)))}")
        pattern = TABLE_COLUMN if kind == "table" else VIEW_COLUMN
        for column, comment in pattern.findall(body):
            statements.append(f"comment on column {name}.{column} is {_quoted(comment)}")
    return statements


def _quoted(text: str) -> str:
    return "'" + text.strip().replace("'", "''") + "'"
