"""Negations that only say that there is more: لم يزر فلان بغداد فحسب، بل زار البصرة أيضا. He was in both."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.clause import listed
from tawthiq.text.fold import fold
from tawthiq.text.words import Word

_REACH = 14  # words from a negated verb to فحسب
_TURN = 3  # words from فقط to بل


def not_all(words: Sequence[Word], at: int) -> bool:
    """Whether what a negated word at ``at`` tells is so and is not all: فحسب behind it, or فقط or وحده before بل."""
    for index in range(at + 1, min(len(words), at + _REACH)):
        text = fold(words[index].text)
        if words[index].kind == "mark" and text in ".؟!؛،,":
            return False
        if text == "فحسب":
            return True
        if listed("only", text):
            return _goes_on(words, index + 1)
    return False


def _goes_on(words: Sequence[Word], start: int) -> bool:
    """Whether بل or وإنما follows, at most behind a mark."""
    return any(listed("rather", fold(word.text)) for word in words[start : start + _TURN])
