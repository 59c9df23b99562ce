"""F1 against speed, measured and drawn in one run: one point a file of weights.

python -m training.curve --conll WORK/dev.conll --shared ../shared --out docs/images/f1-speed.svg NAME=FILE …

Each file reads once, as the program does: strict F1 on the CoNLL file, and articles of 400 words a CPU second on one thread.
The table of the points goes to standard output, the drawing to ``--out``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from evaluation.entities import count, read_conll, tagged_entities
from tawthiq import encoder
from training.speed import measure, sample

_WIDTH, _HEIGHT, _MARGIN = 560, 320, 56  # px
_TICKS = 5
_ROUNDS = 3  # readings of the same articles, of which the quickest counts: the machine's other work only slows
_ARTICLES = 20


@dataclass(frozen=True)
class Point:
    """What one file of weights reaches: F1 in percent, articles a CPU second, megabytes."""

    name: str
    f1: float
    speed: float
    size: float


def measured(name: str, path: Path, conll: Path, shared: Path) -> Point:
    """One point."""
    tagger, rows = encoder.load_file(path), list(read_conll(conll.read_text("utf-8-sig")))
    found = count([tags for _, tags in rows], tagged_entities(tagger, [words for words, _ in rows]))
    articles = sample(shared)[:_ARTICLES]
    return Point(name, found.f1(), max(measure(name, tagger.tag, articles).articles for _ in range(_ROUNDS)), path.stat().st_size / 1e6)


def table(points: Sequence[Point]) -> str:
    """The points as rows of Markdown."""
    rows = (f"| {one.name} | {one.f1:.2f} | {one.speed:.1f} | {one.size:.1f} |" for one in points)
    return "\n".join(("| weights | F1 | articles a CPU second | MB |", "|---|---|---|---|", *rows)) + "\n"


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest value with a tenth of their distance around them."""
    around = 0.1 * (max(values) - min(values)) or 1.0
    return min(values) - around, max(values) + around


def _place(value: float, bounds: tuple[float, float], size: float) -> float:
    return (value - bounds[0]) / (bounds[1] - bounds[0]) * size


def drawing(points: Sequence[Point]) -> str:
    """The points as SVG: speed to the right, F1 upwards."""
    fast, good = _bounds([one.speed for one in points]), _bounds([one.f1 for one in points])
    wide, high = _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN
    spots = [(_MARGIN + _place(one.speed, fast, wide), _HEIGHT - _MARGIN - _place(one.f1, good, high), one.name) for one in points]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0b6e4f"/><text x="{x + 7:.1f}" y="{y - 7:.1f}">{escape(name)}</text>'
        for x, y, name in spots
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in sorted(spots))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>{_axes(fast, good)}'
        f'<polyline points="{line}" fill="none" stroke="#0b6e4f" stroke-opacity="0.4"/>{dots}</svg>\n'
    )


def _axes(fast: tuple[float, float], good: tuple[float, float]) -> str:
    """Both axes with their numbers and names."""
    wide, high, bottom = _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN, _HEIGHT - _MARGIN
    found = [f'<path d="M{_MARGIN} {_MARGIN}V{bottom}H{_WIDTH - _MARGIN}" fill="none" stroke="#888"/>']
    for at in range(_TICKS + 1):
        x, y = _MARGIN + wide * at / _TICKS, bottom - high * at / _TICKS
        speed, f1 = (low + (top - low) * at / _TICKS for low, top in (fast, good))
        found.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{speed:.0f}</text>')
        found.append(f'<text x="{_MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{f1:.1f}</text>')
    found.append(f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 14}" text-anchor="middle">articles of 400 words a CPU second</text>')
    found.append(f'<text x="{_MARGIN - 6}" y="{_MARGIN - 18}">strict F1</text>')
    return "".join(found)


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="+", metavar="NAME=FILE")
    parser.add_argument("--conll", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    named = [one.partition("=") for one in options.weights]
    points = [measured(name, Path(file), options.conll, options.shared) for name, _, file in named]
    sys.stdout.write(table(points))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(drawing(points), "utf-8")


if __name__ == "__main__":
    main()
