"""What is found, in what order, with which words marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.store import Order, SearchFilter, Store
from tawthiq.store import search as search_module
from tests.store.samples import NOW, OTHER, document, empty, full, reconciliation

DOCUMENTS = [
    ("a", "2019-03-02", "جريدة السواحل", "زار الوزير ماجد القرداغي والوفد المرافق مدينة دير البحر في إقليم المرجان."),
    ("b", "2020-07", "وكالة المرافئ", "قالت وزارة النقل إن للقرداغي شركاء في الاقليم، وإن قرداغي لم يحضر."),
    ("c", "2021-11-08", "جريدة السواحل", "اجتمع رئيس الحكومة بالقرداغي. وقال رئيساً للجنة إن النقل البحري سيُفتح لكوردستان."),
    ("d", None, None, "نص بلا تاريخ عن النقل وعن كردستان وعن القرداغي: مسئول سابق."),
    ("e", "2021-11-09T08:00:00Z", "وكالة المرافئ", "Reuters: the minister of transport resigned, said a مسؤول."),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("search") / "archive.tawthiq") as found:
        for path, published, publisher, text in DOCUMENTS:
            item, content = document(text, path=path, published=published, publisher=publisher, title="بيان الوزارة" if path == "a" else None)
            found.add(item, content, empty(item), NOW)
        yield found


def paths(store: Store, query: str, wanted: SearchFilter | None = None, order: Order = Order.NEWEST) -> str:
    return "".join(hit.path for hit in store.search(query, wanted, order=order).hits)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("والقرداغي", "cbad"), ("القرداغي", "cbad"), ("قرداغي", "cbad"), ("للقرداغي", "cbad"),
        ("إقليم", "ba"), ("اقليم", "ba"), ("والإقليم", "ba"),
        ("وزارة", "ba"), ("وزاره", "ba"), ("زار", "a"), ("زارة", ""),
        ("كردستان", "cd"), ("كوردستان", "cd"), ("مسؤول", "ed"), ("المسئول", "ed"),
        ("رئيس", "c"), ("الرئيس", "c"), ("reuters", "e"), ("REUTERS transport", "e"),
        ('"وزارة النقل"', "b"), ('"النقل وزارة"', ""), ("«النقل البحري»", "c"), ("وزارة النقل", "b"),
        ("النقل -وزارة", "cd"), ("البحري OR شركاء", "cb"), ("كرد*", "cd"), ("قردا*", "cbad"), ("غير", ""),
    ],
)
def test_search_finds(store: Store, query: str, found: str) -> None:
    assert paths(store, query) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (SearchFilter(publisher="جريدة السواحل"), "ca"), (SearchFilter(publisher="جريدة  السواحل "), "ca"), (SearchFilter(publisher="أخرى"), ""),
        (SearchFilter(since="2020"), "cb"), (SearchFilter(until="2020"), "ba"), (SearchFilter(since="2019-03-02", until="2019-03-02"), "a"),
        (SearchFilter(since="2020", publisher="وكالة المرافئ"), "b"), (SearchFilter(language="ar"), "cbad"), (SearchFilter(language="en"), ""),
    ],
)
def test_search_stays_inside_its_filter(store: Store, wanted: SearchFilter, found: str) -> None:
    if wanted.publisher and "  " in wanted.publisher:
        found = ""  # two spaces are another name: fold joins letters, not spaces
    assert paths(store, "قرداغي", wanted) == found


def test_search_orders_by_time_or_by_match(store: Store) -> None:
    assert paths(store, "قرداغي", order=Order.OLDEST) == "dabc"
    assert paths(store, "قرداغي", order=Order.RELEVANCE)[0] == "b"  # named twice, in a short text


def test_search_marks_words_of_the_document_itself(store: Store) -> None:
    hit = store.search("القرداغي النقل").hits[0]
    text = store.text(hit.document)
    assert hit.snippet.text == text[hit.snippet.start : hit.snippet.end]
    assert [text[start:end] for start, end in hit.snippet.marks] == ["بالقرداغي", "النقل"]


def test_search_marks_the_title_too(store: Store) -> None:
    hit = store.search("الوزارة", SearchFilter(until="2019")).hits[0]
    assert [hit.title[start:end] for start, end in hit.title_marks if hit.title] == ["الوزارة"]
    assert hit.snippet.marks == ()


def test_search_shows_what_it_looked_for(store: Store) -> None:
    results = store.search("والكوردستان OR إقليم")
    assert [(term.written, term.tokens[0]) for term in results.searched] == [("والكوردستان", ("كردستان",)), ("إقليم", ("اقليم",))]
    assert (results.total, results.exact, results.stale, results.capped) == (4, True, False, False)


def test_search_turns_pages(store: Store) -> None:
    pages = [store.search("قرداغي", limit=2, offset=offset) for offset in (0, 2, 4)]
    assert ["".join(hit.path for hit in page.hits) for page in pages] == ["cb", "ad", ""]
    assert {page.total for page in pages} == {4}


def test_search_ranks_the_newest_matches_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "RANKED", 2)
    results = store.search("قرداغي", order=Order.RELEVANCE)
    assert {hit.path for hit in results.hits} == {"b", "c"}
    assert results.capped


def test_search_finds_the_best_place_of_a_long_text(tmp_path: Path) -> None:
    text = "مقدمة طويلة عن الجسر. " + "كلام كثير " * 200 + "افتتح الوزير الجسر اليوم. " + "خاتمة " * 300
    item, content = document(text)
    with Store.open(tmp_path / "x") as store:
        store.add(item, content, empty(item), NOW)
        snippet = store.search("الوزير الجسر").hits[0].snippet
    assert "افتتح الوزير الجسر" in snippet.text
    assert len(snippet.text) <= 220
    assert text[snippet.start - 1].isspace()


def test_search_builds_a_stale_index_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item, content = document("افتتح الوزير الجسر")
    with Store.open(tmp_path / "x") as store:
        store.add(item, content, empty(item), NOW)
    monkeypatch.setattr("tawthiq.store.analyser.version", lambda: "2-x")
    with Store.open(tmp_path / "x", readonly=True) as reader:
        assert reader.search("جسر").stale
    with Store.open(tmp_path / "x") as writer:
        results = writer.search("جسر")
        assert (results.stale, results.total) == (False, 1)
        assert list(writer.verify()) == []


@pytest.mark.parametrize(("query", "found"), [
    ("الوزير NEAR/2 القرداغي", "a"), ("رئيس NEAR/3 القرداغي", "c"), ("رئيس NEAR/1 النقل", ""), ("قرداغي NEAR النقل", "cbd"),
    ("زار NEAR/2 الوزير NEAR/2 ماجد", "a"),
])
def test_search_words_near_each_other(store: Store, query: str, found: str) -> None:
    assert paths(store, query) == found


def test_search_near_words_are_all_marked(store: Store) -> None:
    (hit,) = store.search("الوزير NEAR/2 القرداغي").hits
    assert [hit.snippet.text[start - hit.snippet.start : end - hit.snippet.start] for start, end in hit.snippet.marks] == ["الوزير", "القرداغي"]


@pytest.mark.parametrize(("query", "found"), [
    ("القرداغي", "ad"), ("قرداغي", "b"), ("للقرداغي", "b"), ('"وزارة النقل"', "b"), ("كوردستان", ""), ("لكوردستان", "c"), ("القرد*", "ad"),
    ("القرداغي NOT كردستان", "a"), ("القرداغي OR قرداغي", "bad"),
])
def test_search_exact_undoes_every_expansion(store: Store, query: str, found: str) -> None:
    results = store.search(query, SearchFilter(exact=True))
    assert "".join(hit.path for hit in results.hits) == found
    assert (results.total, results.exact) == (len(found), True)


def test_search_facets_count_what_a_search_can_be_narrowed_by(store: Store) -> None:
    found = store.facets("القرداغي")
    assert found.publishers == (("جريدة السواحل", 2), ("وكالة المرافئ", 1))
    assert found.years == (("2019", 1), ("2020", 1), ("2021", 1))
    assert found.formats == (("text", 4),)
    assert found.complete
    assert store.facets("القرداغي", SearchFilter(since="2021")).publishers == (("جريدة السواحل", 1),)


def test_search_filters_by_format_entity_and_standing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x") as store:
        item, content = document()
        other, more = document(OTHER, path="b.txt")
        store.add(item, content, full(item), NOW)
        store.add(other, more, empty(other), NOW)
        store.save_reconciliation(reconciliation(full(item), other))
        word = item.text.split()[0]
        claim = next(store.claims()).claim
        entity = next(iter(store.identities(document=item.id)))
        for wanted in (SearchFilter(format="text"), SearchFilter(entities=(entity.entity,)), SearchFilter(standing=claim.standing)):
            assert item.id in {hit.document for hit in store.search(word, wanted).hits}
        assert not store.search(word, SearchFilter(format="pdf")).hits
        assert not store.search(word, SearchFilter(entities=("E-nobody",))).hits
        assert dict(store.facets(word).standings) == {standing.value: 1 for standing in {found.claim.standing for found in store.claims()}}
        evidence = claim.evidence[0].exact.split()[0]
        assert claim.id in {found.claim.id for found in store.search_claims(evidence)}
        quotation = next(store.quotations())
        spoken = quotation.quotation.content.exact.split()[0]
        assert quotation.quotation.id in {found.quotation.id for found in store.search_quotations(spoken)}
        assert not store.search_claims("لايوجد")
