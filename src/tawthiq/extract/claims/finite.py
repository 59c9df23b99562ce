"""A word as a finite verb: its form and trigger, whether it can be nothing else, and what a lost or doubled letter hides."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tawthiq.extract.claims.lexicon import Trigger, by_lemma, masdar_forms, present_forms, verb_forms, word_class
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup, names
from tawthiq.text.verbs import Tense, VerbForm, verb_form
from tawthiq.text.words import Word


def jussive(key: str, form: VerbForm, trigger: Trigger) -> bool:
    """A present form that lost its weak letter (يزر of زار): only لم and لا bring it about."""
    return form.tense is Tense.PRESENT and form.number == "s" and len(key) <= 4 and fold(trigger.present)[1:] not in key


def finite(word: Word) -> tuple[VerbForm, Trigger | None, bool] | None:
    """A word as a finite verb, its trigger if it is one, and whether it can be nothing else."""
    if word.kind != "word" or not word.key or word.article or word.preposition in {"ب", "ك"} or "ً" in word.text or word.text.endswith("ة"):
        return None
    if word.text[len(word.conjunction) :][:1] == "إ":
        return None  # إ begins verbal nouns and particles, no finite verb
    if (vowelled(word) or _long(word)) and (shown := marked(word.key)) is not None and shown.tense is Tense.PAST:
        known = verb_forms().get(word.key)
        return _undergone(word, shown), known[0] if known else None, True
    if (weak := _weak(word)) != word.key:
        trigger, form = verb_forms()[weak]
        return form, trigger, True  # written with ا it is no verbal noun
    hamza = word.text[len(word.conjunction) :][:1] == "أ" and not word.preposition
    found = _finite(
        word.key, word.preposition, noun=word.noun, long_alef=word.text[:1] == "آ", object_clitic=bool(word.pronoun), hamza=hamza
    )
    other = present_forms().get(word.key) if found is not None and _long_inside(found[1]) and "آ" not in word.text else None
    return found if other is None else (other[1], other[0], True)


def _undergone(word: Word, form: VerbForm) -> VerbForm:
    """أُلغيت، نُفيت: written with the damma of a passive no first person."""
    if form.person != 1 or not word.key.endswith("ت") or "ُ" not in word.text[:_ROOT]:
        return form
    return VerbForm(form.lemmas, form.tense, _THIRD, "f", "s")


def _long_inside(trigger: Trigger | None) -> bool:
    """تآمر: written with أ the same letters are a verb of the present, تأمر."""
    return trigger is not None and "آ" in trigger.lemma[1:]


def _weak(word: Word) -> str:
    """The key of a word; of نفاها, رماه, ألغاه that of the verb, whose ى became ا before the clitic."""
    weak = word.key[:-1] + "ي"
    if not word.pronoun or not word.key.endswith("ا") or weak not in verb_forms() or word.key in verb_forms():
        return word.key
    form = verb_forms()[weak][1]
    return weak if form.tense is Tense.PAST and form.person == _THIRD else word.key


_THIRD = 3


def _long(word: Word) -> bool:
    """تنحّى، تولى: written with ى a past form that looks like its verbal noun in ي is the verb."""
    return word.text.endswith("ى") and word.key in masdar_forms() and word.key in verb_forms()


def marked(key: str) -> VerbForm | None:
    """The verb that a form is where the writer marks one, also of a particle's letters: خلّف، مثّل."""
    known = verb_forms().get(key)
    return known[1] if known is not None else verb_form(key) or _repaired(key)


def vowelled(word: Word) -> bool:
    """Whether the writer marked a verb: صوّت with the shadda of its second letter, أُلقي and قُتل with the damma of a passive."""
    core = word.text[word.core_start - word.start :]
    bare = word.key if len(word.key) == _ROOT else word.key.removesuffix("وا").removesuffix("ت")
    return (len(bare) == _ROOT and core[2:3] == "ّ") or (core[1:2] == "ُ" and (core[:1] == "أ" or core[3:4] in {"ِ", "ّ"}))


_ROOT = 3  # letters of a verb's root


@lru_cache(maxsize=16_384)
def _finite(
    key: str,
    particle: str,
    *,
    noun: bool,
    long_alef: bool,
    object_clitic: bool,
    hamza: bool,
) -> tuple[VerbForm, Trigger | None, bool] | None:
    if key in word_class("never_verbs") or key in word_class("months"):
        return None
    if key in word_class("occupation", "titles") and key not in verb_forms():
        return None  # كاتب is a writer before it is "he corresponded with"
    noun = noun or key in masdar_forms()
    known = verb_forms().get(key)
    if particle == "س" and known and known[1].tense is Tense.PAST:
        known = present_forms().get(key)  # ستواصل is "she will go on", and no past form of تواصل
    form = known[1] if known else verb_form(key, particle) or _repaired(key)
    if known and form is not None and form.person == 1 and (other := verb_form(key, particle)) is not None and other.person != 1:
        known, form = None, other  # أعرب is "he expressed" before it is a first person of a rarer verb
    if form is None:
        return None
    if long_alef and known and form.person == 3:
        form = VerbForm(form.lemmas, Tense.PRESENT, 1, "m", "s")  # آمل is "I hope", أمل "he hoped"
    if particle == "س" and form.person == 1:
        return replace(form, tense=Tense.FUTURE), known[0] if known else None, True
    if known is None and form.person == 1 and key[0] == "ا" and key in map(fold, form.lemmas):
        form = VerbForm(form.lemmas, Tense.PAST, 3, "m", "s")  # أعاد is "he gave back" before it is "I am given back"
    if known and form.person == 1 and form.tense is Tense.PAST and key.endswith("يت") and "reversed" in known[0].flags:
        form = VerbForm(form.lemmas, Tense.PAST, _THIRD, "f", "s")  # ألغيت is "it was cancelled" before it is "I cancelled"
    lemmas = [lemma for lemma in map(fold, form.lemmas) if lemma in by_lemma() and key.startswith(lemma[:-1])]
    trigger = known[0] if known else by_lemma()[lemmas[0]] if len(lemmas) == 1 else None
    if particle == "ل" and form.tense is Tense.PAST and not (trigger is not None and "copula" in trigger.flags):
        return None  # but لكان، لأصبح answer لو
    if particle == "س":
        form = VerbForm(form.lemmas, Tense.FUTURE, form.person, form.gender, form.number)
    said = hamza and known is not None and _no_other(key, noun=noun)
    if form.person == 1 and not (said or _first_person(key, form, long_alef=long_alef, noun=noun)):
        return None
    if form.number == "d" and key.endswith("ا"):
        return None  # an accusative noun is far more frequent than a dual
    kin = object_clitic and (key in word_class("words", "kin") or key[:-1] + "ه" in word_class("words", "kin"))
    owned = kin or (object_clitic and key.endswith("ت") and lookup(key[:-1] + "ه") is not None)  # خبرته is خبرة and its owner
    homograph = noun and form.tense is Tense.PAST and not (key.endswith(("ت", "وا")) and known)
    if object_clitic:
        homograph = owned or (noun and not key.endswith(("ت", "وا")))
    if trigger is not None and "copula" in trigger.flags and not object_clitic:
        homograph = False
    weak = noun and form.tense is not Tense.PAST and key[0] != "ي" and not (known and object_clitic is False and _pure(key))
    return form, trigger, not homograph and not weak


def _pure(key: str) -> bool:
    """Whether the dictionary knows the form as a verb's alone."""
    form = lookup(key)
    return form is None or not form.noun


def _no_other(key: str, *, noun: bool) -> bool:
    """أرفض, أؤيد: written with a hamza, and no أفعل, noun or name of the same letters; أنحت and أنحى are pasts of a verb nobody lists."""
    unheard = lookup(key) is None and key not in names()
    return key not in by_lemma() and key[-1:] not in {"ت", "ي"} and (unheard or not noun)


def _first_person(key: str, form: VerbForm, *, long_alef: bool, noun: bool) -> bool:
    if key.endswith(("ت", "نا")):
        return form.tense is Tense.PAST and not noun
    return long_alef or key in word_class("first_person") or (key[0] == "ن" and not noun)


def _repaired(key: str) -> VerbForm | None:
    """Forms that the dictionary lacks: the feminine of a past it has (هربت), the تـ of a present it has (تعمل)."""
    if key.endswith("ت") and len(key) > 3:
        for stem in (key[:-1], key[:-1] + "ي", key[:-1] + "ا"):
            form = verb_form(stem)
            if form is not None and form.tense is Tense.PAST and form.number == "s" and form.gender == "m":
                return VerbForm(form.lemmas, Tense.PAST, 3, "f", "s")
    if key[:1] == "ت" and len(key) > 3:
        form = verb_form("ي" + key[1:])
        if form is not None and form.tense is Tense.PRESENT:
            return VerbForm(form.lemmas, Tense.PRESENT, 3, "f", form.number)
    return None
