"""Where exact words stand in a text: whole words, with or without a clitic before them."""

from __future__ import annotations

import re
from functools import lru_cache

from training.annotation.corrections import CorrectionError
from training.annotation.labels import Pair

_JOINED = re.compile(r"(?<![^\W_])[وفبلكأ]{1,3}ـ?\Z")
"""Separable clitics from the start of a word: at most three (أ و ب …), drawn out before foreign letters."""


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def places(text: str, words: str, start: int, end: int, *, bare: bool = False) -> list[Pair]:
    """All places of the words between two offsets, in order; if ``bare``, only those without a clitic before them."""
    found_all = []
    for found in _pattern(words).finditer(text, start, end):
        if found.end() < len(text) and text[found.end()].isalnum():
            continue
        before = text[max(0, found.start() - 4) : found.start()]
        alone = not before or not before[-1].isalnum()
        if alone or (not bare and _JOINED.search(before)):
            found_all.append(found.span())
    return found_all


def everywhere(text: str, words: str) -> list[Pair]:
    """All places of a name in the text, with clitics or without, also after لل."""
    spellings = [words] + (["لل" + words[2:]] if words.startswith("ال") else [])
    found = set()
    for spelling in spellings:
        for match in _pattern(spelling).finditer(text):
            found.update(places(text, spelling, match.start(), match.end()))
    return sorted(found)


def place(text: str, words: str, start: int, end: int, nth: int | None = None) -> Pair:
    """The nth place of the words, from 1; without a number the first one without a clitic, else the first. CorrectionError if none."""
    found = places(text, words, start, end)
    if nth is None:
        found = places(text, words, start, end, bare=True)[:1] + found
    if len(found) < (nth or 1):
        raise CorrectionError(f"not there: «{words}»" + (f" ({nth})" if nth else ""))
    return found[(nth or 1) - 1]


def content(text: str, words: str, start: int, end: int) -> Pair:
    """«first words .. last words»: from the first place of the one to the first place of the other behind it.

    The first words are looked for between the offsets, then behind them: sentences are split inside abbreviations.
    """
    first, dots, last = words.partition(" .. ")
    inside = places(text, first, start, end)
    opened = place(text, first.strip(), start, end if inside else len(text))
    if not dots:
        return opened
    closed = place(text, last.strip(), opened[0], len(text), 1)
    return opened[0], closed[1]
