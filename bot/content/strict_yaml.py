"""Reads a YAML file into a dataclass and refuses whatever the dataclass does not name.

A data file that is edited by hand once a year must not be able to fail silently: unknown, missing
and duplicate keys, impossible dates and wrong types are all errors that name file and key.
"""

from __future__ import annotations

import dataclasses
import enum
import types
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import StrictYamlError

T = TypeVar("T")


def load(path: Path) -> Any:
    """The content of `path`, every value as the text that it is written in.

    What a text means is the dataclass's business: so an impossible date is an error with a name,
    and 8:30 or "no" are never taken for something else. Raises StrictYamlError for broken YAML and
    duplicate keys.
    """
    try:
        return YAML(typ="base").load(path.read_text(encoding="utf-8"))
    except (YAMLError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise StrictYamlError(f"{path.name}: cannot be read: {reason}") from error


def build(kind: type[T], value: Any, where: str) -> T:
    """`value` as an instance of `kind`; `where` names the place for error messages."""
    result: T = _convert(kind, value, where)
    return result


def _convert(kind: Any, value: Any, where: str) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _convert_optional(args, value, where)
    if origin is tuple:
        return _convert_tuple(args[0], value, where)
    if origin is dict or origin is Mapping:
        _require(isinstance(value, dict), where, "a mapping", value)
        return {
            _convert(args[0], k, f"{where}.{k}"): _convert(args[1], v, f"{where}.{k}")
            for k, v in value.items()
        }
    if dataclasses.is_dataclass(kind):
        return _convert_dataclass(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _convert_enum(kind, value, where)
    if kind in _SCALARS:
        return _convert_scalar(kind, value, where)
    _require(kind is str and isinstance(value, str) and value != "", where, "a text", value)
    return value


def _digits(text: str) -> int:
    if not (text.isascii() and text.isdigit()):  # int() would take 1_000 and ３ as well
        raise ValueError(text)
    return int(text)


def _local_time(text: str) -> time:
    found = time.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return found


# How a text becomes a value, and what a right one looks like.
_SCALARS: dict[type, tuple[Callable[[str], Any], str]] = {
    int: (_digits, "a whole number"),
    date: (date.fromisoformat, "a day like 2001-12-31"),
    time: (_local_time, "a time like 09:05"),
}


def _convert_scalar(kind: type, value: Any, where: str) -> Any:
    convert, wanted = _SCALARS[kind]
    try:
        return convert(value)
    except (TypeError, ValueError):
        raise StrictYamlError(f"{where}: {value!r} is not {wanted}") from None


def _convert_optional(args: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None and type(None) in args:
        return None
    (inner,) = [a for a in args if a is not type(None)]
    return _convert(inner, value, where)


def _convert_tuple(kind: Any, value: Any, where: str) -> tuple[Any, ...]:
    _require(isinstance(value, list), where, "a list", value)
    return tuple(_convert(kind, v, f"{where}[{i}]") for i, v in enumerate(value))


def _convert_enum(kind: type[enum.Enum], value: Any, where: str) -> enum.Enum:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(str(m.value) for m in kind)
        raise StrictYamlError(f"{where}: {value!r} is none of: {allowed}") from None


def _convert_dataclass(kind: Any, value: Any, where: str) -> Any:
    _require(isinstance(value, dict), where, "a mapping", value)
    hints = get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind) if f.init}
    if unknown := sorted(set(map(str, value)) - set(fields)):
        raise StrictYamlError(f"{where}: unknown key {', '.join(unknown)}")
    required = {
        name
        for name, f in fields.items()
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    if missing := sorted(required - set(value)):
        raise StrictYamlError(f"{where}: missing key {', '.join(missing)}")
    return kind(**{k: _convert(hints[k], v, f"{where}.{k}") for k, v in value.items()})


def _require(condition: bool, where: str, wanted: str, value: Any) -> None:
    if not condition:
        raise StrictYamlError(f"{where}: {value!r} is not {wanted}")
