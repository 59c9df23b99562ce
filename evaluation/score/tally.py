# ruff: noqa: D205, FBT001 - brought in as it was agreed on: first sentences run over a line, flags by position
"""Counts that add up over documents, the figures made of them, and bootstrap intervals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

BINS = 10


def _percent(part: float, whole: float) -> float | None:
    return 100.0 * part / whole if whole else None


def _prf(c: Sequence[float]) -> dict[str, float | None]:
    """counts: predictions matched, predictions, gold matched, gold."""
    precision, recall = _percent(c[0], c[1]), _percent(c[2], c[3])
    if precision is None and recall is None:
        return {"f1": None, "precision": None, "recall": None}
    p, r = precision or 0.0, recall or 0.0
    return {"f1": 2 * p * r / (p + r) if p + r else 0.0, "precision": precision, "recall": recall}


def _ratio(c: Sequence[float]) -> dict[str, float | None]:
    """counts: hits, cases. In percent (= per 100)."""
    return {"value": _percent(c[0], c[1])}


def _mean(c: Sequence[float]) -> dict[str, float | None]:
    """counts: sum, cases."""
    return {"value": c[0] / c[1] if c[1] else None}


def _count(c: Sequence[float]) -> dict[str, float | None]:
    return {"value": c[0]}


def _ece(c: Sequence[float]) -> dict[str, float | None]:
    """counts: for each of ten bins the cases, the sum of confidences, the right ones.
    Expected calibration error, in points: mean |confidence - share right| weighted by bin size.
    """
    total = sum(c[0::3])
    gap = sum(abs(c[3 * b + 1] - c[3 * b + 2]) for b in range(BINS))
    return {"value": _percent(gap, total)}


_FIGURES = {"prf": _prf, "ratio": _ratio, "mean": _mean, "count": _count, "ece": _ece}
_SIZE = {"prf": 4, "ratio": 2, "mean": 2, "count": 1, "ece": 3 * BINS}


@dataclass
class Measure:
    """One measure: its counts for every unit (document, or dossier for cross-document measures)."""

    kind: str
    units: dict[str, list[float]] = field(default_factory=dict)

    def add(self, unit: str, *counts: float) -> None:
        row = self.units.setdefault(unit, [0.0] * _SIZE[self.kind])
        for index, value in enumerate(counts):
            row[index] += value

    def total(self) -> list[float]:
        return [sum(column) for column in zip(*self.units.values(), strict=False)] or [0.0] * _SIZE[self.kind]

    def figure(self, counts: Sequence[float]) -> dict[str, float | None]:
        return _FIGURES[self.kind](counts)

    def pooled(self) -> dict[str, Any]:
        counts = self.total()
        return {"counts": counts} | self.figure(counts)

    def macro(self) -> float | None:
        """Mean of the first figure over the units that have one."""
        values = [next(iter(self.figure(c).values())) for c in self.units.values()]
        known = [v for v in values if v is not None]
        return sum(known) / len(known) if known else None

    def bootstrap(self, samples: int, seed: int = 1) -> dict[str, list[float]] | None:
        """95 % percentile intervals from resampling the units with replacement; None below two units."""
        names = sorted(self.units)
        if len(names) < 2 or samples < 1:
            return None
        rng = random.Random(seed)  # noqa: S311 - resampling, no secret
        rows = [self.units[n] for n in names]
        drawn: dict[str, list[float]] = {}
        for _ in range(samples):
            picked = rng.choices(rows, k=len(rows))
            for key, value in self.figure([sum(column) for column in zip(*picked, strict=False)]).items():
                if value is not None:
                    drawn.setdefault(key, []).append(value)
        return {key: _interval(values) for key, values in drawn.items()}


def _interval(values: list[float]) -> list[float]:
    ordered = sorted(values)
    last = len(ordered) - 1
    return [ordered[round(0.025 * last)], ordered[round(0.975 * last)]]


class Book(dict[str, Measure]):
    """All measures by name. A measure is created at its first use."""

    def at(self, name: str, kind: str) -> Measure:
        return self.setdefault(name, Measure(kind))

    def prf(self, name: str, unit: str, hits_p: float, n_p: float, hits_g: float, n_g: float) -> None:
        self.at(name, "prf").add(unit, hits_p, n_p, hits_g, n_g)

    def ratio(self, name: str, unit: str, hits: float, cases: float) -> None:
        self.at(name, "ratio").add(unit, hits, cases)

    def mean(self, name: str, unit: str, total: float, cases: float) -> None:
        self.at(name, "mean").add(unit, total, cases)

    def count(self, name: str, unit: str, number: float) -> None:
        self.at(name, "count").add(unit, number)

    def confidence(self, unit: str, value: float, right: bool) -> None:
        counts = [0.0] * (3 * BINS)
        index = min(int(value * BINS), BINS - 1)
        counts[3 * index : 3 * index + 3] = [1.0, value, float(right)]
        self.at("calibration.ece", "ece").add(unit, *counts)


def reliability(measure: Measure) -> list[dict[str, Any]]:
    """The reliability table: per bin the number, the mean confidence and the share right."""
    c = measure.total()
    return [
        {"from": b / BINS, "n": int(c[3 * b]), "mean_confidence": c[3 * b + 1] / c[3 * b], "share_right": c[3 * b + 2] / c[3 * b]}
        for b in range(BINS)
        if c[3 * b]
    ]
