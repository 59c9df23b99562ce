"""The words of a phrase as keys for comparing: lemmas, so that a broken plural meets its singular (أحزاب، حزب)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from tawthiq.text.fold import fold
from tawthiq.text.kinds import kind_words
from tawthiq.text.lexicon import lookup
from tawthiq.text.numbers import find_numbers
from tawthiq.text.titles import content_words, stems, words_key

_CACHED = 8_192  # phrases; about 8 MB when full
_MAX_PHRASE = 400  # code points of a phrase that are read for its numbers


@lru_cache(maxsize=_CACHED)
def keys(text: str) -> frozenset[str]:
    """The content words as stems of their lemmas: coarse, for comparing phrases only."""
    once = stems(" ".join(map(_lemma, sorted(content_words(text)))))
    return stems(" ".join(sorted(once)))  # twice: the ending of a country's adjective hides that of its name (ان + ي)


def _lemma(word: str) -> str:
    """The first lemma of a noun; the word itself where the dictionary has none."""
    found = lookup(word)
    return fold(found.lemmas[0]) if found is not None and found.noun else word


@lru_cache(maxsize=_CACHED)
def senses(words: frozenset[str]) -> frozenset[str]:
    """Keys with one for each group of words that tell one thing (راتب، مرتب)."""
    return frozenset(_synonyms().get(word, word) for word in words)


@cache
def _synonyms() -> Mapping[str, str]:
    """The key of a word -> that of the first word of its group."""
    lines = files("tawthiq.reconcile.comparison").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    groups = [line.split() for line in lines if line and not line.startswith("#")]
    return {key: min(keys(group[0])) for group in groups for word in group[1:] for key in keys(word)}


@lru_cache(maxsize=_CACHED)
def head(text: str) -> str:
    """The key of the first content word that is no number: the head of an Arabic noun phrase; empty if there is none.

    Of عدد (12) شاحنة it is the truck: a word that leads a count says of nothing what it is.
    """
    rest = without_numbers(text)
    known = content_words(rest)
    found = [word for word in words_key(rest) if word in known]
    first = next((word for word in found if word not in kind_words("totals")), next(iter(found), ""))
    return min(keys(first), default="")


def without_numbers(text: str) -> str:
    """A phrase with blanks for its numbers, in digits or in words."""
    rest = text = text[:_MAX_PHRASE]
    for found in find_numbers(text):
        rest = rest[: found.span.start] + " " * len(found.span) + rest[found.span.end :]
    return rest
