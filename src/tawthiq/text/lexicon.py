"""What is known of Arabic word forms: their lemmas, and whether they are nouns.

``data/forms.tsv.gz`` holds forms without clitics, made by ``scripts/build_forms.py`` from simplemma's dictionary
(MIT, from Wiktionary). Names that must not be taken apart stand in ``data/names.tsv``.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from tawthiq.text.fold import fold

_CACHED_FORMS = 65_536  # entries; a newspaper's running vocabulary, about 10 MB


@dataclass(frozen=True, slots=True)
class Form:
    """One folded form: its lemmas (as in the dictionary, with hamza), and whether it is seen with the article."""

    lemmas: tuple[str, ...]
    noun: bool


@cache
def _forms() -> dict[str, str]:
    """Folded form -> "lemmas<tab>flags", unparsed and interned: 260,000 entries in about 45 MB."""
    raw = gzip.decompress(files("tawthiq.text").joinpath("data/forms.tsv.gz").read_bytes()).decode()
    pairs = (line.split("\t", 1) for line in raw.split("\n"))
    return {form: sys.intern(rest) for form, rest in pairs}


def entries() -> Iterator[tuple[str, tuple[str, ...]]]:
    """All folded forms with their lemmas."""
    for form, rest in _forms().items():
        yield form, tuple(rest.split("\t")[0].split(","))


@lru_cache(maxsize=_CACHED_FORMS)
def lookup(key: str) -> Form | None:
    """What is known of a folded form without clitics (with the article it is a form of its own), or None."""
    entry = _forms().get(key)
    if entry is None:
        return None
    lemmas, flags = entry.split("\t")
    return Form(tuple(lemmas.split(",")), "N" in flags)


def lines(name: str) -> list[str]:
    """The rows of a table in ``data/`` without its comments."""
    file = files("tawthiq.text").joinpath(f"data/{name}")
    if not file.is_file():
        return []
    return [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for line in lines("function_words.txt") for word in line.split())


def is_function_word(key: str) -> bool:
    """Whether a folded word is of the closed class: particles, pronouns, prepositions, auxiliaries."""
    return key in _function_words()


@dataclass(frozen=True, slots=True)
class NamePart:
    """A part of a proper name: how often it was seen as given name and as surname.

    ``flags``: p place, o organisation, x transliterated, y transliterated and also spelt like a verb form.
    """

    given: int
    surname: int
    flags: str

    @property
    def person(self) -> int:
        """How many bearers were seen."""
        return self.given + self.surname


@cache
def names() -> dict[str, NamePart]:
    """Folded part of a proper name, without its article -> what it is seen as."""
    rows = (line.split("\t") for line in lines("names.tsv"))
    return {key: NamePart(int(given), int(surname), flags) for key, given, surname, flags in rows}
