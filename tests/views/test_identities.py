from pathlib import Path

import pytest

from tawthiq.model import Decision, Document, EntityType
from tawthiq.model.ids import document_id
from tawthiq.reconcile import reconcile
from tawthiq.store import EntityFilter, Store
from tawthiq.views.decisions import By, on_sides, side
from tawthiq.views.identities import undecided, undecided_with
from tawthiq.views.queue import pairs_undecided
from tests.reconcile.builder import Page

NOW = "2024-01-02T03:04:05+00:00"


def fill(store: Store, *names: str, kind: EntityType = EntityType.PERSON) -> None:
    for index, name in enumerate(names):
        text = f"{name} في خبر رقمه {index}."
        page = Page(document_id(text.encode()), text, publisher=f"جريدة رقم{index}")
        page.entity(name, kind)
        document: Document = page.document
        store.add(document, text.encode(), page.reading, NOW)
    store.save_reconciliation(reconcile(store.all_documents(), store.all_readings(), tuple(store.judgements())))


def test_identities_pairs_that_could_be_one_are_asked_about_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        fill(store, "سامر الحلبي", "الحلبي", "وليد قباني")
        (pair,) = undecided(store)
        assert {pair.first.name, pair.second.name} == {"سامر الحلبي", "الحلبي"}
        assert pair.reason_ar
        assert pair.reason_en
        first, second = side(store, pair.first.id), side(store, pair.second.id)
        store.judge(on_sides(Decision.UNSURE, first, second, By("منى", NOW)))
        assert undecided(store) == []


def test_identities_other_given_names_are_not_asked_about(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        fill(store, "سامر الحلبي", "ماهر الحلبي")
        assert undecided(store) == []


def test_identities_bodies_with_a_word_more_are_asked_about(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        fill(store, "شركة المرجان للتجارة", "شركة المرجان للتجارة العامة", "نادي الشراع", kind=EntityType.ORGANIZATION)
        (pair,) = undecided(store)
        assert {pair.first.name, pair.second.name} == {"شركة المرجان للتجارة", "شركة المرجان للتجارة العامة"}
        assert "كلمة" in pair.reason_ar


def test_identities_of_one_are_its_own_pairs_only(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        fill(store, "سامر الحلبي", "الحلبي", "وليد قباني", "قباني")
        asked = next(row for row in store.entities(EntityFilter()) if row.name == "قباني")
        (pair,) = undecided_with(store, asked.id, 100)
        assert {pair.first.name, pair.second.name} == {"وليد قباني", "قباني"}
        assert undecided_with(store, "e-none", 100) == []


def test_identities_queue_is_made_of_as_few_as_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawthiq.views.queue._AMONG", (2, 4))
    with Store.open(tmp_path / "a") as store:
        fill(store, "سامر الحلبي", "الحلبي", "وليد قباني", "قباني")
        assert pairs_undecided(store).complete
        assert len(pairs_undecided(store).pairs) == 2
        assert pairs_undecided(store, least=9) == pairs_undecided(store)
