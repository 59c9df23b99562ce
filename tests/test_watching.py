"""Sequences that tell how far somebody has gone through them."""

from unittest.mock import patch

from tawthiq.watching import Looks, Watched


def test_watching_counts_looks_at_several_sequences() -> None:
    told: list[tuple[int, int]] = []
    looks = Looks(5, lambda done, total: told.append((done, total)))
    with patch("tawthiq.watching._EVERY", 0):
        assert list(Watched("ab", looks)) == ["a", "b"]
        assert list(Watched("cde", looks)) == ["c", "d", "e"]
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_watching_never_tells_more_than_all() -> None:
    told: list[int] = []
    watched = Watched("ab", Looks(2, lambda done, _: told.append(done)))
    with patch("tawthiq.watching._EVERY", 0):
        assert [*watched, *watched] == ["a", "b", "a", "b"]
    assert told == [1, 2, 2, 2]


def test_watching_says_nothing_within_a_second() -> None:
    told: list[int] = []
    assert list(Watched("abc", Looks(3, lambda done, _: told.append(done)))) == ["a", "b", "c"]
    assert told == []


def test_watching_items_by_place_are_not_counted() -> None:
    told: list[int] = []
    with patch("tawthiq.watching._EVERY", 0):
        watched = Watched("abc", Looks(3, lambda done, _: told.append(done)))
        assert (len(watched), watched[1], watched[:2]) == (3, "b", "ab")
    assert told == []
