"""What the lexicons know of a word, as a short vector beside its pieces: given name, surname, place, ordinary word, clitics."""

from __future__ import annotations

from functools import lru_cache

from tawthiq.text.lexicon import is_function_word, lookup, names
from tawthiq.text.words import Word, tokenize

COUNT = 16
"""Numbers a word has; the order is part of the weights' format."""

_SEEN, _COMMON = 10, 100  # bearers of a name part: three steps (any, some, many) are enough for a linear layer
_NOTHING = (0,) * COUNT


def features(word: Word) -> tuple[int, ...]:
    """``COUNT`` zeros and ones for a word; marks and numbers have none."""
    if word.kind != "word":
        return _NOTHING
    return _features(word.key, word.article, bool(word.conjunction), bool(word.preposition), word.known) if word.key else _NOTHING


@lru_cache(maxsize=65_536)
def _features(key: str, article: bool, conjunction: bool, preposition: bool, known: bool) -> tuple[int, ...]:  # noqa: FBT001
    part, form = names().get(key), lookup(key)
    given, surname, flags = (part.given, part.surname, part.flags) if part else (0, 0, "")
    bits = (
        given > 0, given >= _SEEN, given >= _COMMON,
        surname > 0, surname >= _SEEN, surname >= _COMMON,
        "p" in flags, "o" in flags, "x" in flags,
        form is not None, form is not None and form.noun, is_function_word(key),
        article, conjunction, preposition, not known,
    )
    return tuple(map(int, bits))


def as_word(token: str) -> Word:
    """A token of a corpus as a word of ours: analysed where our own tokeniser leaves it whole, else a mark."""
    words = tokenize(token)
    if len(words) == 1 and (words[0].start, words[0].end) == (0, len(token)):
        return words[0]
    return Word(0, len(token), 0, len(token), token, token, "mark")
