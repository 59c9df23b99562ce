"""How much something rose or fell: صعد سهم الشركة 0.4 بالمئة إلى 959 ريالا، تراجعت الواردات بنسبة 3%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.numerals import bound_start
from tawthiq.extract.claims.quantity import is_amount
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_NEAR = 10  # tokens between a verb and how much
_UNIT = 4  # tokens of a unit: مليار برميل يوميا
_ENDS = frozenset({".", "؛", "؟", "!", ":", '"', "«", "»"})


def changed(reading: Reading) -> Draft | None:
    """The amount by which, and to which, the subject of a verb of rising or falling changed; None where no number tells it."""
    trigger = reading.clause.trigger
    lemmas = {fold(lemma) for lemma in (*reading.clause.form.lemmas, *((trigger.lemma,) if trigger is not None else ()))}
    if not lemmas & word_class("changing_verbs") or reading.type is EntityType.PERSON or reading.clause.subject is None:
        return None
    at = _amount(reading)
    first = bound_start(reading.tokens, at, reading.clause.verb + 1) if at is not None else 0
    words = reading.scene.words(reading.tokens, first, _end(reading.tokens, at)) if at is not None else None
    if words is None or words.span is None:
        return None
    draft = drafted(reading, "has_quantity", reading.subject, words)
    return replace(draft, rule="quantity.changed", evidence=(draft.evidence[0], max(draft.evidence[1], words.span.end)))


def _amount(reading: Reading) -> int | None:
    """Where the number begins: by itself or behind a word that brings a measure, never behind a noun that it counts with."""
    tokens, clause = reading.tokens, reading.clause
    for i in range(max(clause.rest, clause.verb + 1), min(len(tokens), clause.rest + _NEAR)):
        token = tokens[i]
        if token.word.text in _ENDS or token.pos in {Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER}:
            return None
        if token.date is None and (token.pos is Pos.NUMBER or _in_words(token)):
            before = tokens[i - 1]
            brought = (
                i == clause.rest or before.key in room_words("before", "changes") or before.pos is Pos.DATE or bool(token.word.preposition)
            )
            return i if brought or _percent(tokens, i + 1) else None
    return None


def _in_words(token: Token) -> bool:
    """Whether a number is written in words: عشرة، مئتين، ثلاثة ملايين."""
    return is_amount(token) and not token.word.article and token.key not in room_words("no_measure", "changes")


def _percent(tokens: Sequence[Token], at: int) -> bool:
    following = [token.word.text for token in tokens[at : at + 2]]
    return any(fold(text) in room_words("percent", "changes") for text in following) or "%" in tokens[at - 1].word.text


def _end(tokens: Sequence[Token], at: int) -> int:
    """Behind the number, its unit, and the level reached: 0.4 بالمئة | إلى 959 ريالا."""
    end = _measure(tokens, at)
    while end + 1 < len(tokens) and (tokens[end].key == "الي" or tokens[end].key == "او") and tokens[end + 1].pos is Pos.NUMBER:
        end = _measure(tokens, end + 1)
    return end


def _measure(tokens: Sequence[Token], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at <= _UNIT and _of_unit(tokens, end) and not (end > at + 1 and _percent_at(tokens, end - 1)):
        end += 1
    return end


def _percent_at(tokens: Sequence[Token], at: int) -> bool:
    return fold(tokens[at].word.text) in room_words("percent", "changes") or tokens[at].key in room_words("percent", "changes")


def _of_unit(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word goes on with a measure: مليون، دولار، بالمئة، في المئة، للأوقية."""
    token = tokens[at]
    if fold(token.word.text) in room_words("percent", "changes") or token.word.text in {"%", "٪"}:
        return True
    if token.pos is Pos.PREPOSITION and token.key == "في":
        return at + 1 < len(tokens) and tokens[at + 1].key in room_words("percent", "changes")
    if token.pos is Pos.NUMBER:
        return True
    free = token.pos in {Pos.NOUN, Pos.QUANTIFIER} and token.date is None and not token.word.conjunction
    return free and (token.key in room_words("percent", "changes") or token.word.preposition in {"", "ل"})
