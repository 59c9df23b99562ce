"""Names of bodies that are nearly one: a word more, or a letter amiss. Asked about, never joined without a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from tawthiq.reconcile.comparison.gazetteer import country_of
from tawthiq.reconcile.names import Score
from tawthiq.reconcile.reasons import reason
from tawthiq.text.kinds import kind_words
from tawthiq.text.titles import all_generic, national, words_key

_FEWEST, _MOST = 2, 8  # words of a name: one is shared by many, longer ones are descriptions
_MAX_BLOCK = 200  # names that differ in one word which are compared in pairs
_SLIP = 80.0  # per cent of letters in common: one letter amiss in four or more
_MIN_WORD = 4  # letters; shorter words are alike by chance
_LONGER, _SPELLED = 0.6, 0.7  # scores: from ``names.COULD_BE`` on, below those of one name

Pair = tuple[int, int]
"""Places of two names in the list given."""


def lookalikes(names: Sequence[str]) -> Iterator[tuple[Pair, Score]]:
    """Pairs of unlike names that could be one body's, in order of their places, each once."""
    words = [words_key(name) for name in names]
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, known in enumerate(words):
        if _FEWEST <= len(known) <= _MOST and not all_generic(known):
            for key in dict.fromkeys((known, *(known[:at] + known[at + 1 :] for at in range(len(known))))):
                blocks[key].append(place)
    pairs = {pair for listed in blocks.values() for pair in combinations(listed[:_MAX_BLOCK], 2)}
    for first, second in sorted(pairs):
        found = _alike(words[first], words[second])
        if found is not None:
            code, value = found
            yield (first, second), Score(value, *reason(code, a=names[first], b=names[second]))


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, float] | None:
    """Why two names could be one, and how far."""
    short, long = sorted((a, b), key=len)
    more, less = _beside(long, short), _beside(short, long)
    if len(more) == 1 and not less and len(short) >= _FEWEST and not all_generic(short):
        return None if _tells_apart(more[0]) else ("T314", _LONGER)
    if len(more) == len(less) == 1 and not all_generic(tuple(word for word in short if word not in less)):
        alike = min(len(more[0]), len(less[0])) >= _MIN_WORD and fuzz.ratio(more[0], less[0]) >= _SLIP
        return ("T315", _SPELLED) if alike and not (_tells_apart(more[0]) or _tells_apart(less[0])) else None
    return None


def _beside(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return [word for word in words if word not in others]


def _tells_apart(word: str) -> bool:
    """A country, a town, a number or an ordinal: the body of another place, or the next one of its kind."""
    return national(("", word))[1] is not None or country_of(word) is not None or word.isdecimal() or word in kind_words("ordinals")


