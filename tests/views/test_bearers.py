"""A surname that several bear: the dossier says who else bears it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.cli.terminal import dossier_lines
from tawthiq.model import Document, Entity, EntityType, Mention, MentionForm, Name, Origin, Reading, document_id
from tawthiq.pipeline import compare
from tawthiq.store import Store
from tawthiq.views.dossier import dossier

NAMES = ("نزار الدلفي", "نزار الدلفي", "هدى الدلفي", "حكومة نزار الدلفي", "الدلفي")


def kept(number: int, name: str) -> tuple[Document, bytes, Reading]:
    """A document that names one entity."""
    text = f"خبر رقمه {number}: تحدث {name} عن السدود."
    document = Document(document_id(text.encode()), text, Origin(f"{number}.txt"), f"صحيفة {number}", f"2021-03-0{number + 1}")
    kind = EntityType.ORGANIZATION if name.startswith("حكومة") else EntityType.PERSON
    start = text.index(name)
    mention = Mention("e", kind, document.span(start, start + len(name)), MentionForm.NAME)
    reading = Reading(document.id, "test", entities=(Entity("e", kind, (Name(name, preferred=True),)),), mentions=(mention,))
    return document, text.encode(), reading


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.tawthiq") as found:
        for number, name in enumerate(NAMES):
            found.add(*kept(number, name), "2021-04-01T00:00:00+00:00")
        compare(found)
        yield found


def test_bearers_bare_surname_opens_the_most_documented_and_names_the_others(store: Store) -> None:
    found = dossier(store, "الدلفي")
    assert found.name == "نزار الدلفي"
    assert {name for _, name in found.also} == {"هدى الدلفي", "الدلفي"}
    lines = list(dossier_lines(found, "ar"))
    assert any("لأكثر من واحد (3)" in line for line in lines)
    others = {name: entity for entity, name in found.also}
    assert any("هدى الدلفي" in line and others["هدى الدلفي"] in line for line in lines[:4])


def test_bearers_full_name_of_one_opens_without_a_list(store: Store) -> None:
    assert dossier(store, "هدى الدلفي").also == ()


def test_bearers_id_opens_exactly_that_entity(store: Store) -> None:
    wanted = {name: entity for entity, name in dossier(store, "الدلفي").also}
    assert dossier(store, wanted["هدى الدلفي"]).name == "هدى الدلفي"
