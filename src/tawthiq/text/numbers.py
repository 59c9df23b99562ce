"""Arabic numbers: words and digits to values and back, and the numbers of a text with their bounds.

``read_cardinal`` and ``read_ordinal`` work on lists of word keys (see ``word_key``) so that grammars can use them;
``parse_number``, ``find_numbers`` and ``spell_number`` work on text. Values are unit-free.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from tawthiq.model import Span
from tawthiq.text.fold import fold

Bound = Literal["about", "over", "under"]
Value = int | float

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
TOKEN = re.compile(
    "\\d+(?:[.,٫٬]\\d+)*|[\u0621-\u065f\u0670-\u06d3\u06d5-\u06dc\u06fa-\u06ff\u0640]+|[A-Za-z]+"
    "|\n|[^\\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Tokens of Arabic text: numerals, words, line ends, other signs one by one; direction marks are passed over."""


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of a text. ``vague`` quantities (عشرات، بضع) have the order of magnitude as value."""

    value: Value
    span: Span
    bound: Bound | None = None
    vague: bool = False


def word_key(word: str) -> str:
    """The folded word without the hamza that stands on no seat: ثلاثاء and ثلاثا are one."""
    return fold(word).replace("ء", "")


@lru_cache(maxsize=4096)
def numeral(text: str) -> Value | None:
    """The value of digits (Latin, Arabic-Indic, Persian) with separators; None if it is no numeral.

    A comma before exactly three digits groups; any other comma and a single point divide: 1,250 is 1250, 2,5 is 2.5.
    """
    plain = text.translate(_DIGITS)
    if plain.isdecimal() and plain.isascii():
        return int(plain) if len(plain) <= 18 else None  # longer digit strings are identifiers, not quantities
    if not _NUMERAL.fullmatch(plain):
        return None
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "") if "," in plain else plain.replace(".", "")
    plain = plain.replace(",", ".")
    if plain.count(".") > 1 or len(plain) > 18:
        return None
    value = float(plain)
    return int(value) if value.is_integer() else value


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    value: Value


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    text = files("tawthiq.text").joinpath(f"data/{name}").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _cardinals() -> Mapping[str, _Word]:
    found: dict[str, _Word] = {}
    for kind, value, words in _rows("number_words.tsv"):
        if kind != "ordinal":
            number: Value = float(value) if "." in value else int(value)
            found |= {word_key(word): _Word(kind, number) for word in words.split()}
    return found


@cache
def _ordinals() -> Mapping[str, int]:
    rows = [row for row in _rows("number_words.tsv") if row[0] == "ordinal"]
    return {word_key(word): int(value) for _, value, words in rows for word in words.split()}


def is_number_word(key: str) -> bool:
    """Whether a key (see ``word_key``) can begin a number in words."""
    return key in _cardinals() or key in _ordinals()


def _word_at(keys: Sequence[str], at: int, *, first: bool) -> tuple[_Word, bool, int] | None:
    """The number word at a place, whether و joins it to what stands before, and the place after it."""
    if at >= len(keys):
        return None
    key = keys[at]
    if key == "واحد" and not first and keys[at + 1 : at + 2] == ["عشر"]:  # «مئة وأحد عشر» is folded to «واحد»
        return _Word("unit", 1), True, at + 1
    if key == "و" and at + 1 < len(keys):
        found = _plain(keys[at + 1])
        return (found, True, at + 2) if found else None
    found = _plain(key)
    if found:
        return found, False, at + 1
    found = _plain(key[1:]) if key.startswith("و") else None
    return (found, True, at + 1) if found else None


def _plain(key: str) -> _Word | None:
    value = numeral(key) if key[:1].isdigit() else None
    return _Word("digits", value) if value is not None else _cardinals().get(key)


@dataclass(slots=True)
class _Sum:
    """A number being read: ``total`` of finished groups, the open ``group`` below the last scale, ``cap`` that scale."""

    total: Value = 0
    group: Value | None = None
    cap: Value = 10**15
    kind: str = ""

    def add(self, word: _Word, *, joined: bool) -> bool:
        """Take the next word; False if it does not continue the number."""
        if word.kind in ("scale", "dual", "plural"):
            return self._scale(word, joined=joined)
        if word.kind == "fraction":
            return self._fraction(word, joined=joined)
        if self.kind and not joined:
            return self._hundreds(word)
        if not self._continues(word):
            return False
        self.group = (self.group or 0) + word.value
        self.kind = word.kind
        return True

    def _continues(self, word: _Word) -> bool:
        if not self.kind:
            return True
        if self.group is None:  # after a scale
            return word.value < self.cap
        if self.kind == "hundred":
            return word.kind in ("unit", "ten", "teen") and word.value < 100
        return self.kind == "unit" and word.kind == "ten" and 1 <= self.group % 100 <= 9

    def _hundreds(self, word: _Word) -> bool:
        units = self.group if self.kind == "unit" else None
        if word.kind != "hundred" or word.value != 100 or units is None or not 3 <= units <= 9:
            return False
        self.group, self.kind = units * 100, "hundred"
        return True

    def _scale(self, word: _Word, *, joined: bool) -> bool:
        many = 2 if word.kind == "dual" else 1
        if word.value >= self.cap or (joined and self.group is not None):
            return False
        if self.group is not None:
            if word.kind == "dual" or self.kind == "fraction":
                return False
            self.total += self.group * word.value
        elif (self.kind and not joined) or word.kind == "plural":
            return False
        else:
            self.total += many * word.value
        self.group, self.cap, self.kind = None, word.value, "scale"
        return True

    def _fraction(self, word: _Word, *, joined: bool) -> bool:
        if not self.kind or not joined or self.kind == "fraction":
            return False
        if self.group is None:
            self.total += word.value * self.cap
        else:
            self.total += self.group + word.value
        self.group, self.kind = None, "fraction"
        return True

    @property
    def value(self) -> Value:
        value = self.total + (self.group or 0)
        return int(value) if isinstance(value, float) and value.is_integer() else value


def read_cardinal(keys: Sequence[str], at: int) -> tuple[Value, int] | None:
    """The number that begins at ``keys[at]`` (words or digits) and the place after it; vague plurals are no number."""
    if at >= len(keys) or keys[at] == "و":
        return None
    half = _half(keys, at)
    if half:
        return half
    found, place = _Sum(), at
    while step := _word_at(keys, place, first=place == at):
        word, joined, after = step
        if joined and place == at:
            break
        if word.kind == "unit" and 1 <= word.value <= 9 and after < len(keys) and keys[after] in ("عشر", "عشره"):
            word, after = _Word("teen", word.value + 10), after + 1
        if not found.add(word, joined=joined):
            break
        place = after
    return (found.value, place) if place > at else None


def _half(keys: Sequence[str], at: int) -> tuple[Value, int] | None:
    """«نصف مليون», «ربع مليار»."""
    word, scale = _cardinals().get(keys[at]), _cardinals().get(keys[at + 1]) if at + 1 < len(keys) else None
    if word and scale and word.kind == "fraction" and scale.kind == "scale":
        value = word.value * scale.value
        return int(value) if float(value).is_integer() else value, at + 2
    return None


def read_ordinal(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    """The ordinal at ``keys[at]`` (الأول .. الحادي والثلاثون، عاشر، العشرون), with or without article; the place after it."""
    if at >= len(keys):
        return None
    first = _bare(keys[at])
    value = _ordinals().get(first)
    if value is None:
        word = _cardinals().get(first)
        defined = first != keys[at] and word is not None and (word.kind == "ten" or word.value == 100)
        return (int(word.value), at + 1) if word and defined else None
    if at + 1 < len(keys) and keys[at + 1] in ("عشر", "عشره") and value < 10:
        return value + 10, at + 2
    step = at + 2 if at + 2 < len(keys) and keys[at + 1] == "و" else at + 1
    joined = keys[step] if step == at + 2 else keys[step][1:] if step < len(keys) and keys[step][:1] == "و" else ""
    tens = _cardinals().get(_bare(joined)) if joined.startswith("ال") else None
    if tens and tens.kind == "ten" and value < 10:
        return value + int(tens.value), step + 1
    return (value, at + 1) if first not in ("احد", "احدي", "واحد", "واحده", "اثنا", "اثني") else None


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def parse_number(words: str) -> Value | None:
    """The value of a text that is one number and nothing else («ألفين وثلاثة», «٣٠ مليون»); None otherwise."""
    keys = [word_key(found.group()) for found in TOKEN.finditer(words)]
    sign = -1 if keys[:1] in (["-"], ["−"]) else 1
    keys = keys[1:] if sign < 0 else keys
    found = read_cardinal(keys, 0)
    if found and found[1] < len(keys) and keys[found[1]] == "فاصله":
        found = _decimal(keys, found)
    if found and found[1] == len(keys):
        return sign * found[0]
    order = read_ordinal(keys, 0)
    return order[0] if order and order[1] == len(keys) else None


def _decimal(keys: Sequence[str], whole: tuple[Value, int]) -> tuple[Value, int] | None:
    """«واحد فاصلة خمسة»: the digits after the word for the decimal sign."""
    part = read_cardinal(keys, whole[1] + 1)
    return (float(f"{whole[0]}.{part[0]}"), part[1]) if part and isinstance(part[0], int) else None


@dataclass(frozen=True, slots=True)
class _Phrases:
    before: Mapping[tuple[str, ...], Bound]
    after: Mapping[tuple[str, ...], Bound]
    longest: int


@cache
def _bounds() -> _Phrases:
    found: dict[str, dict[tuple[str, ...], Bound]] = {"before": {}, "after": {}}
    for bound, side, phrase in _rows("number_bounds.tsv"):
        name: Bound = "about" if bound == "about" else "over" if bound == "over" else "under"
        found[side][tuple(word_key(word) for word in phrase.split())] = name
    return _Phrases(found["before"], found["after"], max(len(key) for side in found.values() for key in side))


@cache
def bound_openers() -> frozenset[str]:
    """The keys that can begin a bound («نحو», «أكثر»)."""
    return frozenset(words[0] for words in _bounds().before)


def bound_before(keys: Sequence[str], at: int) -> tuple[Bound, int] | None:
    """The bound that ends just before ``keys[at]`` (نحو، أكثر من) and the place where it begins; the longest wins."""
    phrases = _bounds()
    for length in range(min(phrases.longest, at), 0, -1):
        words = tuple(keys[at - length : at])
        found = phrases.before.get(words) or phrases.before.get((_without_clitic(words[0]), *words[1:]))
        if found:
            return found, at - length
    return None


def bound_at(keys: Sequence[str], at: int) -> tuple[Bound, int] | None:
    """The bound that begins at ``keys[at]`` (نحو، أكثر من) and the place after it; the longest wins."""
    phrases = _bounds()
    for length in range(min(phrases.longest, len(keys) - at), 0, -1):
        found = phrases.before.get(tuple(keys[at : at + length]))
        if found:
            return found, at + length
    return None


def _bound_after(keys: Sequence[str], at: int) -> tuple[Bound, int] | None:
    phrases = _bounds()
    for length in range(min(phrases.longest, len(keys) - at), 0, -1):
        found = phrases.after.get(tuple(keys[at : at + length]))
        if found:
            return found, at + length
    return None


def _without_clitic(key: str) -> str:
    return key[1:] if key[:1] in ("و", "ب", "ل", "ف") else key


_FEW = frozenset(word_key(word) for word in ("بضع", "بضعة", "عدة"))
_LONE = frozenset(word_key(word) for word in ("واحد", "واحدة", "أحد", "إحدى", "حادي", "حادية", "ست", "سبع", "ثنتين"))


def find_numbers(text: str) -> tuple[Number, ...]:
    """The quantities of a text in order, with their bounds; the span covers the bound's words too.

    Lone words that are more often something else (واحد، أحد، ست) are left out.
    """
    tokens = list(TOKEN.finditer(text))
    keys = [word_key(token.group()) for token in tokens]
    found: list[Number] = []
    at = 0
    while at < len(keys):
        step = _quantity(keys, at)
        if step is None:
            at += 1
            continue
        value, first, after, skip, vague = step
        bound = bound_before(keys, first)
        begin = tokens[bound[1]].start() if bound else tokens[first].start() + skip
        tail = None if bound else _bound_after(keys, after)
        end = tokens[(tail[1] if tail else after) - 1].end()
        name = bound[0] if bound else tail[0] if tail else "about" if vague else None
        found.append(Number(value, Span.of(text, begin, end), name, vague))
        at = tail[1] if tail else after
    return tuple(found)


def _quantity(keys: Sequence[str], at: int) -> tuple[Value, int, int, int, bool] | None:
    """Value, first and last place, letters of a clitic to leave out, vague or not."""
    for skip in (0, 1, 2):
        key = keys[at]
        if skip and (len(key) <= skip + 1 or key[skip - 1] not in "وفبلك"):
            return None
        shifted = [key[skip:], *keys[at + 1 : at + 16]]  # no number has more words than sixteen
        vague = _vague(shifted)
        if vague:
            return vague[0], at, at + vague[1], skip, True
        exact = read_cardinal(shifted, 0)
        if exact and not (exact[1] == 1 and shifted[0] in _LONE):
            return exact[0], at, at + exact[1], skip, False
    return None


def _vague(keys: Sequence[str]) -> tuple[Value, int] | None:
    """«بضع», «عشرات», «مئات الآلاف»: the order of magnitude and how many words."""
    if keys[0] in _FEW:
        scale = _cardinals().get(keys[1]) if len(keys) > 1 else None
        return (scale.value, 2) if scale and scale.kind == "plural" else (3, 1)
    value, count = 1, 0
    for key in keys[:3]:
        word = _cardinals().get(_bare(key))
        if word is None or word.kind != "plural" or (count == 0) != (key == _bare(key)):
            break
        value, count = value * int(word.value), count + 1
    return (value, count) if count else None


_ONES = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "أحد عشر", "اثنا عشر")
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_HUNDREDS = ("", "مئة", "مئتان", *(f"{stem}مئة" for stem in ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")))
_SCALES = ((10**9, "مليار", "ملياران", "مليارات"), (10**6, "مليون", "مليونان", "ملايين"), (1000, "ألف", "ألفان", "آلاف"))


def spell_number(value: int) -> str:
    """A whole number from 0 to 10^12 - 1 in words, masculine nominative."""
    if not 0 <= value < 10**12:
        raise ValueError(f"{value} is not spelt")
    if value == 0:
        return "صفر"
    parts: list[str] = []
    for scale, one, two, many in _SCALES:
        count, value = divmod(value, scale)
        if count:
            parts.append(_counted(count, (one, two, many)))
    return " و".join([*parts, _below_thousand(value)] if value else parts)


def _counted(count: int, names: tuple[str, str, str]) -> str:
    if count <= 2:
        return names[count - 1]
    return f"{_below_thousand(count)} {names[2] if 3 <= count % 100 <= 10 else names[0]}"


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    parts = [_HUNDREDS[hundreds]] if hundreds else []
    if rest < len(_ONES):
        parts += [_ONES[rest]] if rest else []
    elif rest < 20:
        parts.append(f"{_ONES[rest - 10]} عشر")
    else:
        tens, ones = divmod(rest, 10)
        parts += ([_ONES[ones]] if ones else []) + [_TENS[tens]]
    return " و".join(parts)
