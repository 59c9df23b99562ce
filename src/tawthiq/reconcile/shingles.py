"""Texts as hashed word 5-grams (folded), and the pairs of documents that share a run of them worth looking at.

In a large archive only a sample of the 5-grams is indexed, chosen by their own hash so that two copies are sampled alike.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, groupby, islice
from typing import TypeVar
from zlib import crc32

import regex

from tawthiq.text.fold import fold

SHINGLE = 5  # words
_SMALL = 200  # documents; up to here every shingle is indexed
_SAMPLE = 8  # in larger archives one shingle of eight is indexed: 5-grams of a 300-word article leave about 37
_COMMON = 40  # documents; a shingle in more of them links each to the first only, not all pairs
_MAX_WORDS = 20_000  # words of one document that are compared: about 60 pages
_SEED = 8  # words; in larger archives two documents with a shorter common run are not looked at
_MARK = 64  # bits of a mark: a shingle without the bits of its part, a document (2^24 of them in a large archive), a place
_PART = 28  # bits of a shingle below those that name its part of the index: 16 parts, one sorted at a time
_PLACE = 15  # bits of a place: ``_MAX_WORDS`` fits
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")

Holder = TypeVar("Holder")
Mark = tuple[int, int, int]
"""A sampled shingle, the number of a document that has it, and its first place there."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text with their offsets (code points), and the hashes of its shingles in order."""

    starts: array[int]
    ends: array[int]
    hashes: array[int]


def words_of(text: str) -> Words:
    """The folded words of a text."""
    matches = list(islice(_WORD.finditer(text), _MAX_WORDS))
    starts, ends = array("I", (match.start() for match in matches)), array("I", (match.end() for match in matches))
    return Words(starts, ends, _hashed(match.group() for match in matches))


def hashes_of(text: str) -> array[int]:
    """The hashes of a text's shingles, without offsets."""
    return _hashed(islice(_WORD.findall(text), _MAX_WORDS))


def _hashed(words: Iterable[str]) -> array[int]:
    """CRC-32 of five folded words with a space between each two: the same on every machine."""
    keys = [fold(word).encode() for word in words]
    joined = memoryview(b" ".join(keys))
    starts = list(accumulate((len(key) + 1 for key in keys), initial=0))
    return array("I", (crc32(joined[start : end - 1]) for start, end in zip(starts, starts[SHINGLE:], strict=False)))


def few(documents: int) -> bool:
    """Whether every shingle is indexed."""
    return documents <= _SMALL


def sampled(shingles: Sequence[int]) -> dict[int, int]:
    """The shingles of a document that are indexed in a larger archive, with their first places."""
    return _every(shingles, _SAMPLE)


def _every(shingles: Sequence[int], every: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for place, shingle in enumerate(shingles):
        if not shingle % every:
            found.setdefault(shingle, place)
    return found


def marks(texts: Iterable[Sequence[int]], every: int | None = None) -> Iterator[Mark]:
    """The sampled shingles of documents, which are numbered as they come, in order of shingle and number: 300 bytes an article."""
    kept = every or _SAMPLE
    low = (1 << _PART) - 1
    bits = _MARK - (low // kept).bit_length() - _PLACE  # of the number
    parts = [array("Q") for _ in range(1 << 32 - _PART)]
    for number, shingles in enumerate(texts):
        for shingle, place in _every(shingles, kept).items():
            parts[shingle >> _PART].append(((shingle & low) // kept << bits | number) << _PLACE | place)
    for part in range(len(parts)):
        above, ordered = part << _PART, sorted(parts[part])
        parts[part] = array("Q")
        for mark in ordered:
            shingle = above + (mark >> bits + _PLACE) * kept + -above % kept
            yield shingle, mark >> _PLACE & (1 << bits) - 1, mark & (1 << _PLACE) - 1


def candidates(texts: Mapping[str, array[int]]) -> list[tuple[str, str]]:
    """Pairs of documents that share a run of words worth looking at. ``texts`` are in order of the documents' ids."""
    keys, hashes = list(texts), list(texts.values())
    every, needed = (1, SHINGLE) if few(len(keys)) else (_SAMPLE, _SEED)
    pairs: set[int] = set()  # one number for two documents: a third of the memory of a pair
    for _, group in groupby(marks(hashes, every), key=lambda mark: mark[0]):
        for (_, a, i), (_, b, j) in linked(list(group)):
            number = a * len(keys) + b
            if number not in pairs and common_run(hashes[a], i, hashes[b], j, needed):
                pairs.add(number)
    return [(keys[number // len(keys)], keys[number % len(keys)]) for number in sorted(pairs)]


def linked(holders: Sequence[Holder]) -> Iterator[tuple[Holder, Holder]]:
    """The pairs that a shingle brings together; ``holders`` are in order of the documents' ids."""
    if len(holders) <= _COMMON:
        yield from combinations(holders, 2)
    else:
        yield from ((holders[0], other) for other in holders[1:])


def common_run(a: array[int], i: int, b: array[int], j: int, needed: int = _SEED) -> bool:
    """Whether the common run through two equal shingles has so many words."""
    shingles = needed - SHINGLE + 1
    length = 0
    while length < shingles and i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
        length += 1
    back = 1
    while length < shingles and back <= min(i, j) and a[i - back] == b[j - back]:
        length, back = length + 1, back + 1
    return length >= shingles
