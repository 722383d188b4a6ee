"""Records <-> Arrow: the Arrow type of a record, and the plain values that fill it, both read from the type hints.

A record becomes a struct, a tuple of one type a list, a tuple of fixed length a struct with the fields ``f0``, ``f1``, ...,
a dict a map, and a Literal a string. A field added to a record is staged without a change here.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Codec:
    """How one type travels: its Arrow type, value -> plain value, plain value -> value."""

    type: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


@cache
def codec(hint: Any) -> Codec:
    """Return the codec of a type hint. Raises TypeError for a hint that no record uses."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in SCALARS or origin is Literal:
        return SCALARS.get(hint, SCALARS[str])
    if origin in (Union, types.UnionType) and len(arguments) == 2 and type(None) in arguments:
        return _optional(codec(next(argument for argument in arguments if argument is not type(None))))
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return _sequence(codec(arguments[0]))
    if origin is tuple:
        return _fixed(tuple(codec(argument) for argument in arguments))
    if origin is dict:
        return _mapping(codec(arguments[0]), codec(arguments[1]))
    if is_dataclass(hint):
        return _record(hint)
    raise TypeError(f"no Arrow type is known for {hint!r}")


def _same(value: Any) -> Any:
    return value


def _clean(value: str) -> str:
    """Return the string with each lone surrogate, which has no UTF-8 form, as U+FFFD; its length stays."""
    return value if value.isascii() else SURROGATES.sub("\ufffd", value)


SCALARS: dict[Any, Codec] = {
    str: Codec(pa.string(), _clean, _clean),
    int: Codec(pa.int64(), _same, _same),
    float: Codec(pa.float64(), _same, _same),
    bool: Codec(pa.bool_(), _same, _same),
}


def _optional(inner: Codec) -> Codec:
    return Codec(
        inner.type,
        lambda value: None if value is None else inner.encode(value),
        lambda value: None if value is None else inner.decode(value),
    )


def _sequence(inner: Codec) -> Codec:
    return Codec(
        pa.list_(inner.type),
        lambda value: [inner.encode(item) for item in value],
        lambda value: tuple(inner.decode(item) for item in value),
    )


def _fixed(inner: tuple[Codec, ...]) -> Codec:
    return Codec(
        pa.struct([(f"f{number}", part.type) for number, part in enumerate(inner)]),
        lambda value: {f"f{number}": part.encode(item) for number, (part, item) in enumerate(zip(inner, value, strict=True))},
        lambda value: tuple(part.decode(value[f"f{number}"]) for number, part in enumerate(inner)),
    )


def _mapping(key: Codec, item: Codec) -> Codec:
    return Codec(
        pa.map_(key.type, item.type),
        lambda value: [(key.encode(name), item.encode(entry)) for name, entry in value.items()],
        lambda value: {key.decode(name): item.decode(entry) for name, entry in value},
    )


def _record(record: Any) -> Codec:
    hints = get_type_hints(record)
    parts = {field.name: codec(hints[field.name]) for field in fields(record)}
    return Codec(
        pa.struct([(name, part.type) for name, part in parts.items()]),
        lambda value: {name: part.encode(getattr(value, name)) for name, part in parts.items()},
        lambda value: record(**{name: part.decode(value[name]) for name, part in parts.items() if name in value}),
    )
