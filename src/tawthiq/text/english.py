"""The little English that is read: the numbers of a sentence, whether it negates, and passages in marks with who said them.

Enough to compare a quotation with its Arabic, and cautious: a passage whose speaker is not plainly named is passed over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from tawthiq.text.numbers import Value, numeral
from tawthiq.text.titles import country

_WORD = regex.compile(r"\d+(?:[.,]\d+)*|\p{L}+(?:['’]\p{L}+)*")
_MARKED = regex.compile(r"[“\"]([^“”\"\n]{20,1200})[”\"]")  # at least four or five words, at most a paragraph
_NEAR = 120  # code points beside the marks in which the speaker is looked for
_NAME = r"(?:\p{Lu}[\p{L}'’-]+|al-\p{Lu}[\p{L}'’-]+)(?:\s(?:\p{Lu}[\p{L}'’-]+|al-\p{Lu}[\p{L}'’-]+|bin|ben|ibn|abu|de|von|van|el|al)){1,4}"
_STEM, _ENDING = 4, 2  # letters of a country's name that its adjective keeps at least, and that it may change
_TITLE = 3  # words before a name that can be titles


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in marks: its place without them (code points, end-exclusive) and the full name of who said it."""

    start: int
    end: int
    speaker: str


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("tawthiq.text").joinpath("data/english.toml").read_text("utf-8"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_data()["words"][kind].split())


def negates(text: str) -> bool:
    """Whether a negator stands in it."""
    words = [match.group().casefold().replace("’", "'") for match in _WORD.finditer(text)]
    return any(word in _words("negators") or word.endswith("n't") for word in words)


def numbers(text: str) -> frozenset[Value]:
    """The values of its numbers, in digits and words. "Hundreds" and fractions are none."""
    found: set[Value] = set()
    open_: _Number = _Number()
    for match in _WORD.finditer(text.replace("-", " ")):
        word = match.group().casefold()
        if open_.takes(word):
            continue
        found |= open_.closed()
        open_ = _Number()
        open_.takes(word)
    return frozenset(found | open_.closed())


class _Number:
    """A number being read: ``total`` of what has its scale, ``group`` below the next one."""

    def __init__(self) -> None:
        self.total: Value = 0
        self.group: Value | None = None
        self.any = self.linked = False

    def takes(self, word: str) -> bool:
        """Reads one more word; False if it does not go on with the number."""
        if word == "and" and self.any and self.linked:
            return True
        value = numeral(word) if word[0].isdigit() else _data()["units"].get(word) or _data()["tens"].get(word)
        if value is not None:
            return self._add(value)
        return word in _data()["scales"] and self._scale(_data()["scales"][word])

    def _add(self, value: Value) -> bool:
        if self.group is not None and not self._fits(self.group % 100, value):
            return False
        if self.group is None and self.any and not self.linked:
            return False
        self.group = (self.group or 0) + value
        self.any, self.linked = True, False
        return True

    def _fits(self, below: Value, value: Value) -> bool:
        """Twenty five; two hundred (and) twelve."""
        return (20 <= below <= 90 and below % 10 == 0 and value < 10) or (self.linked and below == 0 and value < 100)

    def _scale(self, scale: Value) -> bool:
        if not self.any:
            return False
        if scale == 100:
            self.group = (self.group or 1) * scale
        else:
            self.total, self.group = self.total + (self.group or 1) * scale, None
        self.linked = True
        return True

    def closed(self) -> set[Value]:
        """The value, if there is one."""
        return {self.total + (self.group or 0)} if self.any else set()


def names(text: str, *, opening: bool = False) -> tuple[str, ...]:
    """Capital words without those that English always writes so; those that open a sentence, names or not, where they are asked for."""
    before = "" if opening else r"(?<=[\p{Ll}\p{N},;:]\s)"
    found = []
    for match in regex.finditer(rf"{before}\b\p{{Lu}}[\p{{L}}'’-]+", text):
        word = regex.sub(r"['’]s$", "", match.group())
        if word.casefold() not in _words("calendar") and not word.startswith(("I'", "I’")):
            found.append(word)
    return tuple(found)


def country_of(word: str) -> str | None:
    """The two-letter code of a country by its name or an adjective that begins like it (Lebanese, Lebanon); None for other words."""
    plain = word.casefold()
    found = country(word)
    if found is None:
        fitting = [(len(stem), code) for stem, code in _stems() if plain.startswith(stem)]
        found = max(fitting, default=(0, None))[1]
    return found


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """The names of countries in one word without their last letters, at least four."""
    from babel import Locale

    named = ((code, name.casefold()) for code, name in Locale("en").territories.items() if code.isalpha() and " " not in name)
    return tuple(sorted((name[: max(_STEM, len(name) - _ENDING)], code) for code, name in named if len(name) >= _STEM))


def quoted(text: str) -> Iterator[Quoted]:
    """The passages in marks of a text whose speaker is named beside them in full."""
    for match in _MARKED.finditer(text):
        speaker = _after(text[match.end() : match.end() + _NEAR]) or _before(text[max(0, match.start() - _NEAR) : match.start()])
        if speaker:
            yield Quoted(match.start(1), match.start(1) + len(match.group(1).rstrip(", ")), speaker)


@cache
def _said() -> str:
    return "(?:" + "|".join(sorted(_words("saying"), key=len, reverse=True)) + ")"


def _after(text: str) -> str:
    """«…», said NAME; «…», NAME said; in the same sentence."""
    sentence = regex.split(r"(?<=\p{Ll})[.!?]\s|[\n“\"]", text)[0]
    title = rf"(?:(?:the|a|\p{{L}}+)\s){{0,{_TITLE}}}?"
    found = regex.match(rf"[,\s]*{_said()}\s{title}({_NAME})", sentence)
    found = found or regex.match(rf"[,\s]*{title}({_NAME})(?:,[^,]{{1,60}},)?\s{_said()}\b", sentence)
    return _bare(found.group(1)) if found else ""


def _before(text: str) -> str:
    """NAME said: «…»; NAME told reporters that «…»: nothing but the saying between."""
    sentence = regex.split(r"(?<=\p{Ll})[.!?]\s|[\n”\"]", text)[-1]
    found = regex.search(rf"({_NAME})(?:,[^,]{{1,60}},)?\s{_said()}(?:\s\p{{Ll}}+){{0,3}}[,:\s]*$", sentence)
    return _bare(found.group(1)) if found else ""


def _bare(name: str) -> str:
    """A name without the titles before it; nothing if fewer than two words remain."""
    words = name.split()
    titles = [place for place, word in enumerate(words) if word.casefold() in _words("titles")]
    words = words[titles[-1] + 1 :] if titles else words
    return " ".join(words) if len(words) > 1 else ""
