"""What stands beside a name without a verb: من مواليد …، والد فلان، الراحل."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.roles import names_person, stems
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, Mention, Time, TimeRelation

_COMMAS = frozenset({"،", ","})
_BACK = 6  # tokens from من مواليد back to the name


def epithet_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's births, relatives in apposition, and the late."""
    for token in tokens:
        if token.pos is not Pos.NOUN or not token.index:
            continue
        if token.key == "مواليد" and (tokens[token.index - 1].key == "من" or tokens[token.index - 1].word.text in {*_COMMAS, "("}):
            yield from _born(scene, tokens, token)
        elif token.key in room_words("late", "epithets") and token.word.article:
            yield from _late(tokens, token)
        elif not token.word.article and not token.word.pronoun and _kin(token):
            yield from _relative(scene, tokens, token)


def _kin(token: Token) -> bool:
    return not word_class("words", "kin").isdisjoint(stems(token.key))


def _born(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """فلان من مواليد بلدة كذا سنة كذا."""
    name = _name_before(tokens, token.index - 1)
    if name is None:
        return
    subject, start = Argument(entity=name.entity, span=name.span), token.index
    place = noun_phrase(tokens, token.index + 1)
    end = place.end if place is not None else token.index + 1
    if place is not None and scene.type_of(place.entity) is EntityType.PLACE and not place.preposition:
        evidence = (name.span.start, tokens[end - 1].word.end)
        word = tokens[start].word
        trigger = (word.core_start, word.end)
        yield Draft("life.born_in", "born_in", subject, scene.phrase(tokens, place), evidence, trigger)
    yield from _birth_date(tokens, token, end, subject, name)


def _birth_date(tokens: Sequence[Token], token: Token, at: int, subject: Argument, name: Mention) -> Iterator[Draft]:
    while at < len(tokens) and (tokens[at].key in {"في", "عام", "سنه"} or tokens[at].word.text in _COMMAS) and tokens[at].date is None:
        at += 1
    date = tokens[at].date if at < len(tokens) else None
    if date is None:
        return
    item = Argument(span=date.span, value=date.value)
    evidence, trigger = (name.span.start, date.span.end), (token.word.core_start, token.word.end)
    yield Draft("life.born_on", "born_on", subject, item, evidence, trigger, {}, (Time(TimeRelation.AT, date.value, date.span),))


def _name_before(tokens: Sequence[Token], at: int) -> Mention | None:
    """The person named before, over commas and pronouns only."""
    for i in range(at - 1, max(-1, at - _BACK), -1):
        if names_person(tokens[i]):
            return tokens[i].inside
        if tokens[i].word.text not in {*_COMMAS, "("} and tokens[i].pos not in {Pos.PRONOUN, Pos.DATE}:
            return None
    return None


def _late(tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """زوجها الراحل، النائب الراحل: who is called late has died."""
    inside = token.inside or tokens[token.index - 1].inside
    if inside is None or inside.type is not EntityType.PERSON:
        return
    subject = Argument(entity=inside.entity, span=inside.span)
    low, high = min(inside.span.start, token.word.core_start), max(inside.span.end, token.word.end)
    yield Draft("epithet.late", "died", subject, None, (low, high), (token.word.core_start, token.word.end), why=("الراحل",))


def _relative(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """فلان، والد المرشح فلان: kin in apposition to a name, with the name of whose kin it is."""
    before = token.index - 1
    if tokens[before].word.text not in _COMMAS or before < 1 or not names_person(tokens[before - 1]) or token.word.conjunction:
        return
    name, phrase = tokens[before - 1].inside, noun_phrase(tokens, token.index + 1)
    if name is None or phrase is None or phrase.preposition or scene.type_of(phrase.entity) is not EntityType.PERSON:
        return
    if phrase.entity == name.entity:
        return
    evidence = (name.span.start, tokens[phrase.end - 1].word.end)
    trigger = (token.word.core_start, token.word.end)
    subject = Argument(entity=name.entity, span=name.span)
    yield Draft("family.apposed", "family_of", subject, scene.phrase(tokens, phrase), evidence, trigger, {"kind": token.word.text})
