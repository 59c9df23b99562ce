"""Finite verb forms: tense, person, gender and number read off an unvowelled form, and the forms of a given verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from tawthiq.text.fold import fold
from tawthiq.text.lexicon import is_function_word, lines, lookup

_CACHED = 16_384  # forms: the frequent ones of a newspaper; four times as many cost 25 MB a worker and gain 4 % speed


class Tense(StrEnum):
    """What the form of a verb tells of its time."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A reading of a word as a finite verb. ``person`` 1 to 3, ``gender`` m or f, ``number`` s, d or p.

    ``lemmas`` are third person past forms as in the dictionary; several where the unvowelled form leaves it open.
    """

    lemmas: tuple[str, ...]
    tense: Tense
    person: int
    gender: str
    number: str


_PAST_ENDINGS = (
    ("", 3, "m", "s"), ("ت", 3, "f", "s"), ("وا", 3, "m", "p"), ("تا", 3, "f", "d"), ("نا", 1, "m", "p"), ("ا", 3, "m", "d"),
    ("ن", 3, "f", "p"),
)
_PRESENT_PREFIXES = {"ي": (3, "m"), "ت": (3, "f"), "ن": (1, "m"), "ا": (1, "m")}
_WEAK = str.maketrans("", "", "اويء")
_AUXILIARIES = frozenset({"كان", "ليس", "زال"})


def _skeleton(key: str) -> str:
    return key.translate(_WEAK)


@lru_cache(maxsize=_CACHED)
def verb_form(key: str, particle: str = "") -> VerbForm | None:
    """A folded form without clitics as a finite verb, or None; ``particle`` is س where one stands before it."""
    form = lookup(key)
    if is_function_word(key) and (form is None or not _AUXILIARIES.intersection(form.lemmas)):
        return None
    known = _frequent().get(key, ())
    for reading in known:
        if reading.tense is not Tense.PAST and particle == "س":
            return replace(reading, tense=Tense.FUTURE)
        if not particle:
            return reading
    if form is None:
        return None
    present = _present(key, form.lemmas)
    if present is not None:
        person, gender = _PRESENT_PREFIXES[key[0]]
        tense = Tense.FUTURE if particle == "س" else Tense.PRESENT
        return VerbForm(present, tense, person, gender, _present_number(key, present))
    return None if particle == "س" else _past(key, form.lemmas, noun=form.noun)


def _present(key: str, lemmas: tuple[str, ...]) -> tuple[str, ...] | None:
    """The lemmas of which the form is a present form: its prefix is no letter of the lemma, and the ي form exists."""
    if key[0] not in _PRESENT_PREFIXES or len(key) < 3:
        return None
    twin = lookup("ي" + key[1:])
    if twin is None:
        return None
    if key[0] == "ي" and not twin.noun and all(fold(lemma) == key for lemma in lemmas):
        return lemmas  # a present form that the dictionary lists as its own lemma
    own = tuple(lemma for lemma in lemmas if lemma in twin.lemmas and _prefixed(key, fold(lemma)))
    if not own and key[0] != "ي" and all(fold(lemma) == key and not _is_verb(lemma) for lemma in lemmas):
        own = tuple(lemma for lemma in twin.lemmas if _prefixed(key, fold(lemma)))
    return own or None


def _prefixed(key: str, lemma: str) -> bool:
    bare = _skeleton(lemma.removeprefix("ا"))
    return key != lemma and _skeleton(key[1:]).startswith(bare[:2]) and not key.startswith(lemma)


def _present_number(key: str, lemmas: tuple[str, ...]) -> str:
    lemma = fold(lemmas[0])
    if key[0] == "ن" or (key.endswith(("ون", "وا")) and not lemma.endswith(("ون", "وا"))):
        return "p"
    return "d" if key.endswith("ان") and not lemma.endswith("ان") else "s"


def _past(key: str, lemmas: tuple[str, ...], *, noun: bool) -> VerbForm | None:
    for ending, person, gender, number in _PAST_ENDINGS:
        if number == "d" and noun:
            continue
        own = tuple(lemma for lemma in lemmas if _is_verb(lemma) and _past_of(key, fold(lemma), ending))
        if own:
            return VerbForm(own, Tense.PAST, person, gender, number)
    return _irregular_past(key, lemmas)


def _past_of(key: str, lemma: str, ending: str) -> bool:
    if not key.endswith(ending):
        return False
    stem = key[: len(key) - len(ending)]
    return stem == lemma or (ending != "" and lemma[-1] in "اي" and stem == lemma[:-1])


def _irregular_past(key: str, lemmas: tuple[str, ...]) -> VerbForm | None:
    """Passive and weak forms whose letters differ from the lemma: اغتيل, أقيل, قيل, شوهد."""
    if key[0] == "م":
        return None
    for ending, person, gender, number in _PAST_ENDINGS[:3]:
        stem = key.removesuffix(ending) if ending else key
        own = tuple(
            lemma for lemma in lemmas
            if _is_verb(lemma) and key.endswith(ending) and _same_but_weak(stem, fold(lemma))
        )
        if own:
            return VerbForm(own, Tense.PAST, person, gender, number)
    return None


def _same_but_weak(stem: str, lemma: str) -> bool:
    return len(stem) == len(lemma) and stem[0] == lemma[0] and _skeleton(stem) == _skeleton(lemma)


@cache
def _frequent() -> dict[str, tuple[VerbForm, ...]]:
    """Forms of the verbs in ``data/verbs.tsv``, past before present; verbs that share a form and its grammar share a reading."""
    found: dict[str, dict[tuple[Tense, int, str, str], list[str]]] = {}
    for past, present, passive in (row.split("\t") for row in lines("verbs.tsv")):
        forms = list(conjugate(past, present))
        if passive:
            of_passive = conjugate(passive, present)
            forms += [(key, replace(form, lemmas=(past,))) for key, form in of_passive if form.tense is Tense.PAST]
        for key, form in forms:
            lemmas = found.setdefault(key, {}).setdefault((form.tense, form.person, form.gender, form.number), [])
            if past not in lemmas:
                lemmas.append(past)
    return {
        key: tuple(VerbForm(tuple(lemmas), *grammar) for grammar, lemmas in sorted(readings.items(), key=_preference))
        for key, readings in found.items()
    }


def is_frequent(key: str) -> bool:
    """Whether a folded form without clitics is one of a frequent verb."""
    return key in _frequent()


def _preference(reading: tuple[tuple[Tense, int, str, str], list[str]]) -> tuple[bool, int, bool, bool]:
    """Newspapers write of third persons in the past: قالت is she said; تقول is she says, not you say."""
    (tense, person, gender, number), _ = reading
    return tense is not Tense.PAST, -person, number != "s", gender != "m"


@lru_cache(maxsize=_CACHED)
def _is_verb(lemma: str) -> bool:
    """Whether the dictionary has a present form of the lemma (or the lemma names none, as passives do)."""
    return fold(lemma) in _verb_lemmas()


@lru_cache(maxsize=1)
def _verb_lemmas() -> frozenset[str]:
    from tawthiq.text.lexicon import entries

    return frozenset(
        fold(lemma) for key, lemmas in entries() if key[0] == "ي" and len(key) > 2 for lemma in lemmas if fold(lemma)[0] != "ي"
    )


def conjugate(past: str, present: str) -> Iterator[tuple[str, VerbForm]]:
    """Folded forms of a verb given as third person masculine past and present (قال, يقول), active, without clitics.

    Weak verbs lose their weak letter where the written language drops it: قلت, دعوا, رأت, لم يقل.
    """
    stem, middle = fold(past), fold(present)[1:]
    if past[-1] == "أ":
        yield from _hamzated(past, stem, middle)
        return
    for ending, person, gender, number in _PAST_ENDINGS:
        key = _past_stem(stem, ending, middle, keeps=past[-1] == "ي") + ending
        yield key, VerbForm((past,), Tense.PAST, person, gender, number)
    if past[-1] == "ء":
        for seat in ("و", "ا", "ء"):  # جاؤوا, بدأوا, جاءوا
            yield stem[:-1] + seat + "وا", VerbForm((past,), Tense.PAST, 3, "m", "p")
    yield _first_person(stem, middle) + "ت", VerbForm((past,), Tense.PAST, 1, "m", "s")
    if _doubled(stem, middle):
        yield stem + stem[-1] + "ت", VerbForm((past,), Tense.PAST, 1, "m", "s")  # انضممت, أصررت
    for prefix, (person, gender) in _PRESENT_PREFIXES.items():
        number = "p" if prefix == "ن" else "s"
        yield prefix + middle, VerbForm((past,), Tense.PRESENT, person, gender, number)
        yield prefix + _jussive(middle), VerbForm((past,), Tense.PRESENT, person, gender, number)
    plural = middle[:-1] if middle[-1] in "ويا" else middle
    dual = middle[:-1] + "ي" if middle[-1] == "ا" else middle
    for ending in ("ون", "وا"):
        yield "ي" + plural + ending, VerbForm((past,), Tense.PRESENT, 3, "m", "p")
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        for ending in ("ان", "ا"):
            yield prefix + dual + ending, VerbForm((past,), Tense.PRESENT, 3, gender, "d")


def _hamzated(past: str, stem: str, middle: str) -> Iterator[tuple[str, VerbForm]]:
    """The forms of a verb that ends in أ: هنأت, هنأوا and هنؤوا, يهنئون, يبدؤون. Its last letter is no weak one and stays."""
    for ending, person, gender, number in _PAST_ENDINGS:
        if ending != "وا":
            yield stem + ending, VerbForm((past,), Tense.PAST, person, gender, number)
    yield stem + "ت", VerbForm((past,), Tense.PAST, 1, "m", "s")
    for seat in "اوء":
        yield stem[:-1] + seat + "وا", VerbForm((past,), Tense.PAST, 3, "m", "p")
    for prefix, (person, gender) in _PRESENT_PREFIXES.items():
        yield prefix + middle, VerbForm((past,), Tense.PRESENT, person, gender, "p" if prefix == "ن" else "s")
    for seat in dict.fromkeys((middle[-1], *"اوء")):
        for ending in ("ون", "وا"):
            yield "ي" + middle[:-1] + seat + ending, VerbForm((past,), Tense.PRESENT, 3, "m", "p")
    dual = middle if middle[-1] == "ي" else middle[:-1]
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        for ending in ("ان", "ا"):
            yield prefix + dual + ending, VerbForm((past,), Tense.PRESENT, 3, gender, "d")


def _past_stem(stem: str, ending: str, middle: str, *, keeps: bool) -> str:
    """The stem before an ending; ``keeps``: the verb ends in a ya that stays (بقيت) and no alef that goes (نفت)."""
    if stem[-1] in "اي" and ending in {"ت", "وا", "تا"} and len(stem) > 2 and middle[-1] in "ويا":
        return stem if keeps and ending != "وا" else stem[:-1]
    return _first_person(stem, middle) if ending in {"نا", "ن"} else stem


def _first_person(stem: str, middle: str) -> str:
    """قال → قل, أراد → أرد, دعا → دعو, رأى → رأي."""
    if stem[-1] in "اي" and middle[-1] in "ويا":
        return stem[:-1] + ("و" if middle[-1] == "و" else "ي")
    hollow = len(stem) >= 3 and stem[-2] == "ا" and len(middle) >= 3 and middle[-2] in "ويا" and len(stem) != 4 + (stem[0] != "ا")
    return stem[:-2] + stem[-1] if hollow else stem


def _doubled(stem: str, middle: str) -> bool:
    """Whether the last letter of a verb stands for two: ظن, أصر, انضم, احتل, استقل. ``middle`` is the present without its prefix."""
    if stem[-1] in "اويء" or stem[-1] != middle[-1]:
        return False
    bare = stem[3:] if stem.startswith("است") and len(stem) == _WITH_IST else stem[1:] if stem[0] == "ا" else stem
    derived = len(stem) == _WITH_TA and stem[0] == "ا" and (stem[1] == "ن" or stem[2] == "ت") and len(middle) == _WITH_TA - 1
    plain = len(bare) == _DOUBLED and (len(middle) == _DOUBLED or len(stem) == _WITH_IST)  # not أكل, يأكل
    return plain or derived


_DOUBLED, _WITH_TA, _WITH_IST = 2, 4, 5  # letters as written of ظن, of انضم and احتل, of استقل


def _jussive(middle: str) -> str:
    if middle[-1] in "ويا" and len(middle) > 2:
        return middle[:-1]
    return middle[:-2] + middle[-1] if len(middle) >= 3 and middle[-2] in "ويا" else middle
