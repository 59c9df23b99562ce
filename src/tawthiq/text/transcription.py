"""Whether a Latin spelling can stand for an Arabic name part: consonant by consonant, and between them what Arabic writes of vowels.

Arabic writes consonants and long vowels. So a long vowel (ا و ي) asks for one that sounds so in the Latin word, and where Arabic has
none there is at most one short vowel; at the end there is none but a silent e.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

_CACHED = 16_384  # pairs of parts; about 4 MB
_MAX_PART = 30  # letters; longer strings are no name parts

_UNITS = {
    "kh": "خك", "gh": "غقج", "dh": "ذضظد", "th": "ثذظت", "sh": "ش", "tch": "شج", "ch": "شخجك", "dj": "ج", "zh": "زج", "ph": "ف",
    "ck": "ك", "ts": "تس",
    "b": "ب", "p": "ب", "t": "تطث", "d": "دضذظ", "j": "جز", "g": "جغقك", "h": "هح", "x": "خ", "z": "زذظض", "r": "ر", "s": "سصث",
    "f": "ف", "v": "ف", "q": "قغك", "k": "كقخ", "c": "كسق", "l": "ل", "m": "م", "n": "ن",
}
_CONSONANT = regex.compile("|".join(sorted(_UNITS, key=len, reverse=True)))
_DOUBLED = regex.compile(r"(kh|gh|dh|th|sh|[bcdfghjklmnpqrstvxz])\1+")
_ARABIC_VOWELS = "اويعءه"
_FAITH = regex.compile(r"l-?d+(?=[ie]+n)")  # aldin, eldine: the article of الدين is not heard
_INSIDE = (("الدين", "دين"), ("الله", "له"), ("الاسلام", "سلام"), ("الحق", "حق"), ("الزمان", "زمان"), ("بوال", "بول"))
_URDU = str.maketrans({"ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن"})
_TWICE = regex.compile(r"([^اويعءه])\1+")
_BREATHED = regex.compile(r"[تطدس][هح]")
_BREATH = regex.compile(r"([tds])h")
_SYNCOPE = 4  # consonants of a word inside which a short vowel may be left out (Haidari, Haidri); a shorter one becomes another name
_LONG_VOWELS = (("ee", "i"), ("oo", "u"), ("ou", "u"))
_LONG = frozenset({"ee", "oo", "ou"})
_TOKENS = {"a": "A", "e": "E", "i": "I", "y": "I", "o": "U", "u": "U", "w": "U"}
_HEARD = {"ا": "AE", "و": "U", "ي": "IE"}


@dataclass(frozen=True, slots=True)
class Word:
    """The consonants of a part, and the vowels before, between and after them: one gap more than consonants."""

    consonants: tuple[str, ...]
    gaps: tuple[str, ...]


@lru_cache(maxsize=_CACHED)
def sounds_alike(a: str, b: str) -> bool:
    """Whether two Latin parts (small letters) can be spellings of one name: the same consonants, and vowels that are written for one."""
    if len(a) > _MAX_PART or len(b) > _MAX_PART or not a or not b:
        return False
    return any(_alike(_latin(x), _latin(y)) for x in _readings("", a) for y in _readings("", b))


def _alike(a: Word, b: Word) -> bool:
    if len(a.consonants) != len(b.consonants) or not a.consonants:
        return False
    if not all(set(_UNITS[x]) & set(_UNITS[y]) for x, y in zip(a.consonants, b.consonants, strict=True)):
        return False
    last, gaps = len(a.gaps) - 1, list(zip(a.gaps, b.gaps, strict=True))
    return all(_same_gap(x, y, index, last) for index, (x, y) in enumerate(gaps)) and sum(bool(x) is not bool(y) for x, y in gaps[1:-1]) < 2


def _same_gap(x: str, y: str, index: int, last: int) -> bool:
    """ee, i, ai are written for one vowel, oo, u, ou, au for another; e for any; a short a or e inside a word may be left out."""
    first, second = sorted(map(_core, (x, y)), key=len)
    if first == second or (len(first) == len(second) == 1 and "E" in {first, second}):
        return True
    if not first and second:
        return second == "E" if index == last else index > 0 and second in {"A", "E"} and last >= _SYNCOPE
    return False


def _core(spelt: str) -> str:
    """The tokens without a short vowel before a glide: ai, ei, ay are i; au, aw are u."""
    tokens = _tokens(spelt)
    while len(tokens) > 1 and tokens[0] in "AE" and tokens[1] in "AEIU":
        tokens = tokens[1:]
    return tokens


@lru_cache(maxsize=_CACHED)
def spells(arabic: str, latin: str) -> bool:
    """Whether a Latin part (small letters, without article) can spell a folded Arabic part (without article)."""
    if len(arabic) > _MAX_PART or len(latin) > _MAX_PART or not arabic or not latin:
        return False
    plain = _plain(arabic)
    told = [_arabic(plain), _arabic(plain[:-1] + "ت")] if plain.endswith("ه") and latin.endswith("t") else [_arabic(plain)]
    return any(_agree(written, _latin(spelling)) for written in told for spelling in _readings(arabic, latin))


def _readings(arabic: str, latin: str) -> Iterator[str]:
    """A v can be the و of Turkish, Kurdish and Persian names, a last h silent, and th, dh, sh two letters (فتحي, أدهم, إسحاق)."""
    plain = _DOUBLED.sub(r"\1", _FAITH.sub("d", latin))
    plain = plain[:-3] + "k" if plain.endswith("que") else plain
    found = [plain, plain.replace("v", "w")] if "v" in plain and "و" in arabic else [plain]
    if _BREATHED.search(arabic):
        found += [_BREATH.sub(r"\1'h", reading) for reading in found]
    for reading in found:
        yield reading
        if len(reading) > 2 and reading[-1] == "h" and reading[-2] in "aeio":
            yield reading[:-1]


def _plain(arabic: str) -> str:
    """As it is heard: no article inside a compound (نصر الله, نور الدين, أبو الفضل), letters of Urdu as their likes, doubled ones once."""
    word = arabic.replace(" ", "").translate(_URDU)
    for told, heard in _INSIDE:
        word = word.replace(told, heard) if len(word) > len(told) + 1 else word
    return _TWICE.sub(r"\1", word)


def _arabic(word: str) -> Word:
    """ه is a consonant but for the last letter, where it is a feminine ending."""
    consonants: list[str] = []
    gaps = [""]
    for index, letter in enumerate(word):
        if letter in _ARABIC_VOWELS and (letter != "ه" or index == len(word) - 1):
            gaps[-1] += letter
        else:
            consonants.append(letter)
            gaps.append("")
    return Word(tuple(consonants), tuple(gaps))


def _latin(word: str) -> Word:
    consonants, gaps, place = [], [], 0
    for found in _CONSONANT.finditer(word):
        gaps.append(word[place : found.start()])
        consonants.append(found.group())
        place = found.end()
    return Word(tuple(consonants), (*gaps, word[place:]))


def _agree(arabic: Word, latin: Word) -> bool:
    if len(arabic.consonants) != len(latin.consonants) or not arabic.consonants:
        return False
    if not all(letter in _UNITS[unit] for letter, unit in zip(arabic.consonants, latin.consonants, strict=True)):
        return False
    last = len(arabic.gaps) - 1
    return all(
        _gap(written, heard, index, last) for index, (written, heard) in enumerate(zip(arabic.gaps, latin.gaps, strict=True))
    )


def _tokens(heard: str) -> str:
    for pair, one in _LONG_VOWELS:
        heard = heard.replace(pair, one)
    found = [_TOKENS[letter] for letter in heard if letter in _TOKENS]
    return "".join(token for index, token in enumerate(found) if index == 0 or found[index - 1] != token)


def _gap(written: str, spelt: str, index: int, last: int) -> bool:
    heard = _tokens(spelt)
    if index == 0:
        return _first(written, heard)
    if index == last:
        return _last(written, heard)
    loose = written.count("ع") + written.count("ء")
    letters = _heard_once(written)
    if not letters:  # French writes ou for a short u, which is met in first syllables (بشرى, Bouchra); elsewhere it is long
        return len(heard) <= 1 + loose and (loose > 0 or index == 1 or spelt not in _LONG)
    return _follows(letters, heard, loose, after_glide=index > 1)


def _first(written: str, heard: str) -> bool:
    """A leading ا or ع carries any vowel; و and ي are consonants there."""
    if not written:
        return not heard
    if written[0] in "اعء":
        rest = _heard_once(written[1:])
        return 0 < len(heard) <= 2 + len(rest) and (not rest or _follows(rest, heard, 1, after_glide=True))
    return _follows(_heard_once(written), heard, written.count("ع"), after_glide=True)


def _heard_once(written: str) -> list[str]:
    """The long vowels, each once where it is written twice."""
    letters = [letter for letter in written if letter in _HEARD]
    return [letter for index, letter in enumerate(letters) if index == 0 or letters[index - 1] != letter]


def _last(written: str, heard: str) -> bool:
    if not written:
        return heard in {"", "E"}
    loose = written.count("ع") + written.count("ء")
    letters = [*_heard_once(written), *(["ه"] if written.endswith("ه") else [])]
    if not letters:
        return len(heard) <= 2 * loose
    if written.endswith("ي") and heard.endswith("A") and _follows(_heard_once(written[:-1]), heard[:-1], loose, after_glide=False):
        return True  # ى, folded: مصطفى
    if letters[-1] == "ه":
        return heard[-1:] in {"A", "E"} and _follows(letters[:-1], heard[:-1], loose, after_glide=False)
    return _follows(letters, heard, loose, after_glide=False)


def _follows(letters: list[str], heard: str, loose: int, *, after_glide: bool) -> bool:
    """Every written long vowel is heard in its order; what is heard beside them is a short vowel next to a glide, or ``loose``."""
    place = spare = 0
    for letter in letters:
        start = place
        while place < len(heard) and heard[place] not in _HEARD[letter]:
            place += 1
        if place == len(heard):
            return False
        skipped, glide = place - start, letter in "وي"
        spare += max(0, skipped - glide)
        after_glide = after_glide or (glide and skipped > 0)  # سيد: Sayed, whose ي is doubled
        place += 1 + (letter == "ي" and heard[place : place + 2] == "EI")
    rest = heard[place:]
    if rest and after_glide and letters and letters[-1] in "وي":
        rest = rest[1:]
    return spare + len(rest) <= loose and not set(rest) & {"I", "U"}
