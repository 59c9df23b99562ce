"""Copies and sayings in other words, on the pages of claims and documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from tawthiq.archive import Archive
from tawthiq.web import create_app

_TEXTS = {
    "dam.txt": ("2022-03-01", "قالت مديرة المتحف سهى الدليمي: «سنعيد فتح القاعة الشرقية أمام الزوار في أول الخريف».\n"),
    "river.txt": ("2022-03-02", "أعلنت سهى الدليمي أمس: «سوف نعيد فتح القاعة الشرقية للمتحف أمام الزوار مع بداية الخريف».\n"),
}


class _Alike:
    """Everything means the same; ``here`` tells whether the optional file is there."""

    def __init__(self, *, here: bool) -> None:
        self.here = here

    def __call__(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(sentences), 1), np.float32)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder, archived = tmp_path_factory.mktemp("told"), tmp_path_factory.mktemp("archived") / "archive.tawthiq"
    for name, (day, text) in _TEXTS.items():
        (folder / name).write_text(text, "utf-8")
        (folder / name).with_suffix(".meta.json").write_text(f'{{"published": "{day}", "publisher": "جريدة {name}"}}', "utf-8")
    with Archive(archived) as archive:
        archive.add(folder, workers=0)
    return TestClient(create_app(archived, "none"), base_url="http://127.0.0.1:8765")


def document(client: TestClient, name: str) -> str:
    with Archive(client.app.state.archive) as archive:  # type: ignore[attr-defined]
        return next(item.document.id for item in archive.store.documents() if item.document.origin.path.endswith(name))


def test_copying_other_words_are_looked_for_when_they_are_asked_for(told: TestClient) -> None:
    told.app.state.likeness = _Alike(here=True)  # type: ignore[attr-defined]
    own, other = document(told, "dam.txt"), document(told, "river.txt")
    page = told.get(f"/copies?document={own}").text
    assert 'data-later="/copies?document=' in page
    assert "بداية الخريف" not in page
    page = told.get(f"/copies?document={own}&retold=1").text
    assert "data-later" not in page
    assert f'href="/document/{other}?at=' in page
    (row,) = told.get(f"/copies.json?document={own}&retold=1").json()["retold"]
    assert [telling["document"] for telling in row["told"]] == [own, other]


def test_copying_without_the_optional_file_nothing_is_offered(told: TestClient) -> None:
    told.app.state.likeness = _Alike(here=False)  # type: ignore[attr-defined]
    own = document(told, "dam.txt")
    for question in ("", "&retold=1"):
        assert 'id="retold"' not in told.get(f"/copies?document={own}{question}").text
    assert told.get(f"/copies.json?document={own}&retold=1").json()["retold"] is None


def test_copying_a_claim_in_a_quotation_offers_other_words(told: TestClient) -> None:
    told.app.state.likeness = _Alike(here=True)  # type: ignore[attr-defined]
    with Archive(told.app.state.archive) as archive:  # type: ignore[attr-defined]
        claims = [(item.claim.id, item.claim.document) for item in archive.store.claims()]
    quoted = [claim for claim, _ in claims if told.get(f"/claim/{claim}.json").json()["quoted"]]
    assert quoted
    for claim in quoted:
        assert f'data-later="/claim/{claim}?retold=1"' in told.get(f"/claim/{claim}").text
        assert told.get(f"/claim/{claim}.json?retold=1").json()["retold"] is not None


def test_copying_of_an_unknown_document_is_told(told: TestClient) -> None:
    assert told.get("/copies?document=none").status_code == 404
