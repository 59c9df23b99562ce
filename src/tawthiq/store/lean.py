"""The nouns of a reading as short rows: fields by their place, entities and claims by number, words of the text by where they stand.

    write("claim", claims, view)        a line of JSON for each noun: its anchor and its fields
    read(1, "claim", lines, view)       the plain values that ``model.codec.from_plain`` makes nouns of, without their ids

The layouts are data (``data/lean-N.toml``): a row is read by the layout that it was written with. Every row can be read alone but
for its anchor, the start of its first words, which is counted from the row before.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from tawthiq.model import Span
from tawthiq.model.codec import to_plain

LAYOUT: Final = 1
"""The layout that rows are written in."""

Plain = Any
Row = list[Any]


@dataclass(frozen=True)
class View:
    """What rows of one document are read against: its text, and the ids of its entities and claims in their order."""

    text: str
    entities: Sequence[str] = ()
    claims: Sequence[str] = ()

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each entity."""
        return _places(self.entities)

    @cached_property
    def claim_places(self) -> dict[str, int]:
        """The place of each claim."""
        return _places(self.claims)


def _places(ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(ids):
        found.setdefault(name, place)
    return found


_Writer = Callable[[Any, View, int], Plain]
_Reader = Callable[[Plain, View, int], Plain]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of one kind are written and read; the number is the anchor of the row."""

    write: _Writer
    read: _Reader


@dataclass(frozen=True, slots=True)
class _Layout:
    """The rows of one version: the fields of each with their kinds, and where its anchor is found."""

    fields: Mapping[str, tuple[tuple[str, _Kind], ...]]
    anchors: Mapping[str, Sequence[str | int]]


def write(name: str, nouns: Sequence[object], view: View) -> list[str]:
    """Lines of nouns in today's layout; ValueError for a span whose words do not stand in the text."""
    layout = _layout(LAYOUT)
    last, found = 0, []
    for noun in nouns:
        anchor = _anchor(layout, name, noun)
        row = [anchor - last, *_row(layout, name, noun, view, anchor)]
        found.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
        last = anchor
    return found


def read(version: int, name: str, lines: Sequence[str], view: View, places: Iterable[int] | None = None) -> Iterator[dict[str, Plain]]:
    """The plain values of all lines or of those at some places; ValueError for lines that do not fit their layout or the text."""
    layout = _layout(version)
    for row, anchor in _rows(lines, places):
        yield _plain(layout, name, row, view, anchor)


def read_field(version: int, name: str, key: str, lines: Sequence[str], view: View, places: Iterable[int] | None = None) -> Iterator[Plain]:
    """One field of all lines or of those at some places: nothing is made of the others."""
    fields = _layout(version).fields[name]
    (place, kind), *_ = ((place, kind) for place, (field, kind) in enumerate(fields) if field == key)
    for row, anchor in _rows(lines, places):
        yield kind.read(row[place], view, anchor)


def _rows(lines: Sequence[str], places: Iterable[int] | None) -> Iterator[tuple[Row, int]]:
    """Rows with their anchors."""
    anchors, last = [], 0
    wanted = range(len(lines)) if places is None else list(places)
    for line in lines[: max(wanted, default=-1) + 1]:
        last += int(line[1 : line.index(",")])
        anchors.append(last)
    for place in wanted:
        yield json.loads(lines[place])[1:], anchors[place]


def names(version: int, name: str) -> tuple[str, ...]:
    """The fields of a row in their order."""
    return tuple(key for key, _ in _layout(version).fields[name])


def _anchor(layout: _Layout, name: str, noun: object) -> int:
    path = layout.anchors.get(name)
    if path is None:
        return 0
    found: Any = noun
    for step in path:
        found = found[step] if isinstance(step, int) else getattr(found, step)
    start: int = found.start
    return start


def _row(layout: _Layout, name: str, noun: object, view: View, anchor: int) -> Row:
    return [kind.write(getattr(noun, key), view, anchor) for key, kind in layout.fields[name]]


def _plain(layout: _Layout, name: str, row: Row, view: View, anchor: int) -> dict[str, Plain]:
    fields = layout.fields[name]
    if len(row) != len(fields):
        raise ValueError(f"a row of {len(row)} values is no {name}")
    return {key: kind.read(value, view, anchor) for (key, kind), value in zip(fields, row, strict=True)}


def _write_span(span: Span | None, view: View, anchor: int) -> Plain:
    if span is None:
        return None
    if not span.holds_in(view.text):
        raise ValueError(f"[{span.start}:{span.end}] {span.exact} does not stand in the text")
    return [span.start - anchor, span.end - span.start]


def _read_span(value: Plain, view: View, anchor: int) -> Plain:
    if value is None:
        return None
    start, length = anchor + value[0], value[1]
    if not 0 <= start < start + length <= len(view.text):
        raise ValueError(f"[{start}:{start + length}] leaves the text")
    return {"start": start, "end": start + length, "exact": view.text[start : start + length]}


def _many(kind: _Kind) -> _Kind:
    return _Kind(
        lambda values, view, anchor: [kind.write(value, view, anchor) for value in values],
        lambda values, view, anchor: [kind.read(value, view, anchor) for value in values],
    )


def _listed(words: Sequence[str]) -> _Kind:
    places = {word: place for place, word in enumerate(words)}
    return _Kind(
        lambda value, _view, _anchor: places.get(str(value), str(value)),
        lambda value, _view, _anchor: words[value] if isinstance(value, int) else value,
    )


def _maybe(kind: _Kind) -> _Kind:
    return _Kind(
        lambda value, view, anchor: None if value is None else kind.write(value, view, anchor),
        lambda value, view, anchor: None if value is None else kind.read(value, view, anchor),
    )


def _valued(arguments: _Kind) -> _Kind:
    return _Kind(
        lambda value, view, anchor: arguments.write(value, view, anchor) if isinstance(value, tuple) else value,
        lambda value, view, anchor: arguments.read(value, view, anchor) if isinstance(value, list) else value,
    )


_PLAIN = _Kind(lambda value, _view, _anchor: to_plain(value), lambda value, _view, _anchor: value)
_LOCAL = _Kind(
    lambda value, view, _anchor: view.places.get(value, value),
    lambda value, view, _anchor: view.entities[value] if isinstance(value, int) else value,
)
_CLAIM = _Kind(
    lambda value, view, _anchor: view.claim_places.get(value, value),
    lambda value, view, _anchor: view.claims[value] if isinstance(value, int) else value,
)
_SPAN = _Kind(_write_span, _read_span)
_SIMPLE = {"plain": _PLAIN, "local": _LOCAL, "claim": _CLAIM, "span": _SPAN, "spans": _many(_SPAN)}


@cache
def _layout(version: int) -> _Layout:
    file = files("tawthiq.store").joinpath(f"data/lean-{version}.toml")
    if not file.is_file():
        raise ValueError(f"packed in the unknown layout {version}")
    data = tomllib.loads(file.read_text("utf-8"))
    fields: dict[str, tuple[tuple[str, _Kind], ...]] = {}
    layout = _Layout(fields, {name: row["anchor"] for name, row in data["rows"].items() if "anchor" in row})

    def nested(name: str) -> _Kind:
        return _Kind(
            lambda noun, view, anchor: _row(layout, name, noun, view, anchor),
            lambda row, view, anchor: _plain(layout, name, row, view, anchor),
        )

    def kind(told: str) -> _Kind:
        sort, _, name = told.partition(" ")
        if sort == "word":
            return _listed(data["words"][name])
        if sort == "value":
            return _valued(_many(nested("argument")))
        if sort in {"noun", "nouns"}:
            return _maybe(nested(name)) if sort == "noun" else _many(nested(name))
        return _SIMPLE[sort]

    for name, row in data["rows"].items():
        fields[name] = tuple((key, kind(told)) for key, told in row["fields"])
    return layout
