"""What was said once: gathered from quotations, and from passages in marks of English documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tawthiq.archive import Archive
from tawthiq.store import Store
from tawthiq.views.utterances import utterance_rows

_TEXTS = {
    "hill.txt": "قالت وزيرة السياحة دلال الكرخي: «سنرمم قلعة الميناء كلها قبل موسم الصيف». ووصلت دلال الكرخي إلى الميناء أمس.\n",
    "lake.txt": "أكدت الوزيرة دلال الكرخي في مؤتمر صحفي: «سوف نعيد ترميم كامل قلعة الميناء قبل حلول الصيف».\n",
    "road.txt": "قالت وزيرة السياحة دلال الكرخي: «لن نرمم قلعة الميناء هذا العام بسبب الكلفة».\n",
    "gazette.txt": (
        "The harbour has been waiting for a decision on the fortress, and it came on the day of the visit.\n\n"
        "“We will restore the whole fortress of the harbour before the summer season,” said Tourism Minister Dalal al-Karkhi.\n"
    ),
    "other.txt": (
        "The harbour has been waiting for a decision on the fortress, and it came to the council of the town.\n\n"
        "“We will restore the whole fortress of the harbour before the summer season,” said Jamal al-Sarraf.\n"
    ),
}


class _Alike:
    """Everything means the same: what is not joined, the checks keep apart."""

    version = "alike"

    def __call__(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(sentences), 1), np.float32)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("utterances")
    archived = tmp_path_factory.mktemp("archived") / "archive.tawthiq"
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    with Archive(archived) as archive:
        archive.add(folder, workers=0)
        yield archive.store


def test_utterances_join_retelling_and_translation(store: Store) -> None:
    (row,) = utterance_rows(store, _Alike())
    assert {told.path for told in row.told} == {"hill.txt", "lake.txt", "gazette.txt"}
    assert row.translated


def test_utterances_stand_where_they_say(store: Store) -> None:
    (row,) = utterance_rows(store, _Alike())
    assert all(store.text(told.document)[told.start : told.end] == told.words for told in row.told)


def test_utterances_of_a_document_that_tells_none_are_none(store: Store) -> None:
    documents = {stored.document.origin.path: stored.document.id for stored in store.documents()}
    assert len(list(utterance_rows(store, _Alike(), documents["lake.txt"]))) == 1
    assert list(utterance_rows(store, _Alike(), documents["road.txt"])) == []
