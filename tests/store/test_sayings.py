"""Claims and quotations found by their words, narrowed and counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.model import Standing
from tawthiq.store import SearchFilter, Store, Stretch
from tests.store.samples import NOW, OTHER, document, empty, full, reconciliation


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "archive.tawthiq") as found:
        item, content = document()
        other, more = document(OTHER, path="b.txt")
        found.add(item, content, full(item), NOW)
        found.add(other, more, empty(other), NOW)
        found.save_reconciliation(reconciliation(full(item), other))
        yield found


def predicates(store: Store, query: str, wanted: SearchFilter | None = None) -> set[str]:
    return {found.claim.predicate for found in store.search_claims(query, wanted)}


@pytest.mark.parametrize(("query", "found"), [
    ("الهاني", {"holds_office"}), ("وزير", {"holds_office"}), ("وزراء OR جسر", {"builds"}), ("جسراً", {"builds"}), ("وزيرا جسرا", set()),
    ("جسر NOT وزير", {"builds"}), ('"سالم الهاني"', {"holds_office"}), ("سالم NEAR/2 وزير", {"holds_office"}),
])
def test_sayings_claims_answer_by_their_own_words(store: Store, query: str, found: set[str]) -> None:
    assert predicates(store, query) == found


@pytest.mark.parametrize(("wanted", "found"), [
    (SearchFilter(kind="builds"), {"builds"}), (SearchFilter(kind="met"), set()), (SearchFilter(standing=Standing.ATTRIBUTED), {"builds"}),
    (SearchFilter(entities=("E-e3",)), {"builds"}), (SearchFilter(entities=("E-e1", "E-e2")), {"holds_office"}),
    (SearchFilter(entities=("E-e2", "E-e3")), set()), (SearchFilter(since="2022"), set()), (SearchFilter(since="2021"), {"builds", "holds_office"}),
    (SearchFilter(publisher="جريدة السواحل"), {"builds", "holds_office"}), (SearchFilter(publisher="غيرها"), set()),
])
def test_sayings_claims_stay_inside_their_filter(store: Store, wanted: SearchFilter, found: set[str]) -> None:
    assert predicates(store, "وزير OR جسر", wanted) == found


def test_sayings_exact_undoes_the_expansion_in_the_evidence(store: Store) -> None:
    assert predicates(store, "وزير", SearchFilter(exact=True)) == set()
    assert predicates(store, "وزيراً", SearchFilter(exact=True)) == {"holds_office"}


def test_sayings_facets_count_claims(store: Store) -> None:
    found = store.search_claims("وزير OR جسر", limit=1, counting=True)
    assert (len(found), found.total, found.complete) == (1, 2, True)
    assert found.facets is not None
    assert found.facets.kinds == (("builds", 1), ("holds_office", 1))
    assert found.facets.standings == (("attributed", 1), ("stated", 1))
    assert found.facets.publishers == (("جريدة السواحل", 2),)
    assert found.facets.years == (("2021", 2),)
    assert found.facets.people == (("E-e1", "سالم الهاني", 2),)
    assert found.facets.places == (("E-e3", "دير البحر", 1),)


def test_sayings_of_an_early_end_tell_that_there_are_more(store: Store) -> None:
    found = store.search_claims("وزير OR جسر", limit=1)
    assert (len(found), found.total, found.complete, found.facets) == (1, 1, False, None)


def test_sayings_beyond_what_is_looked_through_are_told(store: Store) -> None:
    found = store.search_claims("وزير OR النقل", stretch=Stretch(most=1))
    assert (found.complete, found.following) == (False, 1)


def test_sayings_go_on_behind_the_documents_that_were_looked_through(store: Store) -> None:
    pages = [store.search_claims("وزير OR جسر OR النقل", limit=1, stretch=Stretch(start, 1, whole=True)) for start in (0, 1, 2)]
    assert [sorted(item.claim.predicate for item in page) for page in pages] == [[], ["builds", "holds_office"], []]
    assert [(page.total, page.complete, page.following) for page in pages] == [(0, False, 1), (2, False, None), (0, False, None)]


@pytest.mark.parametrize(("query", "wanted", "count"), [
    ("جسر", SearchFilter(), 1), ("وزير", SearchFilter(), 0), ("جسر", SearchFilter(kind="direct"), 1), ("جسر", SearchFilter(kind="indirect"), 0),
    ("جسر", SearchFilter(entities=("E-e1",)), 1), ("جسر", SearchFilter(entities=("E-e2",)), 0), ("للجسر", SearchFilter(exact=True), 0),
])
def test_sayings_quotations_answer_by_their_own_words(store: Store, query: str, wanted: SearchFilter, count: int) -> None:
    found = store.search_quotations(query, wanted, counting=True)
    assert (len(found), found.total) == (count, count)
    assert found.facets is not None
    assert [name for _, name, _ in found.facets.people] == ["سالم الهاني"] * count


def test_sayings_within_some_documents(store: Store) -> None:
    known = [row.document.id for row in store.documents()]
    assert [found.claim.predicate for found in store.claims_within("جسر", known, 5)] == ["builds"]
    assert len(store.quotations_within("جسر", known, 5)) == 1
    assert store.claims_within("جسر", [], 5) == []
