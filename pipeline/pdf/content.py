"""A lexer of PDF content streams: bytes -> operands and operators, by one regular expression.

Reading a page spends most of its time in the tokens of its content stream; this takes about a fifth of the time of a lexer
that goes from character to character. Syntax: ISO 32000-1, 7.2 to 7.3 and 7.8.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pdfminer.psparser import LIT

MAX_NESTING = 64
MAX_OPERANDS = 100_000

_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*(?:
      ([+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\x0c\r \[\]()<>/%A-Za-z'"+.-]|$)  # 1 number
    | \(([^()\\\r]*)\)                     # 2 string without escapes
    | ([A-Za-z'"][A-Za-z0-9'"*]*)          # 3 operator
    | <([0-9A-Fa-f\x00\t\n\x0c\r ]*)>      # 4 string in hex
    | /([^\x00\t\n\x0c\r ()<>\[\]{}/%]*)   # 5 name
    | (\[) | (\]) | (<<) | (>>)            # 6 7 8 9
    | (\()                                 # 10 string with escapes
    | (%[^\r\n]*)                          # 11 comment
    | ([^\x00\t\n\x0c\r ])                 # 12 anything else
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])|\r\n?")
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")

Operation = tuple[str, list[Any]]


def operations(data: bytes) -> Iterator[Operation]:  # noqa: PLR0912, PLR0915 - one loop over tokens, for speed
    """Yield each operator with its operands, in order; what is no syntax is passed over. An inline image is one ``BI``."""
    operands: list[Any] = []
    stack: list[list[Any]] = []
    match = _TOKEN.match
    place, size = 0, len(data)
    while place < size:
        token = match(data, place)
        if token is None:
            break
        place = token.end()
        kind = token.lastindex
        if kind == 1:
            operands.append(float(token[1]))
        elif kind == 2:
            operands.append(token[2])
        elif kind == 3:
            name = token[3]
            if stack:
                if name in (b"true", b"false", b"null"):
                    operands.append(name == b"true")
                continue
            if name in (b"true", b"false", b"null"):
                operands.append(name == b"true")
                continue
            if name == b"ID":
                end = _END_OF_IMAGE.search(data, place)
                place = end.end() if end else size
                name = b"BI"
            elif name == b"BI":
                operands = []
                continue
            yield name.decode("latin-1"), operands
            operands = []
        elif kind == 4:
            digits = bytes(token[4].translate(None, b"\x00\t\n\x0c\r "))
            operands.append(bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii")))
        elif kind == 5:
            operands.append(_name(token[5]))
        elif kind in {6, 8}:
            if len(stack) < MAX_NESTING:
                stack.append(operands)
                operands = []
        elif kind in {7, 9}:
            if stack:
                outer = stack.pop()
                outer.append(operands)
                operands = outer
        elif kind == 10:
            text, place = _string(data, place)
            operands.append(text)
        if len(operands) > MAX_OPERANDS:
            operands = []


def _name(raw: bytes) -> Any:
    if b"#" in raw:
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), raw)
    try:
        return LIT(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(raw.decode("latin-1"))


_STRING_PART = re.compile(rb"[^()\\]*(?:\\[\s\S][^()\\]*)*([()]|$)")


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """Read a literal string with escapes or parentheses from behind its first one; returns it and where it ended."""
    depth, place = 1, start
    while depth and place < len(data):
        part = _STRING_PART.match(data, place)
        if part is None:
            return data[start:], len(data)
        place = part.end()
        if not part[1]:
            break
        depth += 1 if part[1] == b"(" else -1
    raw = data[start : place - 1] if depth == 0 else data[start:place]
    return _ESCAPE.sub(_unescaped, raw), place


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code is None:
        return b"\n"
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes([int(code, 8) & 255])
    if code in (b"\n", b"\r", b"\r\n"):
        return b""
    return _NAMED.get(code, code)
