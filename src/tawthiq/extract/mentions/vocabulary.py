"""The words that mentions are made of: heads of titles, organisations, places, events; nationalities; lexicons of names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tawthiq.text.fold import fold


class Kind(StrEnum):
    """What a head noun makes of its phrase."""

    OFFICE = "office"
    OCCUPATION = "occupation"
    RANK = "rank"
    HUMAN = "human"
    FAMILY = "family"
    SOURCE = "source"
    ORG = "org"
    PLACE = "place"
    EVENT = "event"
    WORK = "work"
    AWARD = "award"


PERSONAL = frozenset({Kind.OFFICE, Kind.OCCUPATION, Kind.RANK, Kind.HUMAN, Kind.SOURCE})


_FEMININE = ("ة", "ات", "يا")


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun: its kind, folded lemma (masculine singular), gender m or f, and whether this form is a plural."""

    kind: Kind
    lemma: str
    gender: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the lexicons: ``kind`` such as country, city, agency; ``code`` a place's country; ``weak`` if also a word."""

    type: str
    kind: str
    code: str
    weak: bool


def _rows(name: str) -> Iterator[list[str]]:
    text = files("tawthiq.extract.mentions").joinpath(f"data/{name}").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _feminine_plural(feminine: str) -> str:
    return feminine.removesuffix("ة") + "ات"


def sound_plurals(plural: str) -> Iterator[str]:
    """Nominative, oblique and construct forms of a masculine plural: مسلحون → مسلحين, مسلحو, مسلحي."""
    yield plural
    if plural.endswith("ون"):
        stem = plural.removesuffix("ون")
        yield from (stem + "ين", stem + "و", stem + "ي")


def _people() -> Iterator[tuple[str, Noun]]:
    for row in _rows("people_nouns.tsv"):
        kind, (masculine, feminine, plurals) = Kind(row[0]), ([*row[1:], "", ""])[:3]
        lemma = fold(masculine)
        yield masculine, Noun(kind, lemma, "m", plural=False)
        if feminine:
            yield feminine, Noun(kind, lemma, "f", plural=False)
            yield _feminine_plural(feminine), Noun(kind, lemma, "f", plural=True)
        for plural in plurals.split():
            for form in sound_plurals(plural):
                yield form, Noun(kind, lemma, "m", plural=True)


def _things() -> Iterator[tuple[str, Noun]]:
    for row in _rows("heads.tsv"):
        kind, singular, plurals = Kind(row[0]), row[1], row[2] if len(row) > 2 else ""
        gender = "f" if singular.endswith(_FEMININE) or singular in word_set("feminine") else "m"
        if singular != "-":
            yield singular, Noun(kind, fold(singular), gender, plural=False)
        for plural in plurals.split():
            yield plural, Noun(kind, fold(singular), "f", plural=True)


@cache
def _sets() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("tawthiq.extract.mentions").joinpath("data/sets.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def word_set(name: str) -> frozenset[str]:
    """A closed set of folded words by its name in ``data/sets.toml``."""
    return _sets()[name]


@cache
def complements() -> dict[str, str]:
    """Folded participle -> the preposition of its complement."""
    return dict(entry.split("=") for entry in word_set("complements"))


@cache
def nouns() -> dict[str, tuple[Noun, ...]]:
    """Folded form without article -> the head nouns it can be, people first."""
    found: dict[str, list[Noun]] = {}
    for form, noun in (*_people(), *_things()):
        known = found.setdefault(fold(form), [])
        if noun not in known:
            known.append(noun)
    return {key: tuple(values) for key, values in found.items()}


@cache
def nationalities() -> dict[str, tuple[str, bool]]:
    """Folded nisba without article, in every gender and number -> (country code or kind, whether a plural of people)."""
    found: dict[str, tuple[str, bool]] = {}
    for nisba, code in _rows("nationalities.tsv"):
        stem = fold(nisba)
        for ending in ("", "ه", "ا", "تين", "تان"):
            found[stem + ending] = (code, False)
        for ending in ("ون", "ين", "و", "ات"):
            found[stem + ending] = (code, True)
    for people, code in _rows("peoples.tsv"):
        found.setdefault(fold(people), (code, True))
    return found


@cache
def adjectives() -> frozenset[str]:
    """Folded adjectives without article, in gender and number."""
    text = files("tawthiq.extract.mentions").joinpath("data/adjectives.txt").read_text("utf-8")
    words = [fold(word) for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    return frozenset(word + ending for word in words for ending in ("", "ه", "ون", "ين", "ات", "ا"))


def _entries() -> Iterator[tuple[str, Entry]]:
    for name, code, kind, flag in _rows("places.tsv"):
        yield name, Entry("place", kind, code, "w" in flag)
    for name, code, kind in _rows("places_extra.tsv"):
        yield fold(name), Entry("place", kind, code, kind == "weak")
    for name, kind in _rows("organizations.tsv"):
        yield fold(name), Entry("org", kind, "", kind == "weak")


@cache
def gazetteer() -> dict[str, dict[tuple[str, ...], Entry]]:
    """First word (folded, article kept) -> all words of the name -> entry."""
    found: dict[str, dict[tuple[str, ...], Entry]] = {}
    for name, entry in _entries():
        words = tuple(name.replace(".", " ").split())
        if entry.kind != "nominal":
            found.setdefault(words[0], {})[words] = entry
    return found


@cache
def longest_name() -> int:
    """Words of the longest name of the gazetteer."""
    return max(len(words) for names in gazetteer().values() for words in names)
