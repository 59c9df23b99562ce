"""Documents as places in memory: what they are narrowed and counted by, and that nothing of a former state is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.model import Standing
from tawthiq.store import SearchFilter, Store, catalogue
from tawthiq.store.catalogue import Catalogues
from tests.store.samples import NOW, OTHER, document, empty, full, reconciliation

SAID = "أعلن معاون المحافظ سليم الغرناطي فتح معبر الصخرة."
DOCUMENTS = [
    ("a", "2011-05-02", "صحيفة الميناء", SAID), ("b", "2012-01-31", "صحيفة الميناء", SAID + " ثم أغلق المعبر."),
    ("c", "2012-02-01", "مجلة الجبل", SAID + " وقال إن المعبر آمن."), ("d", None, None, SAID + " بلا تاريخ."),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "archive.tawthiq") as found:
        for path, published, publisher, text in DOCUMENTS:
            item, content = document(text, path=path, published=published, publisher=publisher, title=None)
            found.add(item, content, empty(item), NOW)
        yield found


def paths(store: Store, wanted: SearchFilter | None = None, query: str = "معبر") -> str:
    return "".join(hit.path for hit in store.search(query, wanted).hits)


def add_further(store: Store) -> str:
    item, content = document("زار وفد من البلدية معبر الوادي.", path="e", published="2013-04-04", publisher="مجلة الجبل", title=None)
    return store.add(item, content, empty(item), NOW).document


def test_catalogue_counts_outlets_as_if_none_was_chosen(store: Store) -> None:
    found = store.narrower("معبر", SearchFilter(publisher="مجلة الجبل", until="2012"))
    assert found.publishers == (("صحيفة الميناء", 2), ("مجلة الجبل", 1))
    assert found.years == (("2012", 1),)


def test_catalogue_counts_years_as_if_no_days_were_given(store: Store) -> None:
    found = store.narrower("معبر", SearchFilter(since="2012-02"))
    assert found.years == (("2011", 1), ("2012", 2))
    assert found.publishers == (("مجلة الجبل", 1),)


def test_catalogue_counts_all_matches_by_what_they_are(store: Store) -> None:
    found = store.facets("معبر")
    assert (found.publishers, found.years) == ((("صحيفة الميناء", 2), ("مجلة الجبل", 1)), (("2012", 2), ("2011", 1)))
    assert found.complete


def test_catalogue_narrows_by_the_standing_of_a_claim(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x") as store:
        item, content = document()
        store.add(item, content, full(item), NOW)
        assert store.search("وزير", SearchFilter(standing=Standing.ATTRIBUTED)).total == 1
        assert store.search("وزير", SearchFilter(standing=Standing.PLANNED)).total == 0
        assert store.facets("وزير").standings == (("attributed", 1), ("stated", 1))


def test_catalogue_knows_what_the_same_program_added(store: Store) -> None:
    assert paths(store) == "cbad"
    added = add_further(store)
    assert paths(store) == "ecbad"
    store.remove(added, author="م", note="", removed_at=NOW)
    assert paths(store) == "cbad"


def test_catalogue_forgets_what_was_undone(store: Store) -> None:
    def add_in_vain() -> None:
        with store.batch():
            add_further(store)
            assert paths(store) == "ecbad"
            raise KeyError

    with pytest.raises(KeyError):
        add_in_vain()
    assert paths(store) == "cbad"


class _Clock:
    """Seconds that pass only when it is looked at (``step``) or told so."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def test_catalogue_that_took_long_serves_on_while_others_write(store: Store) -> None:
    clock = _Clock(1.0)
    shared = Catalogues(store.path, clock)
    found = []
    for passed in (0.0, 0.0, 60.0):
        clock.now += passed
        with Store.open(store.path, readonly=True) as reader:
            reader.share(shared)
            found.append(paths(reader))
        if len(found) == 1:
            add_further(store)
    assert found == ["cbad", "cbad", "ecbad"]


def test_catalogue_that_is_behind_shows_no_document_that_was_taken_out(store: Store) -> None:
    clock = _Clock(1.0)
    shared = Catalogues(store.path, clock)
    with Store.open(store.path, readonly=True) as reader:
        reader.share(shared)
        assert paths(reader) == "cbad"
    store.remove("b", author="نور", note="", removed_at=NOW)
    with Store.open(store.path, readonly=True) as reader:
        reader.share(shared)
        assert paths(reader) == "cad"


def test_catalogue_that_is_shared_knows_what_another_program_added(store: Store) -> None:
    shared = Catalogues(store.path)
    for expected in ("cbad", "ecbad"):
        with Store.open(store.path, readonly=True) as reader:
            reader.share(shared)
            assert paths(reader) == expected
            assert reader.narrower("معبر").years[-1] == (("2012", 2) if expected == "cbad" else ("2013", 1))
        add_further(store)


def test_catalogue_knows_the_standings_of_a_document_that_was_read_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x") as store:
        item, content = document()
        store.add(item, content, empty(item), NOW)
        wanted = SearchFilter(standing=Standing.ATTRIBUTED)
        assert store.search("وزير", wanted).total == 0
        store.replace_reading(full(item))
        assert store.search("وزير", wanted).total == 1


def test_catalogue_knows_who_is_who_after_comparing(tmp_path: Path) -> None:
    wanted = SearchFilter(entities=("E-e1",))
    with Store.open(tmp_path / "x") as store:
        shared = Catalogues(store.path)
        item, content = document()
        other, more = document(OTHER, path="b.txt")
        store.add(item, content, full(item), NOW)
        store.add(other, more, empty(other), NOW)
        for total in (0, 1):
            with Store.open(store.path, readonly=True) as reader:
                reader.share(shared)
                assert reader.search("وزير", wanted).total == total
                assert reader.search_claims("وزير", wanted).total == total
            store.save_reconciliation(reconciliation(full(item), other))


def test_catalogue_is_made_once_while_nothing_changes(store: Store) -> None:
    shared = Catalogues(store.path)
    with Store.open(store.path, readonly=True) as one, Store.open(store.path, readonly=True) as other:
        for reader in (one, other):
            reader.share(shared)
            paths(reader)
        assert one._catalogue is other._catalogue


def test_catalogue_tells_that_a_long_walk_was_cut(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "WALKED", 2)
    found = store.search("معبر")
    assert ("".join(hit.path for hit in found.hits), found.total, found.exact) == ("cb", 2, False)
    assert paths(store, SearchFilter(until="2011")) == "a"  # days are walked on their own


def test_catalogue_that_is_behind_still_tells_that_a_walk_was_cut(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "WALKED", 3)
    clock = _Clock(1.0)
    with Store.open(store.path, readonly=True) as reader:
        reader.share(Catalogues(store.path, clock))
        assert paths(reader, query="فتح") == "cba"
        add_further(store)
        found = reader.search("معبر")
    assert ("".join(hit.path for hit in found.hits), found.exact) == ("cb", False)


def test_catalogue_finds_an_outlet_behind_what_was_cut(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "WALKED", 3)
    add_further(store)
    found = store.search("معبر", SearchFilter(publisher="صحيفة الميناء"))
    assert ("".join(hit.path for hit in found.hits), found.total, found.exact) == ("ba", 2, True)


def test_catalogue_of_an_empty_archive_finds_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x") as store:
        assert store.search("معبر", SearchFilter(publisher="صحيفة", standing=Standing.DENIED)).total == 0
        assert store.narrower("معبر").years == ()
        assert store.facets("معبر").publishers == ()
