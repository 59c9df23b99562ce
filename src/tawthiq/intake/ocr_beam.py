"""Probabilities of signs by column -> the likeliest texts, and how likely a given text is (connectionist temporal classification)."""

from __future__ import annotations

from math import exp, log1p
from typing import Any

from tawthiq.intake.ocr_alphabet import SIGNS

_WIDTH = 8  # texts kept from column to column
_SIGNS = 5  # signs tried in a column
_LEAST = -7.0  # logarithm of the probability below which a sign is not tried
_NEVER = -1e9
_CLASS = {sign: number + 1 for number, sign in enumerate(SIGNS)}


def texts(scores: Any) -> list[tuple[str, float]]:
    """Texts with the logarithms of their probabilities, the likeliest first (prefix beam search)."""
    import numpy as np

    kept: dict[tuple[int, ...], tuple[float, float]] = {(): (0.0, _NEVER)}  # ends in a blank, ends in its last sign
    tried = np.argsort(-scores, axis=1)[:, :_SIGNS]
    for row, best in zip(scores.tolist(), tried.tolist(), strict=True):
        found: dict[tuple[int, ...], tuple[float, float]] = {}
        for text, (blank, last) in kept.items():
            whole = _sum(blank, last)
            _add(found, text, whole + row[0], _NEVER)
            if text:
                _add(found, text, _NEVER, last + row[text[-1]])
            for sign in best:
                if sign and row[sign] > _LEAST:
                    _add(found, (*text, sign), _NEVER, (blank if text and text[-1] == sign else whole) + row[sign])
        kept = dict(sorted(found.items(), key=lambda item: -_sum(*item[1]))[:_WIDTH])
    ranked = sorted(((_sum(*ends), text) for text, ends in kept.items()), reverse=True)
    return [("".join(SIGNS[sign - 1] for sign in text), value) for value, text in ranked]


def _add(found: dict[tuple[int, ...], tuple[float, float]], text: tuple[int, ...], blank: float, last: float) -> None:
    before = found.get(text, (_NEVER, _NEVER))
    found[text] = _sum(before[0], blank), _sum(before[1], last)


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of two probabilities."""
    high, low = (one, other) if one > other else (other, one)
    return high + log1p(exp(low - high)) if low > high - 30 else high


def likelihood(scores: Any, text: str) -> float:
    """The logarithm of the probability of a text over all columns; a sign that cannot be written makes it impossible."""
    import numpy as np

    classes = [_CLASS.get(char, 0) for char in text]
    if not len(scores) or not all(classes):
        return _NEVER if classes or not len(scores) else float(scores[:, 0].sum())
    states = np.zeros(2 * len(classes) + 1, int)
    states[1::2] = classes
    skips = np.zeros(states.size, bool)
    skips[3::2] = states[3::2] != states[1:-2:2]
    rows = scores[:, states]
    here = np.full(states.size, _NEVER)
    here[:2] = rows[0, :2]
    for row in rows[1:]:
        one = np.concatenate(([_NEVER], here[:-1]))
        two = np.where(skips, np.concatenate(([_NEVER, _NEVER], here[:-2])), _NEVER)
        here = np.logaddexp(np.logaddexp(here, one), two) + row
    return float(np.logaddexp(here[-1], here[-2]))
