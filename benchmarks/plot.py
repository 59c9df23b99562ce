"""A line drawn over sizes, as SVG without any library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _LEFT, _BELOW = 640, 320, 60, 40  # pixels: the picture, and the room for the figures of the axes
_TICKS = 4  # lines across


@dataclass(frozen=True, slots=True)
class Cost:
    """What comparing an archive of so many documents took: seconds of CPU, MB of memory."""

    documents: int
    cpu: float
    memory: float

    @property
    def each(self) -> float:
        """Milliseconds of CPU a document."""
        return 1000 * self.cpu / max(self.documents, 1)


def cost_plot(costs: Sequence[Cost]) -> str:
    """Milliseconds of CPU a document over the number of documents."""
    top = max(cost.each for cost in costs) * 1.2
    last = max(cost.documents for cost in costs)

    def place(documents: float, each: float) -> tuple[float, float]:
        across, up = documents / last, each / top
        return _LEFT + across * (_WIDTH - _LEFT - 20), _HEIGHT - _BELOW - up * (_HEIGHT - _BELOW - 20)

    lines = [_tick(place(0, top * tick / _TICKS), top * tick / _TICKS) for tick in range(_TICKS + 1)]
    points = [place(cost.documents, cost.each) for cost in costs]
    lines.append(f'<polyline fill="none" stroke="#0b5394" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>')
    for cost, (x, y) in zip(costs, points, strict=True):
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0b5394"/>')
        lines.append(f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{cost.each:.1f}</text>')
        lines.append(f'<text x="{x:.1f}" y="{_HEIGHT - _BELOW + 18}" text-anchor="middle">{cost.documents:,}</text>')
    title = "Comparing an archive: milliseconds of CPU a document, by number of documents"
    body = "\n".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12" role="img">\n'
        f"<title>{title}</title>\n{body}\n</svg>\n"
    )


def _tick(at: tuple[float, float], value: float) -> str:
    x, y = at
    line = f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{_WIDTH - 20}" y2="{y:.1f}" stroke="#ccc"/>'
    return f'{line}<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{value:.0f}</text>'
