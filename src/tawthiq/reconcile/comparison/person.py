"""Whether two names of one post can be one person's: looser than identity, for a false difference is noise."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from tawthiq.reconcile.comparison.gazetteer import country_of
from tawthiq.text.names import split
from tawthiq.text.titles import content_words, national, words_key

_CACHED = 8_192  # pairs of names
_ALIKE = 60.0  # per cent of letters in common from which two parts can be spellings of one (كولوم، كولومب; كيكيانغ، كه تشيانغ)
_TWO = 2  # parts that agree: a given name alone is shared by many
_SHORT = 3  # letters; shorter parts agree by chance


@lru_cache(maxsize=_CACHED)
def may_be_one(a: str, b: str) -> bool:
    """One name cut off or with words beside it (سليم نور، سليم نور الحداد), or two parts of both look alike."""
    left, right = _words(a), _words(b)
    if not left or not right or set(left) <= set(right) or set(right) <= set(left):
        return True
    short, long = sorted((left, right), key=len)
    return sum(any(_alike(part, other) for other in long) for part in short) >= _TWO


def _words(name: str) -> tuple[str, ...]:
    """The parts of a personal name; the words of another one."""
    return tuple(part.key for part in split(name).parts) or tuple(sorted(content_words(name)))


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= _SHORT and fuzz.ratio(a, b) >= _ALIKE)


@lru_cache(maxsize=_CACHED)
def land(party: str) -> str | None:
    """The country that acts: by its name, its capital, or the adjective of its government (موسكو, الدولة الروسية)."""
    return national(words_key(party))[1] or country_of(party)
