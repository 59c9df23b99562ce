"""Personal names as Arabic builds them: titles, given names, words of descent, kunyas, compounds, surnames.

Nothing here edits a text: a name comes in as words and goes out as parts with folded keys.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import regex

from tawthiq.text.fold import fold

_CACHED_NAMES = 65_536  # names; an archive's frequent ones, about 30 MB
_MAX_WORDS = 12  # words of one name that are read; longer strings are no personal names
_MIN_AFTER_ARTICLE = 2  # letters that must remain when ال is dropped
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: the folded key without article, the folded words as written, and how it is built in.

    ``descent``: stands after بن/ابن/بنت. ``compound``: joined of two words (عبد + X, X + الله, أبو + X).
    ``epithet``: tells bearers of one name apart (الصغير, الثاني).
    """

    key: str
    written: str
    descent: bool = False
    compound: bool = False
    epithet: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, without titles. ``arabic`` is its script; ``titles`` are the folded words put aside."""

    parts: tuple[Part, ...]
    titles: tuple[str, ...] = ()
    arabic: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """The comparison keys of all parts, in order."""
        return tuple(part.key for part in self.parts)

    @property
    def is_full(self) -> bool:
        """At least two parts: enough to tell a person across documents."""
        return len(self.parts) >= 2

    @property
    def given(self) -> str | None:
        """The first part, if the name is full."""
        return self.parts[0].key if self.is_full else None

    @property
    def surname(self) -> str | None:
        """The last part that is no epithet."""
        return next((part.key for part in reversed(self.parts) if not part.epithet), None)


@cache
def _words(kind: str) -> frozenset[str]:
    data = tomllib.loads(files("tawthiq.text").joinpath("data/person_words.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in data[kind])


def has_arabic(text: str) -> bool:
    """Whether the text has letters of the Arabic script."""
    return any("؀" <= char <= "ۿ" or "ݐ" <= char <= "ݿ" or "ﭐ" <= char <= "ﻼ" for char in text)


def is_arabic(key: str) -> bool:
    """Whether a folded key is in Arabic script: its first letter lies beyond the Latin, Greek and Cyrillic ones."""
    return key[:1] > "\u0590"


def without_article(key: str) -> str:
    """The folded word without ال, if enough of it remains."""
    return key[2:] if key.startswith("ال") and len(key) >= 2 + _MIN_AFTER_ARTICLE else key


@lru_cache(maxsize=_CACHED_NAMES)
def split(name: str) -> PersonName:
    """The parts of a personal name. ``split("الدكتور عبد الرحمن بن علي")`` has the keys عبدرحمن، علي."""
    words = [word for word in _WORD.findall(fold(name)) if word][:_MAX_WORDS]
    arabic = has_arabic(name)
    titles, rest = _strip_titles(words)
    parts = _parts(rest if arabic else _join_latin_articles(rest), arabic=arabic)
    return PersonName(tuple(parts), tuple(titles), arabic)


def _strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Title words at the front; a title that could be a name is kept when fewer than one word would remain."""
    known = _words("titles")
    count = 0
    while count < len(words) - 1 and words[count] in known and (words[count].startswith("ال") or len(words) - count > 2):
        count += 1
    return words[:count], words[count:]


def _join_latin_articles(words: list[str]) -> list[str]:
    """Latin articles written apart (al Abadi, el-Sisi) are dropped; inside عبد ال they belong to the compound."""
    articles = _words("latin_articles")
    return [word for index, word in enumerate(words) if word not in articles or index == len(words) - 1]


def _parts(words: list[str], *, arabic: bool) -> list[Part]:
    parts: list[Part] = []
    descent = False
    waiting = iter(words)
    remaining = len(words)
    for word in waiting:
        remaining -= 1
        if word in _words("nasab") and remaining:
            descent = bool(parts)
            continue
        if word in _words("joins_previous") and parts and not parts[-1].epithet:
            parts.append(_closed(parts.pop(), word))
        elif word in _words("joins_next") and remaining:
            parts.append(_opened(word, next(waiting), descent=descent))
            remaining -= 1
        else:
            parts.append(_single(word, descent=descent, later=bool(parts), arabic=arabic))
        descent = False
    return parts


def _closed(last: Part, word: str) -> Part:
    """نور + الدين: the compound keeps the article, as it does when written in one word."""
    return Part(last.key + word, f"{last.written} {word}", last.descent, compound=True)


def _opened(word: str, following: str, *, descent: bool) -> Part:
    """عبد + الرحمن, أبو + جودة: without the article, except before الله."""
    rest = following if following == "الله" else without_article(following)
    return Part(_opening(word) + rest, f"{word} {following}", descent, compound=True)


def _opening(word: str) -> str:
    """One spelling for the cases of أبو and for the Latin spellings of عبد."""
    if word in {"ابو", "ابا", "ابي", "بو"}:
        return "ابو"
    return "abd" if word in {"abdel", "abdul", "abdal", "abdol", "abdoul"} else word


def _single(word: str, *, descent: bool, later: bool, arabic: bool) -> Part:
    if later and word in _words("epithets"):
        return Part(word, word, epithet=True)
    if not arabic:
        return Part(_latin_compound(word), word, descent)
    if word.startswith("عبدال") and word != "عبدالله" and len(word) > len("عبدال") + 1:
        return Part("عبد" + word[len("عبدال"):], f"عبد {word[len('عبد'):]}", descent, compound=True)
    return Part(without_article(word), word, descent)


def _latin_compound(word: str) -> str:
    """``abdulrahman``, ``abdelrahman`` -> ``abdrahman``: the compound without its article, as in Arabic."""
    for opening in ("abdul", "abdel", "abdal", "abdol", "abdoul"):
        if word.startswith(opening) and len(word) > len(opening) + 2:
            return "abd" + word[len(opening):]
    return word
