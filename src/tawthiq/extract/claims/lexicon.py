"""The claim rules' lexicons: triggers, word classes, nationality adjectives. All data, read once a process."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.text.fold import fold
from tawthiq.text.verbs import Tense, VerbForm, conjugate


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb with its nouns. ``roles`` and ``objects`` are read off the frame (see ``data/triggers.tsv``).

    ``masdars`` and ``participles`` pair a folded form with the preposition that its argument needs ("" = none).
    """

    lemma: str
    present: str
    predicate: str
    subject: str
    objects: tuple[str, ...]
    flags: frozenset[str]
    masdar: str
    masdars: tuple[tuple[str, str], ...]
    actives: tuple[tuple[str, str], ...]
    passives: tuple[tuple[str, str], ...]


def _read(name: str) -> str:
    return files("tawthiq.extract.claims").joinpath(f"data/{name}").read_text("utf-8")


def _forms(column: str) -> tuple[tuple[str, str], ...]:
    if column == "-":
        return ()
    pairs = (item.partition(":") for item in column.split(","))
    return tuple((fold(form), fold(preposition)) for form, _, preposition in pairs)


@cache
def triggers() -> tuple[Trigger, ...]:
    """All triggers: verbs with a predicate of their own, then those that only tell what somebody does or something is like."""
    lines = (line for name in ("triggers.tsv", "deeds.tsv") for line in _read(name).splitlines())
    return tuple(_trigger(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _trigger(row: list[str]) -> Trigger:
    past, present, masdars, actives, passives, predicate, frame, flags = row
    subject, _, objects = frame.partition(";")
    first = masdars.split(",")[0].partition(":")[0]
    return Trigger(
        past,
        present,
        predicate,
        fold(subject) if subject.startswith("@") else subject,
        tuple(fold(o) if o.startswith("@") else o for o in objects.split("|")),
        frozenset(flags.split(",")) - {"-"},
        "" if first == "-" else first,
        _forms(masdars),
        _forms(actives),
        _forms(passives),
    )


@cache
def verb_forms() -> Mapping[str, tuple[Trigger, VerbForm]]:
    """Folded finite form -> trigger and reading; of several the one that ``_rank`` puts first, then the earlier row."""
    rows = [(trigger, key, form) for trigger in triggers() for key, form in conjugate(trigger.lemma, trigger.present)]
    rows = sorted([*rows, *(row for trigger in triggers() for row in _passives(trigger))], key=_rank)
    found: dict[str, tuple[Trigger, VerbForm]] = {}
    for trigger, key, form in rows:
        found.setdefault(key, (trigger, form))
    return MappingProxyType(found)


@cache
def present_forms() -> Mapping[str, tuple[Trigger, VerbForm]]:
    """Folded present form -> trigger and reading: what stands behind سـ."""
    rows = [(trigger, key, form) for trigger in triggers() for key, form in conjugate(trigger.lemma, trigger.present)]
    found: dict[str, tuple[Trigger, VerbForm]] = {}
    for trigger, key, form in sorted(rows, key=_rank):
        if form.tense is not Tense.PAST and not (form.number == "s" and len(key) < len(fold(trigger.present))):
            found.setdefault(key, (trigger, form))
    return MappingProxyType(found)


_DERIVED = 5  # letters: shorter hollow verbs have passives (قيل، بيع، قيد) that are other words as well


def _passives(trigger: Trigger) -> list[tuple[Trigger, str, VerbForm]]:
    """Passives whose letters differ: اغتيل of اغتال, أدين of أدان, استعيد of استعاد; نوقش of ناقش; يقام of أقام."""
    lemma, present = fold(trigger.lemma), fold(trigger.present)
    forms = [form for past in _past_passives(lemma) for form in _third(past, trigger.present, Tense.PAST)]
    if len(lemma) >= _DERIVED - 1 and lemma[0] == "ا" and present[-2] == "ي" and lemma not in room_words("homonyms", "lexicon"):
        forms += _third(lemma, f"{present[:-2]}ا{present[-1]}", Tense.PRESENT)
    return [(trigger, key, replace(form, lemmas=(trigger.lemma,))) for key, form in forms]


def _past_passives(lemma: str) -> Iterator[str]:
    if len(lemma) >= _DERIVED - 1 and lemma[0] == "ا" and lemma[-2] == "ا" and not lemma.startswith("ان"):
        yield f"{lemma[:-2]}ي{lemma[-1]}"
    if len(lemma) == _DERIVED - 1 and lemma[1] == "ا":
        yield f"{lemma[0]}و{lemma[2:]}"


def _third(past: str, present: str, tense: Tense) -> list[tuple[str, VerbForm]]:
    """The forms of the third person of one tense; of the present those that lose no letter."""
    forms = [(key, form) for key, form in conjugate(past, present) if form.tense is tense and form.person == _THIRD]
    return forms if tense is Tense.PAST else [(key, form) for key, form in forms if len(key) >= len(fold(present))]


@cache
def twin_forms() -> Mapping[str, tuple[Trigger, VerbForm]]:
    """Past forms that are also another verb's present of the third person feminine (تقدم of تقدم and of قدم) -> that other reading."""
    found: dict[str, tuple[Trigger, VerbForm]] = {}
    for trigger in triggers():
        for key, form in conjugate(trigger.lemma, trigger.present):
            if (form.tense, form.person, form.gender, form.number) == (Tense.PRESENT, _THIRD, "f", "s") and key in verb_forms():
                known, best = verb_forms()[key]
                if known.lemma != trigger.lemma and (best.tense, best.gender, best.number) == (Tense.PAST, "m", "s"):
                    found.setdefault(key, (trigger, form))
    return MappingProxyType(found)


_THIRD = 3


def _rank(row: tuple[Trigger, str, VerbForm]) -> tuple[bool, bool, bool, bool]:
    """Third person before first, what women in the plural do last (أدين is a passive), past before present, full forms before short."""
    trigger, key, form = row
    short = form.tense is not Tense.PAST and form.number == "s" and len(key) < len(fold(trigger.present))
    later = form.tense is not Tense.PAST and "copula" not in trigger.flags  # تكون is "she is" before it is "it came to be"
    return form.person == 1, (form.gender, form.number) == ("f", "p"), later, short


@cache
def by_lemma() -> Mapping[str, Trigger]:
    """Folded past lemma -> trigger."""
    found: dict[str, Trigger] = {}
    for trigger in triggers():
        found.setdefault(fold(trigger.lemma), trigger)
    return MappingProxyType(found)


@cache
def masdar_forms() -> Mapping[str, tuple[tuple[Trigger, str], ...]]:
    """Folded masdar -> its triggers with the preposition of the argument."""
    return _index("masdars")


@cache
def active_forms() -> Mapping[str, tuple[tuple[Trigger, str], ...]]:
    """Folded active participle (masculine singular) -> its triggers."""
    return _index("actives")


@cache
def passive_forms() -> Mapping[str, tuple[tuple[Trigger, str], ...]]:
    """Folded passive participle (masculine singular) -> its triggers."""
    return _index("passives")


def _index(attribute: str) -> Mapping[str, tuple[tuple[Trigger, str], ...]]:
    found: dict[str, tuple[tuple[Trigger, str], ...]] = {}
    for trigger in triggers():
        for form, preposition in getattr(trigger, attribute):
            found[form] = (*found.get(form, ()), (trigger, preposition))
    return MappingProxyType(found)


@cache
def _words() -> Mapping[str, object]:
    return tomllib.loads(_read("words.toml"))


@cache
def word_class(name: str, table: str = "") -> frozenset[str]:
    """The folded words of a class of ``data/words.toml``."""
    source = _words()[table] if table else _words()
    assert isinstance(source, Mapping)  # noqa: S101 - the data file is ours
    return frozenset(fold(word) for word in str(source[name]).split())


@cache
def _rooms() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_read("rooms.toml"))


@cache
def room_words(name: str, room: str) -> frozenset[str]:
    """The folded words of a list that one file of this folder (``room``) has for itself in ``data/rooms.toml``."""
    return frozenset(fold(word) for word in _rooms()[room][name].split())


@cache
def pairs(name: str, room: str) -> Mapping[str, str]:
    """The pairs of a list of ``data/rooms.toml``: folded word -> what it brings, as written."""
    return MappingProxyType({fold(word): brought for word, _, brought in (pair.partition(":") for pair in _rooms()[room][name].split())})


@cache
def demonyms() -> Mapping[str, str]:
    """Folded masculine nationality adjective -> place."""
    rows = (line.split("\t") for line in _read("demonyms.tsv").splitlines() if line and not line.startswith("#"))
    return MappingProxyType({fold(adjective): place for adjective, place in rows})


def nationality(key: str) -> str | None:
    """The place of a nationality adjective in any number or gender, or None."""
    for suffix in ("", "ه", "ين", "ون", "ات", "ان", "تان", "تين"):
        stem = key[: len(key) - len(suffix)] if suffix else key
        if key.endswith(suffix) and stem in demonyms():
            return demonyms()[stem]
    return None


def singular_forms(key: str) -> tuple[str, ...]:
    """A participle or adjective and what it may be the feminine, dual or plural of."""
    found = [key]
    for suffix in ("ه", "ين", "ون", "ات", "ان", "و", "ي"):
        if key.endswith(suffix) and len(key) - len(suffix) > 2:
            found.append(key[: -len(suffix)])
            found.append(key[: -len(suffix)] + "ي")
    return tuple(found)
