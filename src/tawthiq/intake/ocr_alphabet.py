"""What the recogniser of lines can write: its characters, and text in the order in which they stand on the paper.

A line is read from its right edge. Numbers run against that, so they are turned around for reading and turned back in what was
read. All Latin letters are one sign: the recogniser only tells that there are some.
"""

from __future__ import annotations

import regex

LATIN = "x"
"""Stands for any Latin letter."""
_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىپچژڤگ"
_TANWIN = "\u064b"
_DIGITS = "٠١٢٣٤٥٦٧٨٩0123456789"
_SIGNS = ".،:؛؟!()«»\"'-/*%[]…=+"
SIGNS = f" {_LETTERS}{_TANWIN}{_DIGITS}{_SIGNS}{LATIN}"
"""Class n + 1 is character n; class 0 is the blank of connectionist temporal classification."""
_SAME = str.maketrans(",;?–—“”„’‘٬٫٪ٱکی•", "،؛؟--\"\"\"''،.%اكي*")
_AGAINST = regex.compile(rf"[{_DIGITS}]+(?:[.،:/][{_DIGITS}]+)*")
_UNKNOWN = regex.compile(f"[^{regex.escape(SIGNS)}]")


def readable(text: str) -> str:
    """The text in characters that can be written; vowel marks and everything else unknown are left out."""
    latin = regex.sub(r"\p{Latin}", LATIN, text.translate(_SAME))
    return " ".join(_UNKNOWN.sub("", latin).split())


def turned(text: str) -> str:
    """Text as it is met from the right, and such text as it is written: each is the other's inverse."""
    return _AGAINST.sub(lambda match: match[0][::-1], text)
