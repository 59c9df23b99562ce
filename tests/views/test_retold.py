"""Sayings in other words, looked for from one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tawthiq.archive import Archive
from tawthiq.store import Store
from tawthiq.views.retold import quoted_within, retold

_TEXTS = {
    "pier.txt": ("2022-05-04", "قالت مديرة المرفأ لميا السنجاري: «سنفتح الرصيف الشرقي أمام السفن في أول الخريف».\n"),
    "crane.txt": ("2022-05-05", "أعلنت لميا السنجاري أمس: «سوف نفتح الرصيف الشرقي للمرفأ أمام السفن مع بداية الخريف».\n"),
    "copy.txt": ("2022-05-06", "أعلنت لميا السنجاري أمس: «سوف نفتح الرصيف الشرقي للمرفأ أمام السفن مع بداية الخريف».\n\n"),
    "later.txt": ("2023-05-04", "قالت لميا السنجاري: «سنفتح الرصيف الشرقي أمام كل السفن في أول الخريف المقبل».\n"),
    "no.txt": ("2022-05-06", "قالت مديرة المرفأ لميا السنجاري: «لن نفتح الرصيف الشرقي أمام السفن في أول الخريف».\n"),
    "gazette.txt": (
        "2022-05-07",
        "The council has been waiting for a date for the pier, and it came on the day of the visit.\n\n"  # noqa: ISC004  # one text
        "“We will open the eastern pier to ships at the beginning of autumn,” said harbour director Lamia al-Sinjari.\n",
    ),
}


class _Alike:
    """Everything means the same: what is not joined, the checks keep apart."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.asked += sentences
        return np.ones((len(sentences), 1), np.float32)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("retold")
    for name, (day, text) in _TEXTS.items():
        (folder / name).write_text(text, "utf-8")
        (folder / name).with_suffix(".meta.json").write_text(f'{{"published": "{day}", "publisher": "{name}"}}', "utf-8")
    with Archive(tmp_path_factory.mktemp("archived") / "archive.tawthiq") as archive:
        archive.add(folder, workers=0)
        yield archive.store


def document(store: Store, name: str) -> str:
    return next(stored.document.id for stored in store.documents() if stored.document.origin.path.endswith(name))


def told(store: Store, name: str) -> set[str]:
    (row,) = retold(store, _Alike(), document(store, name))
    return {one.path.rpartition("/")[2] for one in row.told}


def test_retold_finds_other_words_and_another_language_and_no_denial(store: Store) -> None:
    found = told(store, "pier.txt")
    assert {"pier.txt", "gazette.txt"} <= found
    assert len(found & {"crane.txt", "copy.txt"}) == 1
    assert not found & {"no.txt", "later.txt"}


def test_retold_of_a_denial_finds_none(store: Store) -> None:
    assert retold(store, _Alike(), document(store, "no.txt")) == ()


def test_retold_asks_for_what_stands_within_the_place_alone(store: Store) -> None:
    name = document(store, "pier.txt")
    (quoted,) = quoted_within(store, name)
    place = quoted.quotation.content
    assert quoted_within(store, name, (place.start, place.start + 1)) == [quoted]
    assert quoted_within(store, name, (0, place.start)) == []
    assert retold(store, _Alike(), name, (0, 1)) == ()


def test_retold_compares_few_sentences(store: Store) -> None:
    model = _Alike()
    retold(store, model, document(store, "pier.txt"))
    assert len(model.asked) <= len(_TEXTS)
