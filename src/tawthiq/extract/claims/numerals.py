"""Words that are one with a number or date: ثلاثة وعشرون عاملا، سبعة ونصف، ما لا يقل عن ثلاثين، اعتبارا من أول حزيران."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.numbers import bound_before, is_number_word, read_cardinal, word_key

_LONGEST = 16  # words: no number has more
_BOUND = 5  # words of the longest bound before a number: ما لا يقل عن


def join_numerals(tokens: Sequence[Token]) -> None:
    """Makes what و joins inside a number a part of it: in ثلاثة وعشرون the second word begins nothing of its own."""
    end = 0
    for token in tokens:
        if token.index < end or not _opens(token) or not _joined(tokens, token.index):
            continue
        behind = [_key(other) for other in tokens[token.index + 1 : token.index + _LONGEST]]
        found = read_cardinal([word_key(token.key), *behind], 0)
        end = token.index + (found[1] if found is not None else 0)
        for other in tokens[token.index + 1 : end]:
            if other.word.text.startswith("و") and other.inside is None:
                other.pos = Pos.NUMBER
                other.respell(replace(other.word, key=_bare(other), conjunction=""))


def join_measures(tokens: Sequence[Token]) -> None:
    """ما لا يقل عن ثلاثين، ما يزيد على 700، ما يقارب ألفا: words of measure before a number are one phrase with it."""
    for token in tokens:
        if token.key != "ما" or token.inside is not None:
            continue
        at = token.index + 1
        at += at < len(tokens) and tokens[at].key == "لا"
        if at >= len(tokens) or tokens[at].key not in room_words("measuring", "tokens"):
            continue
        end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].key in {"عن", "علي"})
        if end < len(tokens) and (tokens[end].pos is Pos.NUMBER or is_number_word(word_key(tokens[end].key))):
            for other in tokens[token.index : end]:
                other.pos, other.verb, other.trigger = Pos.QUANTIFIER, None, None


def join_openers(tokens: Sequence[Token]) -> None:
    """اعتبارا من أول حزيران، بدءا من 2010: an adverb that with من brings the date from which something is."""
    for adverb, link, date in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if date.date is not None and link.key == "من" and adverb.key in room_words("from", "tokens"):
            adverb.pos = link.pos = Pos.PREPOSITION


def bound_start(tokens: Sequence[Token], at: int, low: int) -> int:
    """Where the words before a number at ``at`` that bound it begin (نحو، ما لا يقل عن، أكثر من), not before ``low``; else ``at``."""
    start = max(low, at - _BOUND)
    keys = [word_key(token.key) for token in tokens[start:at]]
    found = bound_before(keys, at - start)
    return at if found is None else start + found[1]


def dual_measure(token: Token) -> bool:
    """كيلومترين، طنان، مقعدين: a unit in the dual is two of it without a word of number."""
    if token.pos is not Pos.NOUN or token.inside is not None or token.word.article or token.word.pronoun:
        return False
    key = token.key
    if len(key) < _DUAL or not key.endswith(("ين", "ان")):
        return False
    stem = key[:-2]
    units = room_words("units", "quantity")
    return stem in units or (stem.endswith("ت") and stem[:-1] + "ه" in units)


_DUAL = 4  # letters of the shortest dual


def _opens(token: Token) -> bool:
    if token.inside is not None or token.date is not None or token.word.article:
        return False
    return token.pos is Pos.NUMBER or (token.pos in {Pos.NOUN, Pos.QUANTIFIER} and is_number_word(word_key(token.key)))


def _joined(tokens: Sequence[Token], at: int) -> bool:
    return any(token.word.text.startswith("و") and token.date is None for token in tokens[at + 1 : at + 5])


def _key(token: Token) -> str:
    """A word as numbers are read from it; what a date or name holds ends every number."""
    if token.date is not None or token.inside is not None or token.word.preposition or token.word.pronoun:
        return ""
    key = word_key(token.key)
    return f"و{key}" if token.word.conjunction == "و" else key


def _bare(token: Token) -> str:
    key = token.key
    return key[1:] if key.startswith("و") and not token.word.conjunction and len(key) > 1 else key
