"""Figures that several benchmarks print."""

from __future__ import annotations

from collections.abc import Sequence


def p95(taken: Sequence[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return sorted(taken)[max(0, round(0.95 * len(taken)) - 1)]
