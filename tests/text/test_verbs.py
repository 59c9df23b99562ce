from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense, conjugate, verb_form

TABLE = Path(__file__).with_name("verbs.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE if line and not line.startswith("#")]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_verbs_read_tense_person_gender_and_number(row: list[str]) -> None:
    form, particle, lemma, tense, person, gender, number = row
    found = verb_form(fold(form), particle)
    assert found is not None
    assert lemma in found.lemmas
    assert (found.tense, found.person, found.gender, found.number) == (tense, int(person), gender, number)


@pytest.mark.parametrize("word", ["محمد", "مدينة", "رئيس", "في", "الذي", "كتابات", "سعيد"])
def test_verbs_are_not_read_into_nouns_names_and_particles(word: str) -> None:
    assert verb_form(fold(word)) is None


def test_verbs_with_the_particle_of_the_future_are_never_past() -> None:
    assert verb_form("قال", "س") is None


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("قال", "يقول", "قال قالت قالوا قلت قلنا يقول تقول يقل يقولون يقولا"),
        ("دعا", "يدعو", "دعا دعت دعوا دعوت يدعو يدع يدعون"),
        ("نفى", "ينفي", "نفي نفت نفوا نفيت ينفي ينف ينفون"),
        ("كتب", "يكتب", "كتب كتبت كتبوا كتبنا يكتب تكتب نكتب يكتبون"),
    ],
)
def test_verbs_conjugate_weak_and_sound_stems(past: str, present: str, forms: str) -> None:
    assert set(forms.split()) <= {key for key, _ in conjugate(past, present)}


def test_verbs_conjugated_forms_are_folded() -> None:
    assert all(fold(key) == key for key, _ in conjugate("رأى", "يرى"))


def test_verbs_of_the_table_are_known_in_all_their_forms() -> None:
    unknown = [key for key, form in conjugate("اعتقل", "يعتقل") if form.tense is Tense.PAST and verb_form(key) is None]
    assert unknown == []
