"""One contract for every engine: documents kept, replaced and found alike."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tawthiq.errors import NotFoundError, StoreError, UsageError
from tawthiq.model import Loss
from tawthiq.store import DocumentFilter, Order, Outcome, SearchFilter, Store
from tawthiq.store.interface import SharedStore
from tests.store import postgres
from tests.store.contract import LATER, QUERIES, TEXTS, current, filled, paths
from tests.store.samples import NOW, document, empty

ENGINES = ("sqlite", *(("postgres",) if postgres.available() else ()))


@pytest.fixture(scope="module")
def opener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], SharedStore]]:
    """``opener(engine)`` gives an empty store; a server is started at the first need and ended at the end."""
    opened: list[Store | postgres.PostgresStore] = []
    server = postgres.Server()

    def call(engine: str) -> SharedStore:
        store = Store.open(tmp_path_factory.mktemp("contract") / "a.tawthiq") if engine == "sqlite" else server.store()
        opened.append(store)
        return store

    yield call
    for store in opened:
        store.close()
    server.stop()


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, opener: Callable[[str], SharedStore]) -> SharedStore:
    return opener(request.param)


@pytest.fixture(scope="module", params=ENGINES)
def full(request: pytest.FixtureRequest, opener: Callable[[str], SharedStore]) -> SharedStore:
    return filled(opener(request.param))


def test_contract_keeps_what_was_added(store: SharedStore) -> None:
    item, content = document(losses=(Loss("T142", "a.txt", "x"),), title="عنوان\u200f")
    assert store.add(item, content, empty(item), NOW).outcome is Outcome.NEW
    assert store.has(item.id)
    assert store.document(item.id) == item
    assert (store.text(item.id), store.original(item.id)) == (item.text, content)
    assert [(row.code, row.detail) for row in store.losses(item.id)] == [("T142", "x")]


def test_contract_knows_the_same_bytes_again(store: SharedStore) -> None:
    item, content = document()
    elsewhere = dataclasses.replace(item, origin=dataclasses.replace(item.origin, path="b.txt"), publisher="غيرها")
    store.add(item, content, empty(item), NOW)
    assert store.add(item, content, empty(item), LATER).outcome is Outcome.ALREADY
    assert store.add(elsewhere, content, empty(elsewhere), LATER).outcome is Outcome.ALREADY
    assert [(seen.path, seen.publisher, seen.current) for seen in store.sightings(item.id)] == [
        ("a.txt", "جريدة السواحل", True), ("b.txt", "غيرها", True),
    ]
    assert len(list(store.documents())) == 1


def test_contract_replaces_what_stood_at_a_place(store: SharedStore) -> None:
    (old, before), (new, after) = document(), document("نص آخر في المكان نفسه.")
    store.add(old, before, empty(old), NOW)
    added = store.add(new, after, empty(new), LATER)
    assert (added.outcome, added.replaces) == (Outcome.REPLACES, old.id)
    assert {stored.document.id: stored.replaced_by for stored in store.documents()} == {old.id: new.id, new.id: None}
    assert [stored.document.id for stored in store.documents(DocumentFilter(current=True))] == [new.id]
    assert store.text(old.id) == old.text


def test_contract_writes_a_batch_whole_or_not_at_all(store: SharedStore) -> None:
    (first, content), (second, other) = document(), document("نص ثان.", path="b.txt")

    def fail() -> None:
        with store.batch():
            store.add(first, content, empty(first), NOW)
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    assert not store.has(first.id)
    assert not store.search("الهاني").total
    with store.batch():
        store.add(first, content, empty(first), NOW)
        store.add(second, other, empty(second), NOW)
    assert len(list(store.documents())) == 2


def test_contract_refuses_bytes_of_another_document(store: SharedStore) -> None:
    item, _ = document()
    with pytest.raises(StoreError, match="T412"):
        store.add(item, b"other", empty(item), NOW)
    assert not store.has(item.id)


def test_contract_forgets_the_loss_of_a_file_that_can_be_read(store: SharedStore) -> None:
    store.add_loss("a.txt", Loss("T101", "a.txt", "locked"), NOW)
    assert [(row.document, row.path, row.code) for row in store.losses()] == [(None, "a.txt", "T101")]
    item, content = document()
    store.add(item, content, empty(item), LATER)
    assert list(store.losses()) == []


@pytest.mark.parametrize("method", ["document", "text", "sightings"])
def test_contract_says_what_it_does_not_have(store: SharedStore, method: str) -> None:
    with pytest.raises(NotFoundError, match="T411"):
        getattr(store, method)("0" * 64)


def test_contract_lists_the_newest_first(full: SharedStore) -> None:
    assert current(full) == "ecbad"
    assert [stored.document.origin.path for stored in full.documents(DocumentFilter(publisher="جريدة السواحل"))] == ["c", "a"]
    assert [stored.document.origin.path for stored in full.documents(DocumentFilter(since="2020", until="2021-11-08"))] == ["c", "b"]


@pytest.mark.parametrize("query", sorted(QUERIES))
def test_contract_finds(full: SharedStore, query: str) -> None:
    assert paths(full, query) == QUERIES[query]


@pytest.mark.parametrize(("wanted", "found"), [
    ({"publisher": "جريدة السواحل"}, "ca"), ({"publisher": "أخرى"}, ""), ({"since": "2020"}, "cb"), ({"until": "2020"}, "ba"),
    ({"since": "2020", "publisher": "وكالة المرافئ"}, "b"), ({"language": "ar"}, "cbad"), ({"language": "en"}, ""), ({"format": "pdf"}, ""),
])
def test_contract_stays_inside_the_filter(full: SharedStore, wanted: dict[str, object], found: str) -> None:
    assert paths(full, "قرداغي", **wanted) == found


def test_contract_exact_undoes_every_expansion(full: SharedStore) -> None:
    assert (paths(full, "القرداغي", exact=True), paths(full, "كوردستان", exact=True)) == ("ad", "")


def test_contract_shows_words_at_their_place(full: SharedStore) -> None:
    hit = full.search("القرداغي النقل").hits[0]
    text = full.text(hit.document)
    assert hit.snippet.text == text[hit.snippet.start : hit.snippet.end]
    assert [text[start:end] for start, end in hit.snippet.marks] == ["بالقرداغي", "النقل"]


def test_contract_turns_pages_and_orders(full: SharedStore) -> None:
    pages = [full.search("قرداغي", limit=2, offset=offset) for offset in (0, 2, 4)]
    assert ["".join(hit.path for hit in page.hits) for page in pages] == ["cb", "ad", ""]
    assert {(page.total, page.exact) for page in pages} == {(4, True)}
    assert "".join(hit.path for hit in full.search("قرداغي", order=Order.OLDEST).hits) == "dabc"
    assert {hit.path for hit in full.search("قرداغي", SearchFilter(), order=Order.RELEVANCE).hits} == set("abcd")


@pytest.mark.parametrize(("query", "code"), [("", "T422"), ("نفط OR", "T425"), ("ن*", "T428"), ("نفط " * 40, "T423")])
def test_contract_teaches_queries_that_say_nothing(full: SharedStore, query: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        full.search(query)


def test_contract_is_kept_by_the_folder_on_disk(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.tawthiq") as folder:
        kept: SharedStore = folder  # checked by the types: the folder is a shared store
        assert len(TEXTS) == len(list(filled(kept).documents()))
