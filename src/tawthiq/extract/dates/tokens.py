"""Words of a text with the roles they can play in a time expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from tawthiq.text.calendars import month_openers, weekdays
from tawthiq.text.numbers import TOKEN, bound_openers, is_number_word, numeral, word_key

_CLITICS = ("و", "ف", "ب", "ل", "ك")
_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640\u06d6-\u06dc]*")
_FUTURE = re.compile("[وف]?س[يتنا][\u0621-\u064a]{2,}")
_LOOK = 10  # words of a number or month name that a grammar rule looks at


@dataclass(frozen=True, slots=True)
class Word:
    """A word form: its key without clitics, whether the article stands, what clitics were split off, its roles.

    ``skip`` is the number of code points of the clitics in the text.
    """

    key: str
    full: str
    definite: bool
    clitic: str
    skip: int
    roles: Mapping[str, str]


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    text = files("tawthiq.extract.dates").joinpath(f"data/{name}").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def lexicon() -> Mapping[str, Mapping[str, str]]:
    """Keys without clitic and article -> role -> value."""
    found: dict[str, dict[str, str]] = {}
    for role, value, words in _rows("words.tsv"):
        for word in words.split():
            found.setdefault(word_key(word), {})[role] = value
    for key in month_openers():
        found.setdefault(key, {})["month"] = "1"
    for key, number in weekdays().items():
        found.setdefault(key, {})["weekday"] = str(number)
    return found


@cache
def context(name: str) -> frozenset[str]:
    """A word list of ``context.tsv`` as keys."""
    return frozenset(word_key(word) for row, words in _rows("context.tsv") if row == name for word in words.split())


@cache
def spellings(name: str) -> tuple[str, ...]:
    """A list of ``context.tsv`` as it is written there; _ stands for a space."""
    return tuple(word.replace("_", " ") for row, words in _rows("context.tsv") if row == name for word in words.split())


@cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Fixed phrases by their first key, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, words in _rows("phrases.tsv"):
        keys = tuple(word_key(word) for word in words.split())
        found.setdefault(keys[0], []).append((keys, value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def feasts() -> Mapping[tuple[str, ...], tuple[str, int, int]]:
    """Keys of a feast's name -> calendar, month, day."""
    rows = _rows("feasts.tsv")
    return {tuple(map(word_key, words.split())): (calendar, int(month), int(day)) for calendar, month, day, words in rows}


def _roles(key: str) -> tuple[Mapping[str, str], bool] | None:
    """Roles of a key with or without article, and whether the article stood."""
    known = lexicon().get(key)
    bare = key[2:] if key.startswith("ال") and len(key) > 3 else ""
    roles = dict(known or lexicon().get(bare) or {})
    if is_number_word(key) or is_number_word(bare):
        roles["num"] = "1"
    if key in bound_openers():
        roles["bound"] = "1"
    if key in phrases():
        roles["phrase"] = "1"
    if not roles:
        return None
    return roles, bool(bare) and not known


def _splits(key: str) -> list[tuple[str, str]]:
    """Ways to part a key in clitics and word, the whole word first."""
    found = [("", key)]
    head, rest = "", key
    if key[:1] in ("و", "ف") and len(key) > 2:
        found.append((key[0], key[1:]))
        head, rest = key[0], key[1:]
    if rest.startswith("لل") and len(rest) > 3:
        found += [(head + "ل", "ال" + rest[2:])] + ([("ل", "ال" + key[2:])] if key.startswith("لل") and head else [])
    elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        found.append((head + rest[0], rest[1:]))
    return found


@lru_cache(maxsize=1 << 14)  # the frequent words of a newspaper; about 5 MB
def read_word(raw: str) -> Word:
    """A token of a text as a word; without roles if it plays none in a time expression."""
    key = word_key(raw)
    if not key or not "\u0621" <= key[0] <= "\u064a":
        return Word(key, key, definite=False, clitic="", skip=0, roles={"digits": "1"} if key[:1].isdigit() else {})
    for clitic, rest in _splits(key):
        found = _roles(rest)
        if found:
            letters = clitic[:-1] if rest.startswith("ال") and "لل" in key[: len(clitic) + 1] else clitic
            return Word(rest, key, found[1], clitic, _length(raw, len(letters)), found[0])
    return Word(key, key, definite=False, clitic="", skip=0, roles={})


def _length(raw: str, letters: int) -> int:
    """Code points that a number of letters take with their vowels and tatweel."""
    place = 0
    for _ in range(letters):
        signs = _SIGNS.match(raw, place + 1)
        place = signs.end() if signs else place + 1
    return place


@lru_cache(maxsize=1 << 14)
def is_future_word(raw: str) -> bool:
    """Whether a word puts its clause into the future: سـ before a verb, سوف, المقرر and the like."""
    key = word_key(raw)
    if key in context("future"):
        return True
    if not _FUTURE.fullmatch(key):
        return False
    bare = key[1:] if key[0] in "وف" else key
    if (bare[1] == "ا" and "سأ" not in raw) or bare.endswith(("يو", "يا")):  # «سافر» is no «سأفر»; «سيرجيو» is a name
        return False
    return bare not in context("notfuture") and "ال" + bare not in context("notfuture")


class Tokens:
    """The tokens of a text, by index; an index outside the text has no word and no roles."""

    def __init__(self, text: str) -> None:
        found = list(TOKEN.finditer(text))
        self.text = text
        self.raw = [item.group() for item in found]
        self.starts = [item.start() for item in found]
        self.words = [read_word(raw) for raw in self.raw]

    def __len__(self) -> int:
        return len(self.raw)

    def end(self, at: int) -> int:
        """The offset after a token."""
        return self.starts[at] + len(self.raw[at])

    def key(self, at: int) -> str:
        """The key of a word without clitics, with its article; a sign or digits as they are."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def role(self, at: int, role: str) -> str | None:
        """The value of a role, if the word there can play it."""
        return self.words[at].roles.get(role) if 0 <= at < len(self.words) else None

    def plain(self, at: int, role: str) -> str | None:
        """The value of a role of a word that carries no clitic."""
        return self.role(at, role) if 0 <= at < len(self.words) and not self.words[at].clitic else None

    def definite(self, at: int) -> bool:
        """Whether the word has the article."""
        return 0 <= at < len(self.words) and self.words[at].definite

    def clitic(self, at: int) -> str:
        """The clitics of a word."""
        return self.words[at].clitic if 0 <= at < len(self.words) else ""

    def keys(self, at: int) -> list[str]:
        """Keys from a place on, the first without clitics, the others whole: what number and month readers take."""
        first = [self.words[at].key] if 0 <= at < len(self.words) else []
        return first + [word.full for word in self.words[at + 1 : at + _LOOK]]

    def listed(self, at: int, name: str) -> bool:
        """Whether the word, with or without clitics, stands in a list of ``context.tsv``."""
        if not 0 <= at < len(self.words):
            return False
        full, words = self.words[at].full, context(name)
        return full in words or (full[:1] in _CLITICS and full[1:] in words)

    def number(self, at: int) -> int | None:
        """The whole number written in digits here."""
        value = numeral(self.raw[at]) if self.role(at, "digits") else None
        return value if isinstance(value, int) else None

    def offset_at_or_after(self, at: int, offset: int) -> int:
        """The index of the first token from ``at`` on that begins at or after an offset."""
        while at < len(self.starts) and self.starts[at] < offset:
            at += 1
        return at
