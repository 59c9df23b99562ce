"""Other names for the people of a text."""

from __future__ import annotations

import pytest

from evaluation.score.model import Document, Dossier, Entity, Mention, Span
from evaluation.swapping import ARABIC, FOREIGN, Swapper, is_woman, kinds, replaced, swapper


def document(text: str, *named: tuple[str, str, str], file: str = "a.txt") -> Document:
    """A gold document with entities (id, type, name), each mentioned by its name where it first stands."""
    found = Document(file, len(text))
    for key, kind, name in named:
        found.entities.setdefault(key, Entity(key, kind, [name]))
        start = text.index(name)
        found.mentions.append(Mention(Span(start, start + len(name), name), key, "name"))
    return found


def dossier(*documents: Document) -> Dossier:
    return Dossier("set", {one.file: one for one in documents}, [])


GIVEN = (("سناء", True), ("ضياء", False), ("مرتضى", False), ("سلمى", True), ("حمزة", False), ("زينب", True), ("كاترينا", True), ("نعمان", False))


@pytest.mark.parametrize(("given", "woman"), GIVEN)
def test_swapping_gender_of_given_names(given: str, woman: bool) -> None:  # noqa: FBT001
    assert is_woman(given) is woman


def test_swapping_kinds_of_the_words_of_a_name() -> None:
    text = "التقى نعمان بدران الوردي زميلته سناء صقران في عبد المعطي"
    found = kinds(document(text, ("e1", "Person", "نعمان بدران الوردي"), ("e2", "Person", "سناء صقران")))
    assert found == {"نعمان": "men", "بدران": "men", "الوردي": "families", "سناء": "women", "صقران": "last"}


def test_swapping_what_names_things_more_than_people_stays() -> None:
    text = "جائزة كريمر ومؤسسة كريمر لصاحبها أنطون كريمر"
    named = (("p", "Person", "أنطون كريمر"), ("a", "Thing", "جائزة كريمر"), ("o", "Organization", "مؤسسة كريمر"))
    assert kinds(document(text, *named)) == {"أنطون": "men"}


def test_swapping_words_behind_clitics_and_with_two_lams() -> None:
    text, table = "ونعمان للوردي بنعمان الوردي", {"الوردي": "الفاسي", "نعمان": "بدران"}
    found = [(text[start:end], instead) for start, end, instead in replaced(text, table)]
    assert found == [("نعمان", "بدران"), ("لوردي", "لفاسي"), ("نعمان", "بدران"), ("الوردي", "الفاسي")]


@pytest.mark.parametrize("names", [ARABIC, FOREIGN])
def test_swapping_a_person_has_one_other_name_in_all_documents(names: str) -> None:
    text = "حضر نعمان الوردي ثم خرج الوردي"
    one, two = (document(text, ("e", "Person", "نعمان الوردي"), file=file) for file in ("a.txt", "b.txt"))
    found = swapper([dossier(one, two)], [text], names=names)
    assert found.documents["a.txt"] == found.documents["b.txt"]
    assert len(set(found.documents["a.txt"].values())) == 2


def test_swapping_no_other_name_stands_in_the_texts() -> None:
    text = "حضر نعمان الوردي وسامر ونادر وطارق ومازن"
    found = [swapper([dossier(document(text, ("e", "Person", "نعمان الوردي")))], [text], seed=seed) for seed in range(20)]
    assert not {"سامر", "نادر", "طارق", "مازن"} & {name for one in found for name in one.documents["a.txt"].values()}


def test_swapping_the_lot_is_drawn_alike_by_its_seed() -> None:
    text = "حضر نعمان الوردي"
    sets = [dossier(document(text, ("e", "Person", "نعمان الوردي")))]
    drawn = {seed: swapper(sets, [text], seed=seed).documents["a.txt"]["نعمان"] for seed in range(8)}
    assert drawn == {seed: swapper(sets, [text], seed=seed).documents["a.txt"]["نعمان"] for seed in range(8)}
    assert len(set(drawn.values())) > 1


def test_swapping_a_surname_keeps_its_lack_of_an_article() -> None:
    text = "حضر نعمان الوردي ورد عليه نعمان وردي"
    found = swapper([dossier(document(text, ("e", "Person", "نعمان الوردي"), ("f", "Person", "نعمان وردي")))], [text])
    table = found.documents["a.txt"]
    assert table["الوردي"] == f"ال{table['وردي']}"


def test_swapping_words_said_of_the_text_come_back() -> None:
    found = Swapper({"a.txt": {"الوردي": "الفاسي", "نعمان": "بدران"}})
    assert found.back("a.txt", "بيت نعمان للفاسي وبدران") == "بيت نعمان للوردي ونعمان"
    assert found.back("b.txt", "بيت الفاسي") == "بيت الفاسي"
