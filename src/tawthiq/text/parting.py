"""Clitics that only the text itself shows: لمبيكي is ل and مبيكي where the text has مبيكي as a word of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.text.fold import fold_with_map
from tawthiq.text.words import Word

_SHORTEST = 4  # letters of a word that is looked for inside others
_CONJUNCTIONS, _PREPOSITIONS = "وف", "بلك"


def part(sentences: Sequence[Sequence[Word]]) -> tuple[tuple[Word, ...], ...]:
    """The words of a text, those that no lexicon has parted from و ف ب ل ك where the rest of them stands alone in it."""
    alone = {word.key for words in sentences for word in words if _is_unknown(word) and len(word.key) >= _SHORTEST}
    return tuple(tuple(_parted(word, alone) for word in words) for words in sentences)


def _is_unknown(word: Word) -> bool:
    return word.kind == "word" and not (word.known or word.article or word.conjunction or word.preposition)


def _parted(word: Word, alone: set[str]) -> Word:
    if not _is_unknown(word) or len(word.key) <= _SHORTEST:
        return word
    for conjunction, preposition in _clitics(word.key):
        taken = len(conjunction + preposition)
        if word.key[taken:] in alone:
            start = word.start + fold_with_map(word.text).starts[taken]
            return replace(word, core_start=start, key=word.key[taken:], conjunction=conjunction, preposition=preposition)
    return word


def _clitics(key: str) -> Iterator[tuple[str, str]]:
    """(conjunction, preposition) that a word can begin with."""
    conjunction = key[0] if key[0] in _CONJUNCTIONS else ""
    if conjunction:
        yield conjunction, ""
    if key[len(conjunction)] in _PREPOSITIONS:
        yield conjunction, key[len(conjunction)]
