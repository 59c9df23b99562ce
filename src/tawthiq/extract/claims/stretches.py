"""Words that only a stretch of tokens decides: measures before a number, answers of لو."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.claims.finite import marked
from tawthiq.extract.claims.lexicon import room_words, verb_forms
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.numbers import is_number_word, word_key
from tawthiq.text.verbs import Tense, verb_form


def join_measures(tokens: list[Token]) -> None:
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


def read_answers(tokens: list[Token]) -> None:
    """لو وافق لتزوجت، لولا ذلك لقُتل: behind لو the ل before a past verb brings its answer."""
    first = next((token.index for token in tokens if token.key in {"لو", "لولا"}), None)
    for token in tokens[first + 2 :] if first is not None else ():
        word = token.word
        if word.text[:1] != "ل" or len(word.key) < _ANSWER or word.article or token.inside is not None or word.conjunction:
            continue
        bare = word if word.preposition == "ل" else replace(word, key=word.key[1:], preposition="ل", core_start=word.core_start + 1)
        form = marked(bare.key) or verb_form(bare.key)
        if form is not None and form.tense is Tense.PAST:
            token.respell(bare)
            token.pos, token.verb = Pos.VERB, form
            trigger = verb_forms().get(bare.key)
            token.trigger = trigger[0] if trigger is not None else None


_ANSWER = 4  # letters of ل with the shortest verb
