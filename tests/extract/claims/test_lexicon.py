"""The claim lexicons: every row can be read, every predicate exists, no office is an unknown form."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from tawthiq.extract.claims.lexicon import demonyms, nationality, pairs, room_words, singular_forms, triggers, verb_forms, word_class
from tawthiq.extract.claims.senses import OWN_WORDS, senses
from tawthiq.model.predicates import OPEN, predicates
from tawthiq.text.fold import fold


def test_lexicon_triggers_name_known_predicates() -> None:
    assert {t.predicate for t in triggers()} <= {*predicates(), OPEN}


def test_lexicon_every_verb_has_its_past_and_present() -> None:
    forms = verb_forms()
    assert all(fold(t.lemma) in forms for t in triggers())


def test_lexicon_third_person_past_wins_over_other_readings() -> None:
    trigger, form = verb_forms()["نقل"]
    assert (trigger.lemma, form.person) == ("نقل", 3)


def test_lexicon_passives_whose_letters_differ() -> None:
    forms = {key: verb_forms()[fold(key)][0].lemma for key in ("نوقش", "حوصرت", "استعيد", "يقام", "تدار")}
    assert forms == {"نوقش": "ناقش", "حوصرت": "حاصر", "استعيد": "استعاد", "يقام": "أقام", "تدار": "أدار"}


def test_lexicon_no_verb_stands_in_two_rows_of_one_predicate() -> None:
    rows = [(t.lemma, t.present, t.predicate) for t in triggers()]
    assert len(rows) == len(set(rows))


def test_lexicon_nationality_in_every_gender_and_number() -> None:
    assert {nationality(fold(w)) for w in ("سوداني", "سودانية", "سودانيون", "سودانيين")} == {"السودان"}
    assert nationality(fold("خشبية")) is None
    assert all(key == fold(key) for key in demonyms())


def test_lexicon_singular_forms_hold_the_form_itself() -> None:
    assert singular_forms("مواليه")[0] == "مواليه"
    assert "موالي" in singular_forms("مواليه")


def test_lexicon_classes_are_folded() -> None:
    assert all(word == fold(word) for name in ("prepositions", "relatives", "quantifiers") for word in word_class(name))


def test_lexicon_senses_are_of_known_verbs_and_predicates() -> None:
    assert set(senses()) <= {t.lemma for t in triggers()}
    assert {s.predicate for row in senses().values() for s in row} <= {*predicates(), OWN_WORDS}


def test_lexicon_each_list_of_a_room_is_read_and_holds_no_word_twice() -> None:
    folder = files("tawthiq.extract.claims")
    code = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith(".py"))
    for room, lists in tomllib.loads(folder.joinpath("data/rooms.toml").read_text("utf-8")).items():
        assert folder.joinpath(f"{room}.py").is_file(), room
        for name, text in lists.items():
            assert f'"{name}"' in code, (room, name)
            assert len(room_words(name, room)) == len(text.split()), (room, name)


def test_lexicon_each_list_that_code_names_is_there() -> None:
    code = "".join(path.read_text("utf-8") for path in files("tawthiq.extract.claims").iterdir() if path.name.endswith(".py"))
    for name, room in re.findall(r'room_words\(\s*"(\w+)",\s*"(\w+)"', code):
        assert room_words(name, room), (name, room)
    for name, table in re.findall(r'word_class\(\s*"(\w+)"(?:,\s*"(\w+)")?\s*\)', code):
        assert word_class(name, table), (name, table)


def test_lexicon_pairs_are_found_by_the_folded_word() -> None:
    assert pairs("chairing", "posts")[fold("ترأس")] == "رئيس"
