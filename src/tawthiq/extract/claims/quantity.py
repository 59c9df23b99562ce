"""Quantities: numbers with their units as objects, and ages in parentheses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.numerals import bound_start, dual_measure
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


def amount_in(scene: Scene, tokens: Sequence[Token], start: int, end: int, *, definite: bool = False) -> Argument | None:
    """The amount with its unit that begins in the first words of ``[start, end)``, or None. ``definite``: الألف، النصف count as well."""
    for i in range(start, min(end, start + 8)):
        date = tokens[i].date
        aged = tokens[i - 1].key in room_words("age", "quantity") if i else False
        counted = tokens[i].word.text[:1].isdecimal() or (aged and is_number_word(word_key(tokens[i].key)))  # من العمر أربعين عاما
        if date is not None and not (date.value.startswith("P") and counted):
            continue
        if date is None and i and tokens[i].pos is Pos.NUMBER and tokens[i - 1].key in room_words("labelled", "quantity"):
            continue  # الدقيقة 50 counts nothing
        if _counts_nothing(tokens, i, start) and not (definite and is_amount(tokens[i]) and _round(tokens[i])):
            continue
        if date is not None or is_amount(tokens[i]) or dual_measure(tokens[i]):
            first = bound_start(tokens, i, start)
            if date is not None:
                return Argument(span=scene.layers.frame.span(date.span.start, date.span.end))
            return scene.words(tokens, first, _stop(tokens, i, end))
    return None


def _stop(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where the amount at ``at`` ends: at a verb or another clause, a mark, and at what tells who says so, when or why."""
    last = min(end, at + _LONGEST)
    return next((i for i in range(at + 1, last) if _ends(tokens[i]) or _another(tokens, i)), last)


def _another(tokens: Sequence[Token], at: int) -> bool:
    """غادر ثلاثون القرية، عددهم 34 العاصمة: a definite noun right behind a number that takes none is no unit of it."""
    token, before = tokens[at], tokens[at - 1]
    if not token.word.article or token.word.preposition or before.word.article:
        return False
    return before.pos is Pos.NUMBER or (before.pos is Pos.NOUN and word_key(before.key).endswith(_TENS) and is_amount(before))


_TENS = ("ون", "ين")  # endings of the tens, which no noun in the genitive follows


_LONGEST = 9  # tokens of an amount with its unit and whole: 14 مقعدا من أصل 60


def _round(token: Token) -> bool:
    """الألف، العشرين، النصف: with the article a number still, where ordinals and هؤلاء الخمسة are none."""
    key = word_key(token.key)
    return token.word.article and key in room_words("round", "quantity")


def _ends(token: Token) -> bool:
    if token.pos in {Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.COMPLEMENTISER, Pos.CONJUNCTION}:
        return True
    if token.word.conjunction and token.pos is Pos.NOUN and not is_amount(token):
        return True
    return token.word.text in _BREAKS or (token.inside is None and token.key in room_words("beyond", "quantity"))


_BREAKS = frozenset({"،", ",", "؛", ".", ":", "؟", "!", "(", "-", "–"})


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
