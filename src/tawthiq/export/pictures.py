"""Pictures of a dossier as coordinates for SVG: bars on an axis of years, and a ring of those who stand beside it.

Templates draw them; nothing runs in the page. Arabic pages read from the right: time begins there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from tawthiq.views.model import Bond, Moment, Neighbour

_WIDTH, _ROW, _TOP = 860, 26, 34  # units of the timeline: about pixels
_MOMENTS = 60  # bars of one picture; the lines below it have the rest
_LEAST = 6.0  # width of a day's bar, so that it can be seen
_OPEN = 28.0  # width of an end that the text leaves open
_TICKS = 8  # years written on the axis, at most
_RING = 14  # neighbours of one picture
_ACROSS, _DOWN = 310, 205  # half axes of the ring
_MIDDLE = (400, 250)
_NAME = 24  # characters of a name in a picture
_TO_BOND = 0.62  # of the way from the middle to a neighbour their bond is written
_STEEP = 0.3  # cosine under which a neighbour stands above or below the middle


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment at its place: ``x``, ``y`` and width; ``fades`` where the text leaves an end open; its words begin or end at ``label_x``."""

    moment: Moment
    x: float
    y: float
    width: float
    fades: bool
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A timeline: its size, its bars, and years with their places."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    years: tuple[tuple[int, float], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Spoke:
    """A neighbour at its place on the ring, and where its first bond is written. ``anchor`` is SVG's text-anchor for its name."""

    neighbour: Neighbour
    name: str
    bond: Bond
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The one that the dossier is about in the middle, and the spokes around."""

    width: int
    height: int
    middle: tuple[int, int]
    name: str
    spokes: tuple[Spoke, ...]
    left_out: int


def axis(moments: Sequence[Moment], *, from_right: bool) -> Axis | None:
    """The timeline; None with fewer than two moments."""
    shown = moments[:_MOMENTS]
    if len(shown) < 2:
        return None
    days = [_day(end) for moment in shown for end in (moment.first, moment.last) if end]
    low, high = min(days), max(days)
    scale = (_WIDTH - 2 * _OPEN) / max(1, high - low)
    bars = tuple(_bar(moment, row, low, scale, from_right=from_right) for row, moment in enumerate(shown))
    places = ((year, _OPEN + scale * max(0, date(year, 1, 1).toordinal() - low)) for year in _years(low, high))
    years = tuple((year, round(_side(place, 0.0, from_right=from_right), 1)) for year, place in places)
    return Axis(_WIDTH, _TOP + _ROW * len(shown), bars, years, len(moments) - len(shown))


def _bar(moment: Moment, row: int, low: int, scale: float, *, from_right: bool) -> Bar:
    first, last = (_day(end) if end else None for end in (moment.first, moment.last))
    start = _OPEN + scale * ((first if first is not None else last or low) - low)
    end = _OPEN + scale * ((last if last is not None else first or low) - low)
    width, fades = max(_LEAST, end - start), first is None or last is None
    if fades:
        start, width = (start - _OPEN, _OPEN) if first is None else (start, _OPEN)
    x = round(_side(start, width, from_right=from_right), 1)
    early = x < _WIDTH / 2
    return Bar(moment, x, _TOP + _ROW * row, round(width, 1), fades, x if early else round(x + width, 1), "start" if early else "end")


def _side(x: float, width: float, *, from_right: bool) -> float:
    return _WIDTH - x - width if from_right else x


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _years(low: int, high: int) -> list[int]:
    first, last = date.fromordinal(low).year, date.fromordinal(high).year
    step = max(1, -(-(last - first + 1) // _TICKS))
    return list(range(first, last + 1, step))


def ring(name: str, neighbours: Sequence[Neighbour]) -> Ring | None:
    """The picture of relations; None without any."""
    shown = neighbours[:_RING]
    if not shown:
        return None
    spokes = tuple(_spoke(item, 2 * pi * index / len(shown) - pi / 2) for index, item in enumerate(shown))
    return Ring(2 * _MIDDLE[0], 2 * _MIDDLE[1], _MIDDLE, _short(name), spokes, len(neighbours) - len(shown))


def _spoke(neighbour: Neighbour, angle: float) -> Spoke:
    x, y = _MIDDLE[0] + _ACROSS * cos(angle), _MIDDLE[1] + _DOWN * sin(angle)
    label_x, label_y = (middle + _TO_BOND * (place - middle) for middle, place in zip(_MIDDLE, (x, y), strict=True))
    anchor = "middle" if abs(cos(angle)) < _STEEP else "start" if cos(angle) > 0 else "end"
    bond = next((item for item in neighbour.bonds if item.sure), neighbour.bonds[0])
    return Spoke(neighbour, _short(neighbour.name), bond, round(x, 1), round(y, 1), round(label_x, 1), round(label_y, 1), anchor)


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
