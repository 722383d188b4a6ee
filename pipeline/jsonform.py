"""Records <-> JSON: the form in which ``stroma extract --json`` prints and the staging keeps an extraction.

A record is an object with the names of its fields; a ``box`` becomes ``bbox``, the list [x0, top, x1, bottom] in points,
or null; tuples become lists. ``extraction.schema.json`` beside this file describes the form. Times taken are left out, so
that the same paper read twice by the same version gives the same bytes.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import orjson

from pipeline import records
from pipeline.records import Box, Extraction, Failure, RecordError

SCHEMA_PATH = Path(__file__).with_name("extraction.schema.json")
LEFT_OUT = {"timings_s"}
RENAMED = {"box": "bbox"}
SURROGATES = re.compile("[\ud800-\udfff]")

Reader = Callable[[Any], Any]


class JsonFormError(ValueError):
    """A JSON object is not an extraction; the message names the place and the value."""


def to_dict(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as the JSON object of the contract, made of dicts, lists, strings, numbers and None."""
    plain: dict[str, Any] = _plain(extraction)
    return plain


def from_dict(data: dict[str, Any]) -> Extraction:
    """Return the extraction that ``to_dict`` made; unknown keys are ignored, missing ones take the record's default.

    Raises JsonFormError where a value has the wrong shape or breaks an invariant of the records.
    """
    extraction: Extraction = _reader(Extraction)(data)
    return extraction


def failure_to_dict(failure: Failure) -> dict[str, Any]:
    """Return ``{"failure": {"source", "reason", "detail", "sha256"}}``, the line that stands for an unreadable paper."""
    return {"failure": _plain(failure)}


def failure_from_dict(data: dict[str, Any]) -> Failure:
    """Return the failure that ``failure_to_dict`` made. Raises JsonFormError."""
    if not isinstance(data, dict) or "failure" not in data:
        raise JsonFormError("a failure is an object with the key 'failure'")
    failure: Failure = _reader(Failure)(data["failure"])
    return failure


def dumps(outcome: Extraction | Failure) -> bytes:
    """Return an extraction or a failure as one line of UTF-8 JSON, without the line end.

    Lone surrogates (from broken fonts or file names) have no UTF-8 form: each becomes U+FFFD, so offsets stay true.
    """
    data = to_dict(outcome) if isinstance(outcome, Extraction) else failure_to_dict(outcome)
    try:
        return orjson.dumps(data)
    except TypeError:
        return orjson.dumps(_without_surrogates(data))


def loads(line: bytes | str) -> Extraction | Failure:
    """Return the extraction or failure of one line that ``dumps`` made. Raises JsonFormError."""
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise JsonFormError(f"not JSON: {error}") from error
    return failure_from_dict(data) if isinstance(data, dict) and "failure" in data else from_dict(data)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of ``stroma extract --json``."""
    loaded: dict[str, Any] = orjson.loads(SCHEMA_PATH.read_bytes())
    return loaded


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, Box):
        return [value.x0_pt, value.top_pt, value.x1_pt, value.bottom_pt]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    record: Any = type(value)
    return {key: _plain(getattr(value, name)) for name, key in _keys(record)}


@cache
def _keys(record: Any) -> tuple[tuple[str, str], ...]:
    """Return (field, key) of a record, in the order of its fields."""
    return tuple((field.name, RENAMED.get(field.name, field.name)) for field in fields(record) if field.name not in LEFT_OUT)


@cache
def _record_reader(record: Any) -> Reader:
    """Return the function that makes a ``record`` from its JSON object."""
    hints = get_type_hints(record, vars(records))
    readers = [(name, key, _reader(hints[name])) for name, key in _keys(record)]

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise JsonFormError(f"{record.__name__} must be an object, not {data!r:.60}")
        try:
            return record(**{name: reader(data[key]) for name, key, reader in readers if key in data})
        except (TypeError, RecordError) as error:
            raise JsonFormError(f"{record.__name__}: {error}") from error

    return read


def _reader(hint: Any) -> Reader:
    """Return the function that checks and converts a JSON value to the type ``hint``."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin is Literal:
        return lambda value: _one_of(value, arguments)
    if hint is Box:
        return lambda value: Box(*(_scalar(item, float) for item in _list(value, 4)))
    is_record = is_dataclass(hint)
    return _record_reader(hint) if is_record else lambda value: _scalar(value, hint)


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if arguments[-1] is Ellipsis:
        each = _reader(arguments[0])
        return lambda value: tuple(each(item) for item in _list(value))
    each_of = [_reader(argument) for argument in arguments]
    return lambda value: tuple(one(item) for one, item in zip(each_of, _list(value, len(each_of)), strict=True))


def _list(value: Any, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or length not in (None, len(value)):
        raise JsonFormError(f"expected a list{'' if length is None else f' of {length}'}, not {value!r:.60}")
    return value


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise JsonFormError(f"{value!r:.60} is none of {', '.join(map(str, allowed))}")
    return value


def _scalar(value: Any, expected: type) -> Any:
    if expected is float and type(value) is int:
        return float(value)
    if type(value) is not expected:
        raise JsonFormError(f"expected {expected.__name__}, not {value!r:.60}")
    return value


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    return value
