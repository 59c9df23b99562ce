"""Who is who is kept with its reasons, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.store import Store, whois
from tests.store.samples import NOW, OTHER, document, full, reconciliation

FIRST, CONTENT = document()
REASONS = [
    ("الاسم نفسه: «سالم الهاني».", "The same name: “سالم الهاني”."),
    ("«سالم الهاني» هو «الهاني».", "“سالم الهاني” is “الهاني”."),
    ("لا سبب.", "No reason."),
    ("«سالم».", "“Salem”."),
    ("اسم «في «اسم» آخر».", "a name “within “a name” more”."),
    ("علامة « وحدها", "a mark ” alone"),
    ("«»", "“”"),
    ("بالعربية «وحدها»", "in Arabic alone"),
    ("", ""),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a") as store:
        second, other = document(OTHER, path="b.txt")
        store.add(FIRST, CONTENT, full(FIRST), NOW)
        store.add(second, other, full(FIRST).__class__(second.id, "none"), NOW)
        store.save_reconciliation(reconciliation(full(FIRST), second))
        yield store


@pytest.mark.parametrize("reasons", REASONS)
def test_whois_reasons_come_back_word_for_word(store: Store, reasons: tuple[str, str]) -> None:
    known = whois.Whois(store._connection)
    assert known.put((1, "e1"), ("E-e1", 0.75, reasons)) == ("E-e1", True)
    assert known.get((1, "e1")) == ("E-e1", 0.75, reasons)


def test_whois_own_name_is_not_kept_twice(store: Store) -> None:
    whois.Whois(store._connection).put((1, "e1"), ("E-e1", 1.0, REASONS[0]))
    assert store._connection.execute("SELECT said FROM entity WHERE seq = 0").fetchone() == (None,)


def test_whois_that_stays_is_no_change(store: Store) -> None:
    known = whois.Whois(store._connection)
    known.put((1, "e1"), ("E-e1", 1.0, REASONS[1]))
    assert known.put((1, "e1"), ("E-e1", 1.0, REASONS[1])) == ("E-e1", False)


def test_whois_lets_somebody_be_another_or_nobody(store: Store) -> None:
    known = whois.Whois(store._connection)
    before = known.get((1, "e1"))
    assert known.rename((1, "e1"), "E-e2") == "E-e1"
    assert before is not None
    assert known.get((1, "e1")) == ("E-e2", *before[1:])
    known.drop((1, "e1"))
    assert known.get((1, "e1")) is None


def test_whois_of_an_entity_that_is_not_there_is_nothing(store: Store) -> None:
    known = whois.Whois(store._connection)
    assert known.put((1, "e9"), ("E-e1", 1.0, REASONS[2])) == (None, False)
    assert known.get((1, "e9")) is None
    with pytest.raises(ValueError, match="nobody is known"):
        known.rename((1, "e9"), "E-e1")
