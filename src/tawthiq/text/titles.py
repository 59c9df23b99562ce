"""Names of places, bodies and posts as wholes: comparison keys, general terms, countries."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex

from tawthiq.text.fold import fold
from tawthiq.text.names import is_arabic, without_article

_CACHED = 131_072  # names and phrases; about 40 MB when full
_MAX_WORDS = 40  # words of a phrase that are compared; longer ones are sentences
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_FUSED = regex.compile(r"^[وف]?(?:ال|بال|كال|لل)(?=\w{2,})")
_ENDINGS = ("اتها", "ياته", "يين", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "ه", "ي", "ا")
_MIN_STEM = 3  # letters that must remain

@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("tawthiq.text").joinpath("data/entity_words.toml").read_text("utf-8"))


@cache
def _keys(kind: str) -> frozenset[str]:
    return frozenset(without_article(fold(word)) for word in _data()[kind])


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for word in _data()["particles"])


@lru_cache(maxsize=_CACHED)
def words_key(text: str) -> tuple[str, ...]:
    """The folded words of a name without articles: equal for two ways of writing one name."""
    return tuple(_FUSED.sub("", word) if word[:1] > "\u0590" else word for word in _WORD.findall(fold(text))[:_MAX_WORDS])


@lru_cache(maxsize=_CACHED)
def content_words(text: str) -> frozenset[str]:
    """The folded words that carry content, without articles and particles."""
    return frozenset(word for word in words_key(text) if word not in _particles())


@lru_cache(maxsize=_CACHED)
def stems(text: str) -> frozenset[str]:
    """Content words without the endings of number, case and possession: coarse, for comparing phrases only."""
    return frozenset(_stem(word) for word in content_words(text))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=_CACHED)
def body_key(text: str) -> tuple[str, ...]:
    """``words_key`` with one case for sound plurals (الناشطون، الناشطين)."""
    return tuple(word[:-2] + "ين" if word.endswith("ون") and len(word) > _MIN_STEM + 2 else word for word in words_key(text))


def body_head(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The kind of a body that its first word tells, and the words left, if they still name something."""
    kind = _body_heads().get(words[0]) if len(words) > 1 else None
    rest = words[1:]
    if kind is None or all(word in _keys("generic") for word in rest) or len("".join(rest)) < _MIN_STEM:
        return None
    return kind, rest


@cache
def source_words() -> frozenset[str]:
    """Words for kinds of sources (وكالة، صحيفة، بيان) that do not say which one."""
    return _keys("sources") | frozenset(_body_heads())


@cache
def _body_heads() -> dict[str, str]:
    return {without_article(fold(word)): kind for kind, words in _data()["body_heads"].items() for word in words}


def place_key(text: str) -> tuple[str, ...]:
    """``words_key`` without the kind of place (مدينة، العاصمة) before the proper name."""
    words = words_key(text)
    return words[1:] if len(words) > 1 and words[0] in _keys("place_heads") else words


def is_generic(text: str) -> bool:
    """Whether a body's name consists of general words alone (الحكومة، وزارة الخارجية)."""
    return all_generic(words_key(text))


def all_generic(words: tuple[str, ...]) -> bool:
    """Whether folded words without article are all general."""
    return bool(words) and all(word in _keys("generic") for word in words)


@cache
def _countries() -> dict[tuple[str, ...], str]:
    from babel import Locale

    found: dict[tuple[str, ...], str] = {}
    for language in ("en", "ar"):
        for code, name in sorted(Locale.parse(language).territories.items()):
            if len(code) == 2 and code.isalpha():
                found[words_key(name)] = code
    for code, names in _data()["countries"].items():
        found |= {words_key(name): code for name in names}
    return found


@cache
def _nationalities() -> dict[str, str]:
    """Folded words that say which country: its name in one word, and the adjective in both genders (العراق، عراقي، عراقية)."""
    found: dict[str, str] = {}
    for words, code in _countries().items():
        if len(words) == 1 and is_arabic(words[0]):
            base = words[0].removesuffix("ا").removesuffix("ه")
            base = base if base.endswith("ي") else base + "ي"
            found |= {words[0]: code, base: code, base + "ه": code}
    return found


@lru_cache(maxsize=_CACHED)
def national(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words of a name without the one that says which country, and that country (الحكومة العراقية → الحكومة, IQ)."""
    if len(words) > 1:
        for index in range(len(words) - 1, 0, -1):
            code = _nationalities().get(words[index])
            if code:
                return words[:index] + words[index + 1 :], code
    return words, None


def country(text: str) -> str | None:
    """The two-letter code of a country's name, Arabic or English; None for other names."""
    return _countries().get(place_key(text))


def country_names() -> frozenset[tuple[str, ...]]:
    """The keys of all names of countries, Arabic and English."""
    return frozenset(_countries())
