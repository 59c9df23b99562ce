"""Choosing articles."""

from __future__ import annotations

from pathlib import Path

from training.annotation.press import Article, listed
from training.annotation.select import MOST, choose, choose_more, fits, shingles, write


def _article(number: int, words: str, outlet: str = "المرفأ") -> Article:
    return Article(f"a{number}", "ant", outlet, f"2018-0{number % 9 + 1}-01", "middleEast", words)


def _words(number: int, length: int = 200) -> str:
    return " ".join(f"كلمة{number}ع{i}" for i in range(length))


def test_select_gold_and_near_copies_are_left_out() -> None:
    gold = _words(1)
    articles = [_article(1, gold + " زيادة"), _article(2, _words(2)), _article(3, _words(2) + " ذيل قصير"), _article(4, _words(4))]
    chosen = choose(articles, shingles(gold))
    assert len(chosen) == 2
    assert {article.id for article in chosen} <= {"a2", "a3", "a4"}
    assert len({article.text[:6] for article in chosen}) == 2


def test_select_the_same_seed_chooses_the_same() -> None:
    articles = [_article(n, _words(n)) for n in range(30)]
    assert choose(articles, frozenset()) == choose(articles, frozenset())


def test_select_length_decides() -> None:
    assert fits(_article(1, _words(1)))
    assert not fits(_article(1, _words(1, MOST + 1)))
    assert not fits(_article(1, _words(1, 20)))


def test_select_the_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    article = _article(5, _words(5))
    write([article], tmp_path / "list.tsv")
    (row,) = listed(tmp_path / "list.tsv")
    assert (row.number, row.id, row.outlet, row.sha256) == (0, article.id, article.outlet, article.sha256)


def test_select_more_are_none_of_those_before_nor_their_copies() -> None:
    first = [_article(n, _words(n)) for n in range(5)]
    copy, other = _article(8, _words(2) + " ذيل قصير"), _article(9, _words(9))
    assert choose_more([*first, copy, other], frozenset(), frozenset(article.sha256 for article in first)) == [other]


def test_select_more_rows_stand_behind_those_before(tmp_path: Path) -> None:
    write([_article(5, _words(5))], tmp_path / "list.tsv")
    write([_article(6, _words(6))], tmp_path / "list.tsv", first=1)
    assert [(row.number, row.id) for row in listed(tmp_path / "list.tsv")] == [(0, "a5"), (1, "a6")]
