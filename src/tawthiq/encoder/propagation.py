"""A surname alone is a person where the same surname closed a full name nearby: what the encoder, sentence by sentence, misses most."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tawthiq.encoder.protocol import Tagged
from tawthiq.text.lexicon import is_function_word
from tawthiq.text.words import Word

_LETTERS = 4  # shorter keys are too often another word
_SURE = 0.8  # probability from which a full name vouches for its surname: guessed names would spread their error
_PERSON, _LAYER = "Person", "names"
NEAR = 5
"""Sentences on either side in which a full name vouches for its surname, where the borders of documents are not known."""


def _surnames(sentences: Sequence[Sequence[Word]], tagged: Iterable[Tagged]) -> Mapping[str, list[int]]:
    """Key of the last word of each full name -> the sentences it stands in, rising."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in tagged:
        last = sentences[one.sentence][one.last - 1]
        if _is_full(one) and last.kind == "word" and len(last.key) >= _LETTERS:
            found[last.key].append(one.sentence)
    return found


def _is_full(one: Tagged) -> bool:
    return one.layer == _LAYER and one.label == _PERSON and one.last - one.first > 1 and one.probability >= _SURE


def _is_near(places: Sequence[int], sentence: int, near: int) -> bool:
    at = bisect_left(places, sentence - near)
    return at < len(places) and places[at] <= sentence + near


def propagate(sentences: Sequence[Sequence[Word]], tagged: Sequence[Tagged], near: int = NEAR) -> tuple[Tagged, ...]:
    """The spans with lone surnames added, and single words of another type made persons where their surname is known nearby."""
    known = _surnames(sentences, tagged)
    kept = [one for one in tagged if not _mistaken(one, sentences, known, near)]
    taken = {(one.sentence, word) for one in kept if one.layer == _LAYER for word in range(one.first, one.last)}
    persons_end = {(one.sentence, one.last) for one in kept if one.layer == _LAYER and one.label == _PERSON}
    added = [
        Tagged(at, index, index + 1, word.core_start, word.end, _PERSON, _LAYER, 0.5)
        for at, sentence in enumerate(sentences) for index, word in enumerate(sentence)
        if word.key in known and (at, index) not in taken and (at, index) not in persons_end
        and not is_function_word(word.key) and not word.pronoun and _is_near(known[word.key], at, near)
    ]  # fmt: skip
    return tuple(sorted((*kept, *added), key=lambda one: (one.sentence, one.first, -one.last, one.layer)))


def _mistaken(one: Tagged, sentences: Sequence[Sequence[Word]], known: Mapping[str, list[int]], near: int) -> bool:
    """Whether a single word of another type is the surname of a person named nearby."""
    if one.layer != _LAYER or one.label == _PERSON or one.last - one.first > 1:
        return False
    key = sentences[one.sentence][one.first].key
    return key in known and _is_near(known[key], one.sentence, near)
