"""Offices: which rank, in which body."""

from __future__ import annotations

from functools import lru_cache

import regex

from tawthiq.reconcile.comparison.object import dice, similar
from tawthiq.text.kinds import kind_words
from tawthiq.text.names import split
from tawthiq.text.offices import office
from tawthiq.text.titles import content_words, national, words_key

_CACHED = 16_384  # offices
_PRONOUN = regex.compile(r"\p{L}{3,}(?:ها|هم|هما|هن|نا|كم|ه)[،,.]?")
_SAME_BODY = 0.6  # Dice of the words for the body


def same_role(a: str, b: str) -> bool:
    """One office in two wordings: ranks agree, and the body is the same or given by one side only."""
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
    return similar(body_a, body_b) if body_a and body_b else similar(heads_a | body_a, heads_b | body_b)


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
    """Another rank in one and the same body: president and vice-president of one chamber."""
    heads_a, deputies_a, body_a = office(a)
    heads_b, deputies_b, body_b = office(b)
    if not _one_body(body_a, body_b) or leans(a) or leans(b) or _several(a) or _several(b):
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


def same_post(a: str, b: str) -> bool:
    """One post that one person holds at a time: the same head, no deputy, the same body named by both."""
    heads_a, deputies_a, body_a = office(a)
    heads_b, deputies_b, body_b = office(b)
    if deputies_a or deputies_b:
        return False
    return bool(heads_a & heads_b) and _one_body(body_a, body_b)


def _one_body(a: frozenset[str], b: frozenset[str]) -> bool:
    """Most words shared, and beside the country none that the other has not at all: a country's president is not its prime minister."""
    own, other = (frozenset(word for word in body if national(("", word))[1] is None) for body in (a, b))
    return bool(a and b) and dice(a, b) >= _SAME_BODY and bool(own) == bool(other)
