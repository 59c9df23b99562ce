"""The page of a dossier asks what the whole dossier asks, and names the others of a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq import pipeline
from tawthiq.model import Decision
from tawthiq.store import EntityFilter, EntityRow, Store
from tawthiq.views.bearers import namesakes
from tawthiq.views.decisions import By, on_claim, verdicts
from tawthiq.views.dossier import dossier_of
from tawthiq.views.doubts import doubts
from tawthiq.views.page import Asked, dossier_page

NOW = "2024-03-04T05:06:07+00:00"
_TEXTS = {
    "a.txt": "ولد المهندس رائف الدليبي في 3 مايو 1990 في مدينة الناصرة.\n",
    "b.txt": "أسس رائف الدليبي شركة الجسور عام 1999، وفق سجلات الشركة.\n",
    "c.txt": "التقى المهندس رائف الدليبي الوزير شاكر العبدول أمس. وقال شاكر العبدول إن اللقاء ودي.\n",
    "d.txt": "وصل الطبيب سامر الدليبي إلى القاهرة. وقال سامر الدليبي إن الزيارة قصيرة.\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "in").mkdir()
    for name, text in _TEXTS.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    with Store.open(tmp_path / "a") as made:
        pipeline.add(made, [tmp_path / "in"], now=NOW, workers=0)
        yield made


def named(store: Store, name: str) -> EntityRow:
    return next(row for row in store.entities(EntityFilter(kind="named")) if row.name == name)


def test_doubts_of_a_page_are_those_of_the_dossier(store: Store) -> None:
    row = named(store, "رائف الدليبي")
    whole, page = dossier_of(store, row), dossier_page(store, row, Asked())
    assert [item.kind for item in whole.questions] == ["age"]
    assert [(item.question_ar, item.claims) for item in page.questions] == [(item.question_ar, item.claims) for item in whole.questions]


def test_doubts_cite_sources_that_the_page_lists(store: Store) -> None:
    page = dossier_page(store, named(store, "رائف الدليبي"), Asked())
    listed = {source.number: source.path for source in page.sources}
    assert {listed[number] for item in page.questions for number in item.sources} == {"a.txt", "b.txt"}


def test_doubts_end_with_the_rejection_of_a_claim(store: Store) -> None:
    row = named(store, "رائف الدليبي")
    found = doubts(store, row, verdicts(store))
    claim = store.claim(found.questions[0].claims[0]).claim
    store.judge(on_claim(claim, Decision.REJECT, (), By("مراجعة", NOW)))
    assert doubts(store, row, verdicts(store)).questions == ()


def test_doubts_are_asked_on_the_first_page_only(store: Store) -> None:
    assert dossier_page(store, named(store, "رائف الدليبي"), Asked(section="life")).questions == ()


def test_doubts_namesakes_are_the_others_of_a_name(store: Store) -> None:
    row = named(store, "رائف الدليبي")
    assert row.id not in {other.id for other in namesakes(store, row)}
    assert tuple((other.id, other.name) for other in namesakes(store, row)) == dossier_page(store, row, Asked()).also


def test_doubts_look_at_claims_that_people_corrected(store: Store) -> None:
    row = named(store, "رائف الدليبي")
    claim = store.claim(doubts(store, row, verdicts(store)).questions[0].claims[1]).claim
    values = (("time", "at 2020"),)
    store.judge(on_claim(claim, Decision.CORRECT, values, By("مراجعة", NOW)))
    assert doubts(store, row, verdicts(store)).questions == ()
