"""Posts that one person holds at a time: which post it is, as far as the words alone say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tawthiq.reconcile.comparison.gazetteer import country_of, state_of
from tawthiq.reconcile.comparison.plain_office import plain_office
from tawthiq.text.kinds import body_names, kind_words
from tawthiq.text.offices import office
from tawthiq.text.titles import all_generic, country, country_names, national, words_key

_CACHED = 16_384  # offices
_MAX_WORDS = 9  # of an office; what is longer has taken in the rest of its sentence
_LAND = "="  # before the code of a country among the words of a body
_MIN_WORD = 4  # letters that must remain without a preposition (بواشنطن)


@dataclass(frozen=True, slots=True)
class Post:
    """A rank and the body that it heads, word for word in their order; a country is its code, words for one body are one."""

    head: str
    body: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Whether the words say which post it is: a country, a town, or more than what every institution has (رئيس القسم)."""
        return tells_which(self.body)

    @property
    def lands(self) -> frozenset[str]:
        """The countries that the words name."""
        return frozenset(word for word in self.body if word.startswith(_LAND))

    @property
    def of(self) -> str:
        """The first word for what is headed: the rest says whose it is (الداخلية في الحكومة المؤقتة)."""
        return next((word for word in self.body if not word.startswith(_LAND) and word not in kind_words("unit_bodies")), "")

    @property
    def work(self) -> frozenset[str]:
        """The other words: what is headed."""
        return frozenset(self.body) - self.lands


@lru_cache(maxsize=_CACHED)
def post(text: str) -> Post | None:
    """The post that an office is; None for deputies, spokesmen, advisers and whatever else stands beside the head of a body."""
    text = plain_office(text)
    heads, deputies, body = office(text)
    words = words_key(text)
    ranks = [place for place, word in enumerate(words) if office(word)[0]]
    if len(words) > _MAX_WORDS or deputies or len(heads) != 1 or not ranks:
        return None
    if any(word in body and word not in kind_words("ordinals") for word in words[: ranks[0]]):
        return None
    found = body_of(word for word in words[ranks[0] + 1 :] if word in body)
    return Post(min(heads), found) if found else None


def tells_which(body: Sequence[str]) -> bool:
    """Whether words for a body (see ``body_of``) say which one: by a country, a town, or more than what every institution has."""
    if any(word.startswith(_LAND) or country_of(word) for word in body):
        return True
    return not all(word in kind_words("unit_bodies") or word in kind_words("ordinals") or all_generic((word,)) for word in body)


def body_of(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a body in one form each: countries as codes, words for one body as the first of them, no «مجلس» beside others."""
    found = tuple(_one(word) for word in words if word not in kind_words("of_late"))
    return tuple(word for word in found if word != "مجلس") or found


@lru_cache(maxsize=_CACHED)
def parted_body(words: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What is headed, and of which countries; also of those whose names have several words (كوريا الشمالية)."""
    long = {name: code for name, code in _long_names().items() if set(name) <= words}
    found = frozenset(body_of(sorted(words.difference(*long))))
    lands = frozenset(word for word in found if word.startswith(_LAND))
    return found - lands, lands | frozenset(_LAND + code for code in long.values())


@cache
def _long_names() -> Mapping[tuple[str, ...], str]:
    """The names of countries of several words -> their codes."""
    codes = {name: country(" ".join(name)) for name in country_names() if len(name) > 1}
    return {name: code for name, code in codes.items() if code is not None}


@lru_cache(maxsize=_CACHED)
def _one(word: str) -> str:
    for form in (word, word[1:] if word[:1] in "بل" and len(word) > _MIN_WORD else word):
        land = national(("", form))[1] or state_of(form)
        if land is not None:
            return _LAND + land
        if form != word and country_of(form) is not None:
            return form
    return body_names().get(word, word)


def same_post(a: str, b: str) -> bool:
    """One post that one person holds at a time, as far as the words of both say."""
    found = post(a)
    return found is not None and found == post(b)
