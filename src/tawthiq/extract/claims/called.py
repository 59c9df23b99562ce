"""What somebody is called right behind the name, how long a state has lasted, what something is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import COMMAS, before, held, is_person_name, phrase_at, words
from tawthiq.extract.claims.quantity import is_amount
from tawthiq.extract.claims.roles import is_occupation
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.numbers import bound_openers

_STATE = 5  # tokens between a participle and منذ: المفروضة على البلاد منذ …
_PHRASAL = frozenset({Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER, Pos.NUMBER})
_LONGEST = 8  # tokens of a description


def called_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's descriptions behind names, durations and amounts of measures."""
    for token in tokens:
        if token.pos is Pos.PREPOSITION and token.key == "منذ":
            yield from _lasting(scene, tokens, token)
        elif token.pos is not Pos.NOUN or not token.index or token.word.preposition:
            continue
        elif token.key in words("measures") and token.index + 2 < len(tokens) and tokens[token.index - 1].pos is not Pos.VERB:
            yield from _worth(scene, tokens, token)
        elif _behind_name(tokens, token):
            yield from _described(scene, tokens, token)


def _behind_name(tokens: Sequence[Token], token: Token) -> bool:
    inside = tokens[token.index - 1].inside
    fits = inside is not None and inside.form is MentionForm.NAME and inside is not token.inside
    return fits and not token.word.conjunction and not is_person_name(token)


def _described(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """فلان طبيب القلب."""
    inside = tokens[token.index - 1].inside
    assert inside is not None  # noqa: S101 - the caller has looked
    phrase = phrase_at(scene, tokens, token.index)
    if phrase is None:
        return
    subject = Argument(entity=inside.entity, span=inside.span)
    trigger = (token.word.core_start, token.word.end)
    human = is_occupation(token.key) and inside.type is EntityType.PERSON and not token.word.article
    if human and _closes(tokens, phrase.end) and (phrase.definite or phrase.entity is not None):
        item = Argument(span=scene.span(tokens, phrase.start, phrase.end))
        evidence = (inside.span.start, tokens[phrase.end - 1].word.end)
        yield Draft("relational.occupation", "occupation", subject, item, evidence, trigger)


def _closes(tokens: Sequence[Token], end: int) -> bool:
    return end >= len(tokens) or tokens[end].pos in {Pos.MARK, Pos.RELATIVE}


def _lasting(scene: Scene, tokens: Sequence[Token], since: Token) -> Iterator[Draft]:
    """الطرق المقطوعة منذ ثلاثة أيام: a state and how long it has lasted."""
    end = since.index + 1
    while end < len(tokens) and tokens[end].pos is Pos.DATE:
        end += 1
    if not any(t.date is not None and t.date.value.startswith("P") for t in tokens[since.index + 1 : end]):
        return
    for i in range(since.index - 1, max(0, since.index - _STATE), -1):
        token = tokens[i]
        if token.pos is Pos.VERB or token.word.text in COMMAS:
            return
        if token.word.article and token.key.startswith("م") and token.inside is None and token.pos is Pos.NOUN:
            noun = before(scene, tokens, i, token)
            item = Argument(span=scene.span(tokens, since.index, end))
            if noun is not None and noun.type not in {EntityType.PERSON, EntityType.PLACE}:
                evidence = scene.range(tokens, noun.start, end)
                yield Draft("relational.lasting", "has_quantity", noun.argument, item, evidence, (token.word.core_start, token.word.end))
            return


def _worth(scene: Scene, tokens: Sequence[Token], measure: Token) -> Iterator[Draft]:
    """كلفة السد نحو أربعة مليارات: a measure of something with its amount right behind."""
    phrase = phrase_at(scene, tokens, measure.index + 1)
    if phrase is None or measure.word.article or measure.word.pronoun or phrase.preposition or not phrase.definite:
        return
    at = phrase.end
    if at < len(tokens) and tokens[at].word.conjunction == "و" and (other := phrase_at(scene, tokens, at)) is not None:
        at = other.end
    if at + 1 >= len(tokens) or not (is_amount(tokens[at]) or tokens[at].key in bound_openers()):
        return
    amounts = [i for i in range(at, min(len(tokens) - 1, at + _LONGEST)) if is_amount(tokens[i])]
    if not amounts or any(tokens[i].pos not in _PHRASAL for i in range(at, amounts[-1])):
        return
    end = amounts[-1] + 2  # the unit behind the number
    owner, item = held(scene, tokens, phrase), scene.words(tokens, at, end)
    if owner is not None and item is not None:
        evidence = scene.range(tokens, measure.index, end)
        yield Draft("relational.worth", "has_quantity", owner.argument, item, evidence, (measure.word.core_start, measure.word.end))
