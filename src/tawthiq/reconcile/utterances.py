"""One utterance in several documents: the same words, a retelling, a translation.

Vectors only propose. Two quotations are one utterance if one speaker is meant, their numbers are the same, both negate or neither
does, and no name stands in one where the other has another. For people who compare sources: what is told ten times in ten
wordings was said once. Claims of one speaker are one chain anyway (``independence``).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tawthiq.model import content_id
from tawthiq.reconcile.names import SAME, compare_names, part_score
from tawthiq.reconcile.reasons import reason
from tawthiq.reconcile.unions import Unions
from tawthiq.text import english
from tawthiq.text.fold import fold
from tawthiq.text.names import has_arabic, split
from tawthiq.text.numbers import TOKEN, find_numbers
from tawthiq.text.titles import country, national, words_key

RETOLD = 0.955
"""Cosine from which two quotations in one script are proposed: measured with ``python -m evaluation.utterances`` and on press."""

TRANSLATED = 0.94
"""The same for Arabic beside English: translations lie further apart."""

_COUNTED = 0.018  # what the bars are lower where both have the same numbers (but 0, 1, 2): measured as they are
_FEWEST = 4  # words; shorter ones («نعم», «لا تعليق») are said every day anew
_AT_ONCE = 512  # rows that are multiplied with all of a speaker at one time; of 10,000 quotations 20 MB
_SMALL = frozenset({0, 1, 2})  # numbers that Arabic says by the form of a noun (جنديان) and English by an article

Vectorise = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences to rows of unit length (``encoder.vectors``)."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quotation: its document, its words with their place (code points, end-exclusive), who said it, who and what it names.

    ``speaker`` is the archive id, or empty where only ``name`` is known; ``named`` are the archive ids of the names inside,
    ``names`` the names as they are written there.
    """

    document: str
    start: int
    end: int
    words: str
    speaker: str
    name: str
    named: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Quotations that are one utterance, in order of document and place; the least cosine that joins them; why."""

    id: str
    utterances: tuple[Utterance, ...]
    translated: bool
    cosine: float
    reason_ar: str
    reason_en: str


def told_again(utterances: Sequence[Utterance], vectorise: Vectorise) -> Iterator[Told]:
    """The utterances that stand in several documents in several wordings, by speaker. Nothing depends on the order."""
    for group in _by_speaker(utterances):
        yield from _of_one(sorted(group, key=_place), vectorise)


def compatible(a: Utterance, b: Utterance) -> bool:
    """Whether nothing speaks against one utterance: numbers, negation and names agree. Who speaks is compared before."""
    return _numbers(a.words) == _numbers(b.words) and negates(a.words) == negates(b.words) and names_agree(a, b)


def names_agree(a: Utterance, b: Utterance) -> bool:
    """Whether no name stands in one where the other has another."""
    if has_arabic(a.words) != has_arabic(b.words):
        return _names_meet(*((a, b) if has_arabic(a.words) else (b, a)))
    return a.named <= b.named or b.named <= a.named


def one_speaker(a: Utterance, b: Utterance) -> bool:
    """Whether both are said by one: by the archive's identities, or where one is unknown there by the names."""
    if a.speaker and b.speaker:
        return a.speaker == b.speaker
    return split(a.name).is_full and split(b.name).is_full and compare_names(a.name, b.name).value >= SAME


def bar(a: Utterance, b: Utterance) -> float:
    """The cosine from which two are proposed whose numbers are the same."""
    return _bar(a, b, counted=bool(_numbers(a.words)))


def _bar(a: Utterance, b: Utterance, *, counted: bool) -> float:
    plain = RETOLD if has_arabic(a.words) == has_arabic(b.words) else TRANSLATED
    return plain - _COUNTED if counted else plain


def negates(words: str) -> bool:
    """Whether a negator stands in the words, Arabic or English."""
    if not has_arabic(words):
        return english.negates(words)
    keys = [fold(token.group()) for token in TOKEN.finditer(words)]
    return any(_is_negator(key, following) for key, following in pairwise([*keys, ""]))


def _is_negator(key: str, following: str) -> bool:
    """A negator, also behind و, ف, ب and ل; not «لا بد», «لا يزال», «ما زال»."""
    bare = next((form for form in (key, key[1:]) if form in _negators()), None)
    if bare is None or (bare != key and key[0] not in "وفبل"):
        return False
    return following not in _harmless()


@cache
def _data() -> Mapping[str, str]:
    return dict(tomllib.loads(files("tawthiq.reconcile").joinpath("utterances.toml").read_text("utf-8")))


@cache
def _negators() -> frozenset[str]:
    return frozenset(map(fold, _data()["negators"].split()))


@cache
def _harmless() -> frozenset[str]:
    return frozenset(map(fold, _data()["harmless"].split()))


def _numbers(words: str) -> frozenset[int | float]:
    if not has_arabic(words):
        return english.numbers(words) - _SMALL
    return frozenset(number.value for number in find_numbers(words) if not number.vague) - _SMALL


def _names_meet(arabic: Utterance, latin: Utterance) -> bool:
    """Whether each name inside one is among the words of the other: by its sound, or as a country."""
    words = tuple(token.group() for token in TOKEN.finditer(arabic.words))
    mine, theirs = _Named(words), _Named(english.names(latin.words, opening=True))
    return all(mine.has(name) for name in english.names(latin.words)) and all(theirs.has(name) for name in arabic.names)


class _Named:
    """Words among which names are looked for."""

    def __init__(self, words: Sequence[str]) -> None:
        self._parts = [part for word in words for part in split(word).parts]
        self._countries = {code for word in words if (code := _country(word)) is not None}

    def has(self, name: str) -> bool:
        """Whether a name, in its words all, is here."""
        if _country(name) in self._countries:
            return True
        parts = split(name).parts
        return bool(parts) and all(any(part_score(part, here) >= SAME for here in self._parts) for part in parts)


def _country(word: str) -> str | None:
    """The code of a country by its name or as an adjective, Arabic or English."""
    if not has_arabic(word):
        return english.country_of(word)
    return country(word) or national(("", *words_key(word)))[1]


# ------------------------------------------------------------------ groups


def _place(utterance: Utterance) -> tuple[str, int, int]:
    return utterance.document, utterance.start, utterance.end


def _by_speaker(utterances: Sequence[Utterance]) -> Iterator[list[Utterance]]:
    """The quotations of each speaker; of those without an archive id who is named alike joins all of that name."""
    groups: defaultdict[str, list[Utterance]] = defaultdict(list)
    loose: list[Utterance] = []
    for one in sorted(utterances, key=_place):
        if len(one.words.split()) >= _FEWEST:
            (groups[one.speaker] if one.speaker else loose).append(one)
    for one in loose:
        joined = [group for key, group in sorted(groups.items()) if key and one_speaker(group[0], one)]
        if len(joined) == 1:  # two bearers of the name: nobody knows which
            joined[0].append(one)
    for key in sorted(groups):
        if len({one.document for one in groups[key]}) > 1:
            yield groups[key]


def _of_one(utterances: Sequence[Utterance], vectorise: Vectorise) -> Iterator[Told]:
    """The utterances of one speaker that are told in several documents."""
    kept: dict[tuple[int, int], float] = {}
    for places in _alike(utterances):
        rows, counted = vectorise([utterances[place].words for place in places]), bool(_numbers(utterances[places[0]].words))
        for i, j, cosine in _near(rows):
            a, b = utterances[places[i]], utterances[places[j]]
            if cosine >= _bar(a, b, counted=counted) and a.document != b.document and names_agree(a, b):
                kept[places[i], places[j]] = cosine
    unions: Unions[int] = Unions()
    for i, j in kept:
        unions.join(i, j)
    lowest: dict[int, float] = {}
    for (i, _), cosine in kept.items():
        lowest[unions.root(i)] = min(cosine, lowest.get(unions.root(i), cosine))
    for members in unions.sets():
        told = tuple(utterances[place] for place in members)
        if len({_wording(one) for one in told}) > 1:
            yield _told(told, lowest[members[0]])


def _alike(utterances: Sequence[Utterance]) -> list[list[int]]:
    """Places of those with the same numbers that negate alike, where they stand in several documents."""
    groups: defaultdict[tuple[tuple[int | float, ...], bool], list[int]] = defaultdict(list)
    for place, one in enumerate(utterances):
        groups[tuple(sorted(_numbers(one.words))), negates(one.words)].append(place)
    return [group for group in groups.values() if len({utterances[place].document for place in group}) > 1]


def _near(rows: NDArray[np.float32]) -> Iterator[tuple[int, int, float]]:
    """Pairs of rows whose cosine reaches the lowest bar, in order."""
    for start in range(0, len(rows), _AT_ONCE):
        cosines = rows[start : start + _AT_ONCE] @ rows.T
        for i, j in np.argwhere(cosines >= TRANSLATED - _COUNTED):
            if start + i < j:
                yield int(start + i), int(j), float(cosines[i, j])


def _wording(one: Utterance) -> str:
    return " ".join(fold(token.group()) for token in TOKEN.finditer(one.words) if token.group()[0].isalnum())


def _told(members: tuple[Utterance, ...], cosine: float) -> Told:
    translated = len({has_arabic(one.words) for one in members}) > 1
    documents = len({one.document for one in members})
    name = min((one.name for one in members if has_arabic(one.name)), default=members[0].name)
    texts = reason("T374" if translated else "T373", documents=documents, name=name, cosine=f"{cosine:.2f}")
    return Told(content_id("u", *(part for one in members for part in _place(one))), members, translated, round(cosine, 4), *texts)
