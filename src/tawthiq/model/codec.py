"""The nouns as plain JSON values and back.

    to_plain(claim)            dict, list, str, int, float, bool, None: what ``json.dumps`` takes
    from_plain(Claim, data)    the same claim; ValueError for data that are not one

Every field is written, by its name, in the order of the class. What is missing takes the field's default; what is
unknown is refused, so that a newer program's data are never read by halves. Tuples are lists in JSON.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tawthiq.model.frozen import FrozenMap

T = TypeVar("T")
Plain = Any
_Decoder = Callable[[Plain], Any]


def to_plain(value: object) -> Plain:
    """A noun, or a tuple or mapping of nouns, as JSON values."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Sequence):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {name: to_plain(getattr(value, name)) for name in _names(value.__class__)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(cls: type[T], data: Plain) -> T:
    """The noun that ``to_plain`` wrote; ValueError where the data do not fit the class."""
    try:
        kind: Any = cls
        found: T = _decoder(kind)(data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {cls.__name__}: {error}") from error
    return found


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


@cache
def _decoder(kind: Any) -> _Decoder:
    """How values of one type are read: worked out once a type, because an archive holds millions."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is Sequence:
        return _tuple((*get_args(kind), Ellipsis))
    if origin is Mapping:
        return _mapping(get_args(kind)[1])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if kind in (str, int, float, bool, type(None)):
        return _scalar(kind)
    raise TypeError(f"{kind} has no plain form")


def _scalar(kind: type) -> _Decoder:
    def read(data: Plain) -> Any:
        if kind is float and type(data) is int:
            return float(data)
        if type(data) is not kind:
            raise ValueError(f"{data!r} is no {kind.__name__}")
        return data

    return read


def _union(kinds: tuple[Any, ...]) -> _Decoder:
    """Alternatives are told apart by their JSON kind: null, text, number, list, object."""
    by_kind = {_json_kind(kind): kind for kind in reversed(kinds)}
    ready: dict[type, _Decoder] = {}  # filled when first needed: a type may hold itself

    def read(data: Plain) -> Any:
        kind = type(data)
        if kind not in ready:
            if kind not in by_kind:
                raise ValueError(f"{data!r} fits none of {kinds}")
            ready[kind] = _decoder(by_kind[kind])
        return ready[kind](data)

    return read


def _json_kind(kind: Any) -> type:
    """The Python type that JSON gives for values of a type."""
    origin = get_origin(kind) or kind
    if origin is tuple:
        return list
    if is_dataclass(origin) or origin is Mapping:
        return dict
    found: type = str if issubclass(origin, Enum) else origin
    return found


def _tuple(kinds: tuple[Any, ...]) -> _Decoder:
    repeated = len(kinds) == 2 and kinds[1] is Ellipsis

    def read(data: Plain) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise TypeError(f"{data!r} is no list")
        if not data and repeated:
            return ()
        if repeated:
            return tuple(map(_decoder(kinds[0]), data))
        return tuple(_decoder(kind)(part) for kind, part in zip(kinds, data, strict=True))

    return read


def _mapping(kind: Any) -> _Decoder:
    def read(data: Plain) -> Mapping[str, Any]:
        item = _decoder(kind)
        return FrozenMap({str(key): item(value) for key, value in data.items()})

    return read


def _dataclass(cls: type) -> _Decoder:
    names = _names(cls)
    needed = frozenset(field.name for field in fields(cls) if field.default is MISSING and field.default_factory is MISSING)
    readers: dict[str, _Decoder] = {}  # filled when first needed: a class may hold itself

    def read(data: Plain) -> Any:
        if not readers:
            hints = get_type_hints(cls)
            readers.update({name: _decoder(hints[name]) for name in names})
        if not isinstance(data, dict) or not needed <= data.keys() <= readers.keys():
            raise ValueError(f"{cls.__name__} has the fields {', '.join(names)}; got {_shown(data)}")
        return cls(**{name: readers[name](value) for name, value in data.items()})

    return read


def _shown(data: Plain) -> str:
    return ", ".join(map(str, data)) if isinstance(data, dict) else type(data).__name__
