"""Who met whom, and what a meeting or body is for, told by nouns: لقاؤه مع فلان، اللقاء بين …، اجتماع خصص لـ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.around import CLITICS, Held, behind, held, phrase_at, words
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_ACTORS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
_LONGEST = 16  # tokens of a purpose
_PHRASAL = frozenset({Pos.NOUN, Pos.PREPOSITION, Pos.QUANTIFIER, Pos.NUMBER, Pos.DEMONSTRATIVE})


def encounter_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """Drafts of one sentence's meetings and their purposes."""
    for token in tokens[:-1]:
        if token.pos is not Pos.NOUN:
            continue
        pronoun = _owner(token)
        if pronoun:
            yield from _his(scene, tokens, token, pronoun)
        elif token.key in words("meetings"):
            yield from _between(scene, tokens, token)
        if token.key in words("events") or token.key in words("bodies"):
            yield from _assigned(scene, tokens, token)


def _owner(token: Token) -> str:
    """The clitic of a noun of meeting, split or not."""
    if token.word.pronoun:
        return token.word.pronoun if token.key in words("meetings") else ""
    if not token.key.endswith(CLITICS):
        return ""
    return next((clitic for clitic in CLITICS if token.key.endswith(clitic) and token.key.removesuffix(clitic) in words("meetings")), "")


def _his(scene: Scene, tokens: Sequence[Token], token: Token, pronoun: str) -> Iterator[Draft]:
    """لقاؤه مع فلان."""
    others = list(_partners(scene, tokens, token.index + 1))
    exclude = frozenset(other.argument.entity for other in others if other.argument.entity)
    referent = scene.discourse.pronoun(pronoun, token.word.start, token.word.end, exclude) if others else None
    if referent is None or scene.type_of(referent.entity) not in _ACTORS:
        return
    speaker = scene.discourse.speaker(token.word.start, token.word.end)
    if speaker is not None and speaker.entity == referent.entity:
        return  # قال إن لقاءه مع فلان …: that they met is nobody's saying, and is told elsewhere
    for other in others:
        yield _met(scene, tokens, token, (Argument(entity=referent.entity), other.argument), (token.index, other.end))


def _partners(scene: Scene, tokens: Sequence[Token], at: int) -> Iterator[Held]:
    """Those behind مع or ب."""
    while at < len(tokens) and tokens[at].pos in {Pos.PARTICLE, Pos.DATE}:
        at += 1
    if at >= len(tokens):
        return
    if tokens[at].pos is Pos.PREPOSITION and tokens[at].key == "مع" and not tokens[at].word.pronoun:
        at += 1
    elif tokens[at].word.preposition != "ب" or tokens[at].pos is Pos.PREPOSITION:
        return
    for other in behind(scene, tokens, at):
        if other.type in _ACTORS:
            yield other


def _between(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """اللقاء بين فلان وفلان، لقاء جمع فلانا وفلانا."""
    first = token.index + 1
    if tokens[first].key in words("coming") and first + 1 < len(tokens):
        first += 1
    following, at = tokens[first], first + 1
    if following.pos is Pos.RELATIVE and at < len(tokens):
        following, at = tokens[at], at + 1
    if following.word.pronoun or following.key not in room_words("bringing", "encounters"):
        return
    pair = [one for one in behind(scene, tokens, at) if one.type in _ACTORS][:2]
    if len(pair) == 1:
        pair += list(_partners(scene, tokens, pair[0].end))[:1]
    if len(pair) < 2 or pair[0].argument.entity == pair[1].argument.entity:
        return
    yield _met(scene, tokens, token, (pair[0].argument, pair[1].argument), (token.index, pair[1].end))


def _met(scene: Scene, tokens: Sequence[Token], token: Token, pair: tuple[Argument, Argument], span: tuple[int, int]) -> Draft:
    coming = any(t.key in words("coming") for t in tokens[span[0] : min(len(tokens), span[1] + 1)])
    trigger = (token.word.core_start, token.word.end)
    return Draft("relational.met", "met", pair[0], pair[1], scene.range(tokens, *span), trigger, intended=coming)


def _assigned(scene: Scene, tokens: Sequence[Token], token: Token) -> Iterator[Draft]:
    """اجتماع خصص لبحث …، الاجتماع هدف إلى …، لجنة مخصصة لـ."""
    for i in range(token.index + 1, min(len(tokens) - 1, token.index + 4)):
        if tokens[i].key in words("assigned") and not tokens[i].word.preposition:
            break
        if tokens[i].pos is not Pos.NOUN:
            return
    else:
        return
    aim = i + 1
    if tokens[aim].pos is Pos.PREPOSITION and tokens[aim].key in {"الي", "ل"}:
        aim += 1
    elif tokens[aim].word.preposition != "ل" and not tokens[aim].key.startswith("ل"):
        return
    phrase = phrase_at(scene, tokens, token.index, i)
    subject = held(scene, tokens, phrase) if phrase is not None and phrase.end == i else None
    end = aim
    while end < len(tokens) and end - aim < _LONGEST and tokens[end].pos in _PHRASAL:
        end += 1
    item = scene.words(tokens, aim, end)
    if subject is None or item is None or subject.type is EntityType.PERSON:
        return
    trigger = (tokens[i].word.core_start, tokens[i].word.end)
    yield Draft("relational.purpose", "has_purpose", subject.argument, item, scene.range(tokens, subject.start, end), trigger)
