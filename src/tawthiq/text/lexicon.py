"""What is known of Arabic word forms: their lemmas, and whether they are nouns.

``data/forms.tsv.gz`` holds forms without clitics, made by ``scripts/build_forms.py`` from simplemma's dictionary
(MIT, from Wiktionary). Names that must not be taken apart stand in ``data/names.tsv``.
"""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from tawthiq.text.fold import fold

_CACHED_FORMS = 32_768  # entries: a newspaper's frequent words, about 6 MB; what is not kept is searched for in 6 µs
_LETTERS = 4  # bytes, two letters: the range of lines in which a form is searched for


@dataclass(frozen=True, slots=True)
class Form:
    """One folded form: its lemmas (as in the dictionary, with hamza), and whether it is seen with the article."""

    lemmas: tuple[str, ...]
    noun: bool


@cache
def _forms() -> tuple[bytes, array[int]]:
    """The table as it stands in the file, and where each line begins (the last entry is the end).

    260,000 sorted lines in 9 MB: as a dictionary they would take 45 MB in every process.
    """
    raw = gzip.decompress(files("tawthiq.text").joinpath("data/forms.tsv.gz").read_bytes()) + b"\n"
    return raw, array("I", accumulate((len(line) + 1 for line in raw.split(b"\n")[:-1]), initial=0))


def entries() -> Iterator[tuple[str, tuple[str, ...]]]:
    """All folded forms with their lemmas."""
    for line in _forms()[0].decode().splitlines():
        form, lemmas, _ = line.split("\t")
        yield form, tuple(lemmas.split(","))


@lru_cache(maxsize=4096)
def _lines_with(beginning: bytes) -> tuple[int, int]:
    """The lines of the table that begin so: the first, and the one behind the last."""
    raw, starts = _forms()
    found = [
        cut(starts, beginning, hi=len(starts) - 1, key=lambda start: raw[start : start + len(beginning)])
        for cut in (bisect_left, bisect_right)
    ]
    return found[0], found[1]


@lru_cache(maxsize=_CACHED_FORMS)
def lookup(key: str) -> Form | None:
    """What is known of a folded form without clitics (with the article it is a form of its own), or None."""
    raw, starts = _forms()
    wanted = key.encode("utf-8", "surrogatepass") + b"\t"
    low, high = _lines_with(wanted[:_LETTERS])
    place = bisect_left(starts, wanted, low, high, key=lambda start: raw[start : start + len(wanted)])
    start = starts[place]
    if not raw.startswith(wanted, start):
        return None
    lemmas, flags = raw[start + len(wanted) : raw.index(b"\n", start)].decode().split("\t")
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
