from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.encoder.pieces import BEGIN, END
from tawthiq.encoder.windows import means, pack, pool

_WORD = st.lists(st.integers(5, 9), min_size=1, max_size=24).map(tuple)
_SENTENCES = st.lists(st.lists(_WORD, max_size=30), max_size=8)


def test_windows_read_neighbouring_sentences_together() -> None:
    windows = pack([[(7,), (8,)], [(9,)]], limit=10)
    assert [window.pieces for window in windows] == [(BEGIN, 7, 8, 9, END)]
    assert windows[0].words == (-1, 0, 1, 2, -1)


def test_windows_keep_sentences_apart_when_asked() -> None:
    assert [window.pieces[1:-1] for window in pack([[(7,), (8,)], [(9,)]], limit=10, together=False)] == [(7, 8), (9,)]


def test_windows_do_not_cut_a_sentence_that_fits() -> None:
    assert [window.pieces[1:-1] for window in pack([[(5,)] * 5, [(6,)] * 5], limit=10)] == [(5,) * 5, (6,) * 5]


@given(_SENTENCES, st.integers(30, 128), st.booleans())
def test_windows_hold_every_word_once_in_order_and_whole(
    sentences: list[list[tuple[int, ...]]], limit: int, together: bool,  # noqa: FBT001
) -> None:
    windows = pack(sentences, limit, together=together)
    read = [(word, piece) for window in windows for word, piece in zip(window.words, window.pieces, strict=True) if word >= 0]
    words = [word for sentence in sentences for word in sentence]
    assert read == [(index, piece) for index, word in enumerate(words) for piece in word]
    assert all(3 <= len(window) <= limit for window in windows)


def test_windows_pool_the_ends_and_the_mean_of_each_words_pieces() -> None:
    (window,) = pack([[(7, 8), (9,)]])
    assert pool(window).tolist() == [[1, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0.5, 0.5, 0, 0], [0, 0, 0, 1, 0]]


def test_windows_means_are_those_of_each_words_pieces() -> None:
    states = np.arange(16, dtype=np.float32).reshape(8, 2)
    found = means(states, np.array([4, 5, 5, 6, 6, 6, 6, 7]))
    assert found.tolist() == [[0, 1], [3, 4], [9, 10], [14, 15]]
