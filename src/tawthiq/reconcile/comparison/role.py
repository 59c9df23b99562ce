"""Offices: which rank, in which body."""

from __future__ import annotations

from functools import lru_cache

import regex

from tawthiq.reconcile.comparison.object import similar
from tawthiq.reconcile.comparison.plain_office import plain_office
from tawthiq.reconcile.comparison.post import parted_body, same_post, tells_which
from tawthiq.reconcile.comparison.rank import ranks_differ
from tawthiq.text.kinds import kind_words
from tawthiq.text.names import split
from tawthiq.text.offices import is_former, office
from tawthiq.text.titles import content_words, words_key

__all__ = ["leans", "roles_differ", "same_head", "same_post", "same_role"]

_CACHED = 16_384  # offices
_PRONOUN = regex.compile(r"\p{L}{3,}(?:ها|هم|هما|هن|نا|كم|ه)[،,.]?")


def same_role(a: str, b: str) -> bool:
    """One office in two wordings: ranks agree, and the body is the same or given by one side only."""
    a, b = plain_office(a), plain_office(b)
    heads_a, deputies_a, body_a = office(a)
    heads_b, deputies_b, body_b = office(b)
    if bool(deputies_a) != bool(deputies_b) or _before_rank(a) - content_words(b) or _before_rank(b) - content_words(a):
        return False
    if heads_a and heads_b and not heads_a & heads_b:
        return False
    if bool(heads_a) != bool(heads_b):  # مستشار لرئيس الوزراء is no رئيس الوزراء: words beside a known rank are another office
        known, other = (heads_a | body_a, body_b) if heads_a else (heads_b | body_b, body_a)
        return bool(other) and other <= known and similar(known, other)
    if heads_a & heads_b and (not body_a or not body_b):
        return True
    return _like_bodies(body_a, body_b) if body_a and body_b else similar(heads_a | body_a, heads_b | body_b)


def _like_bodies(a: frozenset[str], b: frozenset[str]) -> bool:
    """Like words for what is headed, of countries that can be one; «رئيس مصر» heads no government."""
    (work, lands), (other, others) = parted_body(a), parted_body(b)
    if lands and others and not lands & others:
        return False
    which, whose = ({word for word in body if tells_which((word,))} for body in (work, other))
    if which and whose and which.isdisjoint(whose):  # «مصرف» alone is shared by all banks
        return False
    return similar(work, other) if work or other else True


@lru_cache(maxsize=_CACHED)
def _before_rank(text: str) -> frozenset[str]:
    """The words before the rank that make another office of it (مستشار رئيس الوزراء); not titles of honour."""
    body = office(text)[2] - frozenset(split(text).titles)
    found: set[str] = set()
    for word in words_key(text):
        heads, deputies, _ = office(word)
        if heads or deputies:
            return frozenset(found)
        found |= {word} & body
    return frozenset()


def same_head(a: str, b: str) -> bool:
    """Offices of one rank, whatever the body."""
    heads_a, deputies_a, _ = office(a)
    heads_b, deputies_b, _ = office(b)
    return bool(heads_a & heads_b) and bool(deputies_a) == bool(deputies_b)


def roles_differ(a: str, b: str) -> bool:
    """Another rank in one and the same body: president and vice-president of one chamber; two ranks of an army."""
    if ranks_differ(a, b):
        return True
    a, b = plain_office(a), plain_office(b)
    heads_a, deputies_a, body_a = office(a)
    heads_b, deputies_b, body_b = office(b)
    if not _one_body(body_a, body_b) or any(leans(text) or _several(text) or _before_rank(text) or is_former(text) for text in (a, b)):
        return False
    return bool(heads_a and heads_b) and (bool(deputies_a) != bool(deputies_b) or not _one_rank(heads_a, heads_b))


def _one_rank(a: frozenset[str], b: frozenset[str]) -> bool:
    """One word for the head of a body, or two that stand at the top of one (رئيس المصرف، محافظ المصرف)."""
    return bool(a & b) or (a | b) <= kind_words("chiefs")


def _several(text: str) -> bool:
    """Two offices in one breath (نائب رئيس الدولة رئيس مجلس الوزراء)."""
    ranks = [rank for word in words_key(text) for rank in office(word)[0]]
    return len(ranks) != len(set(ranks))


def leans(text: str) -> bool:
    """Whether an office names its body by a pronoun only (وزير خارجيتها): which one, only its document knows."""
    return any(_PRONOUN.fullmatch(word) for word in text.split()[1:])


def _one_body(a: frozenset[str], b: frozenset[str]) -> bool:
    """The same words for what is headed, beside the country: a country's president is not its prime minister."""
    first, second = parted_body(a), parted_body(b)
    fits = not (first[1] and second[1]) or bool(first[1] & second[1])
    return bool(a and b) and fits and first[0] == second[0] and (bool(first[0]) or first[1] == second[1])
