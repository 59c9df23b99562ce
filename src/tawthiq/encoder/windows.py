"""Sentences to windows: neighbours are read together, as far as they fit, so that a name is seen beside its bearer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from tawthiq.encoder.pieces import BEGIN, END

Scores = npt.NDArray[np.float32]
"""Numbers of words or pieces."""

LIMIT = 128
"""Pieces of a window, about 75 words: attention grows with the square, context pays little beyond two or three sentences."""

_SPECIAL = -1  # the word index of the pieces that open and close a window


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are read together. ``words[i]`` is the word of ``pieces[i]`` (counted over all sentences; -1: special)."""

    pieces: tuple[int, ...]
    words: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.pieces)


def pack(sentences: Sequence[Sequence[tuple[int, ...]]], limit: int = LIMIT, *, together: bool = True) -> tuple[Window, ...]:
    """Windows over sentences given as words given as pieces: whole sentences as far as they fit, long ones cut between words.

    Not ``together``: no window holds words of two sentences.
    """
    windows: list[Window] = []
    pieces: list[int] = []
    words: list[int] = []
    word = 0
    for sentence in sentences:
        size = sum(map(len, sentence))
        if pieces and (not together or len(pieces) + size > limit - 2):
            windows.append(_closed(pieces, words))
            pieces, words = [], []
        if len(pieces) + size <= limit - 2:  # nearly always
            pieces.extend(chain.from_iterable(sentence))
            words.extend(chain.from_iterable(map(repeat, range(word, word + len(sentence)), map(len, sentence))))
            word += len(sentence)
            continue
        for found in sentence:
            if pieces and len(pieces) + len(found) > limit - 2:
                windows.append(_closed(pieces, words))
                pieces, words = [], []
            pieces.extend(found)
            words.extend([word] * len(found))
            word += 1
    return (*windows, _closed(pieces, words)) if pieces else tuple(windows)


def pool(window: Window) -> Scores:
    """A matrix (2 + words of the window, pieces) that takes both ends of a window and the mean of each word's pieces."""
    words = np.array(window.words[1:-1]) - window.words[1]
    found: Scores = np.zeros((int(words[-1]) + 3, len(window)), np.float32)
    found[0, 0] = found[1, -1] = 1.0
    found[words + 2, np.arange(1, len(window) - 1)] = 1.0
    found /= found.sum(1, keepdims=True)
    return found


def _closed(pieces: Sequence[int], words: Sequence[int]) -> Window:
    return Window((BEGIN, *pieces, END), (_SPECIAL, *words, _SPECIAL))


def means(states: Scores, inside: npt.NDArray[np.int64]) -> Scores:
    """The mean over each word's pieces; ``inside`` is the word of each state: no piece that opens or closes a window has one here.

    No product of matrices: numpy's would wait for its other threads longer than the sum takes.
    """
    ends = np.append(np.flatnonzero(inside[1:] != inside[:-1]) + 1, len(inside))  # np.diff takes ten times as long
    starts = np.append(0, ends[:-1])
    sizes, sums = ends - starts, states[starts]
    several = np.flatnonzero(sizes > 1)
    sums[several] += _rest(states, starts[several], sizes[several])
    found: Scores = (sums / sizes[:, None]).astype(np.float32)
    return found


def _rest(states: Scores, starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> Scores:
    """Sums of the states behind the first of words of several pieces; np.add.reduceat takes much longer."""
    found: Scores = states[starts + 1]
    for piece in range(2, int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > piece)
        found[longer] += states[starts[longer] + piece]
    return found
