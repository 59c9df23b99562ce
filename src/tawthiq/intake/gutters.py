"""Columns of a page: gutters that stay empty over several lines, whether the lines of both sides stand level or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tawthiq.intake.glyph import Glyph

_GUTTER = 1.2  # of the font size: narrowest gutter between columns; wider than any space of justified lines
_COLUMN_LINES = 4  # lines on each side of a gutter before it is one; fewer are a table row or a heading
_COLUMN_HOLES = 3  # lines in a row that leave a gutter without being split by it; more end the columns
_COLUMN_WIDTH = 6.0  # of the font size: narrowest column; below it, it is a list number or a table cell
_RAGGED = 0.25  # of the font size: boxes of last letters and signs hang over the edge of a column
_APART = 2.5  # of the font size between baselines: what stands farther below a column is a note or a foot; paragraphs are 2.2 apart
_FULL = 0.7  # of a column's width: a line on one side of the gutter is one of its column; shorter ones may be anything
_ROW_GAPS = 2  # gaps of a table's row at least; with one it may be a line of two columns
_USUAL = 9  # lines by whose gaps it is told how many columns there are
_ROW_FILLED = 0.65  # of a row's width; lines of three columns of running text fill four fifths
_BESIDE = 0.9  # of the font size between baselines: what stands nearer, on another side of a gutter, stands beside; lines are 1.0 apart
_MOST_CUTS = 60  # column cuts of one page; a broadsheet has under 30, and each costs a pass over the lines

Line = list[Glyph]
Gap = tuple[float, float]


def extent(line: Line) -> Gap:
    """Left and right edge of a line."""
    return min(glyph.left for glyph in line), max(glyph.right for glyph in line)


def columns(lines: list[Line], *, right_to_left: bool) -> Iterator[list[Line]]:
    """Blocks in reading order: what spans the page stays whole, a run of lines with a common gutter is cut."""
    waiting: list[list[Line]] = [lines]
    cuts = 0
    while waiting:
        block = waiting.pop()
        found = _cut(block) if cuts < _MOST_CUTS else None
        if found is None:
            yield block
            continue
        cuts += 1
        before, (left, right), after = found
        sides = [right, left] if right_to_left else [left, right]
        waiting += [piece for piece in (after, *reversed(sides), before) if piece]


def _cut(lines: list[Line]) -> tuple[list[Line], tuple[list[Line], list[Line]], list[Line]] | None:
    """The lines before the first run with a gutter, the lines of both its sides, and those after it."""
    level = _beside(lines)
    run = _first_run(level)
    if run is None:
        return None
    inside = {id(glyph) for line in level[run.start : run.end] for glyph in line}
    places = [at for at, line in enumerate(lines) if id(line[0]) in inside]
    own = lines[places[0] : places[-1] + 1]
    left = [[glyph for glyph in line if glyph.middle < run.gutter] for line in own]
    right = [[glyph for glyph in line if glyph.middle >= run.gutter] for line in own]
    sides = [line for line in left if line], [line for line in right if line]
    return lines[: places[0]], sides, lines[places[-1] + 1 :]


def _beside(lines: list[Line]) -> list[Line]:
    """The lines with those joined that stand beside each other a little higher and lower, a gutter between them."""
    found: list[Line] = []
    for line in lines:
        if found and _are_beside(found[-1], line):
            found[-1] = [*found[-1], *line]
        else:
            found.append(line)
    return found


def _are_beside(one: Line, other: Line) -> bool:
    size = max(one[0].size, other[0].size)
    (left, right), (next_left, next_right) = extent(one), extent(other)
    return max(next_left - right, left - next_right) > _GUTTER * size and abs(one[0].base - other[0].base) < _BESIDE * size


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines [start, end) that a gutter parts, the gutter's middle, and how many lines stand on its lesser side."""

    start: int
    end: int
    gutter: float = 0.0
    split: int = 0


def _first_run(lines: list[Line]) -> _Run | None:
    """The first run of lines with a gutter between columns."""
    gaps = [_gaps(line) for line in lines]
    rows = _table_rows(lines, gaps)
    start = 0
    while start < len(lines):
        run = _run(lines, gaps, rows, start)
        if run.split < _COLUMN_LINES:
            start += 1
        elif _wide(lines[start : run.end], run.gutter):
            return _Run(_begin(lines, rows, run), run.end, run.gutter, run.split)
        else:
            start = run.end
    return None


def _table_rows(lines: list[Line], gaps: list[list[Gap]]) -> list[bool]:
    """Which lines are rows of a table: two or more in succession with three cells or more that leave much of the line empty."""
    cells = [len(found) >= _ROW_GAPS and _filled(line) < _ROW_FILLED for line, found in zip(lines, gaps, strict=True)]
    return [one and (before or after) for before, one, after in zip([False, *cells], cells, [*cells[1:], False], strict=False)]


def _filled(line: Line) -> float:
    """The share of a line's width that is drawn on."""
    left, right = extent(line)
    return sum(glyph.right - glyph.left for glyph in line if not glyph.char.isspace()) / max(right - left, 1.0)


def _run(lines: list[Line], gaps: list[list[Gap]], rows: list[bool], start: int) -> _Run:
    """How far the widest gap of a line goes on below it. A table of more cells than columns ends it, and what is of no column."""
    if not gaps[start] or rows[start]:
        return _Run(start, start + 1)
    low, high = max(gaps[start], key=_width)
    end, sides, holes, usual = start + 1, [1, 1], 0, [len(gaps[start])]
    edges = extent(lines[start])
    for number in range(start + 1, len(lines)):
        line = lines[number]
        narrowest = line[0].size * _GUTTER * 0.8
        shared = [gap for left, right in gaps[number] if _width(gap := (max(low, left), min(high, right))) > narrowest]
        table = rows[number] and len(gaps[number]) > median(usual)
        apart = lines[number - 1][0].base - line[0].base > _APART * line[0].size
        if table or (not shared and (_crosses(line, low, high) or apart)):
            break
        if shared:
            low, high = max(shared, key=_width)
            sides, end, holes = [sides[0] + 1, sides[1] + 1], number + 1, 0
            usual = [*usual, len(gaps[number])][:_USUAL]
        elif _full(line, (low + high) / 2, edges):
            sides[extent(line)[0] > low] += 1
            end, holes = number + 1, 0
        elif holes == _COLUMN_HOLES:
            break
        else:
            holes += 1
        edges = _joined(edges, extent(line))
    return _Run(start, min(end + holes, len(lines)), (low + high) / 2, min(sides))


def _begin(lines: list[Line], rows: list[bool], run: _Run) -> int:
    """Where a run begins whose first lines stand on one side only."""
    edges = extent([glyph for line in lines[run.start : run.end] for glyph in line])
    start = run.start
    while start > max(0, run.start - _COLUMN_HOLES):
        line = lines[start - 1]
        beside = _GUTTER * line[0].size / 2
        if rows[start - 1] or _crosses(line, run.gutter - beside, run.gutter + beside) or not _full(line, run.gutter, edges):
            break
        start -= 1
    return start


def _crosses(line: Line, low: float, high: float) -> bool:
    """Whether letters of a line reach into a gutter, more than the ragged edge of a column does."""
    return any(
        glyph.right > low + _RAGGED * glyph.size and glyph.left < high - _RAGGED * glyph.size for glyph in line if not glyph.char.isspace()
    )


def _full(line: Line, gutter: float, edges: Gap) -> bool:
    """Whether a line beside a gutter is nearly as wide as its column, which reaches from the gutter to an edge."""
    left, right = extent(line)
    column = gutter - edges[0] if right <= gutter else edges[1] - gutter
    return right - left >= _FULL * column


def _joined(one: Gap, other: Gap) -> Gap:
    return min(one[0], other[0]), max(one[1], other[1])


def _width(gap: Gap) -> float:
    return gap[1] - gap[0]


def _gaps(line: Line) -> list[Gap]:
    """Empty stretches inside a line, wider than a gutter must be."""
    drawn = sorted((glyph for glyph in line if not glyph.char.isspace()), key=lambda glyph: glyph.left)
    found = []
    edge = drawn[0].right if drawn else 0.0
    for glyph in drawn[1:]:
        if glyph.left - edge > _GUTTER * glyph.size:
            found.append((edge, glyph.left))
        edge = max(edge, glyph.right)
    return found


def _wide(lines: list[Line], gutter: float) -> bool:
    """Whether both sides are as wide as columns of running text."""
    size = median(line[0].size for line in lines)
    sides: tuple[list[float], list[float]] = ([], [])
    for line in lines:
        for side, glyphs in zip(sides, _sides(line, gutter), strict=True):
            if glyphs:
                side.append(_width(extent(glyphs)))
    return all(side and median(side) >= _COLUMN_WIDTH * size for side in sides)


def _sides(line: Line, gutter: float) -> tuple[Line, Line]:
    drawn = [glyph for glyph in line if not glyph.char.isspace()]
    return [glyph for glyph in drawn if glyph.middle < gutter], [glyph for glyph in drawn if glyph.middle >= gutter]
