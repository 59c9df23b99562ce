"""The language of a text by its letters: cheap, and silent where letters do not tell."""

from __future__ import annotations

import regex

_SAMPLE = 4_000  # code points; enough for letter shares to settle
_FEWEST = 8  # letters below which nothing is said
_ARABIC = regex.compile(r"[\p{Script=Arabic}&&\p{L}]", regex.V1)
_LATIN = regex.compile(r"[A-Za-zÀ-ÿ]")
_SORANI = regex.compile(r"[ێۆڕڵە]")  # letters of Central Kurdish only (ە stands for a vowel in nearly every word)
_URDU = regex.compile(r"[ٹڈڑںےۓ]")
_PERSIAN = regex.compile(r"[پچژگکی]")
_ENGLISH = regex.compile(r"\b(?:the|of|and|to|in|is|was|that|for|on)\b", regex.IGNORECASE)


def detect(text: str) -> str | None:
    """``ar``, ``fa``, ``ckb``, ``ur``, ``en`` or None, from the first few thousand code points."""
    sample = text[:_SAMPLE]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    if arabic + latin < _FEWEST:
        return None
    if arabic > latin:
        return _arabic_script(sample, arabic)
    words = sample.split()
    return "en" if len(_ENGLISH.findall(sample)) > len(words) * 0.08 else None


def _arabic_script(sample: str, letters: int) -> str:
    """Shares are of Arabic letters: names borrowed into Arabic text stay under one in fifty."""
    if len(_SORANI.findall(sample)) > letters * 0.05:
        return "ckb"
    if len(_URDU.findall(sample)) > letters * 0.03:
        return "ur"
    return "fa" if len(_PERSIAN.findall(sample)) > letters * 0.05 else "ar"
