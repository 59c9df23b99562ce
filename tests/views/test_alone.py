"""What one source alone says, of those first whom most documents name."""

from __future__ import annotations

from pathlib import Path

from tawthiq.store import Store
from tawthiq.views.alone import alone_rows


def test_alone_begins_with_those_whom_most_documents_name(example_archive: Path) -> None:
    with Store.open(example_archive, readonly=True) as store:
        rows = list(alone_rows(store, 8))
    documents = [row.entity.documents for row in rows]
    assert documents == sorted(documents, reverse=True)
    assert any(row.claims for row in rows)


def test_alone_shows_claims_that_no_finding_holds_with_their_standing(example_archive: Path) -> None:
    with Store.open(example_archive, readonly=True) as store:
        held = {claim for finding in store.findings() for claim in finding.claims}
        rows = list(alone_rows(store, 8))
        for row in rows:
            assert row.total >= len(row.claims)
            for item in row.claims:
                assert item.statement.claim not in held
                assert store.claim(item.statement.claim).claim.standing == item.statement.standing
                assert store.claim(item.statement.claim).subject == row.entity.id


def test_alone_goes_on_where_it_ended(example_archive: Path) -> None:
    with Store.open(example_archive, readonly=True) as store:
        assert list(alone_rows(store, 4))[2:] == list(alone_rows(store, 2, 2))
        assert all(len(row.claims) <= 1 for row in alone_rows(store, 4, shown=1))
