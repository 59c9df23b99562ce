"""Verbs that answer لو and لولا."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.claims.finite import marked
from tawthiq.extract.claims.lexicon import verb_forms
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.verbs import Tense, verb_form


def read_answers(tokens: list[Token]) -> None:
    """لو وافق لتزوجت، لولا ذلك لقُتل: behind لو the ل before a past verb brings its answer."""
    first = next((token.index for token in tokens if token.key in {"لو", "لولا"}), None)
    for token in tokens[first + 2 :] if first is not None else ():
        word = token.word
        if word.text[:1] != "ل" or len(word.text) < _ANSWER or word.article or token.inside is not None or word.conjunction:
            continue
        bare = word if word.preposition == "ل" else replace(word, key=word.key[1:], preposition="ل", core_start=word.core_start + 1)
        form = marked(bare.key) or verb_form(bare.key)
        if form is not None and form.tense is Tense.PAST:
            token.respell(bare)
            token.pos, token.verb = Pos.VERB, form
            trigger = verb_forms().get(bare.key)
            token.trigger = trigger[0] if trigger is not None else None


_ANSWER = 4  # letters of ل with the shortest verb
