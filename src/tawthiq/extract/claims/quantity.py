"""Quantities: numbers with their units as objects, and ages in parentheses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.numbers import is_number_word, word_key


def _is_year(token: Token) -> bool:
    return token.word.text.isdecimal() and len(token.word.text) == 4 and token.word.text[:2] in {"19", "20", "١٩", "٢٠"}


def is_amount(token: Token) -> bool:
    """Whether a token counts: digits, number words, عشرات الآلاف."""
    if token.pos is Pos.NUMBER:
        return True
    return (
        token.pos in {Pos.NOUN, Pos.QUANTIFIER}
        and token.inside is None
        and (token.key in room_words("sizes", "quantity") or is_number_word(word_key(token.key)))
    )


def amount_in(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Argument | None:
    """The amount with its unit that begins in the first words of ``[start, end)``, or None."""
    for i in range(start, min(end, start + 8)):
        date = tokens[i].date
        aged = tokens[i - 1].key in room_words("age", "quantity") if i else False
        counted = tokens[i].word.text[:1].isdecimal() or (aged and is_number_word(word_key(tokens[i].key)))  # من العمر أربعين عاما
        if date is not None and not (date.value.startswith("P") and counted):
            continue
        if date is None and i and tokens[i].pos is Pos.NUMBER and tokens[i - 1].key in room_words("labelled", "quantity"):
            continue  # الدقيقة 50 counts nothing
        if _counts_nothing(tokens, i, start):
            continue
        if date is not None or is_amount(tokens[i]):
            first = i
            while first > start and tokens[first - 1].key in room_words("approximate", "quantity") and first > i - 3:
                first -= 1
            if tokens[first].key in {"من", "علي", "الي"}:
                first += 1
            if date is not None:
                return Argument(span=scene.layers.frame.span(date.span.start, date.span.end))
            stop = next((j for j in range(i + 1, min(end, i + 9)) if tokens[j].pos in {Pos.VERB, Pos.RELATIVE}), min(end, i + 9))
            return scene.words(tokens, first, stop)
    return None


def _counts_nothing(tokens: Sequence[Token], at: int, start: int) -> bool:
    """بحلول 2030، بطلة 2010، بعد 26 دقيقة، في الـ12 منه، الصفوف الأولى، أحد: a time, a place in a row or somebody, and no amount."""
    token, before = tokens[at], tokens[at - 1] if at else None
    if _is_year(token) and before is not None and (before.key in room_words("up_to", "quantity") or before.pos is Pos.NOUN):
        return True
    if token.date is not None and before is not None and at > start and before.key in room_words("when", "quantity"):
        return True
    if token.pos is not Pos.NUMBER and (token.word.article or token.key in room_words("somebody", "quantity")):
        return True
    return token.pos is Pos.NUMBER and token.word.text.startswith("ال")


def age_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """فلان (25 عاما)، فلان، 25 عاما،: an age beside a name."""
    for i in range(1, len(tokens) - 2):
        opening, before = tokens[i].word.text, tokens[i - 1].inside
        if opening not in _BESIDE or before is None or before.form is not MentionForm.NAME or before.type is not EntityType.PERSON:
            continue
        close = _age_end(tokens, i + 1)
        if close is None or (opening == "(") != (close < len(tokens) and tokens[close].word.text == ")"):
            continue
        low, high = scene.range(tokens, i + 1, close)
        value = Argument(span=scene.layers.frame.span(low, high))
        subject = Argument(entity=before.entity, span=before.span)
        evidence = (before.span.start, tokens[min(close, len(tokens) - 1)].word.end)
        yield Draft("quantity.age", "has_quantity", subject, value, evidence, (low, high), {"of": "age"})


_BESIDE = frozenset({"(", "،", ","})


def _age_end(tokens: Sequence[Token], start: int) -> int | None:
    """Behind a number and its years, if a mark or the end follows: so it is an age and no time of something."""
    if tokens[start].pos is not Pos.NUMBER and (tokens[start].date is None or not tokens[start].word.text[:1].isdecimal()):
        return None
    for at in range(start, min(start + 4, len(tokens))):
        if tokens[at].key in room_words("years", "quantity"):
            return at + 1 if at + 1 >= len(tokens) or tokens[at + 1].pos is Pos.MARK else None
    return None
