"""Words to pieces: the unigram segmentation of the base model's vocabulary, in plain Python with a memory per word.

A library would bring another binary dependency for what is one short Viterbi search; words repeat, so that nearly all
of them come from the memory (figures in training/README.md).
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterable, Sequence

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Ids of the special pieces, in the order of the base model's vocabulary."""

_SPACE = "\u2581"  # stands before the first letter of a word
_UNKNOWN_PENALTY = 10.0  # log-probability below the rarest piece: an unknown letter is the last resort
_LONGEST_WORD = 64  # code points: longer tokens are noise (addresses, strokes), cut so that the search stays linear
_MOST_PIECES = 24  # pieces of one word that are read
_REMEMBERED = 20_000  # words, the first that come: a newspaper's frequent ones; about 6 MB
_DROPPED = dict.fromkeys(
    (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640, 0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF)
)  # vowel marks, tatweel and invisible marks: the base model has hardly seen them


def normal(word: str) -> str:
    """The form of a word that is cut into pieces: compatibility forms resolved, vowel marks and tatweel left out."""
    plain = unicodedata.normalize("NFKC", word).translate(_DROPPED)[:_LONGEST_WORD]
    return "".join(plain.split())


class Pieces:
    """A vocabulary of pieces with log-probabilities; ``pieces(word)`` gives the ids of the likeliest cut."""

    def __init__(self, scored: Iterable[tuple[str, float]]) -> None:
        self._known = {piece: (index, score) for index, (piece, score) in enumerate(scored)}
        scores = [score for index, score in self._known.values() if index > UNKNOWN]
        self._unknown = min(scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, self._known))
        self._memory: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def texts(self) -> frozenset[str]:
        """The pieces themselves."""
        return frozenset(self._known)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of one word, at least one."""
        found = self._memory.get(word)
        if found is None:
            found = self._cut(_SPACE + normal(word))[:_MOST_PIECES]
            if len(self._memory) < _REMEMBERED:
                self._memory[word] = found
        return found

    def _cut(self, text: str) -> tuple[int, ...]:
        """The likeliest cut; neighbouring unknown letters are one unknown piece."""
        best = [0.0] + [-1e30] * len(text)
        back: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - self._longest), end):
                index, score = self._known.get(text[start:end], (UNKNOWN, self._unknown if end - start == 1 else -1e30))
                if best[start] + score > best[end]:
                    best[end], back[end] = best[start] + score, (start, index)
        return _read_back(back)


def _read_back(back: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    found: list[int] = []
    end = len(back) - 1
    while end > 0:
        end, index = back[end]
        if not (index == UNKNOWN and found and found[-1] == UNKNOWN):
            found.append(index)
    return tuple(reversed(found)) or (UNKNOWN,)


def read_pieces(content: bytes) -> Pieces:
    """The vocabulary of a gzip file: a line a piece, its log-probability behind a tab, ids counted from 0."""
    lines = gzip.decompress(content).decode("utf-8").split("\n")
    rows = (line.rsplit("\t", 1) for line in lines if line)
    return Pieces((piece, float(score)) for piece, score in rows)


def write_pieces(scored: Iterable[tuple[str, float]]) -> bytes:
    """The file that ``read_pieces`` reads; the same pieces give the same bytes."""
    text = "".join(f"{piece}\t{score:.5g}\n" for piece, score in scored)
    return gzip.compress(text.encode("utf-8"), mtime=0)
