"""Do two names mean one bearer? A score with a sentence, across spellings and scripts.

Persons are compared part by part (``compare_names``); organisations and places as wholes (``compare_titles``).
A missing middle name is compatible, another given name never is, a bare surname only *could* be the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tawthiq.reconcile.reasons import reason
from tawthiq.reconcile.romanise import attested, spellings
from tawthiq.text.names import Part, PersonName, is_arabic, split
from tawthiq.text.skeletons import same_sounds, skeletons, vowels_agree, without_long_vowels
from tawthiq.text.transcription import sounds_alike, spells

SAME = 0.85  # at or above: one person; chosen on cases/names.tsv so that no hard non-pair reaches it
COULD_BE = 0.5  # at or above: shown as a possibility, never merged by itself
_CACHED = 262_144  # pairs of parts; about 60 MB when full

_VARIANT = 0.95  # one word in two usual spellings
_LONG_VOWELS = 0.93  # the same but for long vowels
_SPELLED = 0.96  # a Latin spelling that is attested for the Arabic
_SOUNDED = 0.92  # consonants and vowels agree
_OTHER = 0.2  # the parts do not agree
_GLUED = 4  # letters; of a shorter word the first two are no article


@dataclass(frozen=True, slots=True)
class Score:
    """How far two names mean one bearer (0..1), and why, in both languages."""

    value: float
    reason_ar: str
    reason_en: str


def compare_names(a: str, b: str) -> Score:
    """Compare two personal names of any script; symmetric."""
    value, code = compare_parts(split(a), split(b))
    first, second = sorted((a, b))
    return Score(round(value, 4), *reason(code, a=first, b=second))


def compare_parts(a: PersonName, b: PersonName) -> tuple[float, str]:
    """Score and the code of its reason for two names in parts."""
    short, long = sorted((a, b), key=lambda name: (len(name.parts), name.arabic, name.keys))
    if not short.parts:
        return 0.0, "T310"
    if _epithets(short) != _epithets(long):
        return 0.3, "T311"
    if not short.is_full:
        return _compare_single(short, long)
    given = part_score(short.parts[0], long.parts[0])
    if given < SAME:
        return _OTHER * given, "T312"
    scores = _align(short.parts, long.parts)
    if scores is None:
        return 0.4 * given, "T313"
    return _full(scores, short, long)


def _full(scores: list[float], short: PersonName, long: PersonName) -> tuple[float, str]:
    mean = sum(scores) / len(scores)
    if len(short.parts) == len(long.parts):
        return mean, "T301" if mean > 0.999 else "T302" if short.arabic == long.arabic else "T303"
    if part_score(short.parts[-1], long.parts[-1]) >= SAME:
        return 0.97 * mean, "T304"
    return 0.92 * mean, "T305"


def _epithets(name: PersonName) -> frozenset[str]:
    return frozenset(part.key for part in name.parts if part.epithet)


def _compare_single(short: PersonName, long: PersonName) -> tuple[float, str]:
    """A single part against any name: at most a possibility."""
    only = short.parts[0]
    if not long.is_full:
        return (0.6, "T306") if part_score(only, long.parts[0]) >= SAME else (0.0, "T312")
    last = next(part for part in reversed(long.parts) if not part.epithet)
    if part_score(only, last) >= SAME:
        return 0.6, "T307"
    return (0.4, "T308") if part_score(only, long.parts[0]) >= SAME else (0.0, "T312")


def _align(short: tuple[Part, ...], long: tuple[Part, ...]) -> list[float] | None:
    """The scores of the short name's parts found in order in the long one; None if one is missing."""
    scores: list[float] = []
    position = 0
    for index, part in enumerate(short):
        last_start = len(long) - (len(short) - index)
        while position <= last_start and part_score(part, long[position]) < SAME:
            position += 1
        if position > last_start:
            return None
        scores.append(part_score(part, long[position]))
        position += 1
    return scores


def part_score(a: Part, b: Part) -> float:
    """How far two parts are one name, 0..1; symmetric."""
    if a.key == b.key:
        return 1.0
    first, second = sorted(((a.key, a.written), (b.key, b.written)))
    return compare_cached(*first, *second)


@lru_cache(maxsize=_CACHED)
def compare_cached(key_a: str, written_a: str, key_b: str, written_b: str) -> float:
    arabic_a, arabic_b = is_arabic(key_a), is_arabic(key_b)
    if arabic_a and arabic_b:
        return _arabic_score(key_a, written_a, key_b, written_b)
    if not arabic_a and not arabic_b:
        return _latin_score(key_a, key_b)
    arabic, written, latin = (key_a, written_a, key_b) if arabic_a else (key_b, written_b, key_a)
    return _cross_score(arabic, written, latin)


def _arabic_score(key_a: str, written_a: str, key_b: str, written_b: str) -> float:
    """Sounds that dialects and keyboards confuse; long vowels of longer words, unless both are known to be other names."""
    if min(len(key_a), len(key_b)) <= 3:
        return 0.0
    if same_sounds(key_a, key_b):
        return _VARIANT
    if key_a[-1] != key_b[-1] or without_long_vowels(key_a) != without_long_vowels(key_b):
        return 0.0
    if min(len(key_a), len(key_b)) <= 4 and (len(key_a) == len(key_b) or not spellings(written_a)):
        return 0.0
    return 0.0 if _known_apart(written_a, written_b) else _LONG_VOWELS


def _known_apart(written_a: str, written_b: str) -> bool:
    """Both stand in the dictionary of names, and their usual spellings have other vowels (سليمان، سلمان)."""
    if not (attested(written_a) and attested(written_b)):
        return False
    first, second = spellings(written_a)[:1], spellings(written_b)[:1]
    return bool(first and second) and not vowels_agree(first[0], second[0])


def _latin_score(a: str, b: str) -> float:
    """One sound; or the article joined to one of them (Elbaradei, Baradei)."""
    if sounds_alike(a, b):
        return _SOUNDED
    short, long = sorted((a, b), key=len)
    glued = len(long) > _GLUED + 1 and long[:2] in {"al", "el"} and sounds_alike(short, long[2:])
    return _SOUNDED if glued else 0.0


def _cross_score(arabic: str, written: str, latin: str) -> float:
    """A spelling that is attested, or one that the letters allow: every consonant, every long vowel, nothing else that is long."""
    if spells(arabic, latin) or (written != arabic and spells(written, latin)):  # with its article: Elbaradei, and إلياس, which has none
        return _SOUNDED
    if not skeletons(latin) & skeletons(arabic):  # asked first: spellings cost a hundred times as much
        return 0.0
    found = spellings(written) + (spellings(arabic) if arabic != written else ())
    return _SPELLED if latin in found else 0.0
