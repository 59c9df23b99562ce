"""The claim lexicons: every row can be read, every predicate exists, no office is an unknown form."""

from __future__ import annotations

from tawthiq.extract.claims.lexicon import demonyms, nationality, singular_forms, triggers, verb_forms, word_class
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
